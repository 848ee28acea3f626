"""Which words after a cue are its content: the frames of ``cue_verbs.tsv``, read from left to right."""

from corpus.phrases import is_nominal, phrase_starting_at
from corpus.sentence_reading import SentenceReading
from corpus.tokens import word_class

CONFIDENCE = {
    "quote": 0.95,
    "that": 0.9,
    "any": 0.85,
    "clause": 0.8,
    "question": 0.8,
    "person": 0.8,
    "object": 0.7,
}
OTHER_CONFIDENCE = 0.75  # of an infinitive, a gerund or a preposition
Frames = frozenset[str]


def find_frame(sentence: SentenceReading, start: int, frames: Frames) -> str | None:
    """The frame that the words from ``start`` fill; None when they are no content."""
    token = sentence.tokens[start]
    if sentence.low(start - 1) == ":" and frames & {"quote", "any", "that"}:
        return "quote"
    if sentence.opens_quotation(start):
        return next((f for f in ("quote", "any", "object") if f in frames), None)
    if token.low == "that" and frames & {"any", "that", "clause", "person"}:
        return "that"
    if token.low == "to":
        return _after_to(sentence, start, frames)
    if token.low in word_class("question") and frames & {"any", "question", "object"}:
        return "question"
    if token.is_a("preposition") or token.low == "as":
        return _after_preposition(sentence, start, frames)
    if "any" in frames:
        return "any"
    return _phrase_frame(sentence, start, frames)


def _after_to(sentence: SentenceReading, start: int, frames: Frames) -> str | None:
    if "infinitive" in frames and _is_infinitive(sentence, start):
        return "infinitive"
    if "to" in frames:
        return "to"
    return "that" if sentence.content_follows(start + 1, frames) else None


def _after_preposition(sentence: SentenceReading, start: int, frames: Frames) -> str | None:
    if sentence.low(start) in frames:
        return sentence.low(start)
    if frames & {"any", "clause"} and _is_amount(sentence, start) and sentence.has_verb(start + 1):
        return "clause"
    if sentence.content_follows(start + 1, frames) or (
        "any" in frames and _clause_after_phrase(sentence, start)
    ):
        return "that"
    return None


def _phrase_frame(sentence: SentenceReading, start: int, frames: Frames) -> str | None:
    if "gerund" in frames and sentence.low(start).endswith("ing"):
        return "gerund"
    if "person" in frames and sentence.content_follows(start + 1, frames | {"that", "infinitive"}):
        return "person"
    if "person" in frames and _tells_clause(sentence, start):
        return "person"
    if "object" in frames or ("object-as" in frames and _says_as_what(sentence, start)):
        return "object"
    if "topic" in frames and _names_something_said(sentence, start):
        return "topic"
    if "clause" in frames and sentence.has_verb(start + 1):
        return "clause"
    return "that" if sentence.content_follows(start + 1, frames) else None


def _tells_clause(sentence: SentenceReading, start: int) -> bool:
    """For "(informed) the members she had resigned": whom, and a clause without "that"."""
    phrase = phrase_starting_at(sentence.tokens, start)
    end = phrase[1] if phrase else start + 1
    if sentence.low(start) in ("members", "everyone", "everybody", "councillors", "all"):
        end = start + 1
    if end + 1 >= len(sentence):
        return False
    following = sentence.tokens[end]
    opens = following.is_a("pronoun", "determiner") and following.text.islower()
    return opens and following.low not in ("that", "all") and sentence.has_verb(end + 1)


def _is_infinitive(sentence: SentenceReading, to: int) -> bool:
    """For "to leave" rather than "to Smith" or "to the board"."""
    if to + 1 >= len(sentence):
        return False
    token = sentence.tokens[to + 1]
    is_verb = not token.is_a(
        "determiner", "pronoun", "object-pronoun", "question"
    ) and not token.low.endswith("ing")
    return token.text.islower() and is_verb


def _is_amount(sentence: SentenceReading, start: int) -> bool:
    """For "about 200 people ...", "as many as 30 percent ..."."""
    following = sentence.low(start + 1)
    return following in ("many", "much", "few", "little") or following[:1] in set("$€£0123456789")


def _clause_after_phrase(sentence: SentenceReading, preposition: int) -> bool:
    """For "(said) for weeks he is ready": a clause after the phrase of a preposition."""
    phrase = phrase_starting_at(sentence.tokens, preposition + 1)
    if phrase is None or phrase[1] >= len(sentence):
        return False
    following = sentence.tokens[phrase[1]]
    return (following.is_a("pronoun", "determiner") or following.is_capital) and sentence.has_verb(
        phrase[1] + 1
    )


def _says_as_what(sentence: SentenceReading, start: int) -> bool:
    """For "(sees) the plan as a mistake": the object and what it is said to be."""
    return any(t.low == "as" and t.text.islower() for t in sentence.tokens[start + 1 : start + 15])


def _names_something_said(sentence: SentenceReading, start: int) -> bool:
    """A noun for words, and what they are about: "concern over ...", "a proposal to ..."."""
    for i in range(start, min(start + 8, len(sentence))):
        if not is_nominal(sentence.tokens[i]):
            return False
        is_shared = sentence.low(i) in ("story", "stories") and sentence.low(start - 1).startswith("shar")
        if is_shared or {sentence.low(i), sentence.low(i).removesuffix("s")} & word_class("said"):
            return sentence.low(i + 1) in word_class("after-said")
    return False
