"""What the commands put on standard output: for people, for scripts, for a spreadsheet or a text."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus import Document, Passage, Refusal
    from index import DocumentEntry, SpeakerEntry
    from qa.types import Answer


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"


def print_json(rows: Iterable[dict[str, Any]]) -> None:
    """One object a line; where the stream cannot carry every letter, letters are escaped."""
    escape = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=escape) + "\n")


def print_answer(answer: "Answer", id_: str | None = None) -> None:
    """An answer for people; ``id_`` is that of the question in its file."""
    from rich.text import Text

    from qa.terminal import Prose, answer_view, clean, stdout

    console = stdout()
    if id_ is not None:
        console.print(Prose(Text(clean(f"{id_}: {answer.question.text}"), style="bold")), "")
    console.print(answer_view(answer, marks_visible=console.is_terminal))
    if id_ is not None:
        console.print()


def print_citations(
    answer: "Answer", documents: Iterable["DocumentEntry"], output: Format, with_header: bool = True
) -> None:
    """Citations of an answer; a refusal has none, and says why on standard error."""
    from qa.citations import cite, to_csv, to_markdown

    if answer.is_refused:
        note(answer.reason or "no answer")
    citations = cite(answer, {entry.id: entry for entry in documents})
    text = to_csv(citations, with_header) if output is Format.CSV else to_markdown(citations)
    sys.stdout.write(text)


def print_passages(found: Iterable["Passage"]) -> None:
    """Passages for people: who, and the words."""
    from qa.terminal import Prose, passage_view, stdout, who_view

    console = stdout()
    for passage in found:
        console.print(Prose(who_view(passage), further=3), Prose(passage_view(passage, (), False), 3), "")


def print_explanations(documents: Iterable["Document"]) -> None:
    """The people of each document, and its passages with the evidence for who said them."""
    from corpus.explain import explain
    from qa.explanation_view import explanation_view
    from qa.terminal import stdout

    console = stdout()
    for document in documents:
        console.print(explanation_view(document, explain(document)))


def print_speakers(entries: Sequence["SpeakerEntry"], as_json: bool) -> None:
    from qa.terminal import stdout, table_view

    if as_json:
        print_json(
            asdict(entry.speaker) | {"documents": list(entry.document_ids), "passages": entry.passages}
            for entry in entries
        )
    elif entries:
        rows = [
            {
                "name": entry.speaker.label,
                "role": entry.speaker.role or "",
                "organisation": entry.speaker.organisation or "",
                "passages": str(entry.passages),
                "documents": ", ".join(entry.document_ids),
            }
            for entry in entries
        ]
        stdout().print(table_view(rows, right=("passages",)))


def note_refusals(refused: Iterable["Refusal"]) -> None:
    for refusal in refused:
        note(f"{refusal.path}: {refusal.reason}")


def note(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"rapporteur: {' '.join(message.split())}\n")
