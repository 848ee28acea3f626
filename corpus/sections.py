"""Sentences of somebody's section, talk or list item, and those in it that tell of somebody else."""

import re

from corpus.paragraph import IS_SOMETHING, OTHERS, PRONOUN_SUBJECT, QUOTATION, Paragraph
from corpus.paragraph_sentences import Sentence
from corpus.vocabulary import fold
from corpus.voices import Voice

_NARRATOR = re.compile(
    r"(?:I|I['’](?:ll|m|ve|d)|My|We|We['’](?:ll|re|ve|d)|Our|Here['’]?s?(?: is| are)?|You can|See|Read"
    r"|Check)\b"
)
_WRITER_DID = re.compile(
    r"\b(?:I|me|my|mine)\b"
    r"|\b[Ww]e\s+(?:all\s+|also\s+|then\s+)?(?:discussed|were|had|talked|saw|heard|learned|learnt|went|spent|tried|played|walked|got)\b"
)
_PRESENTS = re.compile(  # what the one who gives a talk does in it
    r"(?:He|She)\s+(?:(?:then|also|next|first|finally|later)\s+)?(?:covered|covers|went\s+(?:through|over|on|into)|goes\s+(?:through|over|into)"
    r"|walked|walks|demonstrated|demonstrates|demoed|focused|focuses|touched|touches|started|starts|ended|ends|finished|concluded"
    r"|presented|presents|showed|shows|listed|lists|offered|offers|discussed|discusses|explored|explores|delved|dived)\b"
)


def voice_of_section(paragraph: Paragraph, sentence: Sentence) -> Voice | None:
    """A sentence of somebody's talk, section or list item."""
    holder = paragraph.discourse.holder
    if holder and PRONOUN_SUBJECT.match(sentence.plain):
        gender = "m" if sentence.plain[0] in "Hh" else "f"
        if holder.gender == gender:
            return Voice((holder,), None, "reported", 0.6)
    presenter = paragraph.talk or paragraph.scope
    if presenter and not presenter.group and _PRESENTS.match(sentence.plain):
        person = presenter.people[0]
        gender = "m" if sentence.plain[0] in "Hh" else "f"
        return presenter if person.gender in ("", gender) else None
    if paragraph.scope:
        told = _tells_of(paragraph, sentence, paragraph.scope) or bool(OTHERS.match(sentence.plain))
        return None if told or names_other_than(paragraph, sentence, paragraph.scope) else paragraph.scope
    if paragraph.talk and _NARRATOR.match(sentence.plain):
        paragraph.talk = None  # the writer speaks again
    if (
        paragraph.talk
        and not PRONOUN_SUBJECT.match(sentence.plain)
        and not names_other_than(paragraph, sentence, paragraph.talk)
    ):
        return paragraph.talk
    return None


def presents_body(sentence: Sentence, scope: Voice) -> bool:
    """Whether a paragraph opens with what the organisation of its section's person does."""
    body = scope.people[0].organisation if len(scope.people) == 1 else None
    first = fold(body.split()[0]) if body else ""
    begins = fold(sentence.plain).removeprefix("the ")
    return (
        len(first) > 2 and not sentence.statements and re.match(rf"{re.escape(first)}\b", begins) is not None
    )


def _tells_of(paragraph: Paragraph, sentence: Sentence, scope: Voice) -> bool:
    """Whether the writer tells of the person instead: "She won a prize", "Ana Ruiz is ...", "I like"."""
    if PRONOUN_SUBJECT.match(sentence.plain):
        return True
    if paragraph.by_writer and _WRITER_DID.search(QUOTATION.sub("", sentence.plain)):
        return True
    name = sentence.names[0] if sentence.names and sentence.names[0].start < 3 else None
    if name is None or not IS_SOMETHING.match(sentence.view.text, name.end):
        return False
    person = paragraph.person(name)
    return person is not None and person in scope.people


def names_other_than(paragraph: Paragraph, sentence: Sentence, voice: Voice) -> bool:
    for name in sentence.names:
        if name.start > 3:
            return False
        person = paragraph.person(name)
        if person is not None:
            return person not in voice.people
        return name.is_full and name.is_strong
    return False
