"""From files and folders to documents: which reader a file needs, its id, and what is refused."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import (
    CorpusError,
    DamagedDocument,
    DuplicateDocument,
    EmptyDocument,
    LockedDocument,
    MissingDocument,
    TooLarge,
    UnknownFormat,
    UnreadableDocument,
)
from corpus.metadata import SIDECAR_SUFFIX, Metadata, detect, read_sidecar
from corpus.readers.captions import read_srt, read_vtt
from corpus.readers.extract import Extract, File
from corpus.readers.hypertext import read_html
from corpus.readers.json_turns import read_json, read_json_lines
from corpus.readers.markdown import read_markdown
from corpus.readers.pdf import read_pdf
from corpus.readers.plain import read_plain
from corpus.readers.word import read_docx
from corpus.types import Document

LARGEST_FILE = 100 * 2**20  # bytes; a report full of photographs has some tens of megabytes
LONGEST_TEXT = 10_000_000  # characters; two thousand pages, more than anybody minuted

LEFT_BEHIND = ("thumbs.db", "desktop.ini")  # by Windows, in every folder that it has shown

READERS: dict[str, Callable[[File], Extract]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".vtt": read_vtt,
    ".srt": read_srt,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read, and why, in one line without the file's name."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the files and folders that were to be read; both in reading order."""

    documents: tuple[Document, ...]
    refused: tuple[Refusal, ...]


def read_document(path: Path, root: Path | None = None) -> Document:
    """Read one record; its id is that of ``document_id``.

    For plain text and Markdown, ``text`` is the file decoded and untouched (see
    ``corpus.readers.decoding``); for the other formats it is the extracted text in light Markdown.
    Raises BadMetadata or one of the UnreadableDocument errors.
    """
    _check_is_file(path)
    extract = _extract(path, _reader_for(path))
    if not extract.text.strip("\ufeff \t\r\n\f\v"):
        raise EmptyDocument(path, "found no words; expected the record of an event; check the file")
    if len(extract.text) > LONGEST_TEXT:
        raise TooLarge(
            path,
            f"found {len(extract.text):,} characters of text; at most {LONGEST_TEXT:,} are read as one "
            "record; split it into one file an event",
        )
    return _document(path, root, extract)


def read_documents(paths: Iterable[Path]) -> Reading:
    """Read files and whole folders; what cannot be read is refused by name and the others go on."""
    documents: dict[str, Document] = {}
    places: dict[str, Path] = {}
    refused: list[Refusal] = []
    for path, root in find_files(paths):
        try:
            document = read_document(path, root)
            if document.id in documents:
                _check_same(path, places[document.id])
        except CorpusError as error:
            refused.append(Refusal(error.path, error.reason))
            continue
        documents[document.id] = document
        places[document.id] = path
    return Reading(tuple(documents.values()), tuple(refused))


def find_files(paths: Iterable[Path]) -> Iterator[tuple[Path, Path | None]]:
    """Every file that may be a record, with the folder it is read from (None for a file named itself).

    Folders are walked in the order of their names. Hidden files and the ``.toml`` files beside records
    are no records and are passed over. A folder that may not be opened comes out itself, so that reading
    it says so.
    """
    for path in paths:
        if _is_folder(path):
            yield from ((file, path) for file in _walk(path))
        else:
            yield path, None


def document_id(path: Path, root: Path | None = None) -> str:
    """The id of a record: its path below ``root`` with ``/`` between folders, else its name."""
    return path.relative_to(root).as_posix() if root else path.name


def _walk(root: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for folder, below, names in os.walk(root, onerror=lambda error: closed.append(Path(error.filename))):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from closed
        closed.clear()
        yield from (Path(folder, name) for name in sorted(names) if not _is_passed_over(name))
    yield from closed


def _is_passed_over(name: str) -> bool:
    """Hidden files, metadata, and what word processors ("~$minutes.docx") and systems leave behind."""
    return (
        name.startswith((".", "~$")) or name.lower().endswith(SIDECAR_SUFFIX) or name.lower() in LEFT_BEHIND
    )


def _check_same(path: Path, other: Path) -> None:
    if not path.samefile(other):
        raise DuplicateDocument(
            path,
            f"has the same id as {other}; expected one record for each id; "
            "rename it, or read the folder that holds both",
        )


def _reader_for(path: Path) -> Callable[[File], Extract]:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownFormat(
            path,
            f"found {f'the suffix {path.suffix}' if path.suffix else 'no suffix'}; "
            f"expected one of {' '.join(READERS)}; save it in one of these formats",
        )
    return reader


def _extract(path: Path, reader: Callable[[File], Extract]) -> Extract:
    try:
        return reader(File(path, _bytes_of(path)))
    except CorpusError:
        raise
    except Exception as error:  # the library of a format met what nobody foresaw: one file, not the whole run
        raise DamagedDocument(
            path,
            f"cannot be read as {path.suffix} ({type(error).__name__}: {str(error)[:100]}); expected a whole "
            "file of that format; export it again, or save its text as .txt",
        ) from error


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except PermissionError:
        raise LockedDocument(path, "may not be opened; check its permissions") from None
    except (OSError, ValueError) as error:
        raise UnreadableDocument(path, f"cannot be read ({error}); check the file") from None
    if len(data) > LARGEST_FILE:
        raise TooLarge(
            path,
            f"is larger than {LARGEST_FILE // 2**20} MB, the most that is read as one record; split it into "
            "one file an event, or save its text alone",
        )
    return data


def _check_is_file(path: Path) -> None:
    if _is_folder(path):
        if not os.access(path, os.R_OK | os.X_OK):
            raise LockedDocument(path, "the folder may not be opened; check its permissions")
        raise MissingDocument(path, "found a folder; expected a file; name a file in it")
    try:
        is_file = path.is_file()  # a device or a pipe would never end
    except OSError:
        is_file = False
    if not is_file:
        raise MissingDocument(path, "no such file or folder; check the path")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long, a folder above it that may not be entered
        return False


def _document(path: Path, root: Path | None, extract: Extract) -> Document:
    facts = read_sidecar(path).or_else(extract.metadata).or_else(detect(extract.text, path))
    facts = facts.or_else(Metadata(source=path.name))
    return Document(
        id=document_id(path, root),
        title=facts.title or path.name,
        text=extract.text,
        date=facts.date,
        source=facts.source,
        publisher=facts.publisher,
        notice=facts.notice,
    )
