"""Turns that a label opens: "Name: words", "Q: ... A: ...", a scribe's "> **scribe** nick: words"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.label_forms import Label
from corpus.labels import is_nobody, several
from corpus.names import find_names, is_person_name
from corpus.people import Person
from corpus.prose_view import prose_view
from corpus.scene import ACTION, SPOKEN, Scene
from corpus.speech import read_paragraph
from corpus.structure import Block
from corpus.types import Span
from corpus.vocabulary import fold, vocabulary
from corpus.voices import Unit, Voice

_SCRIBED = re.compile(r"(?P<name>[^\W\d_][\w-]{0,20}):\s+(?=\S)")
_ASKER = re.compile(r"(?P<name>[A-Z][\w'’.-]{0,20}(?: [A-Z][\w'’.-]{0,20}){0,3}):\s+(?=\S)")
_CARRIED_ON = re.compile(r"(?:\.\.\.|…)\s*")
_INLINE_ANSWER = re.compile(
    r"(?<=[\s?.!])(?P<name>Q|A|Q\d{1,2}|A\d{1,2}|Question|Answer|[A-Z]{2,4}|[A-Z][a-z]+):\s"
)
_CALLS_ON = re.compile(
    r"\b(?:go(?:ing)?(?:\s+next|\s+now|\s+over)?\s+to|turn(?:\s+now)?\s+to|(?:start|begin)\s+with|take|hear\s+from|questions?\s+(?:is\s+|comes\s+)?from"
    r"|call\s+on|over\s+to|come\s+to|bring\s+in|line\s+of|recogni[sz]e|next(?:\s+up)?\s+is|[Nn]ext,|floor\s+to)\s+"
    r"(?:(?:a|the)\s+(?:question|line)\s+(?:from|of)\s+)?(?=[A-Z])"
)
CALLS_WITHIN = 300  # characters before a label, where the turn before hands over


class LabelledTurns:
    """Turns that a label opens, with everything that stands behind the label."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.turn_starts = [label.span.start for label in scene.labels.values()]

    def units(self, i: int, block: Block, label: Label) -> Iterator[Unit]:
        floor = self.scene.floor
        floor.lead, floor.time = None, label.time or (floor.time if block.tight else None)
        voice = self._label_voice(label)
        if label.form == "**" and _SCRIBED.match(label.body.of(self.scene.text)):
            yield from self._scribed(i, label)
            return
        if label.form == "**" and _CARRIED_ON.match(label.body.of(self.scene.text)) and floor.turn:
            voice = replace(floor.turn, confidence=0.75)
        elif label.form == "**" and ACTION.match(label.body.of(self.scene.text)):
            yield from self.scene.plain_units(i, label.body, None)
            return
        following = self.scene.blocks[i + 1] if i + 1 < len(self.scene.blocks) else None
        if voice and len(label.body) == 0 and following and following.kind == "quote" and label.form == ":":
            floor.turn, floor.lead, floor.lead_depth = None, replace(voice, kind="quoted"), -1
            floor.listing = False  # "Quotes from speakers" was no list of them
            return  # "Ana Ruiz:", and her words in a block quote below
        floor.turn, floor.turn_depth = voice, block.depth if block.kind == "item" else -1
        if label.form == "-" and re.search(r"\bask", label.span.of(self.scene.text)):
            floor.turn = None  # what stands below a question is an answer
        floor.turn_is_live = self.scene.is_dialogue or len(label.body) == 0
        floor.turn_indent = block.indent
        if voice:
            self.scene.recent.extend(voice.people)
            self.scene.discourse.mention(*voice.people)
            if block.kind == "item":
                floor.parents.append((block.depth, voice))
        if voice and label.form in ("-", ":") and self._is_noted(label):
            yield from self._reported_turn(i, label, voice)
            return
        if label.form == "alone":
            body = Span(block.span.start, block.span.end) if len(label.body) == 0 else label.body
            if not label.time:
                yield from self.scene.plain_units(i, body, None if len(label.body) == 0 else voice)
            return
        yield from self._turn(i, label, voice)

    def _is_noted(self, label: Label) -> bool:
        """Whether a turn is in a scribe's words, "Bo: asked for buses": others may come in."""
        words = label.body.of(self.scene.text)
        return words[:1].islower() and (
            label.form == "-" or (len(words.split()) > 5 and not SPOKEN.search(words))
        )

    def _reported_turn(self, i: int, label: Label, voice: Voice) -> Iterator[Unit]:
        """As in "Ana Ruiz - asked for more buses. Mr. Bo asked where. She said ...": others may come in."""
        self.scene.discourse.next_paragraph(keep=False)
        self.scene.discourse.mention(*voice.people)
        self.scene.discourse.holder = voice.people[0] if len(voice.people) == 1 else None
        readings = read_paragraph(
            self.scene.text,
            label.body,
            self.scene.resolver,
            self.scene.discourse,
            self.scene.rules,
            scope=None,
            may_continue=True,
            presents=False,
            by_writer=False,
            prior=voice,
        )
        self.scene.discourse.holder = None
        for reading in readings:
            yield Unit(reading.span, i, reading.voice, self.scene.floor.time)

    def _turn(self, i: int, label: Label, voice: Voice | None) -> Iterator[Unit]:
        """The words of a turn; "Q: ... A: ..." in one paragraph are several turns."""
        start, current = label.body.start, voice
        if voice is None:
            if inner := _ASKER.match(
                self.scene.text, label.body.start, min(label.body.end, label.body.start + 60)
            ):
                named = self.scene.cast.find(inner["name"]) if inner["name"][0].isupper() else ()
                current = Voice(named[:1], label.span, "turn", 0.8) if len(named) == 1 else None
            for match in _INLINE_ANSWER.finditer(self.scene.text, label.body.start, label.body.end):
                found = self.scene.resolver.name(match["name"], self.scene.recent)
                is_mark = fold(match["name"]).rstrip("0123456789") in _answer_marks()
                if not found and not is_mark:
                    continue
                yield from self.scene.plain_units(i, Span(start, match.start()), current)
                cue = Span(match.start(), match.start() + len(match["name"]))
                start = match.end()
                current = Voice((found,), cue, "turn", 0.9) if found and not is_mark else None
        yield from self.scene.plain_units(i, Span(start, label.body.end), current)

    def _scribed(self, i: int, label: Label) -> Iterator[Unit]:
        """A scribe's line that gives somebody else's words: "> **scribe** nick: words"."""
        match = _SCRIBED.match(label.body.of(self.scene.text))
        if not match:
            return
        start = label.body.start + match.end()
        people = self.scene.resolver.label(match["name"], None, self.scene.recent)
        cue = Span(label.body.start, label.body.start + len(match["name"]))
        body = Span(min(start, label.body.end), label.body.end)
        is_action = bool(ACTION.match(body.of(self.scene.text)))
        voice = None if is_action else Voice(people, cue, "turn", 0.95)
        if voice:
            self.scene.floor.turn, self.scene.floor.turn_depth, self.scene.floor.turn_is_live = (
                voice,
                -1,
                self.scene.is_dialogue,
            )
            self.scene.recent.extend(people)
        yield from self.scene.plain_units(i, body, voice)

    def _label_voice(self, label: Label) -> Voice | None:
        folded = fold(label.name)
        if folded in vocabulary()["question_labels"] and (asker := _named_asker(label)):
            return Voice((self.scene.cast.add(asker, takes_part=True),), label.span, "turn", 0.9)
        if folded in vocabulary()["askers"] and (called := self._called_on(label)):
            return Voice((called,), label.span, "turn", 0.75)
        in_role = self._in_role(folded)
        if in_role:
            return Voice((in_role,), label.span, "turn", 0.75)
        if is_nobody(label.name) or folded in _answer_marks():
            return None
        if own := self.scene.self_introduced.get(label.name):
            people = self.scene.resolver.label(own, None, self.scene.recent)
            return Voice(people, label.span, "turn", 0.9)
        names = several(label.name)
        if len(names) > 1 and all(self.scene.cast.find(n) or len(n.split()) > 1 for n in names):
            people = tuple(p for n in names for p in self.scene.resolver.label(n, None, self.scene.recent))
        else:
            people = self.scene.resolver.label(label.name, label.note, self.scene.recent)
        return Voice(tuple(dict.fromkeys(people)), label.span, "turn", 0.98 if label.form == ":" else 0.9)

    def _in_role(self, mark: str) -> Person | None:
        """Who asks or answers here: "Q." and "A." of a hearing or an interview."""
        if mark in vocabulary()["question_labels"]:
            return self.scene.roles.asks
        return self.scene.roles.answers if mark in vocabulary()["answer_labels"] else None

    def _called_on(self, label: Label) -> Person | None:
        """Whom the turn before asks to speak, as in "Let's go to Ana Ruiz from Radio Nord"."""
        end = label.span.start
        nearby = range(end - 1, max(0, end - CALLS_WITHIN), -1)
        start = next((at for at in nearby if at in self.turn_starts), max(0, end - CALLS_WITHIN))
        words = prose_view(self.scene.text, Span(start, end)).text
        calls = [m.end() for m in _CALLS_ON.finditer(words)]
        names = [n for n in find_names(words[calls[-1] :][:60]) if n.start < 6 and n.is_full] if calls else []
        return self.scene.cast.add(names[0].text, title=names[0].title, takes_part=True) if names else None


def _answer_marks() -> frozenset[str]:
    vocab = vocabulary()
    return vocab["question_labels"] | vocab["answer_labels"]


def _named_asker(label: Label) -> str | None:
    """As in "Q (Anna Moe, Radio Nord):"."""
    name = label.note.split(",")[0].strip() if label.note else ""
    return name if is_person_name(name) else None
