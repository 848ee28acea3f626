"""Changing the records while they are asked: with the real builder and a small embedder."""

import threading
from pathlib import Path

import pytest

import corpus
from index import Index, Progress
from page.following import Work
from page.library import Busy, Cancelled, Library, LibraryError, ReadOnly
from page.serving import open_library
from qa import Assistant
from qa.opening import own_records, records_of
from tests.letter_counts import LetterCounts

QUAY = "Speakers: Ada Berg, Harbour Master, Port of Ekeby\n\nAda Berg said that the quay needs a new crane.\n"
TAX = "Speakers: Noor Aziz, Minister, Ekeby Council\n\nNoor Aziz said that the harbour tax is too high.\n"
TAX_AGAIN = TAX.replace("too high", "fair and simple")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "quay.txt").write_text(QUAY, encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path, records: Path) -> Library:
    index = Index.build(records, tmp_path / "index", LetterCounts())
    return Library(Assistant(index), tmp_path / "index", records, may_change=True)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Files a reader drops on the page."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "tax.txt").write_text(TAX, encoding="utf-8")
    (folder / "photo.bmp").write_bytes(b"BM")
    return folder


def ids(library: Library) -> set[str]:
    return {entry.id for entry in library.assistant.index.entries}


def test_a_proposal_says_what_was_found_and_changes_nothing(
    library: Library, inbox: Path, records: Path
) -> None:
    proposal = library.propose(sorted(inbox.iterdir()))
    assert [(f.document.id, f.replaces) for f in proposal.found] == [("tax.txt", False)]
    assert {s.name for p in proposal.found[0].passages for s in p.speakers} == {"Noor Aziz"}
    assert [(file.name, file.trouble) for file in proposal.refused] == [("photo.bmp", "UnknownFormat")]
    assert ids(library) == {"quay.txt"}
    assert [file.name for file in records.iterdir()] == ["quay.txt"]
    library.discard(proposal)
    assert not proposal.folder.exists()


def test_added_records_answer_and_are_kept(library: Library, inbox: Path, records: Path) -> None:
    before = library.assistant
    library.add(library.propose([inbox / "tax.txt"]))
    assert ids(library) == {"quay.txt", "tax.txt"}
    assert (records / "tax.txt").read_text("utf-8") == TAX
    assert {entry.id for entry in before.index.entries} == {"quay.txt"}, "a question keeps its index"
    assert before.index.documents["quay.txt"].text == QUAY


def test_a_record_is_replaced_without_touching_the_file_that_was_dropped(
    library: Library, inbox: Path, records: Path
) -> None:
    library.add(library.propose([inbox / "tax.txt"]))
    (inbox / "tax.txt").write_text(TAX_AGAIN, encoding="utf-8")
    proposal = library.propose([inbox / "tax.txt"])
    assert proposal.found[0].replaces
    library.add(proposal)
    assert library.assistant.index.documents["tax.txt"].text == TAX_AGAIN
    assert (records / "tax.txt").read_text("utf-8") == TAX_AGAIN


def test_metadata_beside_a_record_comes_along(library: Library, inbox: Path) -> None:
    (inbox / "tax.txt.toml").write_text('title = "The tax debate"\n', encoding="utf-8")
    library.add(library.propose([inbox / "tax.txt", inbox / "tax.txt.toml"]))
    assert library.assistant.index.documents["tax.txt"].title == "The tax debate"


def test_a_record_is_removed_but_never_the_last(library: Library, inbox: Path, records: Path) -> None:
    library.add(library.propose([inbox / "tax.txt"]))
    library.remove("quay.txt")
    assert ids(library) == {"tax.txt"}
    assert [file.name for file in records.iterdir()] == ["tax.txt"]
    with pytest.raises(LibraryError, match="last record"):
        library.remove("tax.txt")


@pytest.mark.parametrize("name", ["../index/manifest.json", "/etc/passwd", "nothing.txt"])
def test_only_records_can_be_removed(library: Library, inbox: Path, tmp_path: Path, name: str) -> None:
    library.add(library.propose([inbox / "tax.txt"]))
    with pytest.raises(LibraryError, match="no record"):
        library.remove(name)
    assert (tmp_path / "index" / "manifest.json").exists()


def test_a_name_from_a_browser_cannot_lead_out_of_its_folder(library: Library, tmp_path: Path) -> None:
    nested = tmp_path / "inbox" / "deep"
    nested.mkdir(parents=True)
    (nested / "tax.txt").write_text(TAX, encoding="utf-8")
    proposal = library.propose([nested / ".." / "deep" / "tax.txt"])
    assert [file.name for file in proposal.folder.iterdir()] == ["tax.txt"]


def test_a_read_only_library_refuses_every_change(library: Library, inbox: Path) -> None:
    proposal = library.propose([inbox / "tax.txt"])
    library.may_change = False
    for change in (
        lambda: library.propose([inbox / "tax.txt"]),
        lambda: library.add(proposal),
        lambda: library.remove("quay.txt"),
    ):
        with pytest.raises(ReadOnly):
            change()
    assert ids(library) == {"quay.txt"}


def test_a_cancelled_change_changes_nothing(library: Library, inbox: Path, records: Path) -> None:
    proposal = library.propose([inbox / "tax.txt"])
    before = library.assistant
    with pytest.raises(Cancelled):
        library.add(proposal, lambda done, total: library.cancel())
    assert library.assistant is before
    assert [file.name for file in records.iterdir()] == ["quay.txt"]
    assert {entry.id for entry in Index.load(library.index_folder, LetterCounts()).entries} == {"quay.txt"}
    assert not library.is_changing
    library.add(proposal)
    assert ids(library) == {"quay.txt", "tax.txt"}, "the same proposal can be added after all"


def test_two_changes_do_not_mix(library: Library, inbox: Path) -> None:
    proposal = library.propose([inbox / "tax.txt"])
    begun, go_on = threading.Event(), threading.Event()

    def hold(done: int, total: int) -> None:
        begun.set()
        go_on.wait(10)

    adding = threading.Thread(target=lambda: library.add(proposal, hold))
    adding.start()
    assert begun.wait(10)
    with pytest.raises(Busy):
        library.add(proposal)
    assert ids(library) == {"quay.txt"}, "the old index answers meanwhile"
    go_on.set()
    adding.join(10)
    assert ids(library) == {"quay.txt", "tax.txt"}


def test_the_shipped_records_are_never_written_to(tmp_path: Path, inbox: Path) -> None:
    before = {file.name: file.read_bytes() for file in corpus.SHIPPED.iterdir()}
    index = Index.build(corpus.SHIPPED, tmp_path / "index", LetterCounts())
    library = Library(Assistant(index), tmp_path / "index", corpus.SHIPPED, may_change=True)
    library.add(library.propose([inbox / "tax.txt"]))
    assert {file.name: file.read_bytes() for file in corpus.SHIPPED.iterdir()} == before
    assert (own_records(tmp_path / "index") / "tax.txt").exists()
    assert len(library.assistant.index.entries) == len(index.entries) + 1


def test_no_rebuild_drops_what_was_added_on_the_page(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ".rapporteur" / "index"
    index = Index.build(records_of(folder), folder, LetterCounts())
    library = Library(Assistant(index), folder, records_of(folder), may_change=True)
    library.add(library.propose([inbox / "tax.txt"]))
    # What the command does without --corpus, and what the page opens the next time.
    again = Index.build(records_of(folder), folder, LetterCounts())
    assert {entry.id for entry in again.entries} == {*(e.id for e in index.entries), "tax.txt"}
    monkeypatch.setattr("qa.opening.open_assistant", lambda *_: Assistant(again))
    reopened = open_library(folder, None, may_change=True)
    assert reopened.may_change
    assert reopened.records == own_records(folder)


def test_long_work_tells_its_progress_and_what_went_wrong() -> None:
    reached, work = threading.Event(), Work()

    def fail(progress: Progress) -> None:
        progress(3, 4)
        reached.wait(10)
        raise OSError("the disk is full")

    assert not work.has_begun
    assert work.start(fail)
    assert not work.start(lambda progress: None), "one at a time"
    while work.progress != (3, 4):
        pass
    assert work.is_running
    reached.set()
    work.wait(10)
    assert str(work.error) == "the disk is full"
    assert work.start(lambda progress: None)
    work.wait(10)
    assert work.error is None


def test_of_two_files_with_one_name_the_second_is_refused(library: Library, inbox: Path) -> None:
    other = inbox / "other" / "tax.txt"
    other.parent.mkdir()
    other.write_text(TAX_AGAIN, encoding="utf-8")
    proposal = library.propose([inbox / "tax.txt", other])
    assert [found.document.text for found in proposal.found] == [TAX]
    assert [(file.name, file.trouble) for file in proposal.refused] == [("tax.txt", "DuplicateDocument")]
    assert library.propose([inbox / "tax.txt", inbox / "tax.txt"]).refused == ()


def test_a_file_that_the_browser_kept_back_is_refused_by_name(library: Library, inbox: Path) -> None:
    proposal = library.propose([inbox / "tax.txt"], too_large=["film.mp4"])
    assert [found.document.id for found in proposal.found] == ["tax.txt"]
    assert [(file.name, file.trouble) for file in proposal.refused] == [("film.mp4", "TooLargeToSend")]
