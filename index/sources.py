"""What an index is built from: records that are read only when they have changed."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import corpus
from corpus import CorpusError, Document, Passage, Refusal
from index import context, words

Split = tuple[Document, Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Source:
    """A record and the hash of all that its passages depend on; ``read`` raises CorpusError."""

    id: str
    fingerprint: str
    read: Callable[[], Split]


def file_sources(paths: Iterable[Path], refuse: Callable[[Refusal], None]) -> Iterator[Source]:
    """The records of files and folders, each id once."""
    seen: dict[str, Path] = {}
    for path, root in corpus.find_files(paths):
        id_ = corpus.document_id(path, root)
        if id_ not in seen:
            seen[id_] = path
            yield Source(id_, _fingerprint_of(path), partial(_read, path, root))
        elif not path.samefile(seen[id_]):
            reason = f"has the same id as {seen[id_]}; rename it, or read the folder that holds both"
            refuse(Refusal(path, reason))


def split_sources(documents: Iterable[Split]) -> Iterator[Source]:
    """Records that are read and split already."""
    for document, passages in documents:
        content = hashlib.sha256(repr((_code(), document, tuple(passages))).encode()).hexdigest()
        yield Source(document.id, content, partial(_as_given, (document, passages)))


def try_read(source: Source, refuse: Callable[[Refusal], None]) -> Split | None:
    """The record, or None when it is refused."""
    try:
        return source.read()
    except CorpusError as error:
        refuse(Refusal(error.path, error.reason))
        return None


def _read(path: Path, root: Path | None) -> Split:
    document = corpus.read_document(path, root)
    return document, corpus.split_document(document)


def _as_given(split: Split) -> Split:
    return split


def _fingerprint_of(path: Path) -> str:
    """Changes with the record, with its metadata and with the code that reads and splits it."""
    whole = hashlib.sha256(_code().encode())
    for part in (path, path.with_name(f"{path.name}.toml")):
        try:
            with part.open("rb") as stream:
                whole.update(hashlib.file_digest(stream, "sha256").digest())
        except OSError:
            whole.update(b"none")
    return whole.hexdigest()


@cache
def _code() -> str:
    """The hash of the code that makes passages and what is stored of them: any change of it may matter."""
    package = Path(corpus.__file__).parent
    reads = (p for p in package.rglob("*") if p.suffix in (".py", ".txt", ".tsv", ".json", ".toml"))
    stores = (Path(str(module.__file__)) for module in (context, words))
    whole = hashlib.sha256()
    for path in sorted({*reads, *stores}):
        if corpus.SHIPPED not in path.parents:
            whole.update(path.read_bytes())
    return whole.hexdigest()
