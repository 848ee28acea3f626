"""Plain text: the record is the decoded file, untouched."""

from corpus.readers.decoding import decode
from corpus.readers.extract import Extract, File


def read_plain(file: File) -> Extract:
    return Extract(decode(file))
