"""Paragraphs and items of prose: their sentences with their voices, and what goes on below them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.bylines import read_byline
from corpus.credits import credited_author, find_inner_credit
from corpus.discourse import Discourse
from corpus.genre import is_opening
from corpus.scene import Scene
from corpus.speech import read_paragraph
from corpus.structure import Block, plain
from corpus.types import Span
from corpus.voices import Reading, Unit, Voice

_ENUMERATES = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|following)\s+(?:\w+\s+){0,2}\w+s\b[^.]{0,60}\.$"
)
SPEAKS = 0.65  # surer cues than this tell of speech: a quotation may stand below as a paragraph of its own
_REPORTED = re.compile(r"\b(?:would|should|could|must|might|ought|had|he|she|his|her|him)\b")


class ProseBlocks:
    """Paragraphs and items without a label, and what they hand on to those below."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def units(self, i: int, block: Block) -> Iterator[Unit]:
        floor = self.scene.floor
        words = block.span.of(self.scene.text)
        ends = plain(self.scene.text, block.span)[-1:]
        if block.kind == "paragraph" and (len(words.split()) >= 6 or ends in (":", ".")):
            floor.listing = False  # prose: the list is over
        self.scene.discourse.next_paragraph(keep=block.tight)
        readings = self.readings(block)
        if credited := self._credited_paragraph(block):
            readings = [replace(r, voice=credited) for r in readings]
        if self._is_quotation(block) and not any(r.voice for r in readings) and floor.said:
            readings = [replace(r, voice=floor.said) for r in readings]
        if self._goes_on(block, readings):
            readings = [replace(r, voice=floor.carried) for r in readings]
        for reading in readings:
            yield Unit(reading.span, i, reading.voice, floor.time)
        self._after_prose(block, readings)
        self._present(i)

    def _present(self, i: int) -> None:
        """The people of a byline: a pronoun may mean the one, "they" mean all of them."""
        credited = read_byline(self.scene.text, self.scene.blocks, i)
        found = [self.scene.cast.find(entry.name) for entry in credited]
        people = tuple(people[0] for people in found if len(people) == 1)
        if len(people) == 1 == len(credited):
            self.scene.discourse.scope = people[0]
        elif people and len(people) == len(credited):
            self.scene.discourse.group, self.scene.discourse.group_is_fresh = people, True

    def preview(self, block: Block) -> list[Reading]:
        saved = self.scene.discourse
        self.scene.discourse = Discourse(
            list(saved.salient),
            list(saved.before),
            [],
            saved.age,
            saved.group,
            saved.group_is_fresh,
            saved.scope,
            kept=saved.kept,
        )
        try:
            return self.readings(block)
        finally:
            self.scene.discourse = saved

    def has_own_voice(self, block: Block) -> bool:
        return any(r.voice for r in self.preview(block))

    def readings(self, block: Block) -> list[Reading]:
        ruling = self.scene.floor.talk or self.scene.floor.heading
        return read_paragraph(
            self.scene.text,
            block.span,
            self.scene.resolver,
            self.scene.discourse,
            self.scene.rules,
            scope=ruling[1] if ruling else None,
            may_continue=self.scene.is_event and not self.scene.floor.summary,
            presents=self.scene.is_event,
            by_writer=block.kind == "paragraph" and not self.scene.is_direct,
            is_direct=self.scene.is_direct,
            prior=self.scene.floor.prior if block.tight and block.kind == "paragraph" else None,
        )

    def _credited_paragraph(self, block: Block) -> Voice | None:
        """A quotation with its speaker at the end: "The pump is old." — Ana Ruiz, CEO of Korvax."""
        words = block.span.of(self.scene.text)
        if not self.scene.rules.quotes_alone or not words.lstrip("*_ ").startswith(('"', "“", "«")):
            return None
        credit = find_inner_credit(words)
        if credit is None or not words[: credit.start() + 1].rstrip("*_ \n").rstrip(".,").endswith(
            ("”", '"', "»")
        ):
            return None
        person = credited_author(self.scene.cast, credit["name"])
        at = block.span.start + credit.start("name")
        return Voice((person,), Span(at, block.span.end), "quoted", 0.85) if person else None

    def _goes_on(self, block: Block, readings: Sequence[Reading]) -> bool:
        """Whether a paragraph that names nobody carries on the speech before.

        In minutes of speeches only, and only what sounds reported ("must", "would", "he").
        """
        if not (
            self.scene.is_minutes
            and self.scene.floor.carried
            and self.scene.rules.continuation
            and block.kind == "paragraph"
        ):
            return False
        if any(r.voice or r.is_narrated for r in readings) or self.scene.floor.summary:
            return False
        words = plain(self.scene.text, block.span)
        if is_opening(words):
            return False  # somebody else begins
        return len(words.split()) >= 8 and words[-1] in ".!?" and bool(_REPORTED.search(words[:400]))

    def _is_quotation(self, block: Block) -> bool:
        """A paragraph that is nothing but a quotation: the words of whom the paragraph before quotes."""
        words = plain(self.scene.text, block.span)
        return (
            self.scene.rules.quotes_alone
            and words[:1] in '“"«'
            and words.rstrip()[-1:] in '”"».'
            and len(words) > 30
        )

    def _after_prose(self, block: Block, readings: Sequence[Reading]) -> None:
        """What this paragraph hands on: a lead to the list below it, a talk to the section."""
        floor = self.scene.floor
        last = readings[-1] if readings else None
        ends = plain(self.scene.text, block.span)[-1:]
        leads = last is not None and ends in (":", ",")
        announced = last is not None and last.voice and _ENUMERATES.search(plain(self.scene.text, last.span))
        floor.lead = last.lead if leads and last else None
        if announced and last and not leads:
            floor.lead = last.voice
        floor.lead_depth = block.depth if block.kind == "item" else -1
        if block.kind == "item" and last and (last.lead or last.voice):
            voice = last.lead or last.voice
            if voice and (leads or voice.kind != "item"):
                floor.parents.append((block.depth, voice))
        for reading in readings:
            if reading.introduces and self.scene.rules.introductions:
                floor.talk = (floor.depth, Voice((reading.introduces,), reading.span, "reported", 0.7))
                self.scene.discourse.scope = reading.introduces
                reading.introduces.takes_part = True
        for reading in readings:
            if reading.voice:
                self.scene.recent.extend(reading.voice.people)
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
        floor.prior = last.voice if last and last.goes_on and block.kind == "paragraph" else None
