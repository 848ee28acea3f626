"""Whom the source of a statement means in its paragraph: a name, a pronoun, who is described or asked."""

import re

from corpus.discourse import ANONYMOUS, Referent
from corpus.names import find_names
from corpus.paragraph import WORD, Paragraph, is_subject
from corpus.paragraph_sentences import Sentence
from corpus.people import Person
from corpus.prose_view import prose_view
from corpus.statements import Statement
from corpus.types import Span
from corpus.vocabulary import fold, vocabulary

_THING_OF = re.compile(r"\b(\w+)\s+(?:from|of|by|among|with)\s+(?:[\w'-]+\s+){0,2}[\w'-]+\s*$")
_SAID_THERE = re.compile(
    r"\b(?:said|noted|reported|asked|argued|suggested|explained|gave|pointed|told|proposed|presented|replied|answered|stressed"
    r"|mentioned|spoke|emphasi[sz]ed|warned|commented|remarked|responded|recommended|described)\b"
)
_ASKS = re.compile(r"\b(?:ask|quer|enquir|inquir|question|wonder)\w*\b", re.I)
_ASKED_PERSON = re.compile(r"(?:whether|if)?\s*(?:the\s+)?(?=[A-Z])")
_ANSWERS = re.compile(
    r"\b(?:advised|replied|answered|responded|confirmed|explained|said|stated|clarified|reported)\b", re.I
)
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i"))


def find_referent(paragraph: Paragraph, sentence: Sentence, statement: Statement) -> Referent | None:
    """Whom the source of a statement means; None when it has no source."""
    if statement.source is None:
        return None
    words = prose_view(paragraph.text, statement.source).text
    first = fold(words.split()[0]) if words.split() else ""
    if {fold(w) for w in WORD.findall(words)} & vocabulary()["talks"]:
        presenter = paragraph.talk or paragraph.scope
        return (
            Referent("person", presenter.people, 0.8)
            if presenter and not presenter.group
            else Referent("thing")
        )
    if first == "i" and _is_authors_own(paragraph, statement) and (author := paragraph.resolver.cast.author):
        return Referent("person", (author,), 0.8)
    if paragraph.asked and _is_answer(paragraph, statement, first):
        return Referent("person", (paragraph.asked,), 0.8)
    described = None if first in _PRONOUNS else _described(paragraph, sentence, statement)
    if described and not find_names(words):
        return Referent("person", (described,), 0.85)
    if (behind := _named_behind(paragraph, sentence, statement)) and not find_names(words):
        return Referent("person", (behind,), 0.85)
    referent = paragraph.resolver.mention(words, paragraph.discourse)
    if referent.kind == "collective" and _is_thing_of(paragraph, sentence, statement.source):
        return ANONYMOUS
    if paragraph.scope and not paragraph.scope.group and referent.kind == "collective":
        return Referent("person", paragraph.scope.people, 0.75)  # what others say, they tell
    if referent.kind != "person" and described:
        return Referent("person", (described,), 0.85)
    is_body = referent.kind == "person" and not any(p.name for p in referent.people)
    if is_body and paragraph.scope and not paragraph.scope.group and referent.confidence < 0.6:
        return Referent("person", paragraph.scope.people, 0.6)  # what their organisation says, they tell
    return referent


def _is_authors_own(paragraph: Paragraph, statement: Statement) -> bool:
    """Whether "I" tells what the writer said at the event: "I noted that ...", not "I think"."""
    cue = statement.cue.of(paragraph.text) if statement.cue else ""
    return paragraph.by_writer and paragraph.presents and bool(_SAID_THERE.search(cue))


def _is_answer(paragraph: Paragraph, statement: Statement, pronoun: str) -> bool:
    """Whether "she advised" is said by the person who was asked."""
    if paragraph.asked is None or pronoun not in ("he", "she") or not statement.cue:
        return False
    fits = paragraph.asked.gender in ("", "m" if pronoun == "he" else "f")
    return fits and bool(_ANSWERS.search(statement.cue.of(paragraph.text)))


def person_asked(paragraph: Paragraph, statement: Statement) -> Person | None:
    """Who is to answer: "asked the Clerk ...", "asked whether the Clerk had ..."."""
    if not statement.cue or not _ASKS.search(statement.cue.of(paragraph.text)):
        return None
    words = prose_view(paragraph.text, statement.contents[0]).text[:80]
    match = _ASKED_PERSON.match(words)
    names = [n for n in find_names(words) if match and n.start <= match.end()]
    if names:
        return paragraph.person(names[0])
    office = re.match(r"(?:whether|if)?\s*(the [A-Z]\w+)\b", words)
    people = paragraph.resolver.mention(office[1], paragraph.discourse).people if office else ()
    return people[0] if len(people) == 1 else None


def _is_thing_of(paragraph: Paragraph, sentence: Sentence, source: Span) -> bool:
    """As in "feedback from audience members suggested": what they made, not they."""
    before = _THING_OF.search(paragraph.text[sentence.span.start : source.end])
    return before is not None and fold(before[1]) in vocabulary()["things"]


def _named_behind(paragraph: Paragraph, sentence: Sentence, statement: Statement) -> Person | None:
    """The name behind an office at the end of a sentence: "..., shared its CTO, Quentin Moss"."""
    source, cue = statement.source, statement.cue
    if source is None or cue is None or cue.start > source.start:
        return None
    for name in sentence.names:
        span = sentence.view.span(name.start, name.end)
        if span.start >= source.end and paragraph.text[source.end : span.start].strip(" *_[") == ",":
            known = paragraph.person(name)
            return known or (paragraph.resolver.cast.add(name.text) if name.is_full else None)
    return None


def _described(paragraph: Paragraph, sentence: Sentence, statement: Statement) -> Person | None:
    """As in "Ana Ruiz, lead scientist at X, said": the source is the description behind the name."""
    source, cue = statement.source, statement.cue
    if source is None or (cue and cue.start < source.start):
        return None
    for name in reversed(sentence.names):
        span = sentence.view.span(name.start, name.end)
        if span.end <= source.start:
            if any(content.contains(span) for content in statement.contents):
                return None  # "The pump was bought by Ana Ruiz, a report says."
            between = prose_view(paragraph.text, Span(span.end, source.start)).text.strip("*_ ")
            is_described = len(between) < 100 and between.startswith(",") and ";" not in between
            if is_described and is_subject(sentence, name):
                return paragraph.person(name)
            return None
    return None
