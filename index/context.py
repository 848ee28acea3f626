"""What of a passage is embedded and which words it is found by; what is shown is always verbatim."""

from collections.abc import Sequence

from corpus import Document, Passage

ENOUGH = 80  # words that make a topic; measured on the turns of meetings
REACH = 9  # passages on either side they are taken from


def text_to_embed(passage: Passage, document: Document) -> str:
    """The text that stands for a passage in the space of meaning: "section: speaker: words"."""
    section = passage.section[-1:] if passage.section else (document.title,)
    names = " and ".join(speaker.label for speaker in passage.speakers)
    return ": ".join(part for part in (*section, names, plain(passage.text)) if part)


def words_begin(passage: Passage, text: str) -> int:
    """Where the passage's own words begin in ``text_to_embed``."""
    return len(text) - len(plain(passage.text))


def text_around(passages: Sequence[Passage], place: int, document: Document) -> str:
    """The text that stands for what is spoken of around ``passages[place]``; the rest are its record's.

    A turn of a transcript says little by itself ("Yes, the second one."): this is the turn with as many
    words before and after it as make them enough, nearest first. Prose stands alone: the same text as
    ``text_to_embed``. Averaging the vectors of the neighbours instead was measured to gain nothing.
    """
    passage = passages[place]
    if not any(said.kind == "turn" for said in passage.attributions):
        return text_to_embed(passage, document)
    words = plain(passage.text)
    missing = ENOUGH - len(words.split())
    before: list[str] = []
    after: list[str] = []
    for distance in range(1, REACH + 1):
        if missing > 0 and place - distance >= 0:
            taken = plain(passages[place - distance].text).split()[-missing:]
            before[:0] = taken
            missing -= len(taken)
        if missing > 0 and place + distance < len(passages):
            taken = plain(passages[place + distance].text).split()[:missing]
            after += taken
            missing -= len(taken)
    return " ".join((*before, words, *after))


def text_to_find(passage: Passage) -> str:
    """The words a passage is found by: its own, those of its headings, and the names of its speakers."""
    names = (speaker.label for speaker in passage.speakers)
    return " ".join((*passage.section, *names, passage.text))


def plain(text: str) -> str:
    """The text on one line, without Markdown emphasis."""
    return " ".join(text.replace("**", "").replace("__", "").split())
