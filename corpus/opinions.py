"""Words that are somebody's without a verb of saying: opinions, words behind a colon, others' quotations."""

import re
from collections.abc import Sequence

from corpus.clauses import without
from corpus.names import find_names
from corpus.paragraph import QUOTATION, SPEECH_WORDS, WORD, Paragraph
from corpus.paragraph_sentences import Sentence
from corpus.people import Person
from corpus.tokens import word_class
from corpus.types import Span
from corpus.voices import Voice

_QUOTED_OF = re.compile(
    r"\b(?:quot\w+|words|phrase|motto|saying|line)\b[^.!?]{0,120}?\b(?:(?:from|by|of)\s+)?(?P<who>[A-Z][^.!?:“\"]{1,80}?)\s*[:,]\s*$"
)
_QUOTED_OPINION = re.compile(
    r"\b[Ii]n\s+(?P<who>[A-Z][^.!?:,“\"]{1,60}?)['’]s\s+(?:own\s+)?(?:opinion|words|view),?\s*$"
)
_FOR = re.compile(r"(?:For|In the (?:view|opinion|words) of)\s+(?P<who>[^,.;:]{1,60}),\s")
_IN_THEIR_VIEW = re.compile(
    r"(?:In|To)\s+(?P<who>his|her)\s+(?:own\s+)?(?:view|opinion|words|experience|mind|knowledge),?\s"
)
_IN_WORDS_OF = re.compile(
    r"(?:In|To quote|As)\s+(?P<who>[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,3})['’]s\s+"
    r"(?:own\s+)?(?:words|view|opinion|experience)\b"
)
_MADE_POINT = (  # "An idea she covered was that ...", "The lesson I took from Ana's talk is that ..."
    r"(?:An?|One|The|Another|Her|His|My)\s+(?:[\w-]+\s+){0,4}?(?:point|thing|idea|concept|message|lesson|insight|take-?away"
    r"|theme|tip|observation|argument|example|advice|fact|theory|piece)s?\s+(?:of\s+advice\s+)?(?:that\s+|which\s+)?"
)
_WAS = r"(?:was|is|were)\s+(?:that|how|to|the\s+fact)\b"
_POINT_WAS = re.compile(
    _MADE_POINT + r"(?P<who>he|she|[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})\s+(?:[a-z]+\s+){1,3}?"
    r"(?:(?:that|which)\s+(?:was|is|struck|stuck|stayed)\s+(?:[a-z]+\s+){1,6}?)?" + _WAS
)
_TAKEN_FROM = re.compile(
    _MADE_POINT + r"(?:I|we)\s+(?:[a-z]+\s+){1,3}?(?:from|in|of|with)\s+"
    r"(?P<who>his|her|[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,2})(?:['’]s)?\s+"
    r"(?:[a-z]+\s+){0,2}?(?:talk|presentation|keynote|lecture|speech|session|remarks|address)\s+" + _WAS
)
_QUOTED_AS = re.compile(
    r"[,.]?[”\"]?,?\s*(?:[\w.'’ ]{1,40}?\s)?(?:quoted|quotes|quoting|citing|cited)\s+"
    r"(?P<who>[A-Z][^,.;:]{1,60}?)(?:\s+as\b|[,.;]|$)"
)
_ENUMERATES = re.compile(r"[^,.;]{2,40},\s[^,.;]{2,40}(?:,[^,.;]{2,60})*\s(?:and|&)\s[^,.;]{2,40}\.?$")


def find_opinion(paragraph: Paragraph, sentence: Sentence) -> list[tuple[Span, Voice]]:
    """As in "For JF, the main disadvantage is ...": an opinion of somebody who takes part."""
    if match := _IN_THEIR_VIEW.match(sentence.plain):
        people = paragraph.resolver.mention(match["who"], paragraph.discourse).people
        person = people[0] if people else None
    elif match := _POINT_WAS.match(sentence.plain) or _TAKEN_FROM.match(sentence.plain):
        who = re.sub(r"['’]s$", "", match["who"])
        people = paragraph.resolver.mention(who, paragraph.discourse).people
        person = people[0] if people else None
    elif match := _IN_WORDS_OF.match(sentence.plain):
        person = paragraph.resolver.name(match["who"].strip(), paragraph.discourse.salient)
    elif match := _FOR.match(sentence.plain):
        person = paragraph.resolver.name(match["who"].strip(), paragraph.discourse.salient)
        known = person and (
            person.takes_part or person in (*paragraph.discourse.salient, *paragraph.discourse.before)
        )
        if person and not (known and paragraph.may_continue):
            return []
    if not match or not person:
        return []
    who = match["who"].strip()
    paragraph.discourse.mention(person)
    start = sentence.view.text.index(who)
    cue = sentence.view.span(0, start + len(who))
    return [(sentence.span, Voice((person,), cue, "reported", 0.8))]


def find_before_colon(paragraph: Paragraph, sentence: Sentence) -> list[tuple[Span, Voice]]:
    """What stands behind a colon after one name: "Tom: not yet", "Ana's rule: wait"."""
    is_event = paragraph.may_continue and (paragraph.presents or paragraph.discourse.holder)
    name = sentence.names[0] if is_event and sentence.names else None
    plain = sentence.view.text
    colon = plain.find(": ", 0, 240)
    if colon > 90 and not word_class("said") & {w.lower() for w in WORD.findall(plain[:colon])}:
        return []
    if (
        name is None
        or name.start > 3
        or colon < name.end
        or (len(sentence.names) > 1 and sentence.names[1].start < colon)
    ):
        return []
    person = paragraph.person(name)
    if person is None or len(WORD.findall(plain[colon:])) < 3 or _ENUMERATES.match(plain[colon + 2 :]):
        return []
    paragraph.discourse.mention(person)
    cue = sentence.view.span(name.start, name.end)
    return [(sentence.span, Voice((person,), cue, "reported", 0.65))]


def with_quoted(
    paragraph: Paragraph, sentence: Sentence, found: list[tuple[Span, Voice]]
) -> list[tuple[Span, Voice]]:
    """Words that somebody present quotes from somebody else: they are the other's, via the first."""
    plain = sentence.view.text
    for quotation in QUOTATION.finditer(plain):
        if len(WORD.findall(quotation[1])) < SPEECH_WORDS:
            continue
        lead = plain[max(0, quotation.start() - 260) : quotation.start()]
        before = (
            _QUOTED_OPINION.search(lead)
            or _QUOTED_OF.search(lead)
            or _QUOTED_AS.match(plain, quotation.end(1))
        )
        names = find_names(before["who"]) if before else []
        if not names:
            continue
        name = names[-1]
        person = paragraph.person(name)
        if person is None and (name.is_strong or name.is_full):
            person = paragraph.resolver.cast.add(name.text, title=name.title)
        if person is None:
            continue
        span = sentence.view.span(quotation.start(), quotation.end())
        relay = _relay(paragraph, found, person)
        at = plain.find(name.text)
        cue = sentence.view.span(at, at + len(name.text)) if at >= 0 else None
        kept = [
            (without(hull, span), v)
            for hull, v in found
            if not v.is_same(Voice((person,), None, "quoted", 1))
        ]
        return [*kept, (span, Voice((person,), cue, "quoted", 0.85, via=relay))]
    return found


def _relay(paragraph: Paragraph, found: Sequence[tuple[Span, Voice]], speaker: Person) -> Person | None:
    for _, voice in found:
        if len(voice.people) == 1 and voice.people[0] is not speaker:
            return voice.people[0]
    if paragraph.scope and len(paragraph.scope.people) == 1 and paragraph.scope.people[0] is not speaker:
        return paragraph.scope.people[0]
    return None
