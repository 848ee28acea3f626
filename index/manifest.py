"""What an index says of itself, and the check that it is whole.

The manifest is the one file that makes an index: it names all others. A build writes its files beside
those of the old index and then replaces the manifest in one step, so there is always one whole index.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath

from index.errors import BUILD, IndexDamaged, IndexMismatch, IndexMissing

LAYOUT = 5  # raise it when the files of an index change
NAME = "manifest.json"
HASHED = 4 * 2**20  # bytes; larger files are checked by their size alone, so that loading stays quick


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One immutable part of an index and how many passages it holds, dropped documents included."""

    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class FileEntry:
    """What a file must be: its size, and the SHA-256 of a small one."""

    size: int
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What built an index, from what, when, and which files it is made of."""

    model: str
    dimension: int
    documents: int
    passages: int
    corpus: str  # hash over ids and contents of the documents
    built_at: str  # ISO 8601, UTC
    versions: Mapping[str, str]
    segments: tuple[SegmentEntry, ...]
    catalogue: str
    encoder: str | None = None  # the folder of the light export, where there is one
    files: Mapping[str, FileEntry] = field(default_factory=dict)
    layout: int = LAYOUT


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make ``manifest`` the index of the folder, in one step."""
    text = json.dumps(asdict(manifest), indent=1, ensure_ascii=False)
    new = folder / f"{NAME}.new"
    with new.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(folder / NAME)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an index. Raises IndexMissing, IndexDamaged, IndexMismatch."""
    try:
        fields = json.loads((folder / NAME).read_text(encoding="utf-8"))
        layout = fields["layout"]
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(f"there is no index in {folder}; run: {BUILD}") from None
    except PermissionError:
        raise IndexDamaged(
            f"{folder / NAME} may not be read; check its permissions, or run: {BUILD}"
        ) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexDamaged(f"{folder / NAME} cannot be read; run: {BUILD}") from None
    if layout != LAYOUT:
        raise IndexMismatch(
            f"the index in {folder} has layout {layout}, "
            f"this version of Rapporteur reads {LAYOUT}; run: {BUILD}"
        )
    try:
        fields["segments"] = tuple(SegmentEntry(**entry) for entry in fields["segments"])
        fields["files"] = {name: FileEntry(**entry) for name, entry in fields["files"].items()}
        manifest = Manifest(**fields)
    except (AttributeError, KeyError, TypeError):
        raise IndexDamaged(f"{folder / NAME} is not a manifest; run: {BUILD}") from None
    if not _is_inside(manifest):
        raise IndexDamaged(f"{folder / NAME} names files that are not its own; run: {BUILD}")
    return manifest


def _is_inside(manifest: Manifest) -> bool:
    """Whether every file that will be opened is listed and lies in the folder of the index."""
    paths = [PurePosixPath(name) for name in manifest.files]
    parts = {path.parts[0] for path in paths if path.parts and not path.is_absolute()}
    named = {manifest.catalogue, *(entry.name for entry in manifest.segments)}
    named |= {manifest.encoder} if manifest.encoder else set()
    return named == parts and not any(".." in path.parts for path in paths)


def describe_files(folder: Path, parts: Iterable[str]) -> dict[str, FileEntry]:
    """Size and hash of every file below the named files and folders."""
    found = {}
    for part in parts:
        path = folder / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                size = file.stat().st_size
                found[file.relative_to(folder).as_posix()] = FileEntry(
                    size, _hash(file) if size <= HASHED else None
                )
    return found


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raise IndexDamaged when a file is gone, cut short or, where it is small, altered."""
    for name, entry in manifest.files.items():
        path = folder / name
        try:
            size = path.stat().st_size
            whole = size == entry.size and (entry.sha256 is None or _hash(path) == entry.sha256)
        except OSError:
            raise IndexDamaged(f"{path} is gone or may not be read; run: {BUILD}") from None
        if not whole:
            raise IndexDamaged(f"{path} is damaged ({size:,} bytes, expected {entry.size:,}); run: {BUILD}")


def versions() -> dict[str, str]:
    """The versions of what builds an index."""
    found = {}
    for name in ("rapporteur", "faiss-cpu", "sentence-transformers", "onnxruntime", "PyStemmer"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
