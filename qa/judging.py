"""Judge passages by nuggets: whether they hold the right words, under the right name."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus import Passage, Speaker
from qa.folding import words_of
from qa.wording import wording

Verdict = Literal["right", "wrong speaker", "nobody's", "absent"]
"""What a passage is worth for a nugget.

right: it holds the words, under the expected name if one is expected; wrong speaker: under another
name only; nobody's: under no name though one is expected; absent: it does not hold the words.
"""

# Beside the honorifics of the lexicon.
_TITLES = frozenset(["councillor", "councillors", "cllr", "cllrs", "cr", "the", "a", "an"])
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without Markdown links and emphasis and with single spaces, and where each character was."""

    text: str
    offsets: tuple[int, ...]


def folded(text: str) -> Folded:
    """The form in which nuggets are compared.

    >>> folded("see [the **call**](#),  now").text
    'see the call, now'
    """
    markup = set[int]()
    for link in _LINK.finditer(text):
        markup.update(range(link.start(), link.start(1)), range(link.end(1), link.end()))
    kept: list[tuple[str, int]] = []
    for offset, character in enumerate(text):
        if offset in markup or character in "*_":
            continue
        if not character.isspace():
            kept.append((character, offset))
        elif kept and kept[-1][0] != " ":
            kept.append((" ", offset))
    if kept and kept[-1][0] == " ":
        kept.pop()
    return Folded("".join(character for character, _ in kept), tuple(offset for _, offset in kept))


def judge(passage: Passage, nugget: str, speaker: str | None) -> Verdict:
    """What the passage is worth for a nugget expected of ``speaker`` (None: of anybody).

    The words count as somebody's when all of them lie in contents attributed to that person.
    """
    places = _places(passage, folded(nugget).text)
    if not places:
        return "absent"
    if speaker is None or any(_all_said_by(passage, place, speaker) for place in places):
        return "right"
    return (
        "wrong speaker" if any(_said_by_another(passage, place, speaker) for place in places) else "nobody's"
    )


def is_same_person(speaker: Speaker, expected: str) -> bool:
    """Whether an expected name is this speaker's, whatever the titles, case, diacritics and articles.

    The name, the office alone or both may be expected. Of an expected name of two words or more the last
    one decides ("T Ryves" is "Jenny Ryves"); a single word must end the name, for a given name tells nobody.
    """
    wanted = _name_words(expected)
    offices = (speaker.label, f"{speaker.role} {speaker.name}")
    if any(_name_words(known) == wanted for known in (speaker.name, *offices)):
        return True
    name = _name_words(speaker.name or speaker.role or speaker.organisation or "")
    if not name or not wanted:
        return False
    starts_or_ends = wanted == name[-len(wanted) :] or (len(wanted) > 1 and wanted == name[: len(wanted)])
    return starts_or_ends or (len(wanted) > 1 and wanted[-1] == name[-1])


def _name_words(name: str) -> list[str]:
    """The words of a name without titles and articles, unless nothing else is there."""
    words = [word.folded for word in words_of(name)]
    return [word for word in words if word not in _TITLES | wording().honorifics] or words


def _places(passage: Passage, nugget: str) -> list[tuple[int, ...]]:
    """For every occurrence of the nugget, the offsets of its letters in the document."""
    text, offsets = folded(passage.text), []
    for found in re.finditer(re.escape(nugget), text.text):
        letters = (i for i in range(found.start(), found.end()) if text.text[i] != " ")
        offsets.append(tuple(passage.span.start + text.offsets[i] for i in letters))
    return offsets


def _all_said_by(passage: Passage, place: tuple[int, ...], expected: str) -> bool:
    theirs = [a.content for a in passage.attributions if a.speaker and is_same_person(a.speaker, expected)]
    return all(any(content.start <= offset < content.end for content in theirs) for offset in place)


def _said_by_another(passage: Passage, place: tuple[int, ...], expected: str) -> bool:
    others = [
        a.content for a in passage.attributions if a.speaker and not is_same_person(a.speaker, expected)
    ]
    return any(content.start <= offset < content.end for content in others for offset in place)
