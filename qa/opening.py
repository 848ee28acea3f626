"""Open the assistant where its users expect it: the default index is built when it is not there yet."""

from collections.abc import Callable, Iterable
from heapq import nlargest
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import SHIPPED, document_id, find_files

if TYPE_CHECKING:
    from qa.assistant import Assistant

Progress = Callable[[int, int], None]  # called with (done, total), total 0 while unknown

DEFAULT_INDEX = Path(".rapporteur/index")
"""Where the index lies unless another folder is named: below the folder one works in."""

EVALUATED_INDEX = Path(".rapporteur/evaluated")
"""The index that the fixed questions are asked, brought up to date each time."""


CLOSEST = 3
"""How many records are named in place of one that there is not."""


def corrections_beside(index_folder: Path) -> Path:
    """Questions made of answers that readers corrected, one plain file; ``rapporteur evaluate`` asks them."""
    return index_folder.parent / "corrections.jsonl"


def own_records(index_folder: Path) -> Path:
    """Where the records lie that a user adds on the page to those that ship."""
    return index_folder.parent / "records"


def records_of(index_folder: Path) -> Path:
    """What an index is built from when nothing is said: the user's own records, else those that ship."""
    own = own_records(index_folder)
    return own if own.is_dir() else SHIPPED


class RecordsDropped(Exception):
    """A build that nobody asked for would drop records from an index."""


class UnknownRecord(LookupError):
    """A record is named that is not in the index; the message names those that may be meant."""


def check_records(named: Iterable[str], known: Iterable[str]) -> None:
    """Raise UnknownRecord for the first id that is not among the known ones."""
    ids = sorted(known)
    for id_ in named:
        if id_ not in ids:
            close = ", ".join(repr(other) for other in _closest(id_, ids))
            raise UnknownRecord(f"there is no record {id_!r} in the index; closest: {close or 'it is empty'}")


def _closest(name: str, ids: Iterable[str]) -> list[str]:
    """The ids most like a name, best first: those that it is a part of, then those spelt alike."""
    from difflib import SequenceMatcher

    wanted = SequenceMatcher(b=name.casefold())

    def likeness(id_: str) -> tuple[bool, float]:
        wanted.set_seq1(id_.casefold())
        return name.casefold() in id_.casefold(), wanted.ratio()

    return nlargest(CLOSEST, ids, key=likeness)


def check_nothing_is_dropped(records: Path, folder: Path) -> None:
    """Raise RecordsDropped where the index in ``folder`` holds records that ``records`` does not hold."""
    from index import Index, IndexError_

    try:
        held = Index.document_ids(folder)
    except IndexError_:
        return  # there is nothing that could be dropped
    elsewhere = not_among(records, held)
    if elsewhere:
        more = f" and {len(elsewhere) - 1} more" if elsewhere[1:] else ""
        raise RecordsDropped(
            f"{folder} holds {elsewhere[0]!r}{more}, which a build from {records} would drop; "
            f"name the folder they are in with --corpus, or drop them with --corpus {records}"
        )


def not_among(records: Path, ids: Iterable[str]) -> list[str]:
    """Those of some documents that no file of a folder (or the file) is."""
    known = {document_id(path, root) for path, root in find_files([records])}
    return [id_ for id_ in ids if id_ not in known]


def open_assistant(
    folder: Path | None = None, progress: Progress | None = None, records: Path | None = None
) -> "Assistant":
    """The assistant over the index in ``folder``.

    Without a folder it is the default index, which is built the first time; a named one is built only
    of records that are named too. Raises IndexError_ and its kinds.
    """
    from index import Index, IndexMissing
    from qa.assistant import Assistant

    try:
        return Assistant.load(folder or DEFAULT_INDEX)
    except IndexMissing:
        if folder and not records:
            raise
    if progress:
        progress(0, 0)
    folder = folder or DEFAULT_INDEX
    return Assistant(Index.build(records or records_of(folder), folder, progress=progress))


def open_for_evaluation(progress: Progress | None = None) -> "Assistant":
    """The assistant over the records as they are now, whatever the default index was built of.

    Raises IndexError_ and its kinds.
    """
    from index import Index
    from qa.assistant import Assistant

    return Assistant(Index.build(records_of(DEFAULT_INDEX), EVALUATED_INDEX, progress=progress))
