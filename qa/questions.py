"""Question sets: judged questions to measure with, plain questions to ask, one JSON object a line."""

import hashlib
import json
from collections.abc import Container, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from corpus import Attribution, Passage
from qa.judging import folded

Half = Literal["development", "held-out"]

FIXED_SET = Path(__file__).parent / "questions.jsonl"
"""The judged questions on the shipped summary."""

NUGGET_WORDS = 15
"""A nugget is as short as it can be and still be found once, so that it survives every splitter."""

_EXPECTED = 'expected UTF-8 text with one JSON object a line, {"id": "q1", "question": "..."}'


class BadQuestions(ValueError):
    """A file of questions that cannot be read as such; the message names the line."""


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """A question to ask, and what the search is limited to."""

    id: str | None
    text: str
    only_speaker: str | None = None
    only_document: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question and the words that answer it.

    ``speaker`` and ``document`` are what is expected of the answer, never a filter. Without nuggets
    the right answer is a refusal. Every passage known to answer has a nugget.
    """

    id: str
    question: str
    speaker: str | None
    nuggets: tuple[str, ...]
    kind: str
    document: str | None

    @property
    def is_answerable(self) -> bool:
        return bool(self.nuggets)

    @property
    def half(self) -> Half:
        return half_of(self.id)


def half_of(question_id: str) -> Half:
    """Which half a question belongs to: decided by its id alone, so that no one chooses."""
    return "held-out" if hashlib.sha256(question_id.encode()).digest()[0] % 2 else "development"


def read_plain_questions(path: Path) -> tuple[PlainQuestion, ...]:
    """The questions of a JSON-lines file in order; fields that are not for asking are ignored."""
    return tuple(
        PlainQuestion(
            id=_optional_text(row, "id", where),
            text=_text(row, "question", where),
            only_speaker=_optional_text(row, "only_speaker", where),
            only_document=_optional_text(row, "only_document", where),
        )
        for where, row in _read_rows(path)
    )


def read_judged_questions(path: Path) -> tuple[JudgedQuestion, ...]:
    """The judged questions of a JSON-lines file in order; ids are unique."""
    questions: dict[str, JudgedQuestion] = {}
    for where, row in _read_rows(path):
        question = JudgedQuestion(
            id=_text(row, "id", where),
            question=_text(row, "question", where),
            speaker=_optional_text(row, "speaker", where),
            nuggets=_texts(row, "nuggets", where),
            kind=_optional_text(row, "kind", where) or "other",
            document=_optional_text(row, "document", where),
        )
        if question.id in questions:
            raise BadQuestions(f'{where}: the id "{question.id}" is used twice; ids must be unique')
        questions[question.id] = question
    return tuple(questions.values())


def own_questions(corrections: Path, documents: Container[str]) -> tuple[JudgedQuestion, ...]:
    """The fixed set, where a record that it asks of is among ``documents``, and the reader's corrections."""
    fixed = read_judged_questions(FIXED_SET)
    is_here = any(question.document in documents for question in fixed if question.document)
    corrected = read_judged_questions(corrections) if corrections.exists() else ()
    return (*(fixed if is_here else ()), *corrected)


def correct(question: str, passage: Passage | None, attribution: Attribution | None = None) -> JudgedQuestion:
    """A judged question made of an answer that a reader marked as wrong.

    ``passage`` is the one that should have come first, ``attribution`` the one in it that answers
    (by default its only one); no passage means that the question should have been refused.
    """
    if attribution is None and passage is not None and len(passage.speakers) == 1:
        attribution = passage.attributions[0]
    nugget = _nugget(passage, attribution) if passage else None
    speaker = attribution.speaker if attribution else None
    identity = "\n".join((question, nugget or ""))
    return JudgedQuestion(
        id="c" + hashlib.sha256(identity.encode()).hexdigest()[:10],
        question=question,
        speaker=speaker.label if speaker else None,
        nuggets=(nugget,) if nugget else (),
        kind="correction",
        document=passage.document_id if passage else None,
    )


def append_correction(question: JudgedQuestion, path: Path) -> None:
    """Add a corrected question to a file; a later judgement of the same question replaces the earlier."""
    earlier = read_judged_questions(path) if path.exists() else ()
    kept = [other for other in earlier if other.question != question.question]
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in (*kept, question)]
    path.write_text("".join(lines), encoding="utf-8")


def _nugget(passage: Passage, attribution: Attribution | None) -> str:
    """The first words of what was said, as they are compared."""
    words = passage.text
    if attribution is not None:
        start = max(attribution.content.start, passage.span.start) - passage.span.start
        words = passage.text[start : attribution.content.end - passage.span.start]
    return " ".join(folded(words).text.split()[:NUGGET_WORDS])


def _read_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object of the file with its place for messages ("questions.jsonl:3")."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # splitlines() parts at U+2028 too
    except FileNotFoundError:
        raise BadQuestions(f"{path} does not exist; {_EXPECTED}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestions(f"{path} cannot be read ({error}); {_EXPECTED}") from None
    for number, line in enumerate(lines, 1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadQuestions(f"{where}: not JSON ({error}); {_EXPECTED}") from None
        if not isinstance(row, dict):
            raise BadQuestions(f"{where}: found a {type(row).__name__}; {_EXPECTED}")
        yield where, row


def _text(row: dict[str, Any], field: str, where: str) -> str:
    value = _optional_text(row, field, where)
    if not value or not value.strip():
        raise BadQuestions(f'{where}: no "{field}"; expected a text')
    return value


def _optional_text(row: dict[str, Any], field: str, where: str) -> str | None:
    value = row.get(field)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and field == "id":
        return str(value)
    raise BadQuestions(f'{where}: "{field}" is {value!r}; expected a text or null')


def _texts(row: dict[str, Any], field: str, where: str) -> tuple[str, ...]:
    values = row.get(field)
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise BadQuestions(f'{where}: "{field}" is {values!r}; expected a list of texts, empty for a refusal')
    return tuple(values)
