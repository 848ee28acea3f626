"""What the page does for its readers: changes that are followed, called off and told, in their language."""

import threading
from pathlib import Path

import pytest

import corpus.errors
from corpus import CorpusError
from index import Index
from page.address import Address
from page.desk import Desk, names_in
from page.library import Library
from page.proposals import Proposal
from page.words import languages, words_in
from qa import Assistant
from tests.letter_counts import LetterCounts

QUAY = "Speakers: Ada Berg, Harbour Master, Port of Ekeby\n\nAda Berg said that the quay needs a new crane.\n"
TAX = "Speakers: Noor Aziz, Minister, Ekeby Council\n\nNoor Aziz said that the harbour tax is too high.\n"
EN, FR = words_in("en"), words_in("fr")
ADD, RECORDS = Address(view="add"), Address(view="records", document="quay.txt")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    records = tmp_path / "corpus"
    records.mkdir()
    (records / "quay.txt").write_text(QUAY, encoding="utf-8")
    index = Index.build(records, tmp_path / "index", LetterCounts())
    return Desk(Library(Assistant(index), tmp_path / "index", records, may_change=True))


@pytest.fixture
def tax(tmp_path: Path) -> Path:
    (tmp_path / "tax.txt").write_text(TAX, encoding="utf-8")
    return tmp_path / "tax.txt"


@pytest.fixture
def go_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Holds every rebuild at its first passage until it is set."""
    held, watched = threading.Event(), desk.library._watched

    def hold(progress: object) -> object:
        report = watched(progress)  # type: ignore[arg-type]

        def held_report(done: int, total: int) -> None:
            report(done, total)
            held.wait(10)
            report(done, total)

        return held_report

    monkeypatch.setattr(desk.library, "_watched", hold)
    return held


def proposed(desk: Desk, file: Path) -> Proposal:
    _, proposal = desk.receive(ADD, EN, 1, [file], [])
    assert proposal is not None
    return proposal


def test_a_rebuild_is_followed_from_any_view_and_told_to_who_followed(
    desk: Desk, tax: Path, go_on: threading.Event
) -> None:
    proposal = proposed(desk, tax)
    begun, _ = desk.act(ADD, EN, "rebuild", "", 2, proposal)
    assert 'data-turn="2"' in begun
    for shown in (begun, desk.view(ADD, EN), desk.view(ADD, EN, follows=True)):
        assert "<progress" in shown
        assert 'data-send="cancel"' in shown
    for view in ("ask", "speakers", "records"):  # nobody is kept from reading
        assert "<progress" not in desk.view(Address(view=view), EN)  # type: ignore[arg-type]
    assert "Another rebuild is running" in desk.act(RECORDS, EN, "remove", "quay.txt")[0]
    go_on.set()
    desk.changes.wait(10)
    told = "Done. 4 passages by 2 speakers now answer."
    assert told in desk.view(ADD, EN, 3, proposal, follows=True)
    assert told not in desk.view(ADD, EN, 4, proposal)
    assert "preview" not in desk.view(ADD, EN, 4, proposal), "what was added is no proposal any more"


def test_after_a_rebuild_was_called_off_the_proposal_is_still_there(
    desk: Desk, tax: Path, go_on: threading.Event
) -> None:
    proposal = proposed(desk, tax)
    desk.act(ADD, FR, "rebuild", "", 1, proposal)
    desk.act(ADD, FR, "cancel", "", 2, proposal)
    go_on.set()
    desk.changes.wait(10)
    shown = desk.view(ADD, FR, 3, proposal, follows=True)
    assert "Annulé. Rien n’a changé." in shown
    assert "Noor Aziz" in shown
    assert 'data-send="rebuild"' in shown
    shown, left = desk.act(ADD, FR, "discard", "", 4, proposal)
    assert "Noor Aziz" not in shown
    assert left is None
    assert not proposal.folder.exists()


def test_a_removal_is_told_above_the_list_of_records(desk: Desk, tax: Path) -> None:
    desk.library.add(proposed(desk, tax))
    desk.act(RECORDS, EN, "remove", "quay.txt")
    desk.changes.wait(10)
    shown = desk.view(RECORDS, EN, follows=True)
    assert "Done. 2 passages by one speaker now answer." in shown
    assert "tax.txt" in shown
    assert "quay.txt" not in shown


def test_what_breaks_a_rebuild_is_told_in_one_line(
    desk: Desk, tax: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk\nis full")

    proposal = proposed(desk, tax)
    monkeypatch.setattr(desk.library, "add", fail)
    desk.act(ADD, EN, "rebuild", "", 1, proposal)
    desk.changes.wait(10)
    assert "Nothing has changed: the disk is full" in desk.view(ADD, EN, 2, proposal, follows=True)


def test_why_a_file_was_refused_is_said_in_the_language_of_the_page(desk: Desk, tmp_path: Path) -> None:
    files = [tmp_path / "empty.txt", tmp_path / "photo.bmp", tmp_path / "turns.json"]
    for file, written in zip(files, (b"", b"BM", b"{"), strict=True):
        file.write_bytes(written)
    shown, proposal = desk.receive(ADD, FR, 1, files, ["film.mp4"])
    assert proposal is None, "nothing is left to add"
    for reason in (
        "Aucun mot n’y a été trouvé.",
        "Ce type de fichier n’est pas lu.",
        "Il est endommagé, ou n’est pas ce que son nom annonce.",
        "Il dépasse 100 Mo",
    ):
        assert reason in shown
    assert '<p class="note" lang="en"><bdi>found no JSON' in shown
    assert "this kind" not in shown.lower()


@pytest.mark.parametrize("lang", languages())
def test_every_trouble_with_a_file_has_a_text(lang: str) -> None:
    troubles = {
        error.__name__
        for error in vars(corpus.errors).values()
        if isinstance(error, type) and issubclass(error, CorpusError) and error is not CorpusError
    }
    texts = {trouble: words_in(lang).named("refused", trouble) for trouble in troubles}
    assert {trouble for trouble, text in texts.items() if not text} == set()


def test_files_that_hold_no_record_are_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text(TAX, encoding="utf-8")
    shown, proposal = desk.receive(ADD, EN, 1, [tmp_path / ".hidden"], [])
    assert "There is no record in these files." in shown
    assert proposal is None


def test_a_record_that_is_gone_is_named(desk: Desk) -> None:
    shown = desk.view(Address(q="What did Ada Berg say?", document="gone.txt"), EN)
    assert "There is no record “gone.txt”." in shown


def test_names_come_from_a_browser_and_may_be_anything() -> None:
    assert names_in('["film.mp4", 7]') == ["film.mp4", "7"]
    assert names_in("") == names_in("{") == names_in("7") == names_in('{"a": 1}') == []
