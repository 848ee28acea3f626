"""Whether a passage holds the kind of thing a question asks for: a number, an amount of money, a date.

A place cannot be told by its form: capitals do not part cities from anything else that has a name.
"""

import re
from itertools import takewhile

from qa.folding import Word, words_of
from qa.reading import OPENING_WORDS
from qa.tokens import Comparison
from qa.types import Question
from qa.wording import is_number, wording

# A number answers when what it counts stands at most this many words before or after it ("20 million jobs").
BEFORE, AFTER = 2, 4
# Words as near as this by meaning are counted alike: "workforce" answers for "people".
COUNTED_ALIKE = 0.4
# The longest name of what is counted: "public data sets".
LONGEST_NAME = 3
_MONEY = re.compile(
    r"[$€£¥]\s?\d|\d\s?[$€£¥]|\b(?:euros?|dollars?|pounds?|francs?|crowns?|cents?|yen|yuan|rupees?)\b"
    r"|\b(?:EUR|USD|GBP|CHF|JPY|CNY|CAD|AUD|NZD|INR|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|ZAR|MXN)\b",
    re.IGNORECASE,
)
# The marker of a list, an ordinal ("5th"), an address and a tag count nothing.
_NO_QUANTITY = re.compile(r"^\s*\(?\d{1,2}[.)]\s|\b\d+(?:st|nd|rd|th)\b|https?://[^\s)]+|<[^<>]+>")
_DATE = re.compile(
    r"\b(?:\d{1,2}[:.]\d\d|(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?=[A-Z])"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|tonight"
    r"|(?:next|last|this|a|few|\d+|two|three|four|six)\s+(?:days?|weeks?|months?|years?|quarters?|spring|summer|autumn"
    r"|fall|winter)|in\s+(?:early\s+|late\s+)?(?:spring|summer|autumn|winter)|soon|weeks|months|years)\b",
    re.IGNORECASE,
)


def holds_kind(comparison: Comparison, question: Question) -> bool:
    """Whether a passage, compared with the topic, holds the kind that is asked for; True if none is."""
    if question.wants == "number":
        holds_money = bool(_MONEY.search(comparison.text))
        return holds_money if _asks_money(question) else _counts(comparison, question)
    if question.wants == "date":
        return _is_dated(comparison.text)
    return True


def _is_dated(text: str) -> bool:
    months = wording().months
    return bool(_DATE.search(text)) or any(w.folded in months and w.is_capitalised for w in words_of(text))


def _asks_money(question: Question) -> bool:
    """Whether an amount of money is asked for: "how much did it cost", "what was the annual budget of"."""
    words = words_of(question.text)
    folded = [word.folded for word in words]
    places = [i + 2 for i in range(len(words) - 1) if folded[i : i + 2] == ["how", "much"]]
    if any(word in wording().auxiliaries for i in places for word in folded[i : i + 2]):
        return True
    if folded[:2] == ["how", "many"]:  # "how many people paid the fee" counts people
        return False
    return wording().money_nouns.is_in([word.stem for word in words[:OPENING_WORDS]])


def _counts(comparison: Comparison, question: Question) -> bool:
    """Whether a number stands beside what is counted, or beside something like it."""
    counted = set(_counted(question))
    rows = [row for row, word in enumerate(comparison.asked) if word.stem in counted]
    beside = _beside_numbers(comparison.text)
    columns = [column for column, word in enumerate(comparison.found) if word.start in beside]
    if not rows:
        return bool(columns)
    near = comparison.cosines[rows][:, columns]
    return bool(near.max(initial=0.0) >= COUNTED_ALIKE)


def _counted(question: Question) -> list[str]:
    """The stems of what is counted: the words after "how many", as far as an auxiliary or a preposition."""
    words = words_of(question.text)
    stems = [word.stem for word in words]
    start = wording().number.first_in(stems)
    if start is None:  # "what was the open rate of ..."
        content = [word.stem for word in words_of(question.topic) if wording().is_content(word)]
        return content[: LONGEST_NAME - 1]
    start += wording().number.length_at(stems, start)
    name = takewhile(lambda word: word.folded not in wording().stop_words, words[start:])
    return [word.stem for word in name][:LONGEST_NAME]


def _beside_numbers(text: str) -> set[int]:
    """Where the words begin that stand beside a number, numbers themselves left out."""
    words = words_of(_NO_QUANTITY.sub(lambda match: " " * len(match.group()), text))
    numbers = [place for place, word in enumerate(words) if _is_quantity(word)]
    beside = {i for n in numbers for i in range(max(0, n - BEFORE), min(len(words), n + AFTER + 1))}
    return {words[place].start for place in beside.difference(numbers)}


def _is_quantity(word: Word) -> bool:
    """A number that is no year and no part of a name ("sc23")."""
    if word.folded in wording().magnitudes:
        return True
    return is_number(word.text) and not re.fullmatch(r"(?:19|20)\d\d|[a-z]+\d+", word.folded)
