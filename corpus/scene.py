"""What the readers of turns, quotations and prose share: the text, its people, who has the floor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.direct_speech import is_direct
from corpus.discourse import Discourse
from corpus.examination import find_interview
from corpus.genre import has_delegations, is_event, is_minutes, is_news, title_of
from corpus.label_forms import Label, bracket_label
from corpus.labels import introductions, is_dialogue
from corpus.names import find_names
from corpus.narration import is_note, is_scribed
from corpus.people import Cast, Person
from corpus.reference import Resolver
from corpus.rules import Rules
from corpus.sentences import split_sentences
from corpus.structure import Block, plain
from corpus.types import Span
from corpus.voices import Unit, Voice

ACTION = re.compile(  # what a scribe notes and nobody says
    r"\s*(?:[\[(<{].{0,300}[\])>}]\s*$|s/[^/]{1,200}/|\S+ has (?:joined|left) |https?://\S+\s*$"
    r"|(?:the )?group (?:resolve|agree|discuss|look|review)\w*\b"
    r"|(?:AI|AP|TODO|[Aa]ction(?: item)?|ACTION(?: ITEM)?|RESOLVED|RESOLUTION|DECISION|AGREED)\b)",
    re.S,
)
SPOKEN = re.compile(r"\b(?:I|we|We|you|You|our|Our|my|My|us|me)\b|\b(?:I|[Ww]e|[Yy]ou)['’]")
_ASIDE = re.compile(r"(?:\([^()]{12,400}\)|\[[^\[\]]{2,400}\])[.!?]?$")  # "(people are humming)"
_WRITER = re.compile(
    r"I(?:['’]ve)?\s+(?:really\s+|also\s+)?(?:like|love|agree|believe|enjoy|found|think|been|appreciat)\w*\b"
)
LONGEST_OPENING = 4000  # characters


@dataclass(slots=True)
class Floor:
    """Who has the floor at a point of the document, beside what its sentences say."""

    turn: Voice | None = None  # of the last label
    turn_depth: int = -1  # of the list item that carries the label; -1: a paragraph
    turn_indent: int = 0  # of the line that carries the label
    turn_is_live: bool = False  # whether unlabelled paragraphs go on with it
    time: str | None = None
    lead: Voice | None = None  # of the block before, if it ended with a colon
    lead_depth: int = -1
    parents: list[tuple[int, Voice]] = field(default_factory=list)  # open list items with a voice
    item_indent: int | None = None  # of the list item that paragraphs below it belong to
    heading: tuple[int, Voice] | None = None  # a person heads this section
    depth: int = 0  # of the heading of this section
    talk: tuple[int, Voice] | None = None  # somebody was introduced in this section
    said: Voice | None = None  # the last person that a paragraph quotes
    carried: Voice | None = None  # of the last sentence of the paragraph before
    prior: Voice | None = None  # of the line before, where no blank line separates the two
    silent: bool = False
    listing: bool = False  # a list of people or of topics
    silent_item: int = -1  # how deep the item is below which nobody speaks: "Actions:"
    summary: bool = False


class Scene:
    """One document while it is read from top to bottom: what its parts need to know of each other."""

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
        self.floor = Floor()
        self.is_bracketed = sum(label.form == "()" for label in labels.values()) > 1
        self.is_dialogue = is_dialogue(text, blocks, labels)
        news = is_news(text)
        delegations = not news and has_delegations(text)
        present = sum(p.takes_part for p in cast.people)
        self.is_event = self.is_dialogue or delegations or (not news and (present >= 2 or is_event(text)))
        self.resolver = Resolver(
            cast,
            rules,
            is_event=self.is_event,
            text=text,
            opening=_opening(text),
            has_delegations=delegations,
        )
        openings = [
            plain(text, Span(b.span.start, min(b.span.end, b.span.start + 60)))
            for b in blocks
            if b.kind == "paragraph"
        ]
        self.is_minutes = is_minutes(openings)
        self.is_direct = is_direct([plain(text, b.span) for b in blocks if b.kind == "paragraph"])
        self.roles = find_interview(title_of(text), cast)
        self.recent: list[Person] = []  # who had the floor, for namesakes

    def plain_units(self, i: int, span: Span, voice: Voice | None, time: str | None = None) -> Iterator[Unit]:
        """The sentences of a span, all of one voice but for what a scribe puts in brackets."""
        time = time or self.floor.time
        for number, sentence in enumerate(split_sentences(self.text, span)):
            words = plain(self.text, sentence)
            voice = self._handed_over(sentence, voice) if self.is_bracketed else voice
            if number and voice and voice.kind == "item" and _WRITER.match(words):
                yield Unit(sentence, i, None, time)
                continue
            aside = voice is not None and bool(
                (voice.kind == "turn" and is_scribed(self._marked(sentence)))
                or _ASIDE.match(words)
                or is_note(words)
                or (number and _is_told_of(words, voice))
            )
            yield Unit(sentence, i, None if aside else voice, time)

    def _handed_over(self, sentence: Span, voice: Voice | None) -> Voice | None:
        """The voice of a sentence inside an item: "[Ana] Where to? [Bo] To the list." changes hands."""
        match = bracket_label(self.text[sentence.start : sentence.end]) if voice else None
        people = self.cast.find(match[1]) if match else ()
        if voice is None or match is None or len(people) != 1 or people == voice.people:
            return voice
        cue = Span(sentence.start, sentence.start + match.end(1) + 1)
        given = Voice(people, cue, "turn", 0.85)
        if self.floor.turn and self.floor.turn.people == voice.people:
            self.floor.turn = given
        return given

    def _marked(self, sentence: Span) -> str:
        """A sentence with the mark of emphasis that may stand before it: "Bo: *missed this*"."""
        is_open = sentence.start > 1 and re.match(r"\s[*_]", self.text[sentence.start - 2 : sentence.start])
        return self.text[sentence.start - bool(is_open) : sentence.end]


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
