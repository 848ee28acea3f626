"""Whether a text holds the kind of thing a question asks for: a number or a date.

A place cannot be told by its form: capitals do not part cities from anything else that has a name.
"""

import re

from qa.folding import Word, words_of
from qa.types import Question
from qa.wording import is_number, wording

# A number answers when it stands this near to what is counted ("20 million jobs"), in words.
NEAR = 6
# The marker of a list and an ordinal ("5th") count nothing.
_NO_QUANTITY = re.compile(r"^\s*\(?\d{1,2}[.)]\s|\b\d+(?:st|nd|rd|th)\b", re.MULTILINE)
_DATE = re.compile(
    r"\b(?:\d{1,2}[:.]\d\d|(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?=[A-Z])"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|tonight"
    r"|(?:next|last|this|a|few|\d+|two|three|four|six)\s+(?:days?|weeks?|months?|years?|quarters?|spring|summer|autumn"
    r"|fall|winter)|soon|weeks|months|years)\b",
    re.IGNORECASE,
)


def holds_kind(text: str, question: Question) -> bool:
    """Whether a text holds the kind that is asked for, near the words of the topic; True if none is."""
    if question.wants == "number":
        return _counts(text, question.topic)
    if question.wants == "date":
        return _is_dated(text)
    return True


def _is_dated(text: str) -> bool:
    months = wording().months
    return bool(_DATE.search(text)) or any(w.folded in months and w.is_capitalised for w in words_of(text))


def _counts(text: str, topic: str) -> bool:
    """Whether a number stands near what is counted; where that is not named, near a word of the topic."""
    words = words_of(_NO_QUANTITY.sub(" ", text))
    numbers = [place for place, word in enumerate(words) if _is_quantity(word)]
    content = [word for word in words_of(topic) if wording().is_content(word)]
    asked = [word.stem for word in content if word.folded not in ("times", "time")]
    for wanted in (asked[:1], asked):
        places = [place for place, word in enumerate(words) if word.stem in wanted]
        if places:
            return any(abs(place - number) <= NEAR for place in places for number in numbers)
    return bool(numbers)


def _is_quantity(word: Word) -> bool:
    """A number that is no year and no part of a name ("sc23")."""
    return is_number(word.text) and not re.fullmatch(r"(?:19|20)\d\d|[a-z]+\d+", word.folded)
