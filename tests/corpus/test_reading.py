import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import (
    SHIPPED,
    UnreadableDocument,
    errors,
    find_files,
    read_document,
    read_documents,
    reading,
)

EVERY_SUFFIX = sorted(reading.READERS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in {
        "b.txt": "Ana said yes.",
        "b.txt.toml": 'title = "Board"',
        "a/z.md": "# The Zoo\n\nJon said no.",
        "a/A.TXT": "Ana said maybe.",
        "a/photo.png": "\x89PNG",
        ".hidden.txt": "secret",
        ".git/config.txt": "secret",
        "~$b.docx": "lock",
        "Thumbs.db": "pictures",
        "empty.md": " \n",
    }.items():
        path = tmp_path / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path / "records"


def test_a_folder_is_read_in_the_order_of_its_names(folder: Path) -> None:
    result = read_documents([folder])
    assert [document.id for document in result.documents] == ["b.txt", "a/A.TXT", "a/z.md"]
    assert [document.title for document in result.documents] == ["Board", "A", "The Zoo"]
    assert {refusal.path.name: refusal.reason.split(";")[0] for refusal in result.refused} == {
        "empty.md": "found no words",
        "photo.png": "found the suffix .png",
    }


def test_the_id_of_a_single_file_is_its_name(folder: Path) -> None:
    assert read_document(folder / "a" / "z.md").id == "z.md"
    assert read_document(folder / "a" / "z.md", root=folder).id == "a/z.md"
    assert read_documents([folder / "a" / "z.md"]).documents[0].id == "z.md"


def test_files_to_be_read_are_known_before_they_are_read(folder: Path) -> None:
    found = [
        (path.relative_to(folder).as_posix(), root) for path, root in find_files([folder, folder / "b.txt"])
    ]
    names = ["b.txt", "empty.md", "a/A.TXT", "a/photo.png", "a/z.md"]
    assert found == [*((name, folder) for name in names), ("b.txt", None)]


def test_a_file_named_twice_is_read_once_and_two_records_of_one_id_are_not(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text("Another board.", encoding="utf-8")
    result = read_documents([folder / "b.txt", folder / "b.txt", tmp_path / "b.txt"])
    assert len(result.documents) == 1
    assert [refusal.path for refusal in result.refused] == [tmp_path / "b.txt"]
    assert "same id" in result.refused[0].reason


def test_bad_metadata_refuses_its_record_by_the_name_of_the_metadata(folder: Path) -> None:
    (folder / "b.txt.toml").write_text("title = ", encoding="utf-8")
    assert folder / "b.txt.toml" in [refusal.path for refusal in read_documents([folder]).refused]


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda path: None, errors.MissingDocument, "no such file"),
        (lambda path: path.mkdir(), errors.MissingDocument, "found a folder"),
        (lambda path: path.write_bytes(b""), errors.EmptyDocument, "found no words"),
        (lambda path: path.write_bytes(b"\x00\x01"), errors.DamagedDocument, "no text"),
        (lambda path: path.write_bytes(b"x" * 2_000), errors.TooLarge, "larger than"),
        (lambda path: os.mkfifo(path), errors.MissingDocument, "no such file"),
    ],
)
def test_each_mistake_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make, error: type[UnreadableDocument], words: str
) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 1_000)
    path = tmp_path / "record.txt"
    make(path)
    with pytest.raises(error, match=words) as refusal:
        read_document(path)
    assert str(refusal.value).startswith(f"{path}: ")
    assert "\n" not in str(refusal.value)
    assert read_documents([path]).documents == ()


def test_what_no_reader_foresaw_is_one_refused_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setitem(reading.READERS, ".md", fail)
    result = read_documents([folder])
    assert [document.id for document in result.documents] == ["b.txt", "a/A.TXT"]
    assert any("(ZeroDivisionError: two lines)" in refusal.reason for refusal in result.refused)


def test_a_text_longer_than_any_record_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_TEXT", 10)
    (tmp_path / "a.txt").write_text("Ana said yes.", encoding="utf-8")
    with pytest.raises(errors.TooLarge, match="13 characters"):
        read_document(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["notes", "notes.xlsx", "notes.toml", "notes.doc"])
def test_an_unknown_format_names_those_that_are_known(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Ana said yes.", encoding="utf-8")
    with pytest.raises(errors.UnknownFormat, match=r"expected one of .*\.docx"):
        read_document(tmp_path / name)


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 5_000 + ".txt"])
def test_an_impossible_name_is_no_file(name: str) -> None:
    assert len(read_documents([Path(name)]).refused) == 1


def test_what_may_not_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(path: Path, *_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", deny)
    (refusal,) = read_documents([folder / "b.txt"]).refused
    assert refusal.reason == "may not be opened; check its permissions"
    monkeypatch.setattr(os, "scandir", deny)
    monkeypatch.setattr(os, "access", lambda *_: False)
    (refusal,) = read_documents([folder]).refused
    assert refusal == reading.Refusal(folder, "the folder may not be opened; check its permissions")


@pytest.mark.parametrize("suffix", EVERY_SUFFIX)
@given(data=st.binary(max_size=100))
def test_any_bytes_under_any_suffix_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    result = read_documents([path])
    assert all(document.text.strip("\ufeff \t\r\n\f\v") for document in result.documents)
    assert [len(refusal.reason.splitlines()) for refusal in result.refused] == [1] * (
        1 - len(result.documents)
    )


def test_the_shipped_summary_is_read_with_its_metadata() -> None:
    result = read_documents([SHIPPED])
    assert result.refused == ()
    document = result.documents[0]
    assert document.text == (SHIPPED / document.id).read_bytes().decode("utf-8")
    assert document.title.startswith("Green, digital and resilient")
    assert document.date == "2024-05-15"
    assert document.publisher
    assert document.notice


def test_plain_text_is_read_without_the_libraries_of_other_formats() -> None:
    heavy = {"mammoth", "pypdfium2", "lxml", "webvtt", "yaml", "charset_normalizer"}
    script = "import sys, corpus; corpus.read_documents([corpus.SHIPPED]); "
    script += f"sys.exit(bool({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
