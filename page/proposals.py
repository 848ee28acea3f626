"""Files a reader wants to add: put aside and read, to be seen before anything changes."""

import filecmp
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import corpus
from corpus import CorpusError, Document, Passage
from corpus.reading import LARGEST_FILE

__all__ = ["LARGEST_FILE", "Found", "Proposal", "Refused", "propose"]


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was read but not added yet."""

    document: Document
    passages: tuple[Passage, ...]
    replaces: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not read: which trouble it is (a text under ``refused``), and its details in English."""

    name: str
    trouble: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be added: files put aside in ``folder``, what was found in them, what was refused."""

    folder: Path
    found: tuple[Found, ...]
    refused: tuple[Refused, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can still be added."""
        return bool(self.found) and self.folder.is_dir()


def propose(
    files: Iterable[Path], folder: Path, present: Mapping[str, object], too_large: Iterable[str] = ()
) -> Proposal:
    """Put files aside in ``folder`` and read them; ``present`` are the records that are there already.

    ``too_large`` are the names of files that the browser kept back.
    """
    refused = [Refused(name, "TooLargeToSend") for name in too_large]
    refused.extend(_put_aside(files, folder))
    found: list[Found] = []
    for path, root in corpus.find_files([folder]):
        try:
            document = corpus.read_document(path, root)
        except CorpusError as error:
            refused.append(Refused(error.path.name, type(error).__name__, error.reason))
        else:
            found.append(Found(document, corpus.split_document(document), document.id in present))
    return Proposal(folder, tuple(found), tuple(refused))


def _put_aside(files: Iterable[Path], folder: Path) -> Iterator[Refused]:
    """Only the last part of a name that came from a browser: it must not lead out of the folder."""
    for file in files:
        place = folder / file.name
        if not place.exists():
            shutil.copyfile(file, place)
        elif not filecmp.cmp(file, place, shallow=False):
            yield Refused(file.name, "DuplicateDocument")
