"""Reading invented mini-records in tests: who is found to say certain words."""

from textwrap import dedent

import corpus
from corpus.types import Attribution, Document, Passage


def split(record: str) -> tuple[Passage, ...]:
    return corpus.split_document(Document("record.md", "A record", dedent(record).lstrip("\n")))


def attributions(record: str, words: str) -> list[Attribution]:
    """The attributions of the words, which must occur once in the record (line breaks and emphasis aside)."""
    record = dedent(record).lstrip("\n")
    assert record.count(words) == 1, f"{words!r} occurs {record.count(words)} times"
    start = record.index(words)
    end = start + len(words)
    return [
        a
        for passage in corpus.split_document(Document("record.md", "A record", record))
        for a in passage.attributions
        if a.content.start <= start and end <= a.content.end
    ]


def said(record: str, words: str) -> list[str]:
    """The labels of the people who say the words; ["?"] for a group whose members are unknown."""
    return [a.speaker.label if a.speaker else "?" for a in attributions(record, words)]
