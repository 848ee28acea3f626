"""Block quotes and who is quoted: a credit below, the author of a tweet, whom the sentence before names."""

from collections.abc import Iterator
from dataclasses import replace

from corpus.credits import CREDIT, credited_author, find_inner_credit
from corpus.names import find_names
from corpus.prose_blocks import ProseBlocks
from corpus.scene import Scene
from corpus.structure import Block, plain
from corpus.types import Span
from corpus.voices import Unit, Voice


class BlockQuotes:
    """Block quotes: the words of whom the text before them, or a credit, names."""

    def __init__(self, scene: Scene, prose: ProseBlocks) -> None:
        self.scene, self.prose = scene, prose

    def units(self, i: int, block: Block) -> Iterator[Unit]:
        voice = self._quote_voice(i, block)
        if voice:
            yield from self.scene.plain_units(i, block.span, voice)
            return
        self.scene.discourse.next_paragraph(keep=block.tight)
        for reading in self.prose.readings(block):
            yield Unit(reading.span, i, reading.voice, self.scene.floor.time)

    def _quote_voice(self, i: int, block: Block) -> Voice | None:
        if not self.scene.rules.block_quotes:
            return None
        if block.cite:
            return self._credited(block, block.cite)
        if credit := find_inner_credit(block.span.of(self.scene.text)):
            at = block.span.start + credit.start("name")
            if person := credited_author(self.scene.cast, credit["name"]):
                return Voice((person,), Span(at, block.span.end), "quoted", 0.9)
        following = self.scene.blocks[i + 1] if i + 1 < len(self.scene.blocks) else None
        if following and following.kind in ("paragraph", "quote") and len(following.span) < 160:
            credit = CREDIT.match(following.span.of(self.scene.text))
            person = credited_author(self.scene.cast, credit["name"].rstrip("*_")) if credit else None
            if person:
                return Voice((person,), following.span, "quoted", 0.9)
        lead = self.scene.floor.lead
        if lead and (lead.group or any(p.name or p.is_office for p in lead.people)):
            return replace(lead, kind="quoted" if not lead.group else "collective")
        return self.scene.floor.said

    def _credited(self, block: Block, cite: Span) -> Voice | None:
        """The author of a quotation, or whom the author quotes: "Ana Ruiz: it is old", tweeted by Bo."""
        author = credited_author(self.scene.cast, plain(self.scene.text, cite))
        words = plain(self.scene.text, block.span)
        names = find_names(words[:80])
        named = self.scene.cast.find(names[0].text) if names and names[0].start < 3 else ()
        if len(named) == 1 and named[0] is not author:
            cue = Span(block.span.start, min(block.span.end, block.span.start + names[0].end))
            if words[names[0].end : names[0].end + 1] == ":":
                return Voice(named, cue, "quoted", 0.8, via=author)
            voices = [r.voice for r in self.prose.preview(block) if r.voice]
            return replace(voices[0], via=author) if voices else None
        return Voice((author,), cite, "quoted", 0.95) if author else None
