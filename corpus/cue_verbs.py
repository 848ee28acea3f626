"""Statements whose cue is a verb: who is its subject, and which words before or after it are content."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.cues import Cue, load_cues
from corpus.frames import CONFIDENCE, OTHER_CONFIDENCE, find_frame
from corpus.phrases import (
    DASHES,
    Phrase,
    is_nominal,
    is_plural,
    is_speaker,
    phrase_ending_at,
    phrase_starting_at,
    verb_group_start,
)
from corpus.sentence_reading import STOPS, Found, SentenceReading
from corpus.subjects import is_time, subject_before
from corpus.tokens import word_class
from corpus.vocabulary import vocabulary

BEFORE_PARTICIPLE = frozenset((",", "by", "and", "while", "after", "in", "before", "when", *DASHES))
BEFORE_TAG = frozenset(
    (",", '"', "”", "''", "'", "’", "»", "—", "–", "?", "!")
)  # then "Smith said" may follow
MEASURES = frozenset((("a", "lot"), ("a", "bit"), ("at", "length"), ("in", "detail"), ("in", "depth")))
TALKS = frozenset(("talk", "presentation", "keynote", "lecture", "demo"))
HELPERS = word_class("modal") | word_class("auxiliary") | {"to"}


@dataclass(frozen=True, slots=True)
class Verb:
    """A cue where it stands: its group begins at ``group`` ("has also"), its content after ``end``."""

    cue: Cue
    group: int
    at: int
    end: int
    helpers: frozenset[str]

    @property
    def phrase(self) -> Phrase:
        return (self.group, self.end)


def find_verbs(sentence: SentenceReading, at: int) -> Iterator[Verb]:
    """The cues that the word at an index may be, with their particles, the longest first."""
    token = sentence.tokens[at]
    if not (token.text.islower() or sentence.is_headline):
        return
    for cue in load_cues().get(token.low, ()):
        end = at + 1 + len(cue.particles)
        if tuple(t.low for t in sentence.tokens[at + 1 : end]) == cue.particles:
            group = verb_group_start(sentence.tokens, at)
            yield Verb(cue, group, at, end, frozenset(t.low for t in sentence.tokens[group:at]))


def read_verb(
    sentence: SentenceReading, verb: Verb, previous: Phrase | None
) -> tuple[Found | None, Phrase | None]:
    """The statement of a verb, and the subject that a later "adding ..." or "and called ..." shares.

    ``previous`` is that of the verb before it in the sentence.
    """
    cue = verb.cue
    if cue.form == "ed" and verb.helpers & word_class("be"):
        return _passive(sentence, verb), previous
    if _is_noun(sentence, verb):
        return None, previous
    if cue.form == "ing" and not verb.helpers & word_class("be"):
        if own := _absolute_subject(sentence, verb):
            return _after(sentence, own, verb), own
        subject = _participle_subject(sentence, verb, previous)
        return (_after(sentence, subject, verb) if subject else None), previous
    if sentence.is_headline and (cue.form != "s" or "any" not in cue.frames or verb.at == 0):
        return None, previous
    if subject := _inverted_subject(sentence, verb):
        return _before(sentence, subject, verb), subject
    subject = subject_before(sentence.tokens, verb.group)
    if subject is None:
        shared = _shared_subject(sentence, verb, previous)
        return (_after(sentence, shared, verb) if shared else None), previous
    if not _agrees(sentence, subject, verb):
        return None, previous
    return _around(sentence, subject, verb), subject


# --- what is no cue here -----------------------------------------------------------------------------


def _is_noun(sentence: SentenceReading, verb: Verb) -> bool:
    """Whether the word is a noun or an adjective: "the chair's request", "a recent report of"."""
    cue, at = verb.cue, verb.at
    if sentence.low(at - 1) == "'s" and (
        cue.form in ("base", "s") or not sentence.tokens[at - 2].is_a("pronoun")
    ):
        return True
    if verb.helpers or cue.form not in ("s", "base") or cue.lemma.split()[0] not in word_class("noun-too"):
        return False
    if sentence.low(at - 1) in ("he", "she", "they", "we", "i", "who") or verb.end >= len(sentence):
        return False
    if cue.form == "s" and at == 1 and sentence.low(0) in vocabulary().genders:
        return False  # "Carrie requests clarification"
    following = sentence.tokens[verb.end]
    return not (
        sentence.opens_content(verb.end)
        or following.is_a("determiner", "pronoun", "question")
        or following.is_capital
        or following.text in (":", ".")
        or following.low in cue.frames
        or (following.low == "to" and "infinitive" in cue.frames)
    )


def _agrees(sentence: SentenceReading, subject: Phrase, verb: Verb) -> bool:
    """Whether a subject and the form of its verb go together, and no quotation comes between."""
    words = sentence.tokens[subject[0] : subject[1]]
    if any(sentence.is_quoted(i) for i in range(*subject)):
        return False
    if verb.cue.form == "base" and not verb.helpers & HELPERS:
        return is_plural(words)
    return verb.cue.form != "s" or words[-1].low not in ("i", "we", "they", "you")


# --- whose verb it is --------------------------------------------------------------------------------


def _absolute_subject(sentence: SentenceReading, verb: Verb) -> Phrase | None:
    """Whose words a participle of its own clause tells: "There was a row, Smith recalling that ..."."""
    own = phrase_ending_at(sentence.tokens, verb.group - 1)
    if own is None or own[0] < 2 or sentence.low(own[0] - 1) != "," or sentence.is_quoted(own[0]):
        return None
    is_clause = sentence.has_verb(1, own[0] - 1)  # and no list of names before
    named = all(t.is_capital for t in sentence.tokens[own[0] : own[1]])
    listed = sentence.tokens[own[0] - 2].is_capital
    return own if is_clause and named and not listed else None


def _participle_subject(sentence: SentenceReading, verb: Verb, previous: Phrase | None) -> Phrase | None:
    """Whose "adding that ..." it is: the main clause's subject, or its own in "with Smith saying ..."."""
    subject = _joined_subject(sentence, verb) or previous or sentence.first_subject()
    if sentence.low(verb.group - 1) not in BEFORE_PARTICIPLE:
        own = phrase_ending_at(sentence.tokens, verb.group - 1)
        if own and sentence.low(own[0] - 1) == "with":
            return own
        talks = any(t.low in TALKS for t in sentence.tokens[: verb.group])
        if "any" not in verb.cue.frames and not talks:  # "gave a talk on the mill | discussing the flood"
            return None
    if subject is None or subject[1] > verb.group or is_time(sentence.tokens, subject):
        return None
    return subject


def _joined_subject(sentence: SentenceReading, verb: Verb) -> Phrase | None:
    """The nearest subject in "Smith agreed and accordingly Jones made a statement | asserting that"."""
    for i in range(verb.group - 1, 1, -1):
        token = sentence.tokens[i]
        if token.text in STOPS or sentence.is_quoted(i):
            return None
        if token.low not in ("and", "but", "while"):
            continue
        start = i + 1
        while start < verb.group and (sentence.tokens[start].is_adverb or sentence.low(start) == ","):
            start += 1
        phrase = phrase_starting_at(sentence.tokens, start)
        if phrase is None or phrase[1] >= verb.group or not sentence.tokens[start].is_capital:
            continue
        acts = sentence.tokens[phrase[1]]
        return phrase if acts.is_a("irregular", "auxiliary") or acts.low.endswith("ed") else None
    return None


def _shared_subject(sentence: SentenceReading, verb: Verb, previous: Phrase | None) -> Phrase | None:
    """Who says it in "Smith rose and said ..."."""
    if sentence.low(verb.group - 1) not in ("and", "but", "then", "or"):
        return None
    if verb.cue.form == "base" and not verb.helpers:
        return None
    if previous and verb.cue.form == "s" and sentence.low(previous[0]) in ("i", "we", "they", "you"):
        previous = None  # "Smith showed what we see and asks"
    subject = _nearer_subject(sentence, verb, previous) or previous or sentence.first_subject()
    return subject if subject and subject[1] <= verb.group else None


def _nearer_subject(sentence: SentenceReading, verb: Verb, previous: Phrase | None) -> Phrase | None:
    """Whose verb stands before the "and": "somebody asked why; Smith shrugged and said"."""
    before = verb.group - 2
    if previous is None or before < 1 or not sentence.tokens[before].low.endswith("ed"):
        return None
    own = phrase_ending_at(sentence.tokens, before - 1)
    return own if own and own[0] >= previous[1] and sentence.tokens[own[0]].is_capital else None


def _inverted_subject(sentence: SentenceReading, verb: Verb) -> Phrase | None:
    """The subject of "said Ann Smith" when the words said stand before it."""
    cue, tokens = verb.cue, sentence.tokens
    if "quote" not in cue.frames or verb.at == 0 or cue.form not in ("ed", "s") or verb.end >= len(tokens):
        return None
    quoted = sentence.is_quoted(verb.at - 1)
    if not quoted and (sentence.low(verb.at - 1) != "," or {"person", "any"} <= cue.frames):
        return None  # "..., told Smith" is no inversion
    if not quoted and _describes_subject(sentence, verb.at - 1):
        return None
    first = tokens[verb.end]
    if first.is_a("time") or first.low in ("this", "that"):
        return None
    if not (
        first.low in ("he", "she", "they")
        or first.is_capital
        or first.is_a("determiner")
        or (quoted and is_nominal(first))
    ):
        return None
    phrase = phrase_starting_at(tokens, verb.end)
    if phrase is None or phrase[1] >= len(tokens) or quoted:
        return phrase
    following = tokens[phrase[1]]
    return phrase if following.text in ".,;:!?—–(" or following.is_a("relative") else None


def _describes_subject(sentence: SentenceReading, end: int) -> bool:
    """Whether the first tokens are a name and who it is: "Ann Smith, who drives it, | said it runs"."""
    comma = sentence.next_comma(0, end)
    return (
        comma is not None
        and comma + 1 < end
        and sentence.tokens[comma + 1].is_a("relative")
        and not sentence.has_verb(0, comma)
    )


def _passive(sentence: SentenceReading, verb: Verb) -> Found | None:
    """For "It was suggested by Smith that ...": the agent is the source."""
    source = phrase_starting_at(sentence.tokens, verb.end + 1) if sentence.low(verb.end) == "by" else None
    if source is None:
        return None
    content = None
    asked = source[1] < len(sentence) and sentence.tokens[source[1]].is_a("question")
    if sentence.opens_content(source[1]) or (asked and "question" in verb.cue.frames):
        content = sentence.bounds(source[1], sentence.content_end(source[1]))
    elif {"any", "object"} <= verb.cue.frames:
        content = sentence.bounds(0, verb.group)
    return sentence.found(source, (verb.group, verb.end + 1), [content], 0.7, f"{verb.cue.lemma} passive")


# --- where the content stands ------------------------------------------------------------------------


def _around(sentence: SentenceReading, subject: Phrase, verb: Verb) -> Found | None:
    """Content before "Smith said" if it asks for a speaker, else content after it."""
    before, can_close = subject[0] - 1, bool(verb.cue.frames & {"quote", "any"})
    opener = sentence.low(before)
    if opener in ("when", "if", "unless") and not is_speaker(sentence.tokens[subject[0] : subject[1]]):
        return None  # "when people say": nobody in particular
    if opener == "as":
        return _as_clause(sentence, subject, verb) if can_close or "object" in verb.cue.frames else None
    closes = can_close and opener in BEFORE_TAG and _could_be_said(sentence, before)
    if closes and (sentence.asks_for_speaker(before) or not _says_more(sentence, verb)):
        return _before(sentence, subject, verb)
    return _after(sentence, subject, verb)


def _could_be_said(sentence: SentenceReading, end: int) -> bool:
    """Whether the first tokens could be words said rather than "On Monday" or "In a later interview"."""
    if sentence.is_quoted(end) or sentence.is_quoted(0):
        return True
    if end < 3:
        return False
    first = sentence.tokens[0]
    if first.is_adverb or first.is_a("preposition", "subordinator", "time"):
        comma = sentence.next_comma(0, end)
        return comma is not None and sentence.has_verb(comma + 1, end)
    if first.low.endswith("ing"):  # "Building it is vital, Smith said", not "Speaking in Rome, Smith said"
        verbs = any(t.is_a("auxiliary", "modal") for t in sentence.tokens[1:end])
        return verbs or sentence.tokens[1].is_a("irregular")
    return sentence.has_verb(1, end)


def _says_more(sentence: SentenceReading, verb: Verb) -> bool:
    """Whether content follows the verb: more than "on Monday" or "reporters"."""
    start, frames = verb.end, verb.cue.frames
    if sentence.ends_at(start) or sentence.low(start) in (",", "—", "--"):
        return False
    if sentence.content_follows(start, frozenset(("any", "quote"))):
        return True
    first = sentence.tokens[start]
    if first.is_a("preposition") and first.low in frames:
        return True
    if first.is_a("subordinator") and first.low not in ("that", "if", "whether"):
        return False
    if first.low == "to":
        return "infinitive" in frames
    end = sentence.next_comma(start) if first.is_a("preposition", "time") else None
    return sentence.has_verb(start, end) or "object" in frames


def _as_clause(sentence: SentenceReading, subject: Phrase, verb: Verb) -> Found | None:
    """For "As Smith noted, ..." and for "..., as Smith noted"."""
    opening, after = subject[0] - 1, verb.end
    if after < len(sentence) and sentence.opens_quotation(after):
        content = sentence.bounds(after, sentence.content_end(after))
        return sentence.found(subject, (verb.at, after), [content], 0.85, "as-clause")
    closing = next(
        (i for i in range(after, min(after + 8, len(sentence))) if sentence.low(i) in (",", ":", ".")), None
    )
    if closing is None:
        return None
    if closing > after and not (
        sentence.tokens[after].is_a("preposition", "time")
        or sentence.tokens[after].is_adverb
        or sentence.tokens[after + 1].is_a("time")  # "last week"
    ):
        return None
    if opening == 0 or not sentence.has_verb(0, opening):
        content = sentence.bounds(closing + 1, len(sentence))
    elif sentence.low(opening - 1) == ",":
        content = sentence.bounds(0, opening - 1)
    else:
        return None
    return sentence.found(subject, (verb.at, after), [content], 0.85, "as-clause")


def _before(sentence: SentenceReading, subject: Phrase, verb: Verb) -> Found | None:
    """Words that stand before "Smith said" or "said Smith", and those that go on after it."""
    first, rest = min(subject[0], verb.at), max(verb.end, subject[1])
    contents = [
        sentence.bounds(sentence.clause_start(first), first),
        _resumed(sentence, first, rest, inverted=subject[0] > verb.at),
    ]
    end = verb.end if verb.at < subject[0] else verb.at + 1
    found = sentence.found(subject, (verb.at, end), contents, 0.9, f"{verb.cue.lemma} before")
    return replace(found, is_afterthought=True) if found else None


def _resumed(sentence: SentenceReading, first: int, rest: int, *, inverted: bool) -> tuple[int, int] | None:
    """What is said after "..., Smith said, ...": a quotation that goes on, or the rest of the clause."""
    for i in range(rest, len(sentence)):
        if sentence.opens_quotation(i) and (
            sentence.low(i - 1) in (",", ":", "that") or sentence.tokens[i - 1].text in DASHES
        ):
            return sentence.bounds(i, len(sentence))
    if sentence.low(rest) != "," or sentence.low(first - 1) != "," or rest + 2 >= len(sentence):
        return None
    token = sentence.tokens[rest + 1]
    if inverted:  # "..., said Smith, head of the unit"
        goes_on = token.is_a("conjunction", "pronoun") and sentence.has_verb(rest + 2)
    else:
        told = token.is_a("relative", "time") or token.low.endswith("ing") or token.low in load_cues()
        goes_on = not told and sentence.has_verb(rest + 1)
    return sentence.bounds(rest + 1, len(sentence)) if goes_on else None


def _after(sentence: SentenceReading, subject: Phrase, verb: Verb) -> Found | None:
    """Words that stand after the verb, if they fill one of its frames."""
    start = verb.end
    while start < len(sentence) and (
        sentence.low(start) in (",", ":")
        or sentence.tokens[start].is_adverb
        or (sentence.low(start), sentence.low(start + 1)) in MEASURES
    ):
        start = _after_aside(sentence, start)
    if start >= len(sentence) or sentence.tokens[start].text in STOPS or sentence.low(start) in ("and", "or"):
        return None
    frame = find_frame(sentence, start, verb.cue.frames)
    if frame is None:
        return None
    opening = verb.end if sentence.tokens[verb.end].is_word else start
    content = sentence.bounds(opening, sentence.content_end(start, is_question=frame == "question"))
    confidence = CONFIDENCE.get(frame, OTHER_CONFIDENCE)
    return sentence.found(subject, verb.phrase, [content], confidence, f"{verb.cue.lemma} {frame}")


def _after_aside(sentence: SentenceReading, at: int) -> int:
    """The index after an adverb, a comma or a whole aside: "supporting, like her colleagues, the idea"."""
    if (sentence.low(at), sentence.low(at + 1)) in MEASURES:
        return at + 2  # "talked a lot about"
    if sentence.low(at) == "," and at + 1 < len(sentence) and sentence.tokens[at + 1].is_a("preposition"):
        closing = sentence.next_comma(at + 2, at + 8)
        return at + 1 if closing is None else closing + 1
    return at + 1
