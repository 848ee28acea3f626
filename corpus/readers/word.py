"""DOCX: mammoth turns a Word document into simple HTML, which is then read like any page."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError, DamagedDocument, LockedDocument, TooLarge
from corpus.readers.composing import fold
from corpus.readers.extract import Extract, File
from corpus.readers.hypertext import extract_html

OLE_MAGIC = b"\xd0\xcf\x11\xe0"  # a document of Word 97 to 2003, or a newer one behind a password
LARGEST_PART = 60 * 2**20  # bytes of one part once unpacked; the text of a thousand pages has ten million
ENCRYPTED = 0x1  # flag of a part of a zip file
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORE_TITLE = "{http://purl.org/dc/elements/1.1/}title"
TITLE_STYLE = re.compile(r"(?:(?:document|report|main|cover)[ _-]?)?title", re.IGNORECASE)
HEADING_STYLE = re.compile("heading ([1-6])", re.IGNORECASE)
USED_STYLE = re.compile(rb'<w:pStyle w:val="([^"<>&]+)"')
LONGEST_CHAIN = 10  # of styles based on each other; a longer one runs in a circle
QUOTE_STYLES = ("Quote", "Intense Quote", "Block Text")
DEEPEST_HEADING = 6
TITLE_WITHIN = 2_000  # characters


def read_docx(file: File) -> Extract:
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            _check(file.path, archive)
            styles = "\n".join(_style_map(archive))
            core_title = _core_title(archive)
        converted = mammoth.convert_to_html(io.BytesIO(file.data), style_map=styles, convert_image=_no_image)
    except CorpusError:
        raise
    except Exception as error:  # zip and XML parsers raise whatever a damaged file leads them to
        raise _damaged(file, error) from None
    extract = extract_html(converted.value, file.path)
    if extract.metadata.title is None and core_title and core_title in fold(extract.text[:TITLE_WITHIN]):
        return replace(extract, metadata=replace(extract.metadata, title=core_title))
    return extract


def _no_image(_: object) -> list[object]:
    return []


def _damaged(file: File, error: Exception) -> CorpusError:
    if file.data.startswith(OLE_MAGIC):
        return LockedDocument(
            file.path,
            "found a document behind a password or in the format of Word 97; expected a plain .docx file; "
            "open it in Word and save it as .docx without a password",
        )
    found = fold(str(error))[:100] or type(error).__name__
    return DamagedDocument(
        file.path,
        f"found no readable Word document ({found}); expected a .docx file; open it in Word, save it again",
    )


def _check(path: Path, archive: zipfile.ZipFile) -> None:
    """A few kilobytes can unpack to terabytes, so sizes are looked at before anything is unpacked."""
    for part in archive.infolist():
        if part.flag_bits & ENCRYPTED:
            raise LockedDocument(path, "is behind a password; save it without one")
        if part.filename.endswith((".xml", ".rels")) and part.file_size > LARGEST_PART:
            raise TooLarge(
                path,
                f"unpacks to {part.file_size // 2**20} MB of text; at most {LARGEST_PART // 2**20} MB are "
                "read as one record; split it into one file an event",
            )
    if "word/document.xml" not in archive.namelist():
        raise DamagedDocument(
            path, "found a zip file without a Word document in it; expected a .docx file; save it as .docx"
        )


def _core_title(archive: zipfile.ZipFile) -> str:
    """The title among the document's properties; often left over from the file it was made from."""
    properties = _part(archive, "docProps/core.xml")
    return "" if properties is None else fold(properties.findtext(f".//{CORE_TITLE}") or "")


def _style_map(archive: zipfile.ZipFile) -> Iterator[str]:
    """How mammoth shall read the document's own styles: those with an outline level are headings.

    Where the document has a title, that is the first level and the headings come below it.
    """
    yield from (f"p[style-name='{name}'] => blockquote > p:fresh" for name in QUOTE_STYLES)
    sheet = _part(archive, "word/styles.xml")
    found = () if sheet is None else sheet.iter(f"{WORD}style")
    styles = {style.get(f"{WORD}styleId"): style for style in found}
    used = {name.decode() for name in USED_STYLE.findall(archive.read("word/document.xml"))}
    titles = {key for key, style in styles.items() if TITLE_STYLE.fullmatch(_name(style))}
    top = 2 if titles & used else 1
    for key in used & styles.keys():
        name = _name(styles[key])
        level = 1 if key in titles else _outline_level(styles[key], styles)
        if level is not None and not re.search(r"['\\\n]", name):
            level = level if key in titles else min(level + top, DEEPEST_HEADING)
            yield f"p[style-name='{name}'] => h{level}:fresh"


def _name(style: Any) -> str:
    return _value(style.find(f"{WORD}name"))


def _outline_level(style: Any, styles: dict[Any, Any]) -> int | None:
    """The level of a heading style counted from 0, from itself or from a style that it is based on."""
    for _ in range(LONGEST_CHAIN):
        level = _value(style.find(f"{WORD}pPr/{WORD}outlineLvl"))
        if not level and (heading := HEADING_STYLE.fullmatch(_name(style))):
            return int(heading[1]) - 1
        if level:
            return int(level) if level.isdecimal() and int(level) < DEEPEST_HEADING else None
        style = styles.get(_value(style.find(f"{WORD}basedOn")))
        if style is None:
            return None
    return None


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(f"{WORD}val") or "")


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    if name not in archive.namelist():
        return None
    return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
