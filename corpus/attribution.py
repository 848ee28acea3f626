"""Who said which words of a record: labels, headings, cues, pronouns and what goes on without them.

The whole document is attributed before it is split into passages, so that "she added" is resolved
while its context is there. No evidence, no speaker.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.discourse import Discourse
from corpus.entries import is_roster_title
from corpus.examination import find_interview, find_questions, read_roles
from corpus.genre import has_delegations, is_event, is_minutes, is_opening, title_of
from corpus.label_forms import Label, opens_turn
from corpus.labels import find_labels, introductions, is_dialogue, is_nobody, several
from corpus.names import find_names, is_person_name
from corpus.narration import is_note, is_outcome, is_stage_direction, is_task
from corpus.people import Cast, Person
from corpus.prose_view import prose_view
from corpus.reference import Resolver
from corpus.rosters import heading_person, named_people, read_cast
from corpus.rules import Rules
from corpus.sentences import split_sentences
from corpus.speech import read_paragraph
from corpus.structure import Block, find_blocks, plain, section_paths
from corpus.tables import read_turns
from corpus.titles import give_titles
from corpus.types import Span
from corpus.vocabulary import fold, vocabulary
from corpus.voices import Reading, Voice

_ACTION = re.compile(  # what a scribe notes and nobody says
    r"\s*(?:[\[(<{].{0,300}[\])>}]\s*$|s/[^/]{1,200}/|\S+ has (?:joined|left) |https?://\S+\s*$"
    r"|(?:the )?group (?:resolve|agree|discuss|look|review)\w*\b"
    r"|(?:AI|AP|TODO|[Aa]ction(?: item)?|ACTION(?: ITEM)?|RESOLVED|RESOLUTION|DECISION|AGREED)\b)",
    re.S,
)
_ASIDE = re.compile(r"(?:\([^()]{12,400}\)|\[[^\[\]]{2,400}\])[.!?]?$")  # "(people are humming)"
_SCRIBED = re.compile(r"(?P<name>[^\W\d_][\w-]{0,20}):\s+(?=\S)")
_EDITORIAL = re.compile(r"([*_])(?!\1)[^*_]+\1")  # what an interview's editor adds in italics
_TRAILING_MARKUP = re.compile(r"(?:\]\([^()\s]{0,2000}\)|[*_])*[*_)”\"’]*")
_ASKER = re.compile(r"(?P<name>[A-Z][\w'’.-]{0,20}(?: [A-Z][\w'’.-]{0,20}){0,3}):\s+(?=\S)")
_CARRIED_ON = re.compile(r"(?:\.\.\.|…)\s*")
_INLINE_ANSWER = re.compile(
    r"(?<=[\s?.!])(?P<name>Q|A|Q\d{1,2}|A\d{1,2}|Question|Answer|[A-Z]{2,4}|[A-Z][a-z]+):\s"
)
_INNER_CREDIT = re.compile(
    r"[.!?”\"’…*_][\s*_]*(?:[—–―~]|--|\s-)\s*[*_]*(?P<name>[^\W\d_][^.!?:;“\"]{2,80}?)[*_\s]*$"
)
_WRITER = re.compile(
    r"I(?:['’]ve)?\s+(?:really\s+|also\s+)?(?:like|love|agree|believe|enjoy|found|think|been|appreciat)\w*\b"
)
_CREDIT = re.compile(r"\s*(?:[-–—~]{1,3}|―)\s*(?P<name>[^\W\d_].{1,120})$", re.S)


_CALLS_ON = re.compile(
    r"\b(?:go(?:ing)?(?:\s+next|\s+now|\s+over)?\s+to|turn(?:\s+now)?\s+to|(?:start|begin)\s+with|take|hear\s+from|questions?\s+(?:is\s+|comes\s+)?from"
    r"|call\s+on|over\s+to|come\s+to|bring\s+in|line\s+of|recogni[sz]e|next(?:\s+up)?\s+is|[Nn]ext,|floor\s+to)\s+"
    r"(?:(?:a|the)\s+(?:question|line)\s+(?:from|of)\s+)?(?=[A-Z])"
)
_ENUMERATES = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|following)\s+(?:\w+\s+){0,2}\w+s\b[^.]{0,60}\.$"
)
CALLS_WITHIN = 300  # characters before a label, where the turn before hands over
SPEAKS = 0.65  # surer cues than this tell of speech: a quotation may stand below as a paragraph of its own
LONGEST_OPENING = 4000  # characters
_SPOKEN = re.compile(r"\b(?:I|we|We|you|You|our|Our|my|My|us|me)\b|\b(?:I|[Ww]e|[Yy]ou)['’]")
_REPORTED = re.compile(r"\b(?:would|should|could|must|might|ought|had|he|she|his|her|him)\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or clause with the voice that says it; ``block`` numbers the block it stands in."""

    span: Span
    block: int
    voice: Voice | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Attributed:
    """A document read to the end: its blocks, sections and people, and every unit in reading order."""

    text: str
    blocks: tuple[Block, ...]
    sections: tuple[tuple[str, ...], ...]
    cast: Cast
    units: tuple[Unit, ...]


def attribute(text: str, rules: Rules = Rules()) -> Attributed:  # noqa: B008 - frozen
    """Attribute every unit of a document. Never raises; linear in the text."""
    blocks = find_blocks(text)
    sections = section_paths(text, blocks)
    cast = read_cast(text, blocks, sections, rules)
    labels = find_labels(text, blocks, cast) if rules.labels else {}
    walk = _Walk(text, blocks, sections, cast, labels, rules)
    units = tuple(_with_markup(text, blocks, list(walk.units())))
    give_titles(cast.people, text)
    return Attributed(text, blocks, sections, cast, units)


def _with_markup(text: str, blocks: Sequence[Block], units: Sequence[Unit]) -> Iterator[Unit]:
    """Give every unit the marks that stand around its words, so that no emphasis or link is cut open."""
    for i, unit in enumerate(units):
        before = (
            units[i - 1].span.end if i and units[i - 1].block == unit.block else blocks[unit.block].span.start
        )
        after = (
            units[i + 1].span.start
            if i + 1 < len(units) and units[i + 1].block == unit.block
            else blocks[unit.block].span.end
        )
        start, end = unit.span.start, unit.span.end
        while start > before and text[start - 1] in "*_[!":
            start -= 1
        trailing = _TRAILING_MARKUP.match(text, end, max(end, after))
        yield replace(unit, span=Span(start, trailing.end() if trailing else end))


@dataclass(slots=True)
class _Floor:
    """Who has the floor at a point of the document, beside what its sentences say."""

    turn: Voice | None = None  # of the last label
    turn_depth: int = -1  # of the list item that carries the label; -1: a paragraph
    turn_indent: int = 0  # of the line that carries the label
    turn_is_live: bool = False  # whether unlabelled paragraphs go on with it
    time: str | None = None
    lead: Voice | None = None  # of the block before, if it ended with a colon
    lead_depth: int = -1
    parents: list[tuple[int, Voice]] = field(default_factory=list)  # open list items with a voice
    heading: tuple[int, Voice] | None = None  # a person heads this section
    depth: int = 0  # of the heading of this section
    talk: tuple[int, Voice] | None = None  # somebody was introduced in this section
    said: Voice | None = None  # the last person that a paragraph quotes
    carried: Voice | None = None  # of the last sentence of the paragraph before
    prior: Voice | None = None  # of the line before, where no blank line separates the two
    silent: bool = False
    listing: bool = False  # a list of people or of topics
    summary: bool = False


class _Walk:
    """One reading of the document from top to bottom."""

    def __init__(
        self,
        text: str,
        blocks: tuple[Block, ...],
        sections: tuple[tuple[str, ...], ...],
        cast: Cast,
        labels: dict[int, Label],
        rules: Rules,
    ) -> None:
        self.text, self.blocks, self.sections, self.cast = text, blocks, sections, cast
        self.labels, self.rules = labels, rules
        self.self_introduced = introductions(text, blocks, labels)
        self.discourse = Discourse()
        self.floor = _Floor()
        self.is_dialogue = is_dialogue(text, blocks, labels)
        delegations = has_delegations(text)
        present = sum(p.takes_part for p in cast.people)
        self.is_event = self.is_dialogue or delegations or present >= 2 or is_event(text)
        self.resolver = Resolver(
            cast, rules, is_event=self.is_event, opening=_opening(text), has_delegations=delegations
        )
        openings = [
            plain(text, Span(b.span.start, min(b.span.end, b.span.start + 60)))
            for b in blocks
            if b.kind == "paragraph"
        ]
        self.is_minutes = is_minutes(openings)
        self.roles = find_interview(title_of(text), cast)
        self.questions = (
            find_questions(text, blocks) if self.roles.answers and len(labels) < 4 else frozenset()
        )
        self._turn_starts = [label.span.start for label in labels.values()]
        self.rows = read_turns(text, blocks) if rules.labels else {}
        self.recent: list[Person] = []  # who had the floor, for namesakes

    def units(self) -> Iterator[Unit]:
        for i, block in enumerate(self.blocks):
            if i not in self.labels and block.kind in ("heading", "paragraph") and len(block.span) < 100:
                self.roles = read_roles(plain(self.text, block.span), self.cast, self.roles)
            if i in self.questions:
                yield from self._question(i, block)
            elif block.kind == "heading" and i in self.labels:
                list(self._labelled(i, block, self.labels[i]))
            elif block.kind == "heading":
                self._heading(i, block)
            elif row := self.rows.get(i):
                people = self.resolver.label(row.name, None, self.recent)
                self.recent.extend(people)
                yield from self._plain_units(i, row.words, Voice(people, row.cue, "turn", 0.9), row.time)
            elif block.kind == "row":
                yield Unit(block.span, i, self._turn_voice(block))
            elif block.kind == "silent":
                self.floor.prior = None
                self.parted = True
                if block.is_listing and self.floor.turn_depth < 0:
                    self.floor.turn = None
            else:
                tight = block.tight and not self.parted
                self.parted = False
                yield from self._block(i, replace(block, tight=tight))

    def _question(self, i: int, block: Block) -> Iterator[Unit]:
        """A question of an interview without labels: what stands below it is the answer."""
        if block.kind == "heading":
            self._heading(i, block)
        elif self.roles.asks:
            yield from self._plain_units(i, block.span, Voice((self.roles.asks,), block.span, "turn", 0.7))
        else:
            yield from self._plain_units(i, block.span, None)
        if self.roles.answers:
            self.floor.turn = Voice((self.roles.answers,), block.span, "turn", 0.75)
            self.floor.turn_depth, self.floor.turn_indent, self.floor.turn_is_live = -1, block.indent, True

    # --- sections ----------------------------------------------------------------------------------

    def _heading(self, i: int, block: Block) -> None:
        title = self.sections[i][-1]
        if block.is_guess and self.floor.turn and self.floor.turn_is_live:
            return  # a short line in a speech
        floor = _Floor(depth=block.depth)
        if self.floor.heading and self.floor.heading[0] < block.depth:
            floor.heading = self.floor.heading
        if self.floor.talk and self.floor.talk[0] < block.depth:
            floor.talk = self.floor.talk
        if self.floor.silent and self._silent_depth < block.depth:
            floor.silent = True
        else:
            floor.silent = self.rules.silence and _is_silent(title)
            self._silent_depth = block.depth
        floor.listing = self.rules.silence and (
            _bare(title) in vocabulary()["list_sections"]
            or (is_roster_title(title) and not _bare(title).endswith("minutes"))
        )
        floor.summary = _bare(title) in vocabulary()["summary_sections"]
        # A headline of news, or its author below it, opens nobody's talk.
        may_head = self.rules.headings and not floor.silent and (self.is_event or not block.is_guess)
        people = heading_person(self.cast, title) if may_head else ()
        if not people and self.rules.headings and self.is_event and len(title.split()) <= 9:
            named = named_people(self.cast, title)
            people = tuple(named) if len(named) == 1 and _hands_over(title, named[0]) else ()
        if people:
            people[0].takes_part = True
            floor.heading = (block.depth, Voice(people[:1], block.span, "reported", 0.85))
        self.floor = floor
        self.discourse.next_section()
        ruling = floor.talk or floor.heading
        self.discourse.scope = ruling[1].people[0] if ruling else None
        if self.discourse.scope:
            self.recent.append(self.discourse.scope)

    _silent_depth = 0
    parted = False  # something that is no text stood before this block

    # --- blocks ------------------------------------------------------------------------------------

    def _block(self, i: int, block: Block) -> Iterator[Unit]:
        floor = self.floor
        if block.kind == "item":
            while floor.parents and floor.parents[-1][0] >= block.depth:
                floor.parents.pop()
            if 0 <= block.depth <= floor.turn_depth:
                floor.turn, floor.turn_depth = None, -1
        if floor.silent or (floor.listing and block.kind in ("item", "quote")):
            yield from self._plain_units(i, block.span, None)
        elif label := self.labels.get(i):
            yield from self._labelled(i, block, label)
        elif block.kind == "quote":
            yield from self._quote(i, block)
        elif voice := self._inherited(block):
            yield from self._plain_units(i, block.span, voice)
            self._lead_in_turn(block, voice)
        else:
            yield from self._prose(i, block)
        if block.kind != "item":
            floor.parents.clear()

    def _inherited(self, block: Block) -> Voice | None:
        """The voice of a block that has none of its own but goes on with a turn or a list."""
        floor = self.floor
        words = plain(self.text, block.span)
        if _ACTION.match(words) or is_task(words) or is_stage_direction(block.span.of(self.text)):
            return None
        if self.questions and _EDITORIAL.fullmatch(block.span.of(self.text)):
            self.floor.turn = None
            return None
        if block.kind == "paragraph" and self.floor.turn_depth < 0 and is_outcome(words):
            self.floor.turn = None  # the discussion is over
            return None
        if voice := self._turn_voice(block):
            return voice
        if block.kind == "item" and floor.parents and self.rules.items and not self._has_own_voice(block):
            return replace(
                floor.parents[-1][1], kind="item" if not floor.parents[-1][1].group else "collective"
            )
        if block.kind in ("item", "paragraph") and floor.lead and self.rules.items:
            fits = block.kind == "item" and block.depth > floor.lead_depth
            fits |= (
                block.kind == "paragraph"
                and block.tight
                and floor.lead_depth < 0
                and not self._has_own_voice(block)
            )
            if fits and not self._has_own_voice(block):
                return replace(floor.lead, kind="item" if not floor.lead.group else "collective")
            if block.kind == "paragraph":
                floor.lead = None
        return None

    def _turn_voice(self, block: Block) -> Voice | None:
        floor = self.floor
        if not floor.turn or not self.rules.label_continuation:
            return None
        if floor.turn_depth >= 0:
            return (
                replace(floor.turn, confidence=0.8)
                if block.kind == "item" and block.depth > floor.turn_depth and not self._is_reported(block)
                else None
            )
        if block.kind == "quote":
            return None
        if block.indent < floor.turn_indent:  # the list that the turn stood in is over
            floor.turn = None
            return None
        if self.is_dialogue and opens_turn(block.span.of(self.text)):
            floor.turn = None  # somebody else speaks, whoever that is
            return None
        if floor.turn_is_live and block.kind == "paragraph" and self._is_told(block):
            floor.turn = None
            return None
        if floor.turn_is_live:
            return replace(floor.turn, confidence=0.8)
        if block.tight and not self._has_own_voice(block):
            return replace(floor.turn, confidence=0.8)
        floor.turn = None  # "Mayor: trams will run" was a headline, no turn
        return None

    def _is_reported(self, block: Block) -> bool:
        """Whether an item below somebody's opens with somebody else: "Bo noted that ..."."""
        voice = next((r.voice for r in self._read(block)), None)
        words = plain(self.text, block.span)
        named = [n for n in find_names(words[:60]) if n.start < 3]
        return bool(named and voice and self.floor.turn and not voice.is_same(self.floor.turn))

    def _is_told(self, block: Block) -> bool:
        """Whether a paragraph after a turn tells, without a word of speech, what somebody else said."""
        voice = next((r.voice for r in self._read(block)), None)
        present = voice is not None and all(p.takes_part and p.name for p in voice.people)
        return present and not _SPOKEN.search(block.span.of(self.text)) and self._is_reported(block)

    def _lead_in_turn(self, block: Block, voice: Voice) -> None:
        """Whom a turn names in a paragraph that ends with a colon is quoted below it."""
        floor = self.floor
        if voice.kind != "turn" or block.kind != "paragraph":
            return
        floor.lead, words = None, plain(self.text, block.span)
        if words.endswith(":"):
            named = [n for n in find_names(words) if n.is_strong and n.is_full]
            people = {self.cast.add(n.text, title=n.title).name for n in named} - {
                p.name for p in voice.people
            }
            if len(people) == 1 and len(voice.people) == 1:
                (person,) = self.cast.find(people.pop())[:1]
                floor.lead = Voice((person,), block.span, "quoted", 0.6, via=voice.people[0])
                floor.lead_depth = 1_000  # a quote only, no list

    def _has_own_voice(self, block: Block) -> bool:
        return any(r.voice for r in self._read(block))

    def _plain_units(
        self, i: int, span: Span, voice: Voice | None, time: str | None = None
    ) -> Iterator[Unit]:
        time = time or self.floor.time
        for number, sentence in enumerate(split_sentences(self.text, span)):
            words = plain(self.text, sentence)
            if number and voice and voice.kind == "item" and _WRITER.match(words):
                yield Unit(sentence, i, None, time)
                continue
            aside = voice is not None and bool(
                _ASIDE.match(words) or is_note(words) or (number and _is_told_of(words, voice))
            )
            yield Unit(sentence, i, None if aside else voice, time)

    # --- turns -------------------------------------------------------------------------------------

    def _labelled(self, i: int, block: Block, label: Label) -> Iterator[Unit]:
        floor = self.floor
        floor.lead, floor.time = None, label.time or (floor.time if block.tight else None)
        voice = self._label_voice(label)
        if label.form == "**" and _SCRIBED.match(label.body.of(self.text)):
            yield from self._scribed(i, label)
            return
        if label.form == "**" and _CARRIED_ON.match(label.body.of(self.text)) and floor.turn:
            voice = replace(floor.turn, confidence=0.75)
        elif label.form == "**" and _ACTION.match(label.body.of(self.text)):
            yield from self._plain_units(i, label.body, None)
            return
        following = self.blocks[i + 1] if i + 1 < len(self.blocks) else None
        if voice and len(label.body) == 0 and following and following.kind == "quote" and label.form == ":":
            floor.turn, floor.lead, floor.lead_depth = None, replace(voice, kind="quoted"), -1
            return  # "Ana Ruiz:", and her words in a block quote below
        floor.turn, floor.turn_depth = voice, block.depth if block.kind == "item" else -1
        if label.form == "-" and re.search(r"\bask", label.span.of(self.text)):
            floor.turn = None  # what stands below a question is an answer
        floor.turn_is_live = self.is_dialogue or len(label.body) == 0
        floor.turn_indent = block.indent
        if voice:
            self.recent.extend(voice.people)
            self.discourse.mention(*voice.people)
            if block.kind == "item":
                floor.parents.append((block.depth, voice))
        if voice and label.form in ("-", ":") and self._is_noted(label):
            yield from self._reported_turn(i, label, voice)
            return
        if label.form == "alone":
            body = Span(block.span.start, block.span.end) if len(label.body) == 0 else label.body
            if not label.time:
                yield from self._plain_units(i, body, None if len(label.body) == 0 else voice)
            return
        yield from self._turn(i, label, voice)

    def _is_noted(self, label: Label) -> bool:
        """Whether a turn is in a scribe's words, "Bo: asked for buses": others may come in."""
        words = label.body.of(self.text)
        return words[:1].islower() and (
            label.form == "-" or (len(words.split()) > 5 and not _SPOKEN.search(words))
        )

    def _reported_turn(self, i: int, label: Label, voice: Voice) -> Iterator[Unit]:
        """As in "Ana Ruiz - asked for more buses. Mr. Bo asked where. She said ...": others may come in."""
        self.discourse.next_paragraph(keep=False)
        self.discourse.mention(*voice.people)
        self.discourse.holder = voice.people[0] if len(voice.people) == 1 else None
        readings = read_paragraph(
            self.text,
            label.body,
            self.resolver,
            self.discourse,
            self.rules,
            scope=None,
            may_continue=True,
            presents=False,
            by_writer=False,
            prior=voice,
        )
        self.discourse.holder = None
        for reading in readings:
            yield Unit(reading.span, i, reading.voice, self.floor.time)

    def _turn(self, i: int, label: Label, voice: Voice | None) -> Iterator[Unit]:
        """The words of a turn; "Q: ... A: ..." in one paragraph are several turns."""
        start, current = label.body.start, voice
        if voice is None:
            if inner := _ASKER.match(self.text, label.body.start, min(label.body.end, label.body.start + 60)):
                named = self.cast.find(inner["name"]) if inner["name"][0].isupper() else ()
                current = Voice(named[:1], label.span, "turn", 0.8) if len(named) == 1 else None
            for match in _INLINE_ANSWER.finditer(self.text, label.body.start, label.body.end):
                found = self.resolver.name(match["name"], self.recent)
                is_mark = fold(match["name"]).rstrip("0123456789") in _answer_marks()
                if not found and not is_mark:
                    continue
                yield from self._plain_units(i, Span(start, match.start()), current)
                cue = Span(match.start(), match.start() + len(match["name"]))
                start = match.end()
                current = Voice((found,), cue, "turn", 0.9) if found and not is_mark else None
        yield from self._plain_units(i, Span(start, label.body.end), current)

    def _scribed(self, i: int, label: Label) -> Iterator[Unit]:
        """A scribe's line that gives somebody else's words: "> **scribe** nick: words"."""
        match = _SCRIBED.match(label.body.of(self.text))
        if not match:
            return
        start = label.body.start + match.end()
        people = self.resolver.label(match["name"], None, self.recent)
        cue = Span(label.body.start, label.body.start + len(match["name"]))
        body = Span(min(start, label.body.end), label.body.end)
        is_action = bool(_ACTION.match(body.of(self.text)))
        voice = None if is_action else Voice(people, cue, "turn", 0.95)
        if voice:
            self.floor.turn, self.floor.turn_depth, self.floor.turn_is_live = voice, -1, self.is_dialogue
            self.recent.extend(people)
        yield from self._plain_units(i, body, voice)

    def _label_voice(self, label: Label) -> Voice | None:
        folded = fold(label.name)
        if folded in vocabulary()["question_labels"] and (asker := _named_asker(label)):
            return Voice((self.cast.add(asker, takes_part=True),), label.span, "turn", 0.9)
        if folded in vocabulary()["askers"] and (called := self._called_on(label)):
            return Voice((called,), label.span, "turn", 0.75)
        in_role = self._in_role(folded)
        if in_role:
            return Voice((in_role,), label.span, "turn", 0.75)
        if is_nobody(label.name) or folded in _answer_marks():
            return None
        if own := self.self_introduced.get(label.name):
            people = self.resolver.label(own, None, self.recent)
            return Voice(people, label.span, "turn", 0.9)
        names = several(label.name)
        if len(names) > 1 and all(self.cast.find(n) or len(n.split()) > 1 for n in names):
            people = tuple(p for n in names for p in self.resolver.label(n, None, self.recent))
        else:
            people = self.resolver.label(label.name, label.note, self.recent)
        return Voice(tuple(dict.fromkeys(people)), label.span, "turn", 0.98 if label.form == ":" else 0.9)

    def _in_role(self, mark: str) -> Person | None:
        """Who asks or answers here: "Q." and "A." of a hearing or an interview."""
        if mark in vocabulary()["question_labels"]:
            return self.roles.asks
        return self.roles.answers if mark in vocabulary()["answer_labels"] else None

    def _called_on(self, label: Label) -> Person | None:
        """Whom the turn before asks to speak, as in "Let's go to Ana Ruiz from Radio Nord"."""
        end = label.span.start
        nearby = range(end - 1, max(0, end - CALLS_WITHIN), -1)
        start = next((at for at in nearby if at in self._turn_starts), max(0, end - CALLS_WITHIN))
        words = prose_view(self.text, Span(start, end)).text
        calls = [m.end() for m in _CALLS_ON.finditer(words)]
        names = [n for n in find_names(words[calls[-1] :][:60]) if n.start < 6 and n.is_full] if calls else []
        return self.cast.add(names[0].text, title=names[0].title, takes_part=True) if names else None

    # --- quotes ------------------------------------------------------------------------------------

    def _quote(self, i: int, block: Block) -> Iterator[Unit]:
        voice = self._quote_voice(i, block)
        if voice:
            yield from self._plain_units(i, block.span, voice)
            return
        self.discourse.next_paragraph(keep=block.tight)
        for reading in self._paragraph(block):
            yield Unit(reading.span, i, reading.voice, self.floor.time)

    def _quote_voice(self, i: int, block: Block) -> Voice | None:
        if not self.rules.block_quotes:
            return None
        if block.cite:
            return self._credited(block, block.cite)
        if credit := _INNER_CREDIT.search(block.span.of(self.text)):
            at = block.span.start + credit.start("name")
            if person := self._author(credit["name"]):
                return Voice((person,), Span(at, block.span.end), "quoted", 0.9)
        following = self.blocks[i + 1] if i + 1 < len(self.blocks) else None
        if following and following.kind in ("paragraph", "quote") and len(following.span) < 160:
            credit = _CREDIT.match(following.span.of(self.text))
            people = named_people(self.cast, credit["name"]) if credit else []
            if people:
                return Voice(tuple(people[:1]), following.span, "quoted", 0.9)
        lead = self.floor.lead
        if lead and (lead.group or any(p.name or p.is_office for p in lead.people)):
            return replace(lead, kind="quoted" if not lead.group else "collective")
        return self.floor.said

    def _credited(self, block: Block, cite: Span) -> Voice | None:
        """The author of a quotation, or whom the author quotes: "Ana Ruiz: it is old", tweeted by Bo."""
        author = self._author(plain(self.text, cite))
        words = plain(self.text, block.span)
        names = find_names(words[:80])
        named = self.cast.find(names[0].text) if names and names[0].start < 3 else ()
        if len(named) == 1 and named[0] is not author:
            cue = Span(block.span.start, min(block.span.end, block.span.start + names[0].end))
            if words[names[0].end : names[0].end + 1] == ":":
                return Voice(named, cue, "quoted", 0.8, via=author)
            voices = [r.voice for r in self._read(block) if r.voice]
            return replace(voices[0], via=author) if voices else None
        return Voice((author,), cite, "quoted", 0.95) if author else None

    def _author(self, credit: str) -> Person | None:
        """Whom the credit of a quotation names: somebody known, else a person by the form of the name."""
        people = named_people(self.cast, credit)
        name = re.split(r"[,(|]|\s[-–—]\s", credit)[0].strip(" *_")
        if not people and is_person_name(name):
            return self.cast.add(name)
        return people[0] if people else None

    # --- prose -------------------------------------------------------------------------------------

    def _read(self, block: Block) -> list[Reading]:
        saved = self.discourse
        self.discourse = Discourse(
            list(saved.salient),
            list(saved.before),
            [],
            saved.age,
            saved.group,
            saved.group_is_fresh,
            saved.scope,
        )
        try:
            return self._paragraph(block)
        finally:
            self.discourse = saved

    def _paragraph(self, block: Block) -> list[Reading]:
        ruling = self.floor.talk or self.floor.heading
        return read_paragraph(
            self.text,
            block.span,
            self.resolver,
            self.discourse,
            self.rules,
            scope=ruling[1] if ruling else None,
            may_continue=self.is_event and not self.floor.summary,
            presents=self.is_event,
            by_writer=block.kind == "paragraph",
            prior=self.floor.prior if block.tight and block.kind == "paragraph" else None,
        )

    def _prose(self, i: int, block: Block) -> Iterator[Unit]:
        floor = self.floor
        words = block.span.of(self.text)
        ends = plain(self.text, block.span)[-1:]
        if block.kind == "paragraph" and (len(words.split()) >= 6 or ends in (":", ".")):
            floor.listing = False  # prose: the list is over
        self.discourse.next_paragraph(keep=block.tight)
        readings = self._paragraph(block)
        if credited := self._credited_paragraph(block):
            readings = [replace(r, voice=credited) for r in readings]
        if self._is_quotation(block) and not any(r.voice for r in readings) and floor.said:
            readings = [replace(r, voice=floor.said) for r in readings]
        if self._goes_on(block, readings):
            readings = [replace(r, voice=floor.carried) for r in readings]
        for reading in readings:
            yield Unit(reading.span, i, reading.voice, floor.time)
        self._after_prose(block, readings)

    def _credited_paragraph(self, block: Block) -> Voice | None:
        """A quotation with its speaker at the end: "The pump is old." — Ana Ruiz, CEO of Korvax."""
        words = block.span.of(self.text)
        if not self.rules.quotes_alone or words.lstrip("*_ ")[:1] not in '"“«':
            return None
        credit = _INNER_CREDIT.search(words)
        if credit is None or not re.search(r"[”\"»][.,]?[\s*_]*$", words[: credit.start() + 1]):
            return None
        person = self._author(credit["name"])
        at = block.span.start + credit.start("name")
        return Voice((person,), Span(at, block.span.end), "quoted", 0.85) if person else None

    def _goes_on(self, block: Block, readings: Sequence[Reading]) -> bool:
        """Whether a paragraph that names nobody carries on the speech before.

        In minutes of speeches only, and only what sounds reported ("must", "would", "he").
        """
        if not (
            self.is_minutes and self.floor.carried and self.rules.continuation and block.kind == "paragraph"
        ):
            return False
        if any(r.voice or r.is_narrated for r in readings) or self.floor.summary:
            return False
        words = plain(self.text, block.span)
        if is_opening(words):
            return False  # somebody else begins
        return len(words.split()) >= 8 and words[-1] in ".!?" and bool(_REPORTED.search(words[:400]))

    def _is_quotation(self, block: Block) -> bool:
        """A paragraph that is nothing but a quotation: the words of whom the paragraph before quotes."""
        words = plain(self.text, block.span)
        return (
            self.rules.quotes_alone
            and words[:1] in '“"«'
            and words.rstrip()[-1:] in '”"».'
            and len(words) > 30
        )

    def _after_prose(self, block: Block, readings: Sequence[Reading]) -> None:
        """What this paragraph hands on: a lead to the list below it, a talk to the section."""
        floor = self.floor
        last = readings[-1] if readings else None
        ends = plain(self.text, block.span)[-1:]
        leads = last is not None and ends in (":", ",")
        announced = last is not None and last.voice and _ENUMERATES.search(plain(self.text, last.span))
        floor.lead = last.lead if leads and last else None
        if announced and last and not leads:
            floor.lead = last.voice
        floor.lead_depth = block.depth if block.kind == "item" else -1
        if block.kind == "item" and last and (last.lead or last.voice):
            voice = last.lead or last.voice
            if voice and (leads or voice.kind != "item"):
                floor.parents.append((block.depth, voice))
        for reading in readings:
            if reading.introduces and self.rules.introductions:
                floor.talk = (floor.depth, Voice((reading.introduces,), reading.span, "reported", 0.7))
                self.discourse.scope = reading.introduces
                reading.introduces.takes_part = True
        for reading in readings:
            if reading.voice:
                self.recent.extend(reading.voice.people)
        speaks = last is not None and last.voice is not None and last.voice.confidence >= SPEAKS
        if last and last.voice and speaks and len(last.voice.people) == 1 and block.kind == "paragraph":
            floor.said = replace(last.voice, kind="quoted", confidence=0.6)
        elif not self._is_quotation(block):
            floor.said = None
        person = (
            last is not None
            and last.voice is not None
            and not last.voice.group
            and len(last.voice.people) == 1
        )
        floor.carried = (
            replace(last.voice, kind="reported", confidence=0.5) if person and last and last.voice else None
        )
        floor.prior = last.voice if last and block.kind == "paragraph" else None


def _is_told_of(words: str, voice: Voice) -> bool:
    """Whether the scribe tells what befell the speaker of a turn: "Mr Bo was asked to sit down"."""
    names = find_names(words[:60])
    if voice.kind != "turn" or len(voice.people) != 1 or not names or not names[0].title:
        return False
    after = words[names[0].end :]
    return names[0].words[-1] in voice.people[0].words and bool(
        re.match(r"\s+(?:was|were|then|left)\b", after)
    )


def _opening(text: str) -> str:
    """The title and the introduction of a record on one line: there it says who will speak."""
    return re.sub(r"[*_#>|\[\]\"]+", " ", text[:LONGEST_OPENING]).replace("\n", " . ")


def _answer_marks() -> frozenset[str]:
    vocab = vocabulary()
    return vocab["question_labels"] | vocab["answer_labels"]


def _named_asker(label: Label) -> str | None:
    """As in "Q (Anna Moe, Radio Nord):"."""
    name = label.note.split(",")[0].strip() if label.note else ""
    return name if is_person_name(name) else None


def _bare(title: str) -> str:
    return re.sub(r"^[\W\d]+|[\W\d]+$", "", fold(title))


def _is_silent(title: str) -> bool:
    bare = _bare(title)
    return bare in vocabulary()["silent_sections"] or bare.split(" ")[0] in (
        "annex",
        "appendix",
        "references",
    )


def _hands_over(title: str, person: Person) -> bool:
    """As in "Testing update from Dimitry", "Ana's update": the heading gives somebody the floor."""
    words = [fold(w) for w in re.findall(r"[\w'’]+", title)]
    given = set(words) & {"from", "by", "with"}
    own = any(re.sub(r"['’]s$", "", w) in person.words and w[-2:] in ("'s", "’s") for w in words)
    return bool(given or own) or bool(set(words) & vocabulary()["talks"])
