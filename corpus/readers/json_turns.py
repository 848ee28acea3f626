"""JSON and JSON lines: turns of a transcript as programs write them.

Each program has its own names for the same few things: a list of turns, and in each turn who speaks, the
words, and perhaps the time. The names below are those of the common ones; the list is found wherever it
lies in the file.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from corpus.dates import find_date
from corpus.errors import DamagedDocument
from corpus.metadata import Metadata
from corpus.readers.composing import Composer
from corpus.readers.decoding import decode
from corpus.readers.extract import Extract, File
from corpus.readers.turns import Turn, clean_name, compose_turns

# Names of fields are compared without case, spaces and marks: "Speaker Name" is "speaker_name".
WORDS = (
    "text",
    "content",
    "words",
    "utterance",
    "transcript",
    "transcription",
    "message",
    "sentence",
    "caption",
    "body",
    "elements",
)
SPEAKER = ("speaker", "speakername", "speakerlabel", "name", "author", "participant", "voice", "who")
SPEAKER_ID = ("speakerid", "id")
TIME = ("time", "timestamp", "start", "starttime", "begin", "from", "offset", "ts")
ROLE = ("role", "title", "position")
ORGANISATION = ("organisation", "organization", "affiliation", "company")
PEOPLE = ("speakers", "participants", "attendees")
TITLE = ("title", "name", "meetingtitle", "subject")
DATE = ("date", "meetingdate", "startdate", "createdat")
DEEPEST = 6  # lists inside objects inside lists: no program buries its turns deeper
DAY = 86_400  # seconds; times beyond a day are milliseconds
LATEST = 10**9  # a larger number is no time of a recording: an instant in Unix time
SHOWN_TIME = re.compile(r"(?:.*T)?(\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(?:Z|[+-]\d\d:?\d\d|[AaPp][Mm])?")

Json = Mapping[str, Any]


def read_json(file: File) -> Extract:
    text = decode(file).removeprefix("\ufeff")
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        try:
            record = _lines(text)  # JSON lines under the suffix of JSON
        except (ValueError, RecursionError):
            raise _damaged(file, error) from None
    return _extract(file, record)


def read_json_lines(file: File) -> Extract:
    text = decode(file).removeprefix("\ufeff")
    try:
        return _extract(file, _lines(text))
    except (ValueError, RecursionError) as error:
        raise _damaged(file, error) from None


def _lines(text: str) -> list[Any]:
    """The object of every line; the message of its ValueError names the line."""
    objects = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                objects.append(json.loads(line))
            except ValueError as error:
                raise ValueError(f"in line {number}: {error}") from None
    return objects


def _damaged(file: File, error: Exception) -> DamagedDocument:
    found = "lists nested too deeply" if isinstance(error, RecursionError) else str(error)
    return DamagedDocument(file.path, f"found no JSON ({found}); expected a list of turns; export it again")


def _extract(file: File, record: Any) -> Extract:
    turns = _find_turns(record)
    if not turns:
        raise DamagedDocument(
            file.path,
            f"found {_described(record)}; expected turns, objects with 'speaker' and 'text'; rename the "
            "fields, or leave the file out",
        )
    facts = record if isinstance(record, dict) else {}
    people = _people(facts)
    composer = Composer()
    _compose_roster(turns, people, composer)
    compose_turns(_turns(turns, people), composer)
    title, date = _first_word(facts, TITLE), _first_word(facts, DATE)
    return Extract(composer.text, Metadata(title=title, date=find_date(date or "")))


def _described(record: Any) -> str:
    sample = record[0] if isinstance(record, list) and record else record
    if isinstance(sample, dict) and sample:
        return f"objects with {', '.join(repr(str(name)[:30]) for name in list(sample)[:6])}"
    return "no objects"


def _find_turns(record: Any) -> list[Json]:
    """The list of objects that holds the most words said, wherever it lies; some must name who or when."""
    best: list[Json] = []
    most = 0
    level = [record]
    for _ in range(DEEPEST):
        for part in level:
            if isinstance(part, list):
                turns: list[Json] = [turn for turn in part if isinstance(turn, dict)]
                said = sum(len(_words(turn)) for turn in turns)
                if said > most and any(_first(turn, (*SPEAKER, *TIME)) is not None for turn in turns):
                    best, most = turns, said
        level = [inner for part in level for inner in _inside(part)]
    return best


def _inside(part: Any) -> Iterable[Any]:
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return (value for value in inner if isinstance(value, dict | list))


def _turns(turns: list[Json], people: Mapping[str, str]) -> Iterator[Turn]:
    moments = [_moment(_first(turn, TIME)) for turn in turns]
    seconds = [moment for moment in moments if _is_number(moment)]
    unit = 1000 if seconds and max(seconds) > DAY else 1
    for turn, moment in zip(turns, moments, strict=True):
        if words := _words(turn):
            name = _speaker(turn, people)
            if _is_number(moment):
                yield Turn(name, words, seconds=moment / unit)
            else:
                yield Turn(name, words, time=_shown(moment))


def _words(turn: Json) -> str:
    """The words of a turn: a string, or the strings of a list of words."""
    said = _first(turn, WORDS)
    if isinstance(said, list):
        parts = [
            part if isinstance(part, str) else _first_word(part, (*WORDS, "word", "value")) for part in said
        ]
        between = "" if any(part and part.isspace() for part in parts) else " "
        said = between.join(part for part in parts if part)
    return said.strip() if isinstance(said, str) else ""


def _speaker(turn: Json, people: Mapping[str, str]) -> str | None:
    speaker = _first(turn, SPEAKER)
    if isinstance(speaker, dict):
        speaker = _first_word(speaker, SPEAKER)
    key = str(_first(turn, SPEAKER_ID[:1]) if speaker is None else speaker)
    if key in people:
        return people[key]
    return clean_name(str(speaker)) if isinstance(speaker, str | int) else None


def _people(facts: Json) -> dict[str, str]:
    """The names that a file gives, once and for all, to the ids in its turns."""
    people = _first(facts, PEOPLE)
    if isinstance(people, dict):
        named = [
            (key, name if isinstance(name, str) else _first_word(name, SPEAKER))
            for key, name in people.items()
        ]
    elif isinstance(people, list):
        named = [(_first(person, SPEAKER_ID), _first_word(person, SPEAKER)) for person in people]
    else:
        named = []
    cleaned = {str(key): clean_name(name) for key, name in named if name}
    return {key: name for key, name in cleaned.items() if name}


def _compose_roster(turns: list[Json], people: Mapping[str, str], composer: Composer) -> None:
    """Say once who the speakers are, as an agenda does, where the turns tell their role or organisation."""
    lines: dict[str, str] = {}
    for turn in turns:
        speaker = _first(turn, SPEAKER)
        about = speaker if isinstance(speaker, dict) else turn
        name = _speaker(turn, people)
        known = [part for part in (_first_word(about, ROLE), _first_word(about, ORGANISATION)) if part]
        if name and known:
            lines.setdefault(name, ", ".join([name, *known]))
    for line in lines.values():
        composer.item(line)


def _first(thing: Any, names: Iterable[str]) -> Any:
    """The value of the first of these fields that is there and not empty."""
    if not isinstance(thing, dict):
        return None
    fields = {_folded(name): value for name, value in thing.items() if value not in (None, "", [])}
    return next((fields[name] for name in names if name in fields), None)


@lru_cache(maxsize=1024)
def _folded(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _first_word(thing: Any, names: Iterable[str]) -> str | None:
    value = _first(thing, names)
    return value if isinstance(value, str) else None


def _moment(value: Any) -> Any:
    """A time as a number where it is one, in quotation marks or not."""
    try:
        return float(value) if isinstance(value, str) and len(value) < 40 else value
    except ValueError:
        return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < LATEST


def _shown(moment: Any) -> str | None:
    shown = SHOWN_TIME.fullmatch(moment.strip()) if isinstance(moment, str) and len(moment) < 40 else None
    return shown[1] if shown else None
