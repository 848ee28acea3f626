"""What of a passage is embedded and which words it is found by; what is shown is always verbatim."""

from corpus import Document, Passage


def text_to_embed(passage: Passage, document: Document) -> str:
    """The text that stands for a passage in the space of meaning: "section: speaker: words"."""
    section = passage.section[-1:] if passage.section else (document.title,)
    names = " and ".join(speaker.label for speaker in passage.speakers)
    return ": ".join(part for part in (*section, names, plain(passage.text)) if part)


def text_to_find(passage: Passage) -> str:
    """The words a passage is found by: its own, those of its headings, and the names of its speakers."""
    names = (speaker.label for speaker in passage.speakers)
    return " ".join((*passage.section, *names, passage.text))


def plain(text: str) -> str:
    """The text on one line, without Markdown emphasis."""
    return " ".join(text.replace("**", "").replace("__", "").split())
