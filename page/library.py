"""The records that answer, and how they are changed: a question keeps the index it began with.

A change is prepared in a copy, built while the old index answers, and put in place in one step;
when it fails or is cancelled, nothing has changed.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

import corpus
from index import Index
from page.problems import Problem
from page.proposals import Proposal, propose
from qa import Assistant
from qa.opening import own_records

Progress = Callable[[int, int], None]  # called with (done, total)


class LibraryError(Problem):
    """A change that was not made, and why, in one line."""


class ReadOnly(LibraryError):
    """Records may not be changed here."""


class Busy(LibraryError):
    """Another change is being made."""


class Cancelled(LibraryError):
    """The change was called off."""


class Library:
    """One folder of records, the index built from it, and the assistant that answers from that index.

    ``records`` is the folder (or file) the index is built from. When it is the one that ships with
    the product, the first change copies it to ``own_records``, a folder beside the index.
    """

    def __init__(self, assistant: Assistant, index_folder: Path, records: Path, may_change: bool) -> None:
        self._assistant = assistant
        self.index_folder = index_folder
        self.records = records
        self.may_change = may_change
        self._changing = threading.Lock()
        self._cancelled = threading.Event()

    @property
    def assistant(self) -> Assistant:
        """The assistant of this moment. Take it once for a request: the next moment's may be another."""
        return self._assistant

    @property
    def is_changing(self) -> bool:
        return self._changing.locked()

    def propose(self, files: Iterable[Path], too_large: Iterable[str] = ()) -> Proposal:
        """Read files without changing anything. Raises ReadOnly."""
        self.check_may_change()
        folder = Path(mkdtemp(prefix="proposal-", dir=self._workshop()))
        return propose(files, folder, self._assistant.index.documents, too_large)

    def discard(self, proposal: Proposal) -> None:
        """Forget what was proposed."""
        shutil.rmtree(proposal.folder, ignore_errors=True)

    def add(self, proposal: Proposal, progress: Progress | None = None) -> None:
        """Add the records of a proposal, replacing those of the same name, and rebuild.

        Raises ReadOnly, Busy, Cancelled, and what building raises.
        """

        def put(folder: Path) -> None:
            for found in proposal.found:
                for name in (found.document.id, f"{found.document.id}.toml"):
                    source, target = proposal.folder / name, folder / name
                    if source.is_file():
                        target.parent.mkdir(parents=True, exist_ok=True)
                        # Never through a hard link: that would write into the folder that still answers.
                        target.unlink(missing_ok=True)
                        shutil.copyfile(source, target)

        self._change(put, progress)
        self.discard(proposal)

    def remove(self, document_id: str, progress: Progress | None = None) -> None:
        """Remove a record and rebuild.

        Raises ReadOnly, Busy, Cancelled, LibraryError, and what building raises.
        """
        self.check_may_change()
        known = {entry.id for entry in self._assistant.index.entries}
        if document_id not in known:
            raise LibraryError("records.unknown", name=document_id)
        if len(known) == 1:
            raise LibraryError("error.last_record")
        inside = PurePosixPath(document_id)

        def take(folder: Path) -> None:
            (folder / inside).unlink(missing_ok=True)
            (folder / f"{inside}.toml").unlink(missing_ok=True)

        self._change(take, progress)

    def check_may_change(self) -> None:
        """Raises ReadOnly."""
        if not self.may_change:
            raise ReadOnly("add.read_only")

    def cancel(self) -> None:
        """Call off the change that is being made, if there is one."""
        self._cancelled.set()

    def _change(self, edit: Callable[[Path], None], progress: Progress | None) -> None:
        """Edit a copy of the records, build its index, then put both in place."""
        self.check_may_change()
        with self._alone():
            draft = Path(mkdtemp(prefix="records-", dir=self._workshop()))
            try:
                _copy_records(self.records, draft)
                edit(draft)
                self._stop_if_cancelled()
                index = Index.build(
                    draft, self.index_folder, self._assistant.index.embedder, self._watched(progress)
                )
                self._put_in_place(draft)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
            self._assistant = Assistant(index)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._changing.acquire(blocking=False):
            raise Busy("add.busy")
        self._cancelled.clear()
        try:
            yield
        finally:
            self._changing.release()

    def _watched(self, progress: Progress | None) -> Progress:
        def report(done: int, total: int) -> None:
            if progress:
                progress(done, total)
            self._stop_if_cancelled()

        return report

    def _stop_if_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise Cancelled("add.cancelled")

    def _put_in_place(self, draft: Path) -> None:
        target = own_records(self.index_folder) if is_shipped(self.records) else self.records
        if target.is_file():  # a corpus of one file becomes a folder beside the index
            target = own_records(self.index_folder)
        old = target.with_name(f"{target.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.rename(old)
        draft.rename(target)
        shutil.rmtree(old, ignore_errors=True)
        self.records = target

    def _workshop(self) -> Path:
        """A folder on the same disk as the index, so that a rename is one step."""
        folder = self.index_folder.parent / "workshop"
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def is_shipped(records: Path) -> bool:
    return records.resolve() == corpus.SHIPPED.resolve()


def _copy_records(source: Path, target: Path) -> None:
    """A second name for every file: nothing is copied where the disk allows it."""
    if source.is_file():
        pairs = [(file, file.name) for file in (source, source.with_name(f"{source.name}.toml"))]
    else:
        pairs = [(file, str(file.relative_to(source))) for file in source.rglob("*")]
    for file, name in pairs:
        if file.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(file, target / name)
            except OSError:
                shutil.copyfile(file, target / name)
