from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError, DamagedDocument
from corpus.readers.decoding import decode
from corpus.readers.extract import File
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain

WORDS = "Beáta Šimková said: the Größe of “the quay” matters, and so does the façade of the town hall.\r\n"


def file(data: bytes) -> File:
    return File(Path("a.txt"), data)


@given(
    st.text(st.characters(exclude_characters="".join(map(chr, [*range(9), *range(14, 27), 28, 29, 30, 31]))))
)
def test_text_in_utf_8_is_the_decoded_file_character_for_character(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        assert read_plain(file(data)).text == read_markdown(file(data)).text == data.decode("utf-8")


def test_line_ends_and_a_mark_in_front_stay() -> None:
    assert read_plain(file(b"\xef\xbb\xbfOne\r\ntwo\rthree\n")).text == "\ufeffOne\r\ntwo\rthree\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_mark_says_how_a_file_is_encoded(encoding: str) -> None:
    assert decode(file(WORDS.encode(encoding))) == WORDS


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "The owner of the café by the quay, whose name is José Muñoz, said that it is too loud at night.",
            "cp1252",
        ),
        ("Weiß und Grün wären schöner, sagte Jörg Müller über die Größe der Straße.", "cp1252"),
        (
            "Zażółć gęślą jaźń, powiedział Łukasz Żółkiewski, i wyszedł na ulicę bez słowa, jak zawsze.",
            "cp1250",
        ),
    ],
)
def test_old_office_files_are_read_as_they_were_written(text: str, encoding: str) -> None:
    assert decode(file(text.encode(encoding))) == text


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"text with a \x00 in it", bytes(range(256))])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedDocument, match=r"found data that is no text in a \.txt file; expected"):
        decode(file(data))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(CorpusError):
        assert isinstance(decode(file(data)), str)


@pytest.mark.parametrize(
    "text",
    [
        "Ordförande: Åsa Öberg\n\nÅsa Öberg said that the café is naïve.\n",
        "Le dépôt a été créé à côté de la forêt. Ça va, où êtes-vous?",
        "Été",
    ],
)
def test_where_nothing_tells_codes_apart_the_commonest_is_taken(text: str) -> None:
    assert decode(file(text.encode("cp1252"))) == text
