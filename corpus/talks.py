"""Who gets the floor in a sentence, and who presents what stands below it."""

import re

from corpus.paragraph import NOT_A_SUBJECT_AFTER, PRONOUN_SUBJECT, REACH, Paragraph, is_subject
from corpus.paragraph_sentences import Sentence
from corpus.people import Person
from corpus.voices import Voice

_ON_TOPIC = re.compile(r"(?:And\s+)?(?:On|About|Regarding)\s+[^,.]{2,40}:$")
_NEXT_SPEAKER = re.compile(
    r"\b(?:[Oo]ur|[Tt]he|[Nn]ext|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ff]inal|[Ll]ast|[Kk]eynote|[Gg]uest|[Oo]pening|[Cc]losing)\s+"
    r"(?:\w+\s+)?(?:speaker|presenter|panell?ist|keynote|guest|lecturer)\b"
    r"(?:[^.;:]{0,40}?(?:,|\b(?:was|is|were|are|be|been|came|comes|from|by)))?\s*(?:\(?[A-Z][\w.-]*\s+){0,4}$"
)
_TALK = (
    r"(?:talk|presentation|keynote|lecture|speech|address|remarks|paper|poster|demo|conversation|interview"
    r"|session|overview|introduction|update)s?"
)
_TALK_BEFORE = re.compile(rf"\b{_TALK}\b[^.;:]{{0,160}}?\b(?:by|with|from|of)\s+(?:[a-z-]+\s+)?$", re.S)
_TALK_AFTER = re.compile(
    rf"[^.;:!?]{{0,140}}?\b(?:gave|gives|delivered|delivers|presented|presents|opened|opens|provided|provides|began|kicked\s+off)\b"
    rf"[^.;:!?]{{0,80}}?\b(?:{_TALK}|(?:examples?|cases?|case\s+stud(?:y|ies)|results|findings|experiences?)\b(?!\s+of\b))\b",
    re.S,
)
_BY_HANDLE = re.compile(rf"\b{_TALK}\b[^.;:]{{0,160}}?\bby\s+@(\w{{2,30}})", re.S)
_FROM_TALK = re.compile(
    r"\b(?:from|of|in)\s+(?:this|the|that|his|her|their)\s+(?:\w+\s+)?(?:talk|presentation|keynote|lecture|speech|workshop|session)\b"
)


def find_introduced(paragraph: Paragraph, sentence: Sentence) -> Person | None:
    """Who gets the floor in this sentence: for the section (returned), or for this paragraph's rest."""
    if not paragraph.presents or not paragraph.rules.introductions:
        return None
    plain = sentence.view.text
    if by_handle := _BY_HANDLE.search(plain):
        at = sentence.view.span(by_handle.start(1), by_handle.end(1))
        paragraph.talk = Voice((paragraph.resolver.handle(by_handle[1]),), at, "reported", 0.65)
    for name in sentence.names:
        person = paragraph.person(name)
        if person is None:
            continue
        before = plain[max(0, name.start - REACH) : name.start].rstrip("*_ ") + " "
        after = plain[name.end : name.end + REACH]
        if _NEXT_SPEAKER.search(before):
            return person
        if _TALK_BEFORE.search(before) or (
            _TALK_AFTER.match(after) and not NOT_A_SUBJECT_AFTER.search(before)
        ):
            paragraph.talk = Voice((person,), sentence.view.span(name.start, name.end), "reported", 0.65)
            return None
    return None


def _giver(paragraph: Paragraph) -> Voice | None:
    """Who gives the talk that a sentence speaks of."""
    named = paragraph.discourse.scope
    by_line = Voice((named,), None, "reported", 0.65) if named else None
    return paragraph.talk or paragraph.scope or by_line


def find_presenter(paragraph: Paragraph, sentence: Sentence) -> Voice | None:
    """The one person who is the subject of a sentence that ends with a colon."""
    if not paragraph.presents or not sentence.plain.endswith((":", ",")):
        return None
    subjects = []
    for name in sentence.names:
        if not is_subject(sentence, name):
            continue
        person = paragraph.person(name)
        if person is not None and (person, name) not in subjects:
            subjects.append((person, name))
    if len({id(p) for p, _ in subjects}) != 1:
        if not subjects and _FROM_TALK.search(sentence.plain) and (given := _giver(paragraph)):
            return given
        refers = PRONOUN_SUBJECT.match(sentence.plain) or _ON_TOPIC.match(sentence.plain)
        if not subjects and refers and paragraph.discourse.salient:
            return Voice((paragraph.discourse.salient[-1],), None, "reported", 0.6)
        return None
    person, name = subjects[0]
    return Voice((person,), sentence.view.span(name.start, name.end), "reported", 0.7)
