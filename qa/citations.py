"""Quotable citations of an answer's passages, as Markdown or as a table for a spreadsheet.

A citation reads: "passage" (speaker, role, organisation; title, section, date, source).
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields

from corpus import Passage, Speaker
from corpus.markdown import reading_view
from index import DocumentEntry
from qa.types import Answer

# A spreadsheet reads a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# What Markdown would read as markup inside a citation.
_MARKDOWN = str.maketrans({character: f"\\{character}" for character in r"\`*_[]<>#|"})


@dataclass(frozen=True, slots=True)
class Citation:
    """One passage with all that a reader needs to find and to name it; empty where unknown."""

    passage: str
    speaker: str
    role: str
    organisation: str
    title: str
    section: str
    date: str
    source: str


def cite(answer: Answer, documents: Mapping[str, DocumentEntry]) -> tuple[Citation, ...]:
    """A citation for each hit, in their order."""
    return tuple(_cite(hit.passage, documents.get(hit.passage.document_id)) for hit in answer.hits)


def to_markdown(citations: Iterable[Citation]) -> str:
    """One quotation block a citation."""
    return "\n".join(f"> {_sentence(citation)}\n" for citation in citations)


def to_csv(citations: Iterable[Citation], with_header: bool = True) -> str:
    """A table of comma-separated values; no cell can be read as a formula by a spreadsheet."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    if with_header:
        writer.writerow(field.name for field in fields(Citation))
    writer.writerows([_harmless(cell) for cell in astuple(citation)] for citation in citations)
    return table.getvalue()


def readable(text: str) -> str:
    """A passage without the markup and the line breaks of its record."""
    return reading_view(text).text.strip()


def names_of(passage: Passage) -> str:
    """Who said it, for people to read: "Ann Lee and Bo Ek", "Ann Lee, relayed by Bo Ek", or empty."""
    relays = dict.fromkeys(a.via.label for a in passage.attributions if a.via is not None)
    names = _listed([speaker.label for speaker in passage.speakers])
    return f"{names}, relayed by {_listed(list(relays))}" if relays and names else names


def _cite(passage: Passage, document: DocumentEntry | None) -> Citation:
    return Citation(
        passage=readable(passage.text),
        speaker=names_of(passage),
        role=_common(passage.speakers, "role"),
        organisation=_common(passage.speakers, "organisation"),
        title=document.title if document else passage.document_id,
        section=" › ".join(passage.section),
        date=(document and document.date) or "",
        source=(document and document.source) or "",
    )


def _common(speakers: Iterable[Speaker], field: str) -> str:
    return "; ".join(dict.fromkeys(value for speaker in speakers if (value := getattr(speaker, field))))


def _sentence(citation: Citation) -> str:
    who = ", ".join(filter(None, (citation.speaker, citation.role, citation.organisation)))
    where = ", ".join(filter(None, (citation.title, citation.section, citation.date, citation.source)))
    behind = "; ".join(part.translate(_MARKDOWN) for part in (who, where) if part)
    return f'"{citation.passage.translate(_MARKDOWN)}" ({behind})'


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
