"""Statements whose cue is no verb: "according to Smith", "Smith's call for", "is confident that", a colon."""

from corpus.cues import load_adjectives, load_nouns
from corpus.phrases import (
    DASHES,
    Phrase,
    is_nominal,
    is_speaker,
    phrase_ending_at,
    phrase_starting_at,
    verb_group_start,
)
from corpus.sentence_reading import Found, SentenceReading
from corpus.subjects import subject_before
from corpus.tokens import word_class

ADJECTIVES_BETWEEN = 3  # words between the possessor and the noun: "her very strong support"
SOURCE_ENDS = frozenset(",.;:()—–")


def read_according_to(sentence: SentenceReading, at: int) -> Found | None:
    """For "According to Smith, ..." and for "..., according to Smith"."""
    tokens = sentence.tokens
    if sentence.low(at) != "according" or sentence.low(at + 1) != "to" or sentence.low(at - 1) == "that":
        return None
    start = at + 2
    end = next(
        (i for i in range(start, len(tokens)) if tokens[i].text in SOURCE_ENDS or sentence.is_quoted(i)),
        len(tokens),
    )
    if end == start:
        return None
    following = sentence.bounds(end, len(tokens))
    if sentence.low(at - 1) in ("but", "and"):
        return sentence.found((start, end), (at, start), [following], 0.9, "according to")
    contents = [sentence.bounds(0, at)] if at > 0 else [following]
    if at > 0 and not sentence.has_verb(0, at):
        contents.append(following)  # "At the heart of it, according to Smith, was ..."
    return sentence.found((start, end), (at, start), contents, 0.9, "according to")


def read_noun(sentence: SentenceReading, at: int) -> Found | None:
    """For "Her suggestion was to ...", "Smith's call for ...": the possessor is the source."""
    cue = load_nouns().get(sentence.low(at))
    source = _possessor(sentence, at) if cue else None
    if cue is None or source is None or _is_told_of(sentence, source):
        return None
    start = at + 1
    if "be" in cue.frames and sentence.low(start) in word_class("be"):
        content = (
            sentence.bounds(start + 1, sentence.content_end(start + 1)) if start + 1 < len(sentence) else None
        )
        return sentence.found(source, (at, start), [content], 0.8, f"{cue.lemma} be")
    frame = _frame_at(sentence, start, cue.frames)
    if frame is None:
        return None
    end = sentence.content_end(start)
    if frame not in ("that", "infinitive"):
        phrase = phrase_starting_at(sentence.tokens, start + 1)
        end = phrase[1] if phrase else sentence.next_comma(start, end) or end
    return sentence.found(source, (at, start), [sentence.bounds(start, end)], 0.7, f"{cue.lemma} {frame}")


def _is_told_of(sentence: SentenceReading, possessor: Phrase) -> bool:
    """Whether somebody else's sentence speaks of the words: "Smith defied Jones's call", not "her call"."""
    subject = sentence.first_subject()
    if subject is None or sentence.tokens[possessor[0]].is_a("possessive"):
        return False
    return possessor[0] >= subject[1]


def _possessor(sentence: SentenceReading, at: int) -> Phrase | None:
    """Whose the noun is: "Smith's (long-standing) call", "her (main) suggestion"."""
    for i in range(at - 1, max(-1, at - 2 - ADJECTIVES_BETWEEN), -1):
        token = sentence.tokens[i]
        if token.is_a("possessive"):
            return (i, i + 1)
        if token.low == "'s" or (token.text in ("'", "’") and sentence.low(i - 1).endswith("s")):
            return _last_part(sentence, phrase_ending_at(sentence.tokens, i - 1))
        if not is_nominal(token) or token.is_a("determiner"):
            return None
    return None


def _last_part(sentence: SentenceReading, phrase: Phrase | None) -> Phrase | None:
    """The possessor itself: "the board" of "to overturn the board's (refusal)"."""
    if phrase is None:
        return None
    tokens = sentence.tokens
    links = [i for i in range(*phrase) if tokens[i].is_a("preposition")]
    start = links[-1] + 1 if links else phrase[0]
    if start < phrase[1] and tokens[phrase[1] - 1].is_capital:  # "rubbished | Smith's claim"
        name = phrase[1] - 1
        while name > start and (tokens[name - 1].is_capital or tokens[name - 1].is_a("name-link")):
            name -= 1
        verbs = [i for i in range(start, name) if tokens[i].low.endswith(("ed", "ing"))]
        start = name if verbs else start
    return (start, phrase[1]) if start < phrase[1] else None


def read_adjective(sentence: SentenceReading, at: int) -> Found | None:
    """For "Smith is confident that ...": what somebody thinks, after a form of "be"."""
    cue = load_adjectives().get(sentence.low(at))
    if cue is None:
        return None
    group = verb_group_start(sentence.tokens, at)
    if not {t.low for t in sentence.tokens[group:at]} & word_class("be"):
        return None
    subject = subject_before(sentence.tokens, group)
    if subject is None or sentence.low(subject[0]) in ("it", "there", "this", "that"):
        return None
    frame = _frame_at(sentence, at + 1, cue.frames)
    if frame is None:
        return None
    content = sentence.bounds(at + 1, sentence.content_end(at + 1))
    return sentence.found(subject, (group, at + 1), [content], 0.7, f"{cue.lemma} {frame}")


def _frame_at(sentence: SentenceReading, start: int, frames: frozenset[str]) -> str | None:
    following = sentence.low(start)
    if following == "to" and "infinitive" in frames:
        return "infinitive"
    if following in frames:
        return following
    return "clause" if "clause" in frames and sentence.has_verb(start + 1) else None


def read_colon(sentence: SentenceReading) -> Found | None:
    """A quotation after a colon, if no cue says otherwise: 'Smith had an answer: "..."'.

    It is of the name before the colon ("- Ann Smith:", "a line from Ann Smith:"), else of the
    sentence's subject.
    """
    for i in range(2, len(sentence)):
        if sentence.opens_quotation(i) and sentence.low(i - 1) == ":":
            source = _name_before(sentence, i - 1) or _speaking_subject(sentence, i - 1)
            if source is None:
                return None
            return sentence.found(source, (i - 1, i), [sentence.bounds(i, len(sentence))], 0.7, "colon")
    return None


def _name_before(sentence: SentenceReading, colon: int) -> Phrase | None:
    start = colon
    while start > 0 and sentence.tokens[start - 1].is_capital:
        start -= 1
    opener = sentence.tokens[start - 1] if start > 0 else None
    introduced = opener is not None and (opener.text in DASHES or opener.low in ("from", "by"))
    return (start, colon) if start < colon and introduced else None


def _speaking_subject(sentence: SentenceReading, colon: int) -> Phrase | None:
    subject = sentence.first_subject()
    if subject is None or subject[1] > colon or sentence.tokens[subject[0]].is_a("determiner"):
        return None
    return subject if is_speaker(sentence.tokens[subject[0] : subject[1]]) else None
