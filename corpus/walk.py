"""A document from top to bottom: sections, turns, quotations and prose, each with whoever has the floor."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.authored import find_authored
from corpus.block_quotes import BlockQuotes
from corpus.entries import is_roster_title, read_listing
from corpus.examination import find_questions, read_roles
from corpus.heading_people import heading_person, named_people
from corpus.label_forms import names_stranger, opens_turn
from corpus.labelled_turns import LabelledTurns
from corpus.names import find_names
from corpus.narration import is_outcome, is_scribed, is_stage_direction, is_task
from corpus.people import Person
from corpus.prose_blocks import ProseBlocks
from corpus.scene import ACTION, SPOKEN, Floor, Scene
from corpus.structure import Block, plain
from corpus.tables import read_prose, read_turns
from corpus.types import Span
from corpus.vocabulary import fold, vocabulary
from corpus.voices import Unit, Voice

_NICK = re.compile(r"(?!https?:)(?:[a-z][a-z]{2,14}|[A-Z][a-z]+[A-Z]\w{0,12}):[ \t]+\S")  # "seth:", "BenS:"
DENSE = 0.35  # share of labelled paragraphs, above which a line "Kazuho: no" is somebody's
LONGEST_TITLE = 40  # characters of a line that announces a list
_LISTED = re.compile(r"([A-Z][^:\n]{2,40}):\s+")
_JOINED = re.compile(r"\s*(?:/|&|,|\band\b)\s*")
_IS_OR_WAS = re.compile(
    r"[^,.;:]{4,60}?\s(?:is|was|has\s+been|works|worked|joined|serves|leads|comes|studied|holds)\b"
)
_EDITORIAL = re.compile(r"([*_])(?!\1)[^*_]+\1")  # what an interview's editor adds in italics


class Walk:
    """One reading of the document from top to bottom."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.turns, self.prose = LabelledTurns(scene), ProseBlocks(scene)
        self.quotes = BlockQuotes(scene, self.prose)
        is_interview = bool(scene.roles.answers) and len(scene.labels) < 4
        self.questions = find_questions(scene.text, scene.blocks) if is_interview else frozenset()
        self.rows = read_turns(scene.text, scene.blocks) if scene.rules.labels else {}
        self.cells = read_prose(scene.text, scene.blocks)
        self.authored = find_authored(scene.text, scene.blocks, scene.cast) if scene.rules.headings else {}
        texts = sum(block.kind in ("paragraph", "item", "quote") for block in scene.blocks)
        self.is_dense = len(scene.labels) >= DENSE * texts
        self._silent_depth = 0
        self.parted = False  # something that is no text stood before this block

    def units(self) -> Iterator[Unit]:
        for i, block in enumerate(self.scene.blocks):
            if (
                i not in self.scene.labels
                and block.kind in ("heading", "paragraph")
                and len(block.span) < 100
            ):
                self.scene.roles = read_roles(
                    plain(self.scene.text, block.span), self.scene.cast, self.scene.roles
                )
            if i in self.questions:
                yield from self._question(i, block)
            elif block.kind == "heading" and i in self.scene.labels:
                list(self.turns.units(i, block, self.scene.labels[i]))
            elif block.kind == "heading":
                self._heading(i, block)
            elif row := self.rows.get(i):
                people = self.scene.resolver.label(row.name, None, self.scene.recent)
                self.scene.recent.extend(people)
                yield from self.scene.plain_units(i, row.words, Voice(people, row.cue, "turn", 0.9), row.time)
            elif parts := self.cells.get(i):
                yield from self._cells(i, block, parts)
            elif block.kind == "row":
                yield Unit(block.span, i, self._turn_voice(block))
            elif block.kind == "silent":
                self.scene.floor.prior = None
                self.parted = True
                if block.is_listing and self.scene.floor.turn_depth < 0:
                    self.scene.floor.turn = None
            else:
                if self.parted and block.tight and _EDITORIAL.fullmatch(block.span.of(self.scene.text)):
                    yield from self.scene.plain_units(i, block.span, None)  # what stands below an image
                    continue
                tight = block.tight and not self.parted
                self.parted = False
                yield from self._block(i, replace(block, tight=tight))

    def _cells(self, i: int, block: Block, parts: list[tuple[Span, bool]]) -> Iterator[Unit]:
        """The cells of a row of minutes: a topic, who said what about it, what is to be done."""
        turn = self._turn_voice(block)
        for number, (span, is_prose) in enumerate(parts):
            if is_prose and not turn and not self.scene.floor.silent:
                yield from self.prose.units(i, Block("paragraph", span, tight=number > 0))
            else:
                yield Unit(span, i, turn)
        self.scene.floor.prior = self.scene.floor.lead = None

    def _question(self, i: int, block: Block) -> Iterator[Unit]:
        """A question of an interview without labels: what stands below it is the answer."""
        if block.kind == "heading":
            self._heading(i, block)
        elif self.scene.roles.asks:
            yield from self.scene.plain_units(
                i, block.span, Voice((self.scene.roles.asks,), block.span, "turn", 0.7)
            )
        else:
            yield from self.scene.plain_units(i, block.span, None)
        if self.scene.roles.answers:
            self.scene.floor.turn = Voice((self.scene.roles.answers,), block.span, "turn", 0.75)
            self.scene.floor.turn_depth, self.scene.floor.turn_indent, self.scene.floor.turn_is_live = (
                -1,
                block.indent,
                True,
            )

    def _heading(self, i: int, block: Block) -> None:
        title = self.scene.sections[i][-1]
        if block.is_guess and self.scene.floor.turn and self.scene.floor.turn_is_live:
            return  # a short line in a speech
        floor = Floor(depth=block.depth)
        if self.scene.floor.heading and self.scene.floor.heading[0] < block.depth:
            floor.heading = self.scene.floor.heading
        if self.scene.floor.talk and self.scene.floor.talk[0] < block.depth:
            floor.talk = self.scene.floor.talk
        if self.scene.floor.silent and self._silent_depth < block.depth:
            floor.silent = True
        else:
            floor.silent = self.scene.rules.silence and _is_silent(title)
            self._silent_depth = block.depth
        floor.listing = self.scene.rules.silence and (
            _bare(title) in vocabulary()["list_sections"]
            or _lists_tasks(title)
            or (is_roster_title(title) and not _bare(title).endswith("minutes"))
        )
        floor.summary = _bare(title) in vocabulary()["summary_sections"]
        # A headline of news, or its author below it, opens nobody's talk.
        may_head = (
            self.scene.rules.headings and not floor.silent and (self.scene.is_event or not block.is_guess)
        )
        people = heading_person(self.scene.cast, title) if may_head else ()
        if not people and self.scene.rules.headings and self.scene.is_event and len(title.split()) <= 9:
            named = named_people(self.scene.cast, title)
            people = tuple(named) if len(named) == 1 and _hands_over(title, named[0]) else ()
        if people:
            people[0].takes_part = True
            floor.heading = (block.depth, Voice(people[:1], block.span, "reported", 0.85))
        self.scene.floor = floor
        self.scene.discourse.next_section()
        ruling = floor.talk or floor.heading
        self.scene.discourse.scope = ruling[1].people[0] if ruling else None
        if self.scene.discourse.scope:
            self.scene.recent.append(self.scene.discourse.scope)

    def _block(self, i: int, block: Block) -> Iterator[Unit]:
        floor = self.scene.floor
        if block.kind == "item":
            while floor.parents and floor.parents[-1][0] >= block.depth:
                floor.parents.pop()
            if 0 <= block.depth <= floor.turn_depth:
                floor.turn, floor.turn_depth = None, -1
        if self._is_nobodys(block):
            yield from self.scene.plain_units(i, block.span, None)
        elif author := self.authored.get(i):
            yield from self.scene.plain_units(i, block.span, None)
            floor.turn, floor.turn_depth, floor.turn_is_live = (
                Voice((author,), block.span, "turn", 0.75),
                -1,
                True,
            )
        elif label := self.scene.labels.get(i):
            yield from self.turns.units(i, block, label)
        elif self._is_unheard(block):
            yield from self.scene.plain_units(i, block.span, None)
        elif block.kind == "quote":
            yield from self.quotes.units(i, block)
        elif voice := self._inherited(block):
            yield from self.scene.plain_units(i, block.span, voice)
            self._lead_in_turn(block, voice)
        else:
            yield from self.prose.units(i, block)
        if block.kind == "item":
            floor.item_indent = block.indent
        elif not self._is_inside_item(block):
            floor.parents.clear()
            floor.item_indent = None

    def _is_nobodys(self, block: Block) -> bool:
        """Whether nobody speaks in this section or list."""
        floor = self.scene.floor
        is_listed = floor.listing and block.kind in ("item", "quote")
        return floor.silent or is_listed or self._is_below_tasks(block) or self._opens_tasks(block)

    def _is_unheard(self, block: Block) -> bool:
        """Whether a transcript's line is of somebody unknown, "zeth: no", the scribe's, or a list."""
        words = block.span.of(self.scene.text)
        if self.scene.is_dialogue and (title := _LISTED.match(words)) and is_roster_title(title[1]):
            return bool(read_listing(words[title.end() :]))
        if self.scene.is_dialogue and (_NICK.match(words) or (self.is_dense and names_stranger(words))):
            self.scene.floor.turn = self.scene.floor.lead = None
            return True
        return self.scene.is_dialogue and is_scribed(words, alone=True)

    def _opens_tasks(self, block: Block) -> bool:
        """Whether a line announces what is to be done or was decided: "Actions:", "- Action items:"."""
        words = plain(self.scene.text, block.span)
        is_title = words.endswith(":") or (block.kind == "paragraph" and len(words.split()) > 1)
        if len(words) > LONGEST_TITLE or not is_title or not self.scene.rules.silence:
            return False
        if block.kind not in ("item", "paragraph") or not _lists_tasks(words):
            return False
        floor = self.scene.floor
        floor.turn = floor.lead = floor.prior = None
        floor.listing, floor.silent_item = (
            block.kind == "paragraph",
            block.depth if block.kind == "item" else -1,
        )
        return True

    def _is_below_tasks(self, block: Block) -> bool:
        floor = self.scene.floor
        if floor.silent_item >= 0 and not (block.kind == "item" and block.depth > floor.silent_item):
            floor.silent_item = -1
        return floor.silent_item >= 0

    def _inherited(self, block: Block) -> Voice | None:
        """The voice of a block that has none of its own but goes on with a turn or a list."""
        floor = self.scene.floor
        words = plain(self.scene.text, block.span)
        if block.kind == "item" and _IS_OR_WAS.match(words) and not self.scene.floor.turn:
            names = find_names(words[:60])
            if names and names[0].start < 3 and names[0].is_strong and names[0].is_full:
                return None  # who somebody else is: "Bo Lind has been a miller for years"
        if ACTION.match(words) or is_task(words) or is_stage_direction(block.span.of(self.scene.text)):
            return None
        if (self.questions or self.authored) and _EDITORIAL.fullmatch(block.span.of(self.scene.text)):
            self.scene.floor.turn = None
            return None
        if block.kind == "paragraph" and self.scene.floor.turn_depth < 0 and is_outcome(words):
            self.scene.floor.turn = None  # the discussion is over
            return None
        if voice := self._turn_voice(block):
            return voice
        if (
            block.kind == "item"
            and floor.parents
            and self.scene.rules.items
            and not self.prose.has_own_voice(block)
        ):
            return replace(
                floor.parents[-1][1], kind="item" if not floor.parents[-1][1].group else "collective"
            )
        if block.kind in ("item", "paragraph") and floor.lead and self.scene.rules.items:
            fits = block.kind == "item" and block.depth > floor.lead_depth
            fits |= (
                block.kind == "paragraph"
                and block.tight
                and floor.lead_depth < 0
                and not self.prose.has_own_voice(block)
            )
            if fits and not self.prose.has_own_voice(block):
                return replace(floor.lead, kind="item" if not floor.lead.group else "collective")
            if block.kind == "paragraph":
                floor.lead = None
        return None

    def _turn_voice(self, block: Block) -> Voice | None:
        floor = self.scene.floor
        if not floor.turn or not self.scene.rules.label_continuation:
            return None
        if floor.turn_depth >= 0:
            below = block.kind == "item" and block.depth > floor.turn_depth
            inside = self._is_inside_item(block) and block.indent > floor.turn_indent
            goes_on = (below or inside) and not self._is_reported(block)
            return replace(floor.turn, confidence=0.8) if goes_on else None
        if block.kind == "quote":
            return None
        if block.indent < floor.turn_indent:  # the list that the turn stood in is over
            floor.turn = None
            return None
        if self.scene.is_dialogue and opens_turn(block.span.of(self.scene.text)):
            floor.turn = None  # somebody else speaks, whoever that is
            return None
        if floor.turn_is_live and block.kind == "paragraph" and self._is_told(block):
            floor.turn = None
            return None
        if floor.turn_is_live:
            return replace(floor.turn, confidence=0.8)
        if block.tight and not self.prose.has_own_voice(block):
            return replace(floor.turn, confidence=0.8)
        floor.turn = None  # "Mayor: trams will run" was a headline, no turn
        return None

    def _is_inside_item(self, block: Block) -> bool:
        """Whether a paragraph stands below the words of an item, indented as they are."""
        indent = self.scene.floor.item_indent
        return block.kind == "paragraph" and block.tight and indent is not None and block.indent > indent

    def _is_reported(self, block: Block) -> bool:
        """Whether an item below somebody's opens with somebody else: "Bo noted that ..."."""
        voice = next((r.voice for r in self.prose.preview(block)), None)
        words = plain(self.scene.text, block.span)
        named = [n for n in find_names(words[:60]) if n.start < 3]
        return bool(named and voice and self.scene.floor.turn and not voice.is_same(self.scene.floor.turn))

    def _is_told(self, block: Block) -> bool:
        """Whether a paragraph after a turn tells, without a word of speech, what somebody else said."""
        voice = next((r.voice for r in self.prose.preview(block)), None)
        present = voice is not None and all(p.takes_part and p.name for p in voice.people)
        return present and not SPOKEN.search(block.span.of(self.scene.text)) and self._is_reported(block)

    def _lead_in_turn(self, block: Block, voice: Voice) -> None:
        """Whom a turn names in a paragraph that ends with a colon is quoted below it."""
        floor = self.scene.floor
        if voice.kind != "turn" or block.kind != "paragraph":
            return
        floor.lead, words = None, plain(self.scene.text, block.span)
        if words.endswith(":"):
            named = [n for n in find_names(words) if n.is_strong and n.is_full]
            people = {self.scene.cast.add(n.text, title=n.title).name for n in named} - {
                p.name for p in voice.people
            }
            if len(people) == 1 and len(voice.people) == 1:
                (person,) = self.scene.cast.find(people.pop())[:1]
                floor.lead = Voice((person,), block.span, "quoted", 0.6, via=voice.people[0])
                floor.lead_depth = 1_000  # a quote only, no list


def _bare(title: str) -> str:
    return re.sub(r"^[\W\d]+|[\W\d]+$", "", fold(title))


def _is_silent(title: str) -> bool:
    bare = _bare(title)
    return bare in vocabulary()["silent_sections"] or bare.split(" ")[0] in (
        "annex",
        "appendix",
        "references",
    )


def _lists_tasks(title: str) -> bool:
    """As in "Decisions/Actions", "Action items and next steps"."""
    silent = vocabulary()["silent_sections"]
    parts = {part.strip() for part in _JOINED.split(_bare(title))}
    return bool(parts & silent) and parts <= silent | vocabulary()["summary_sections"]


def _hands_over(title: str, person: Person) -> bool:
    """As in "Testing update from Dimitry", "Ana's update": the heading gives somebody the floor."""
    words = [fold(w) for w in re.findall(r"[\w'’]+", title)]
    given = set(words) & {"from", "by", "with"}
    owner = next(
        (w for w in words if w[-2:] in ("'s", "’s")), ""
    )  # of an update, not "how to solve Ana's bugs"
    own = re.sub(r"['’]s$", "", owner) in person.words and words.index(owner) < 2
    return bool(given or own) or bool(set(words) & vocabulary()["talks"])
