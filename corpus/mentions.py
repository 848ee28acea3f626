"""Whom the sentences of a paragraph speak of, so that a later pronoun finds them."""

import re

from corpus.discourse import SOMEBODY
from corpus.names import Name, names_thing
from corpus.paragraph import PRONOUN_SUBJECT, Paragraph, is_subject
from corpus.paragraph_sentences import Sentence
from corpus.people import Person
from corpus.vocabulary import fold, vocabulary

REACH_OF_SUBJECT = 60  # characters before the name of a sentence's subject
_BY_AGENT = re.compile(
    r"\b(?:was|were|is|are|been)\s+(?:\w+\s+){0,2}?\w+(?:ed|en|wn|un|ught|ade|ld)\s+by\s+"
    r"(?:(?:the|Dr|Mrs?|Ms|Prof|Professor|Cllr)\.?\s+)?$"
)
_DOES = re.compile(  # what a name of one word does
    r"\s+(?:(?:from|of|at)\s+(?:the\s+)?(?:[A-Z][\w&.-]*\s+){1,4})?(?:then\s+|also\s+)?"
    r"(?:[a-z]+ed|gave|led|went|took|ran|spoke|began|brought|told|had)\s"
)
_BARE_POINT = re.compile(r"(?:An?|One|Another)\s+[a-z-]+$")  # "One thing (he said)": no office
_OFFICE_SUBJECT = re.compile(
    r"(?:(?:The\s+)?[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,3}['’]s?\s+[a-z][a-z-]+\b"
    r"|The\s+[A-Z][a-z]+(?=\s+[a-z])|(?:The|An?|One|Another)\s+[a-z][a-z-]+(?:\s+(?:of|for|from)\s+(?:the\s+)?[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,4})?)"
)


def mention_until(paragraph: Paragraph, sentence: Sentence, offset: int, mentioned: int) -> int:
    """Remember the people who are subjects before an offset; those inside somebody's words are not."""
    names = sentence.names
    while mentioned < len(names):
        name = names[mentioned]
        span = sentence.view.span(name.start, name.end)
        if span.start >= offset:
            break
        mentioned += 1
        if names_thing(sentence.view.text, name):
            continue
        inside = name.start > 0 and any(c.contains(span) for s in sentence.statements for c in s.contents)
        if inside:
            continue
        possessive = sentence.view.text[name.end : name.end + 2] in ("'s", "’s")
        if possessive or not is_subject(sentence, name):
            if aside := paragraph.person(name):
                paragraph.discourse.aside.append(aside)
                if not possessive and mentioned == 1 and _is_agent(sentence, name):
                    paragraph.discourse.mention(aside)
            continue
        if person := paragraph.person(name):
            _mention_pair(paragraph, sentence, name, person)
            paragraph.discourse.mention(person)
            paragraph.opener = paragraph.opener or person
        elif _is_given_alone(paragraph, sentence, name):
            paragraph.discourse.mention(paragraph.resolver.cast.add(name.text))
        elif name.title and paragraph.presents and name.start < REACH_OF_SUBJECT:
            paragraph.discourse.mention(paragraph.resolver.cast.add(name.text, title=name.title))
        elif (name.is_full and name.start < 3) or sentence.view.text[name.end : name.end + 6] == ", who ":
            paragraph.discourse.mention(SOMEBODY)  # a pronoun may mean them
    return mentioned


def _is_agent(sentence: Sentence, name: Name) -> bool:
    """Whether it is their act of which the sentence tells: "The vote was then opened by Ana Ruiz."."""
    before = sentence.view.text[max(0, name.start - REACH_OF_SUBJECT) : name.start]
    return bool(_BY_AGENT.search(before)) and not PRONOUN_SUBJECT.match(sentence.plain)


def _is_given_alone(paragraph: Paragraph, sentence: Sentence, name: Name) -> bool:
    """Whether somebody new is the subject by first name: "Jeff from Korvax walked us through it"."""
    if name.is_full or name.title or not paragraph.presents or name.start > REACH_OF_SUBJECT:
        return False
    known = name.text[0].isupper() and not name.text.isupper() and fold(name.text) in vocabulary().genders
    return known and bool(_DOES.match(sentence.view.text, name.end))


def _mention_pair(paragraph: Paragraph, sentence: Sentence, name: Name, person: Person) -> None:
    """Two people who are one subject, "Ana and Bo work at a hospital": "they" are both."""
    before = sentence.view.text[: name.start]
    joined = re.search(r"\s(?:and|&)\s+$", before)
    first = paragraph.discourse.salient[-1] if paragraph.discourse.salient else None
    named = [
        n for n in sentence.names if joined and n.end <= joined.start() + 1 and joined.start() - n.end <= 1
    ]
    if named and first and first is not person and named[-1].start < 3:
        paragraph.discourse.group, paragraph.discourse.group_is_fresh = (first, person), True


def mention_office(paragraph: Paragraph, sentence: Sentence) -> None:
    """As in "Mexico's representative disagreed." names nobody, but "he" in the next is that office."""
    match = _OFFICE_SUBJECT.match(sentence.plain)
    if match:
        referent = paragraph.resolver.mention(match[0], paragraph.discourse)
        known = vocabulary()["roles"] | vocabulary()["collectives"]
        if referent.kind == "anonymous" and not {fold(w) for w in match[0].split()} & known:
            return
        if referent.kind == "person" and not _BARE_POINT.match(match[0]):
            paragraph.discourse.mention(*referent.people)
        elif referent.kind == "anonymous":
            paragraph.discourse.mention(SOMEBODY)
