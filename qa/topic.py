"""What a question is about: what is left when names and boilerplate are cut, and the act it asks for."""

from collections.abc import Sequence
from itertools import pairwise

from qa.reading import (
    OPENING_WORDS,
    Place,
    Reading,
    is_agent,
    is_asked_to_speak,
    is_hyphened,
    is_speech_at,
    language_of,
    length_of_who,
)
from qa.wording import wording

_TOPIC_BEGINS = ("about", "on", "of", "regarding", "concerning", "for")

LONGEST_CONTRAST = 3  # words

# What a topic neither begins nor ends with.
_LEADING = frozenset(
    [
        "a",
        "an",
        "the",
        "in",
        "of",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "about",
        "as",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
        "be",
    ]
)


def act_of(reading: Reading, group: range | None) -> str | None:
    """The act whose verb or noun stands where the topic is introduced: "what did she propose about ..."."""
    anchors = [*reading.anchors, *([group.stop] if group else [])]
    if not reading.is_question and not reading.asked:
        return None
    for anchor in sorted(set(anchors)):
        for position in range(anchor, min(anchor + 3, len(reading.stems))):
            if position in reading.taken or wording().reporting.length_at(reading.stems, position) > 1:
                break
            for act in wording().acts:
                if act.asked_by.length_at(reading.stems, position):
                    return act.name
            if reading.words[position].folded in _TOPIC_BEGINS:
                break
    return None


def topic_words(reading: Reading, limited: frozenset[int], group: range | None) -> list[int]:
    """The positions of the words that say what the question is about."""
    lexicon, stems = wording(), reading.stems
    asked = [m for m in reading.asked if m.form != "organisation" or is_asked_to_speak(reading, m)]
    names: list[Place] = [*asked, *reading.unknown]
    cut = {p for m in names for p in range(m.start, m.end)} | set(limited)
    cut |= {p for left, right in pairwise(asked) for p in range(left.end, right.start)}
    cut |= set(range(reading.start)) | set(group or ())
    cut |= {p for i in range(len(stems) - 1) if stems[i : i + 2] == ["accord", "to"] for p in (i, i + 1)}
    _cut(cut, reading.start, length_of_who(stems, reading.start))
    subjects = [m for m in names if not is_agent(reading, m.start)]
    if reading.auxiliary is not None:
        cut.add(reading.auxiliary)
        first = min((m.start for m in subjects if m.start > reading.auxiliary), default=reading.auxiliary + 1)
        between = range(reading.auxiliary + 1, first)
        if first - reading.auxiliary <= OPENING_WORDS and not _says_something(reading, between):
            cut |= set(between)
    for mention in subjects:
        if mention.start and lexicon.interrogatives.length_at(stems, mention.start - 1):
            cut.add(mention.start - 1)
    if len(asked) > 1:
        _cut(cut, asked[-1].end, lexicon.distributing.length_at(stems, asked[-1].end))
        cut.update(_contrast(stems))
    cut.update(_event_of_cast(reading))
    introduces = reading.is_question or bool(names) or group is not None or _opens_with_speech(reading)
    for anchor in (reading.start, *reading.anchors, *([group.stop] if group else [])):
        after = _cut_opening(reading, cut, anchor)
        if introduces:  # keywords are all topic: "learning from what went wrong"
            _cut_introduction(reading, cut, after)
    if asked:
        cut.update(_event_attended(reading))
    kept = [p for p in range(len(stems)) if p not in cut]
    if (language := language_of(reading)) != "English":
        kept = [p for p in kept if reading.words[p].folded.split("'")[0] not in lexicon.languages[language]]
    while kept and reading.words[kept[0]].folded in _LEADING and not is_hyphened(reading, kept[0] + 1):
        kept.pop(0)
    while kept and reading.words[kept[-1]].folded in _LEADING:
        kept.pop()
    return kept


def _opens_with_speech(reading: Reading) -> bool:
    """Whether keywords begin with the word for what was said: "views on tolls"."""
    following = reading.words[reading.start + 1 : reading.start + 2]
    speaks = wording().reporting.length_at(reading.stems, reading.start)
    return bool(speaks) and bool(following) and following[0].folded in _TOPIC_BEGINS


def _contrast(stems: list[str]) -> range:
    """The last words of a comparison that say that it is one: "how do A and B on fees differ"."""
    for start in range(max(0, len(stems) - LONGEST_CONTRAST), len(stems)):
        if start + wording().contrasting.length_at(stems, start) == len(stems):
            return range(start, len(stems))
    return range(0)


def _event_attended(reading: Reading) -> range:
    """The event as such at the end of a question: "from attending the conference", "during the talk"."""
    stems, end = reading.stems, len(reading.stems)
    if end < 3 or stems[-1] not in wording().events or stems[-2] not in ("the", "this"):
        return range(0)
    start = end - 2 - (stems[-3] == "attend")
    is_place = start > 0 and reading.words[start - 1].folded in wording().event_prepositions
    return range(start - 1, end) if is_place else range(0)


def _event_of_cast(reading: Reading) -> range:
    """The event somebody had a part in: "who moderated the Harbour Talks" is answered by its agenda."""
    if not reading.asks_who:
        return range(0)
    start = reading.start + length_of_who(reading.stems, reading.start)
    start += wording().cast.length_at(reading.stems, start)
    if reading.stems[start : start + 1] not in (["the"], ["this"]) or start < reading.start + 2:
        return range(0)
    inside = range(start, min(start + OPENING_WORDS, len(reading.stems)))
    end = next((p + 1 for p in inside if reading.stems[p] in wording().events), start)
    return range(start, end)


def _says_something(reading: Reading, between: range) -> bool:
    """Whether the words before a name are the topic: "what was the turnout at the event Ann looked back on".

    They are not where they lead to the name ("the views of"), or are its title or adverbs of the question.
    """
    content = [p for p in between if wording().is_content(reading.words[p])]
    if len(content) < 2 or reading.words[between[-1]].folded in wording().stop_words:
        return False
    if is_hyphened(reading, between.stop):
        return False
    last = reading.words[between[-1]]
    is_title = last.folded in wording().honorifics or last.stem in wording().offices
    return (
        not is_title
        and not last.is_capitalised
        and is_speech_at(reading.stems, _end_of_name(reading, between.stop))
    )


def _end_of_name(reading: Reading, start: int) -> int:
    return next((m.end for m in reading.names if m.start == start), start)


def _cut_opening(reading: Reading, cut: set[int], position: int) -> int:
    """Cut "what", "how many", "on which" and the auxiliary at a place."""
    lexicon, stems, words = wording(), reading.stems, reading.words
    position = start = _skip(cut, position)
    if position + 1 < len(stems) and words[position].folded in lexicon.stop_words - lexicon.auxiliaries:
        position += bool(lexicon.interrogatives.length_at(stems, position + 1))
    while position < len(stems) and lexicon.interrogatives.length_at(stems, position):
        position += 1
        if (
            position < len(stems)
            and stems[position - 1] == "how"
            and words[position].folded in lexicon.quantities
        ):
            position += 1
    if position > start:
        _cut(cut, start, position - start)
    return _skip(cut, position)


def _cut_introduction(reading: Reading, cut: set[int], position: int) -> None:
    """Cut the words that lead to the topic from a place on: "... said in her talk about"."""
    lexicon, stems = wording(), reading.stems
    position, acts, has_begun = _skip(cut, position), 0, False
    while position < len(stems):
        act = max((act.asked_by.length_at(stems, position) for act in lexicon.acts), default=0)
        speech = max(p.length_at(stems, position) for p in (lexicon.reporting, lexicon.light_verbs))
        joint = lexicon.joints.length_at(stems, position)
        length = joint if has_begun else max(joint, speech, 0 if acts else act)
        if not length or is_hyphened(reading, position + length):
            break
        acts += bool(act)
        has_begun = has_begun or reading.words[position].folded in _TOPIC_BEGINS
        position = _skip(cut, _cut(cut, position, length))


def _cut(cut: set[int], start: int, length: int) -> int:
    cut |= set(range(start, start + length))
    return start + length


def _skip(cut: set[int], position: int) -> int:
    while position in cut:
        position += 1
    return position


def join(reading: Reading, kept: Sequence[int]) -> str:
    """The kept words as they were written, with what stood between neighbours."""
    pieces: list[str] = []
    for number, position in enumerate(kept):
        word = reading.words[position]
        if number and kept[number - 1] == position - 1:
            pieces.append(reading.text[reading.words[position - 1].end : word.start])
        elif number:
            pieces.append(" ")
        pieces.append(reading.text[word.start : word.end])
    return "".join(pieces).strip()
