"""From bytes to text, when nothing but the bytes says how they are encoded."""

import codecs
import re

from corpus.errors import DamagedDocument
from corpus.readers.extract import File

MARKED = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Office software has written one byte a letter in these for thirty years; the first that reads well wins.
SINGLE_BYTE = ("cp1252", "cp1250", "cp1257", "cp1251", "cp1253", "iso8859_15")
FEW = 0.05  # of the bytes beyond ASCII: too few to tell codes apart, so the commonest one is taken
BINARY = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")  # control characters that no text editor writes


def decode(file: File, declared: str | None = None) -> str:
    r"""The text of a file: UTF-8, else as its mark or declaration says, else as is likeliest.

    Nothing is normalised: a ``\r\n`` stays two characters, and a byte order mark of UTF-8 stays in
    front as U+FEFF, so offsets are those of ``data.decode("utf-8")``. Raises DamagedDocument for bytes
    that are no text.
    """
    text = _decoded(file.data, declared)
    if text is None or BINARY.search(text):
        raise DamagedDocument(
            file.path,
            f"found data that is no text in a {file.path.suffix} file; expected text in UTF-8; open it in "
            "the program that made it and save it as text, or give it the right suffix",
        )
    return text


def _decoded(data: bytes, declared: str | None) -> str | None:
    marked = next((encoding for mark, encoding in MARKED if data.startswith(mark)), None)
    for encoding in (marked or "utf-8", declared):
        try:
            return data.decode(encoding) if encoding else _guessed(data)
        except (UnicodeError, LookupError):  # LookupError: the file declares a code that nobody knows
            continue
    return _guessed(data)


def _guessed(data: bytes) -> str | None:
    if BINARY.search(data.decode("latin-1")):
        return None
    foreign = sum(byte > 0x7F for byte in data)
    if foreign < FEW * len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes  # half a megabyte of tables, for the odd old file

    matches = from_bytes(data, cp_isolation=list(SINGLE_BYTE))
    best = matches.best()
    if best is None:  # too short to tell
        return data.decode("cp1252", errors="replace")
    equal = {m.encoding for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence)}
    return data.decode(next((code for code in SINGLE_BYTE if code in equal), best.encoding))
