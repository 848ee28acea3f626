"""Whose a sentence without a cue is: the speaker's before, the section's, or of whom stands around it."""

import re
from dataclasses import replace

from corpus.names import find_names
from corpus.narration import is_motion, is_narrated, is_outcome, is_remark
from corpus.paragraph import OTHERS, PRONOUN_SUBJECT, QUOTATION, SPEECH_WORDS, WORD, Paragraph, is_subject
from corpus.paragraph_sentences import Sentence
from corpus.people import Person
from corpus.prose_view import prose_view
from corpus.sections import voice_of_section
from corpus.types import Kind
from corpus.vocabulary import vocabulary
from corpus.voices import Reading, Voice

_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine)\b")
_WRITERS = re.compile(r"\b(?:we|us)\b")
_GOES_ON = re.compile(
    r"\s+(?:then\s+|also\s+)?(?:continued|added|went\s+on|followed\s+up|joked|replied|responded|began)\b"
    r"(?:[\s,:]+[\w'’]+){0,8}?[\s,:]+(?:I|we|my|our|you)(?:['’]\w+)?\s"
)
_AGENDA_LINE = re.compile(r"(?:To [a-z]+ |\S+(?: \S+){0,5}$)")
_SUFFERED = re.compile(
    r"(?:He|She)\s+was\s+(?:then\s+)?(?:told|asked|yelled|informed|shouted|advised|warned|offered|given|met|greeted|introduced)\b"
)
_SOMEBODY = re.compile(
    r"(?:Someone|Somebody)\b|(?:Another|One)\s+(?:in|from|at)\s+the\b"
    r"|(?:Another|One|An?)\s+(?:[a-z-]+\s+){0,2}(?:attendee|participant|member|resident|person|delegate|student|questioner|speaker"
    r"|parent|teacher|parishioner|neighbo[u]?r|man|woman|panell?ist|journalist|reporter|visitor|guest|developer)\b"
)
_BRACKETED = re.compile(r"\[[^\[\]]{2,400}\][.!?]?")  # an editor's remark
_BACKSHIFTED = re.compile(
    r"(?P<who>He|She)\s+(?:(?:also|further|therefore|personally|himself|herself)\s+)?"
    r"(?:had(?!\s+(?:a|an|the|to)\b)|would|could|might|should|must)(?:\s+(?:also|not|never|therefore|once|always|often))*\s+[a-z]+\b"
)
_STANCE = re.compile(
    r"[^,;:]{2,80}?\s(?:strongly\s+|respectfully\s+)?(?:disagreed|dissented|objected|protested|demurred|concurred|agreed|begged\s+to\s+differ"
    r"|(?:was|were)\s+(?:less|more)\s+\w+|saw\s+(?:it|things)\s+differently)\.$"
    r"|[^,;:]{3,80}?(?:,[^;:]{3,160},|\([^)]{3,80}\))?\s(?:\w+ly\s|then\s|also\s)?"
    r"(?:presented|introduced|summari[sz]ed|outlined|demonstrated|addressed|went\s+over)\s[^;:]{3,200}\.$"
)


def unspoken_voice(paragraph: Paragraph, sentence: Sentence, voices: dict[int, Voice]) -> Voice | None:
    """The voice of a sentence that no cue gives to anybody."""
    if sentence.carried is not None and id(sentence.carried) in voices:
        paragraph.prior = voices[id(sentence.carried)]
        return paragraph.prior
    goes_on = paragraph.is_direct and paragraph.prior is not None  # "The board will meet" is said there
    narrated = (
        paragraph.rules.decisions
        and not goes_on
        and (is_narrated(sentence.plain, in_scope=paragraph.scope is not None) or is_remark(sentence.plain))
    )
    voice = None if narrated else _goes_on_with_i(paragraph, sentence) or _continued(paragraph, sentence)
    if voice is None and not narrated:
        voice = voice_of_section(paragraph, sentence) or _quotation_alone(paragraph, sentence)
    if voice is None and (narrated or not _is_about_prior(sentence)):
        paragraph.prior = _with_stance(paragraph, sentence)
    return voice


def _goes_on_with_i(paragraph: Paragraph, sentence: Sentence) -> Voice | None:
    """As in "Ruiz continued also I was told that ..." of minutes in direct speech."""
    name = sentence.names[0] if paragraph.is_direct and sentence.names else None
    if name is None or name.start > 3 or not _GOES_ON.match(sentence.view.text, name.end):
        return None
    person = paragraph.person(name)
    if person is None:
        return None
    cue = sentence.view.span(name.start, name.end)
    paragraph.prior, paragraph.only_questions = Voice((person,), cue, "reported", 0.65), False
    return paragraph.prior


def _with_stance(paragraph: Paragraph, sentence: Sentence) -> Voice | None:
    """Who takes a stand without words, "Mrs. Wise disagreed.": the next sentences tell why."""
    name = sentence.names[0] if sentence.names else None
    if not name or name.start > 12 or not _STANCE.match(sentence.plain):
        return None
    others = (paragraph.resolver.name(n.text, (), n.title) for n in sentence.names[1:])
    if any(other is not None for other in others):
        return None
    person = paragraph.person(name)
    cue = sentence.view.span(name.start, name.end)
    paragraph.only_questions = False
    return Voice((person,), cue, "reported", 0.65) if person else None


def _continued(paragraph: Paragraph, sentence: Sentence) -> Voice | None:
    if not (paragraph.prior and paragraph.may_continue and paragraph.rules.continuation):
        return None
    if paragraph.only_questions and not sentence.plain.endswith("?"):
        return None
    if not paragraph.prior.group and not any(p.name or p.is_office for p in paragraph.prior.people):
        return None  # the record of a delegation's words ends with its cue
    if _names_another(paragraph, sentence) or (
        PRONOUN_SUBJECT.match(sentence.plain)
        and not paragraph.is_direct
        and not _is_backshifted(paragraph, sentence)
    ):
        return None
    if (
        OTHERS.match(sentence.plain)
        or _SOMEBODY.match(sentence.plain)
        or _BRACKETED.fullmatch(sentence.plain)
        or is_outcome(sentence.plain)
        or _is_title(paragraph, sentence)
    ):
        return None
    if paragraph.by_writer and paragraph.presents and _FIRST_PERSON.search(QUOTATION.sub("", sentence.plain)):
        return None
    confidence = min(paragraph.prior.confidence, 0.7)
    kind: Kind = "collective" if paragraph.prior.group else "reported"
    paragraph.prior = replace(paragraph.prior, kind=kind, confidence=confidence, via=None)
    return paragraph.prior


def _is_title(paragraph: Paragraph, sentence: Sentence) -> bool:
    """Whether a line of a paragraph is the next item of the agenda: "To adopt the accounts"."""
    words = sentence.plain
    return paragraph.by_writer and bool(_AGENDA_LINE.match(words)) and words[-1] not in ".?!:;,”\"'’)"


def _is_backshifted(paragraph: Paragraph, sentence: Sentence) -> bool:
    """Whether "He had seen it" is what the speaker before says of himself, in indirect speech."""
    match = _BACKSHIFTED.match(sentence.plain)
    if (
        not match
        or (paragraph.by_writer and paragraph.presents and _WRITERS.search(sentence.plain))
        or not paragraph.prior
        or paragraph.prior.kind != "reported"
        or len(paragraph.prior.people) != 1
    ):
        return False
    return paragraph.prior.people[0].gender in ("", "m" if match["who"] == "He" else "f")


def _names_another(paragraph: Paragraph, sentence: Sentence) -> bool:
    """Whether the sentence, or a clause of it behind a semicolon, begins with somebody else."""
    later = [n for n in sentence.names if n.is_full and sentence.view.text[: n.start].endswith("; ")]
    if any(_is_another(paragraph, paragraph.resolver.name(n.text, (), n.title)) for n in later):
        return True
    for name in sentence.names:
        if name.start > (3 if paragraph.is_direct else 40) or not is_subject(sentence, name):
            return False
        person = paragraph.person(name)
        if person is not None:
            return paragraph.prior is None or person not in paragraph.prior.people or name.start < 3
        first = name.words[0] if name.words else ""
        if name.start < 3 and first in paragraph.resolver.cast.suspects:
            return True  # somebody of whom the record has told, in a form that leaves a doubt
        if name.start < 12 and name.title in vocabulary().titles:
            return True  # "Ms. Park reminded ..."
    return False


def _is_another(paragraph: Paragraph, person: Person | None) -> bool:
    return person is not None and (paragraph.prior is None or person not in paragraph.prior.people)


def _is_about_prior(sentence: Sentence) -> bool:
    return bool(PRONOUN_SUBJECT.match(sentence.plain))


def _quotation_alone(paragraph: Paragraph, sentence: Sentence) -> Voice | None:
    """A quotation that no cue claims is the paragraph's person's."""
    person = (
        paragraph.prior.people[0]
        if paragraph.prior and len(paragraph.prior.people) == 1
        else _only_named(paragraph)
    )
    if sentence.names and sentence.names[0].start < 3:  # "Bo, at the back, interrupted: ..."
        first = sentence.names[0]
        person = paragraph.person(first) or person
    if not paragraph.rules.quotes_alone or person is None:
        return None
    for quotation in QUOTATION.finditer(sentence.view.text):
        ends = quotation[1].rstrip()[-1:] in ".!?,…"
        if len(WORD.findall(quotation[1])) >= SPEECH_WORDS and ends:
            return Voice((person,), None, "quoted", 0.6)
    return None


def _only_named(paragraph: Paragraph) -> Person | None:
    """Whom the paragraph names first, if it has named nobody else so far."""
    named = {id(p) for p in (*paragraph.discourse.salient, *paragraph.discourse.aside)}
    return paragraph.opener if named <= {id(paragraph.opener)} else None


def fill_between(paragraph: Paragraph, found: list[Reading]) -> list[Reading]:
    """A sentence between two of one speaker is theirs."""
    if not paragraph.rules.between:
        return found
    for i in range(1, len(found) - 1):
        before, here, after = found[i - 1].voice, found[i].voice, found[i + 1].voice
        if here is None and before and before.is_same(after) and not before.group:
            words = prose_view(paragraph.text, found[i].span).text
            if not (_is_the_writers(paragraph, words) or _is_of_others(paragraph, words, before)):
                found[i] = replace(found[i], voice=replace(before, kind="reported", confidence=0.6, via=None))
    return found


def _is_the_writers(paragraph: Paragraph, words: str) -> bool:
    """Whether the writer tells this: what happened, was decided, or what "I" think of it."""
    writes = paragraph.by_writer and paragraph.presents and _FIRST_PERSON.search(QUOTATION.sub("", words))
    return bool(
        writes or is_motion(words) or is_narrated(words) or is_remark(words) or _SUFFERED.match(words)
    )


def _is_of_others(paragraph: Paragraph, words: str, voice: Voice) -> bool:
    """Whether a sentence tells what somebody else does."""
    names = find_names(words)
    first = words.split()[0] if words.split() else ""
    if first in paragraph.resolver.aliases():
        return paragraph.resolver.name(first) not in voice.people
    if not names or names[0].start > 3 or not (names[0].is_full and names[0].is_strong):
        return bool(OTHERS.match(words))
    return paragraph.resolver.name(names[0].text, (), names[0].title) not in voice.people
