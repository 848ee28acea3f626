"""Turns of a transcript: who, when, which words; and how cues become turns."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.readers.composing import Composer, fold

LONGEST_STRETCH = 60.0  # seconds; a longer turn gets its label and the time again, at the end of a sentence
LONGEST_NAME = 100  # characters; what is longer is no name
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said in one go; ``seconds`` count from the beginning of the recording."""

    speaker: str | None
    words: str
    seconds: float | None = None
    time: str | None = None  # as the record shows it
    begins: bool = False  # the record marks that somebody begins here, named or not

    @property
    def shown_time(self) -> str | None:
        return self.time or (None if self.seconds is None else clock(self.seconds))


def clock(seconds: float) -> str:
    """Seconds as hours, minutes and seconds: 723.4 is "00:12:03"."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def clean_name(name: str) -> str | None:
    """A speaker's name as a label can carry it: on one line, without colon and brackets."""
    words = fold(re.sub(r"[:\[\]|]", " ", name))
    return words if 0 < len(words) <= LONGEST_NAME else None


def compose_turns(turns: Iterable[Turn], composer: Composer) -> None:
    for turn in join_cues(turns):
        composer.turn(turn.speaker, turn.shown_time, turn.words)


def join_cues(cues: Iterable[Turn]) -> Iterator[Turn]:
    """Join what one speaker says in consecutive cues.

    A turn that goes on for more than LONGEST_STRETCH is cut where a sentence ends, so that its later
    passages have a time of their own.
    """
    together: list[Turn] = []
    for cue in cues:
        if together and not _goes_on(together, cue):
            yield _joined(together)
            together = []
        together.append(cue)
    if together:
        yield _joined(together)


def _goes_on(together: list[Turn], cue: Turn) -> bool:
    first, last = together[0], together[-1]
    if cue.begins or cue.speaker != first.speaker:
        return False
    if first.seconds is None or cue.seconds is None or cue.seconds - first.seconds <= LONGEST_STRETCH:
        return True
    return SENTENCE_END.search(last.words[-9:].rstrip()) is None


def _joined(together: list[Turn]) -> Turn:
    return replace(together[0], words=" ".join(cue.words for cue in together))
