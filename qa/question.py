"""Understand a question: whom it asks, within which records, for what act, and about what."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from corpus import Speaker
from qa.folding import fold
from qa.limits import Limit, Record, find_limit
from qa.names import IsKnownWord, Mention
from qa.people import People
from qa.reading import (
    OPENING_WORDS,
    Reading,
    group_at,
    is_asked_to_speak,
    is_speech_at,
    language_of,
    length_of_who,
)
from qa.remarks import remark
from qa.topic import act_of, join, topic_words
from qa.types import AnswerType, Filters, NamedOrganisation, Question
from qa.wording import Phrases, wording

TELLING_RECORDS = 20  # who speaks in more is not told apart by their titles
LONGEST_QUESTION = 1000  # characters; what follows is not read


def _unknown(_: str) -> bool:
    return False


def understand(
    text: str,
    speakers: Iterable[Speaker],
    documents: Iterable[Record] = (),
    is_known_word: IsKnownWord = _unknown,
) -> Question:
    """What a question asks, given who speaks and which records there are."""
    return Interpreter(speakers, documents, is_known_word=is_known_word).understand(text)


class Interpreter:
    """Understands questions to one corpus, whose names it has looked up once."""

    def __init__(
        self,
        speakers: Iterable[Speaker],
        documents: Iterable[Record] = (),
        records_of: Mapping[str, Sequence[str]] | None = None,
        is_known_word: IsKnownWord = _unknown,
    ) -> None:
        """``records_of`` gives the ids of the documents a speaker id speaks in."""
        known = tuple(speakers)
        self._documents = tuple(documents)
        titles = {document.id: document.title for document in self._documents}
        spoken = {
            speaker: " ".join(titles.get(document, "") for document in ids)
            for speaker, ids in (records_of or {}).items()
            if len(ids) <= TELLING_RECORDS
        }
        self._people = People(known, spoken, is_known_word)
        self.names = self._people.names

    def understand(self, text: str) -> Question:
        """Never raises: an empty or absurd question comes back with an empty topic."""
        reading = Reading.of(text[:LONGEST_QUESTION])
        reading = self._people.read(reading)
        limit = find_limit(reading.words, self._documents, reading.people)
        return _as_question(text, reading, limit)


def _as_question(text: str, reading: Reading, limit: Limit) -> Question:
    speakers = _speakers_of(
        m for m in reading.asked if m.form != "organisation" or is_asked_to_speak(reading, m)
    )
    preferred = _speakers_of(m for m in (*reading.asked, *reading.named) if m.form == "organisation")
    group = group_at(reading) if not speakers and not reading.asks_who else None
    kept = topic_words(reading, limit.words, group)
    act = act_of(reading, group)
    asks_identity = _asks_identity(reading, kept)
    if asks_identity:  # others may say what somebody is
        kept = sorted({*kept, *(p for m in reading.asked for p in range(m.start, m.end))})
    named = _speakers_of(m for m in reading.named if m.form != "organisation")
    return Question(
        text=text,
        topic=join(reading, kept),
        speakers=() if asks_identity else speakers,
        unknown=tuple(name.name for name in reading.unknown),
        preferred=tuple(s for s in preferred if s not in speakers),
        organisations=_organisations_of(reading),
        mentioned=(*speakers, *named) if asks_identity else named,
        filters=Filters(documents=limit.documents),
        act=act if act != "compare" or not reading.asked[1:] else None,
        missing=limit.missing,
        asks_who=reading.asks_who,
        asks_cast=asks_identity or _asks_cast(reading),
        asks_group=group is not None,
        is_broad=reading.is_question and _is_broad(reading),
        compares=len(reading.asked) > 1 or reading.stems[reading.start : reading.start + 1] == ["compar"],
        wants=None if reading.asks_who else _wants(reading),
        quoted=_quoted(text),
        language=language_of(reading),
        notes=(*_notes(reading), *limit.notes),
    )


def _asks_identity(reading: Reading, kept: Sequence[int]) -> bool:
    """Whether nothing is asked of the people named but who they are: "what is Ann Lee's job title"."""
    people = {
        p for m in (*reading.asked, *reading.named) if m.form != "organisation" for p in range(m.start, m.end)
    }
    rest = [p for p in kept if p not in people and wording().is_content(reading.words[p])]
    if not people or not all(reading.stems[p] in wording().identity for p in rest):
        return False
    # "What did Ann Lee say regarding jobs" and "Ann Lee on jobs" ask for her words.
    if any(is_speech_at(reading.stems, mention.end) for mention in (*reading.asked, *reading.named)):
        return False
    if any(p and wording().topic_prepositions.length_at(reading.stems, p - 1) for p in rest):
        return False
    is_who = reading.asks_who and reading.stems[reading.start + 1 : reading.start + 2] in (["is"], ["was"])
    return bool(rest) or is_who


def _asks_cast(reading: Reading) -> bool:
    """Whether it asks who had a part in the event: "who moderated", "who were the speakers"."""
    after = reading.start + length_of_who(reading.stems, reading.start)
    return reading.asks_who and wording().cast.is_in(reading.stems[after : after + 3])


def _is_broad(reading: Reading) -> bool:
    """Whether the opening asks for a discussion as a whole."""
    return wording().broad.is_in(reading.stems[reading.start : reading.start + OPENING_WORDS])


def _speakers_of(mentions: Iterable[Mention]) -> tuple[Speaker, ...]:
    return tuple(dict.fromkeys(speaker for mention in mentions for speaker in mention.speakers))


def _organisations_of(reading: Reading) -> tuple[NamedOrganisation, ...]:
    """The organisations a question names, by the name that their first speaker gives them."""
    return tuple(
        NamedOrganisation(
            reading.said(mention.start, mention.end),
            mention.speakers[0].organisation or mention.speakers[0].label,
            mention.speakers,
        )
        for mention in (*reading.asked, *reading.named)
        if mention.form == "organisation"
    )


def _wants(reading: Reading) -> AnswerType | None:
    """What kind of thing must stand in the answer, told from the opening of the question."""
    starts = [reading.start, *(m.end for m in reading.asked)]
    return next((kind for start in starts if (kind := _wants_at(reading.stems[start:]))), None)


def _wants_at(stems: list[str]) -> AnswerType | None:
    lexicon, opening = wording(), stems[:OPENING_WORDS]
    kinds: tuple[tuple[AnswerType, Phrases], ...] = (
        ("number", lexicon.number),
        ("date", lexicon.date),
        ("place", lexicon.place),
    )
    for kind, phrases in kinds:
        first = phrases.first_in(opening)
        if first == 0 or (
            first == 1 and opening[0] in ("on", "by", "from", "at", "in", "until", "sinc", "to")
        ):
            return kind
    if opening[:1] not in (["what"], ["which"]):
        return None
    if lexicon.money_nouns.length_at(opening, 1):  # "which salary do ..."
        return "number"
    if opening[1:2] not in (["is"], ["was"], ["are"], ["were"], ["be"]):
        return None
    # "what was the open rate of ...": the noun before the first preposition says it
    noun = list(takewhile(lambda s: s not in ("of", "for", "about", "on", "in"), opening[1:]))[-1:]
    return (
        "number" if lexicon.number_nouns.is_in(noun) else "date" if lexicon.date_nouns.is_in(noun) else None
    )


def _quoted(text: str) -> tuple[str, ...]:
    """What stands between quotation marks, if it is more than one word."""
    found, opened = [], None
    pairs = {'"': '"', "“": "”", "«": "»", "„": "“", "”": "”"}
    for position, letter in enumerate(text):
        if opened is None:
            if letter in pairs:
                opened = position
        elif letter == pairs[text[opened]] or letter in '"”':
            found.append(text[opened + 1 : position].strip())
            opened = None
    return tuple(quote for quote in found if len(quote.split()) > 1)


def _notes(reading: Reading) -> Iterable[str]:
    for mention in reading.asked:
        said = reading.said(mention.start, mention.end)
        labels = list(dict.fromkeys(speaker.label for speaker in mention.speakers))
        if mention.corrected and len(labels) == 1:
            yield remark("read_as", said=said, name=labels[0])
        elif mention.form in ("first", "surname") and len(labels) > 1:
            yield remark("may_be", said=said, either=tuple(labels))
        elif mention.form in ("role", "organisation") and len(labels) <= 3 and fold(said) != fold(labels[0]):
            yield remark("taken_to_be", said=said, either=tuple(labels))
    language = language_of(reading)
    if language != "English":
        yield remark("language", language=language)
