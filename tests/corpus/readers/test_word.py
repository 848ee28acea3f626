import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError, DamagedDocument, LockedDocument, TooLarge
from corpus.readers import word
from corpus.readers.extract import Extract, File

WriteDocx = Callable[..., bytes]
Paragraph = Callable[..., str]


def read(data: bytes) -> Extract:
    return word.read_docx(File(Path("a.docx"), data))


def style(key: str, name: str, rest: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{rest}</w:style>'


def test_styles_with_an_outline_level_are_headings_below_the_title(
    write_docx: WriteDocx, paragraph: Paragraph
) -> None:
    styles = style("T", "Title") + style("H1", "heading 1") + style("N", "Normal")
    styles += style("Top", "Agenda item", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    styles += style("Person", "Speaker heading", '<w:basedOn w:val="Top"/>')
    body = "".join(
        [
            paragraph("The Forum", "T"),
            paragraph("Panel", "H1"),
            paragraph("Ana Prieto, Port", "Person"),
            paragraph("Ana said yes.", "N"),
        ]
    )
    extract = read(write_docx(body, styles))
    assert extract.text == "# The Forum\n\n## Panel\n\n### Ana Prieto, Port\n\nAna said yes.\n"
    assert extract.metadata.title == "The Forum"


def test_without_a_title_headings_keep_their_level(write_docx: WriteDocx, paragraph: Paragraph) -> None:
    body = paragraph("Panel of the day", "H1") + paragraph("Ana said yes.")
    assert read(write_docx(body, style("H1", "heading 1"))).text == "# Panel of the day\n\nAna said yes.\n"


def test_an_attendee_table_is_rows(write_docx: WriteDocx, paragraph: Paragraph) -> None:
    rows = [("Name", "Initials"), ("Ana Prieto", "AP")]
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    assert read(write_docx(f"<w:tbl>{cells}</w:tbl>")).text == "| Name | Initials |\n| Ana Prieto | AP |\n"


def test_a_deleted_sentence_is_not_read_and_an_inserted_one_is(write_docx: WriteDocx) -> None:
    gone = "<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>"
    new = "<w:ins><w:r><w:t>New.</w:t></w:r></w:ins>"
    assert read(write_docx(f"<w:p>{gone}{new}</w:p>")).text == "New.\n"


def test_the_title_among_the_properties_counts_only_if_the_text_says_so(
    write_docx: WriteDocx, paragraph: Paragraph
) -> None:
    def core(title: str) -> dict[str, str]:
        return {
            "docProps/core.xml": f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>'
        }

    body = paragraph("Minutes of the port board")
    assert (
        read(write_docx(body, **core("Minutes of the port board"))).metadata.title
        == "Minutes of the port board"
    )
    assert read(write_docx(body, **core("Letter template"))).metadata.title is None


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    write_docx: WriteDocx, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "LARGEST_PART", 1_000)
    with pytest.raises(TooLarge, match="unpacks to"):
        read(write_docx("", **{"word/bomb.xml": " " * 2_000}))


def test_a_bomb_of_entities_is_refused(write_docx: WriteDocx) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE d [<!ENTITY l0 "lol">{lol}]><d>&l9;</d>'
    with pytest.raises(CorpusError):
        read(
            write_docx(
                "", **{"docProps/core.xml": bomb, "word/numbering.xml": bomb, "word/footnotes.xml": bomb}
            )
        )


def test_an_old_or_locked_document_says_what_to_do() -> None:
    with pytest.raises(LockedDocument, match=r"without a password"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")


def test_a_zip_of_something_else_and_a_cut_file_are_refused(
    write_docx: WriteDocx, paragraph: Paragraph
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(DamagedDocument, match="without a Word document"):
        read(stream.getvalue())
    with pytest.raises(DamagedDocument, match=r"expected a \.docx file"):
        read(write_docx(paragraph("Ana said yes."))[:-200])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=60), st.integers(0, 3_000))
def test_any_bytes_are_read_or_refused(write_docx: WriteDocx, noise: bytes, place: int) -> None:
    good = write_docx("<w:p><w:r><w:t>Ana said yes.</w:t></w:r></w:p>")
    for data in (noise, b"PK\x03\x04" + noise, good[:place] + noise + good[place + len(noise) :]):
        with suppress(CorpusError):
            read(data)
