"""QMSum in its published layout: meetings as labelled transcripts, questions with the turns that answer them.

Yale-LILY/QMSum (Zhong et al. 2021): one JSON file a meeting with ``meeting_transcripts`` and
``specific_query_list``. A meeting is written as "Speaker: words", one turn a line; a hit is mapped back to
the turns its offsets touch.
"""

import bisect
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Span

SHORTEST_ANSWER = 5  # words: the asked speaker's "Mm-hmm" answers nothing


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, with its offsets in the transcript that is written for it."""

    speaker: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class MeetingQuestion:
    """A question asked inside its meeting, and the numbers of the turns that answer it."""

    id: str
    text: str
    relevant: frozenset[int]
    speaker: str | None  # whom it asks, if anybody of the meeting

    def directed(self, turns: Sequence[Turn]) -> frozenset[int]:
        """The relevant turns of the asked speaker that say something."""
        return frozenset(
            number
            for number in self.relevant
            if turns[number].speaker == self.speaker and len(turns[number].words.split()) >= SHORTEST_ANSWER
        )


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as a transcript, its turns and its questions."""

    name: str
    text: str
    turns: tuple[Turn, ...]
    questions: tuple[MeetingQuestion, ...]

    def turns_of(self, span: Span) -> list[int]:
        """The numbers of the turns that a span of the transcript touches, in order."""
        first = bisect.bisect_right([turn.span.start for turn in self.turns], span.start) - 1
        return [
            number
            for number in range(max(first, 0), len(self.turns))
            if self.turns[number].span.start < span.end and self.turns[number].span.overlaps(span)
        ]


def read_meeting(path: Path) -> Meeting:
    """One meeting in the published layout."""
    data = json.loads(path.read_text(encoding="utf-8"))
    turns: list[Turn] = []
    lines: list[str] = []
    position = 0
    for row in data["meeting_transcripts"]:
        words = clean(row["content"])
        start = position + len(row["speaker"]) + 2
        lines.append(f"{row['speaker']}: {words}\n")
        turns.append(Turn(row["speaker"], words, Span(start, start + len(words))))
        position += len(lines[-1])
    labels = {turn.speaker for turn in turns}
    questions = tuple(
        MeetingQuestion(
            f"{path.stem}-{number}",
            row["query"],
            _turns_in(row["relevant_text_span"]),
            asked(row["query"], labels),
        )
        for number, row in enumerate(data["specific_query_list"])
    )
    return Meeting(path.stem, "".join(lines), tuple(turns), questions)


def clean(words: str) -> str:
    """A turn without the marks of the transcribers ("{disfmarker}") and the space around punctuation."""
    return re.sub(r"\s+", " ", re.sub(r"\{[^{}]*\}", " ", words)).strip()


def asked(question: str, labels: Iterable[str]) -> str | None:
    """The speaker a question names as the one who thinks or says, told by labels alone.

    Only what stands before "about", "on", "of", "when" ... counts. A label is named whole, by its surname, by
    the letter or the rank of "Professor B", or but for its ending ("the Industrial Design"). This is the
    benchmark's own rule, so that Rapporteur does not judge itself.
    """
    subject = re.split(r"\b(?:about|on|of|when|regarding|to|with|in)\b", question, maxsplit=1)[0]
    words = re.findall(r"[^\W_]+", subject)
    lower = [word.lower() for word in words]
    best: tuple[int, str] | None = None
    for label in sorted(labels):
        parts = _parts(label)
        whole = any(_like(lower[i : i + len(parts)], parts) for i in range(len(lower)))
        letter = len(parts) == 2 and len(parts[1]) == 1
        short = parts[1].upper() in words if letter else parts[-1] in lower and len(parts) > 1
        rank = letter and parts[0] == "professor" and "professor" in lower
        found = 3 if whole else 2 if short else 1 if rank else 0
        if found and (best is None or found > best[0]):
            best = (found, label)
    return best[1] if best else None


def _like(said: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether words are those of a label, the last but for its ending."""
    if len(said) != len(parts) or list(said[:-1]) != list(parts[:-1]):
        return False
    return said[-1] == parts[-1] or (len(said[-1]) > 4 and parts[-1].startswith(said[-1]))


def _parts(label: str) -> list[str]:
    """The words of a label's name: "The Chair (Hon. Ann Rotas (Nipissing, Lib.))" is ann rotas."""
    inner = re.search(r"\((?:hon\.|mr\.|mrs\.|ms\.)?\s*([^(),]+)", label.lower())
    bare = inner[1] if label.lower().startswith("the ") and inner else label.lower().split("(")[0]
    bare = re.sub(r"^(?:right hon\.|hon\.|mr\.|mrs\.|ms\.|dr\.|the)\s+", "", bare.strip())
    return [part for part in re.findall(r"[^\W_]+", bare) if part not in ("am", "mp")] or [bare]


def _turns_in(spans: Iterable[Sequence[str]]) -> frozenset[int]:
    return frozenset(turn for first, last in spans for turn in range(int(first), int(last) + 1))
