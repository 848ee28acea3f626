"""Small files of binary formats, written by hand so that every byte in them is known."""

import io
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import pytest

Shape = tuple[float, float, float, float]
Words = tuple[float, float, float, str, str]  # left, top, size, "regular" or "bold", text
PrintPdf = Callable[..., bytes]
WriteDocx = Callable[..., bytes]

PAGE = (595, 842)  # points: A4
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
 Target="{}"/></Relationships>"""


@pytest.fixture(scope="session")
def print_pdf() -> PrintPdf:
    """Pages of words at given places in Helvetica, all with the same shapes (left, top, width, height)."""

    def write(pages: Sequence[Sequence[Words]], shapes: Sequence[Shape] = ()) -> bytes:
        fonts = "<< /r << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        fonts += " /b << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> >>"
        kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(pages)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        ]
        for number, page in enumerate(pages):
            drawn = "\n".join(
                f"BT /{weight[0]} {size} Tf {left} {PAGE[1] - top} Td ({_literal(text)}) Tj ET"
                for left, top, size, weight, text in page
            )
            drawn += "".join(f"\n{x} {PAGE[1] - y - high} {wide} {high} re f" for x, y, wide, high in shapes)
            box = f"/MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Contents {4 + 2 * number} 0 R"
            objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Resources << /Font {fonts} >> >>")
            objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        data = b"%PDF-1.4\n"
        places = []
        for number, body in enumerate(objects, 1):
            places.append(len(data))
            data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
        return data + (head + tail).encode("latin-1")

    return write


def _literal(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


@pytest.fixture(scope="session")
def write_docx() -> WriteDocx:
    """A Word document with the given body, styles and further parts, all in XML."""

    def write(body: str, styles: str = "", **parts: str) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", CONTENT_TYPES)
            archive.writestr("_rels/.rels", RELATIONS.format("officeDocument", "word/document.xml"))
            archive.writestr("word/_rels/document.xml.rels", RELATIONS.format("styles", "styles.xml"))
            archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
            document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
            archive.writestr("word/document.xml", document)
            for name, content in parts.items():
                archive.writestr(name, content)
        return stream.getvalue()

    return write


@pytest.fixture(scope="session")
def paragraph() -> Callable[..., str]:
    def write(text: str, style: str = "") -> str:
        look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{look}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

    return write
