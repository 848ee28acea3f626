"""Open the assistant where its users expect it: the default index is built when it is not there yet."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import SHIPPED

if TYPE_CHECKING:
    from qa.assistant import Assistant

Progress = Callable[[int, int], None]  # called with (done, total), total 0 while unknown

DEFAULT_INDEX = Path(".rapporteur/index")
"""Where the index lies unless another folder is named: below the folder one works in."""

EVALUATED_INDEX = Path(".rapporteur/evaluated")
"""The index that the fixed questions are asked, brought up to date each time."""

CORRECTIONS = Path(".rapporteur/corrections.jsonl")
"""Questions made of answers that readers corrected; ``rapporteur evaluate`` asks them too."""


def own_records(index_folder: Path) -> Path:
    """Where the records lie that a user adds on the page to those that ship."""
    return index_folder.parent / "records"


def records_of(index_folder: Path) -> Path:
    """What an index is built from when nothing is said: the user's own records, else those that ship."""
    own = own_records(index_folder)
    return own if own.is_dir() else SHIPPED


def open_assistant(folder: Path | None = None, progress: Progress | None = None) -> "Assistant":
    """The assistant over the index in ``folder``.

    Without a folder it is the default index, which is built the first time.
    Raises IndexError_ and its kinds.
    """
    from index import Index, IndexMissing
    from qa.assistant import Assistant

    if folder is not None:
        return Assistant.load(folder)
    try:
        return Assistant.load(DEFAULT_INDEX)
    except IndexMissing:
        if progress:
            progress(0, 0)
        return Assistant(Index.build(records_of(DEFAULT_INDEX), DEFAULT_INDEX, progress=progress))


def open_for_evaluation(progress: Progress | None = None) -> "Assistant":
    """The assistant over the records as they are now, whatever the default index was built of.

    Raises IndexError_ and its kinds.
    """
    from index import Index
    from qa.assistant import Assistant

    return Assistant(Index.build(records_of(DEFAULT_INDEX), EVALUATED_INDEX, progress=progress))
