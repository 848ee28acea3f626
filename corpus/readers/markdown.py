"""Markdown: the record is the decoded file, untouched; its front matter says what it is."""

from corpus.metadata import front_matter
from corpus.readers.decoding import decode
from corpus.readers.extract import Extract, File


def read_markdown(file: File) -> Extract:
    text = decode(file)
    return Extract(text, front_matter(text))
