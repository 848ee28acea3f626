"""Understand a question: whom it asks, within which records, for what act, and about what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from corpus import Speaker
from corpus.vocabulary import vocabulary
from qa.folding import Word, fold, words_of
from qa.limits import Limit, Record, find_limit
from qa.names import IsKnownWord, Mention, NameBook, UnknownName
from qa.offices import OfficeBook
from qa.types import AnswerType, Filters, Question
from qa.wording import Phrases, wording

LONGEST_QUESTION = 1000  # characters; what follows is not read
# How far from its beginning a question may still say what it asks for.
OPENING_WORDS = 6


def understand(
    text: str,
    speakers: Iterable[Speaker],
    documents: Iterable[Record] = (),
    is_known_word: IsKnownWord = lambda word: False,
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
        is_known_word: IsKnownWord = lambda word: False,
    ) -> None:
        """``records_of`` gives the ids of the documents a speaker id speaks in."""
        known = tuple(speakers)
        self._documents = tuple(documents)
        titles = {document.id: document.title for document in self._documents}
        spoken = {
            speaker: " ".join(titles.get(document, "") for document in ids)
            for speaker, ids in (records_of or {}).items()
        }
        self.names = NameBook(known)
        self._offices = OfficeBook(known, spoken)
        self._is_known_word = is_known_word

    def understand(self, text: str) -> Question:
        """Never raises: an empty or absurd question comes back with an empty topic."""
        reading = _Reading.of(text[:LONGEST_QUESTION])
        reading = self._read_people(reading)
        limit = find_limit(reading.words, self._documents, reading.people)
        return _as_question(text, reading, limit)

    def _read_people(self, reading: "_Reading") -> "_Reading":
        words = reading.words
        mentions = _without_overlaps(
            self.names.mentions(words, self._is_known_word),
            self._offices.labels(words),
            self._offices.organisations(words),
        )
        mentions, unknown = self._split_strangers(reading, mentions)
        asked, named = _part_asked(reading, mentions)
        described = None
        speaks = any(m.form != "organisation" for m in asked) or _group_at(reading) is not None
        if not reading.asks_who and not speaks and not unknown:
            described = self._described(reading, asked)
        if described is not None:
            asked = (described,)
        if not asked and not unknown and not reading.asks_who:
            unknown = self._strangers(reading, mentions) or self._small_strangers(reading)
        return replace(reading, asked=asked, named=named, unknown=unknown)

    def _described(self, reading: "_Reading", asked: Sequence[Mention]) -> Mention | None:
        """A description in the place of the person asked: after the auxiliary or "according to"."""
        for start in reading.subject_places():
            if start >= len(reading.words):
                continue
            first = reading.words[start]
            if first.folded != "the" and not first.is_capitalised:
                continue
            found = self._offices.described(reading.words, start)
            if found is None or any(m.start < found.end and m.end > found.end for m in asked):
                continue
            return found
        return None

    def _split_strangers(
        self, reading: "_Reading", mentions: Sequence[Mention]
    ) -> tuple[tuple[Mention, ...], tuple[UnknownName, ...]]:
        """Take out one-word names that belong to a stranger: "Sandra Johnson" is not Justin Johnson."""
        kept: list[Mention] = []
        unknown: list[UnknownName] = []
        for mention in mentions:
            start, end = self._whole_name(reading, mention, mentions)
            if (start, end) == (mention.start, mention.end):
                kept.append(mention)
            elif not unknown or unknown[-1].end <= start:
                unknown.append(UnknownName(start, end, reading.said(start, end)))
        kept = [m for m in kept if not any(u.start < m.end and m.start < u.end for u in unknown)]
        return tuple(kept), tuple(unknown)

    def _whole_name(self, reading: "_Reading", mention: Mention, mentions: Sequence[Mention]) -> tuple[int, int]:
        """The mention with the words of a name that stand beside it and contradict it."""
        # Somebody whom the record knows by one name only ("Commissioner Breton") is form "full": nothing
        # beside it can contradict.
        single = mention.end - mention.start == 1 and mention.form in ("first", "surname")
        if not single:
            return mention.start, mention.end
        start, end = mention.start, mention.end
        if (mention.form == "first" or mention.corrected) and self._is_foreign_to(reading, end, mention, mentions):
            end += 1
        if mention.form == "surname" and start and self._is_foreign_to(reading, start - 1, mention, mentions):
            start -= 1
        return start, end

    def _is_foreign_to(
        self, reading: "_Reading", position: int, mention: Mention, mentions: Sequence[Mention]
    ) -> bool:
        """Whether the word beside a name is part of a name that is not this one."""
        if position >= len(reading.words) or not reading.is_adjacent(position, mention):
            return False
        word = reading.words[position]
        if _is_function_word(word) or word.folded in wording().honorifics or len(word.folded) < 2:
            return False
        others = [m for m in mentions if m.start <= position < m.end]
        if others:
            return others[0].form in ("first", "surname") and others[0].end - others[0].start == 1
        if word.is_capitalised and reading.capitals_count and not word.text.isupper():
            return position > 0 or not self._is_known_word(word.folded)
        return not self._is_known_word(word.folded) and word.folded.isalpha() and len(word.folded) > 2 \
            and mention.form == "surname" and position == 0

    def _strangers(self, reading: "_Reading", mentions: Sequence[Mention]) -> tuple[UnknownName, ...]:
        """A capitalised name in the place of the person asked that nobody in the corpus bears."""
        taken = {position for mention in mentions for position in range(mention.start, mention.end)}
        for start in reading.subject_places():
            while start < len(reading.words) and reading.words[start].folded in wording().honorifics:
                start += 1
            end = start
            while end < len(reading.words) and end not in taken and reading.is_name_like(end):
                end += 1
                while start < end < len(reading.words) and reading.words[end].folded in wording().particles:
                    end += 1
            if start == end:
                continue
            if self._is_stranger(reading, start, end):
                return (UnknownName(start, end, reading.said(start, end)),)
        return ()

    def _is_stranger(self, reading: "_Reading", start: int, end: int) -> bool:
        """Whether capitalised words name somebody; that the records know the words makes no speaker of them.

        A word of no record is a name. Two words the records do know are one if they look like a person's
        and not like an organisation's: somebody who is only named, or only in a list of those present.
        """
        words = reading.words[start:end]
        if end - start == 1 and start == reading.start:
            return False  # any word has a capital there
        if any(not self._is_known_word(word.folded) for word in words):
            return True
        is_subject = reading.auxiliary is not None and start == reading.auxiliary + 1
        looks_personal = words[0].folded in vocabulary().genders or (is_subject and _is_speech_at(reading.stems, end))
        bodies = wording().bodies
        return len(words) > 1 and looks_personal and not any(w.stem in bodies or w.text.isupper() for w in words)

    def _small_strangers(self, reading: "_Reading") -> tuple[UnknownName, ...]:
        """A given name and a word of no record at the head of a question in small letters."""
        head = reading.words[reading.start : reading.start + 2]
        if len(head) < 2 or any(self._is_known_word(word.folded) or len(word.folded) < 3 for word in head):
            return ()
        if head[0].folded not in vocabulary().genders or _is_function_word(head[1]) or not head[1].folded.isalpha():
            return ()
        return (UnknownName(reading.start, reading.start + 2, reading.said(reading.start, reading.start + 2)),)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A question in words, and what has been recognised in it so far."""

    text: str
    words: tuple[Word, ...]
    stems: list[str]
    start: int  # the first word after "please tell me" and its like
    asks_who: bool
    auxiliary: int | None
    asked: tuple[Mention, ...] = ()
    named: tuple[Mention, ...] = ()
    unknown: tuple[UnknownName, ...] = ()

    @classmethod
    def of(cls, text: str) -> "_Reading":
        words = words_of(text)
        stems = [word.stem for word in words]
        start = 0
        while length := wording().requests.length_at(stems, start):
            start += length
        asks_who = bool(wording().asking_who.length_at(stems, start)) or any(
            stems[i : i + 2] == ["by", "whom"] for i in range(len(stems))
        )
        return cls(text, words, stems, start, asks_who, _auxiliary(words, stems, start))

    @property
    def anchors(self) -> list[int]:
        """Where the words that introduce the topic may begin: after the opening and after each name."""
        opened = self.start + wording().asking_who.length_at(self.stems, self.start)
        ends = [m.end for m in (*self.asked, *self.unknown)]
        return [opened, *([self.auxiliary + 1] if self.auxiliary is not None else []), *ends]

    @property
    def taken(self) -> frozenset[int]:
        return frozenset(p for m in (*self.asked, *self.named) for p in range(m.start, m.end))

    @property
    def is_question(self) -> bool:
        """Whether it asks, and does not only name a topic or state something."""
        opens = wording().interrogatives.length_at(self.stems, self.start) or self.auxiliary is not None
        return bool(opens) or self.start > 0 or "accord" in self.stems or self.stems[:1] == ["summar"]

    @property
    def people(self) -> frozenset[int]:
        """The positions of the words that name people."""
        mentions = [m for m in (*self.asked, *self.named) if m.form != "organisation"]
        return frozenset(p for m in mentions for p in range(m.start, m.end))

    @property
    def capitals_count(self) -> bool:
        """Whether capitals tell names apart: not in a title-cased or shouted question."""
        inner = [word for word in self.words[1:] if word.folded.isalpha() and wording().is_content(word)]
        return len(inner) < 4 or not all(word.is_capitalised for word in inner)

    def said(self, start: int, end: int) -> str:
        return self.text[self.words[start].span.start : self.words[end - 1].span.end]

    def is_adjacent(self, position: int, mention: Mention) -> bool:
        """Whether only one space lies between a word and the mention beside it."""
        left, right = (position, mention.start) if position < mention.start else (mention.end - 1, position)
        return self.words[right].span.start - self.words[left].span.end == 1 and \
            self.text[self.words[left].span.end].isspace()

    def is_name_like(self, position: int) -> bool:
        word = self.words[position]
        gap = self.text[self.words[position - 1].span.end : word.span.start] if position else ""
        follows = gap.strip() not in ("", "-")
        plain = word.is_capitalised and word.folded.isalpha() and not _is_function_word(word)
        return plain and self.capitals_count and not (follows and position > self.start)

    def subject_places(self) -> list[int]:
        """Where the person asked may stand: after the auxiliary, after "according to", at the beginning."""
        places = []
        if self.auxiliary is not None:
            places.append(self.auxiliary + 1)
        elif not (opened := wording().interrogatives.length_at(self.stems, self.start)) or self.start:
            places.append(self.start + opened)  # "Jane Doe on ports", "tell me what the moderator asked"
        places += [i + 2 for i in range(len(self.stems) - 2) if self.stems[i : i + 2] == ["accord", "to"]]
        places += [i + 1 for i in range(len(self.stems) - 1) if self.stems[i] in ("by", "from")]
        return places


def _auxiliary(words: Sequence[Word], stems: list[str], start: int) -> int | None:
    """The verb that opens a question ("did"), behind what it asks for ("what use case did ...")."""
    lexicon = wording()
    if length := lexicon.asking_who.length_at(stems, start):
        nearby = range(start + length, start + length + 1)
    elif start < len(stems) and (
        lexicon.interrogatives.length_at(stems, start)
        or (words[start].folded in lexicon.stop_words and lexicon.interrogatives.length_at(stems, start + 1))
    ):
        nearby = range(start + 1, start + OPENING_WORDS)
    else:
        nearby = range(start, start + 1)
    return next((i for i in nearby if i < len(words) and words[i].folded in lexicon.auxiliaries), None)


def _is_function_word(word: Word) -> bool:
    lexicon = wording()
    return (
        word.folded in lexicon.stop_words
        or word.folded in lexicon.auxiliaries
        or bool(lexicon.interrogatives.length_at([word.stem], 0))
        or bool(lexicon.reporting.length_at([word.stem], 0))
        or any(act.asked_by.length_at([word.stem], 0) for act in lexicon.acts)
    )


def _without_overlaps(*kinds: Sequence[Mention]) -> tuple[Mention, ...]:
    """Of mentions that overlap the longest stays; of equal ones that of the earlier kind."""
    ranked = [(m.start - m.end, order, m) for order, kind in enumerate(kinds) for m in kind]
    kept: list[Mention] = []
    for _, _, mention in sorted(ranked, key=lambda entry: entry[:2]):
        if not any(mention.start < other.end and other.start < mention.end for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.start))


def _part_asked(
    reading: _Reading, mentions: Sequence[Mention]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Part those a question asks from those it only names."""
    if reading.asks_who:
        return (), tuple(mentions)
    group = _group_at(reading)
    if group is not None and not any(m.start < group.start for m in mentions):
        return (), tuple(mentions)
    asked: list[Mention] = []
    for mention in mentions:
        joined = bool(asked) and _is_joined(reading, asked[-1], mention)
        if joined or (not asked and not _is_topic(reading, mention, mentions)):
            asked.append(mention)
    return tuple(asked), tuple(m for m in mentions if m not in asked)


def _is_joined(reading: _Reading, left: Mention, right: Mention) -> bool:
    """ "A and B", "A, B", "A versus B", "compare A with B"."""
    between = [word.folded for word in reading.words[left.end : right.start]]
    joins = {"and", "or", "vs", "versus", "nor", "then"}
    if reading.stems[reading.start : reading.start + 1] in (["compar"], ["contrast"], ["differ"]):
        joins |= {"with", "to", "the", "from", "what", "did", "views", "view", "position", "positions", "of"}
    gap = reading.text[reading.words[left.end - 1].span.end : reading.words[right.start].span.start]
    return all(word in joins | {"the"} for word in between) and (bool(between) or "," in gap or "&" in gap)


def _is_topic(reading: _Reading, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a name is what the question is about: it follows "about", "with", "told" ..."""
    if mention.start == 0:
        return False
    before = reading.words[mention.start - 1]
    if before.folded == "the" and mention.start > 1:
        before = reading.words[mention.start - 2]
    if not wording().topic_prepositions.length_at([before.stem], 0):
        return False
    preceding = reading.stems[: mention.start]
    if preceding[-1] == "by" or preceding[-2:] == ["accord", "to"] or "accord" in preceding[-3:]:
        return False
    views = {"view", "opinion", "thought", "stanc", "posit", "attitud", "idea", "propos", "suggest", "word", "statement",
             "comment", "remark", "perspect", "contribut", "take", "messag", "argument", "compar", "differ", "quot"}
    return not (before.folded in ("of", "from") and views & set(preceding[-4:]))


def _as_question(text: str, reading: _Reading, limit: Limit) -> Question:
    speakers = _speakers_of(m for m in reading.asked if m.form != "organisation" or _is_asked_to_speak(reading, m))
    preferred = _speakers_of(m for m in (*reading.asked, *reading.named) if m.form == "organisation")
    group = _group_at(reading) if not speakers and not reading.asks_who else None
    kept = _topic_words(reading, limit.words, group)
    act = _act_of(reading, group)
    return Question(
        text=text,
        topic=_join(reading, kept),
        speakers=speakers,
        unknown=tuple(name.name for name in reading.unknown),
        preferred=tuple(s for s in preferred if s not in speakers),
        mentioned=_speakers_of(m for m in reading.named if m.form != "organisation"),
        filters=Filters(documents=limit.documents),
        act=act if act != "compare" or not reading.asked[1:] else None,
        missing=limit.missing,
        asks_who=reading.asks_who,
        asks_group=group is not None,
        is_broad=reading.is_question and _is_broad(reading),
        compares=len(reading.asked) > 1 or reading.stems[reading.start : reading.start + 1] == ["compar"],
        wants=_wants(reading),
        quoted=_quoted(text),
        language=_language(reading),
        notes=(*_notes(reading), *limit.notes),
    )


def _is_broad(reading: _Reading) -> bool:
    """Whether the opening asks for a discussion as a whole."""
    return wording().broad.is_in(reading.stems[reading.start : reading.start + OPENING_WORDS])


def _speakers_of(mentions: Iterable[Mention]) -> tuple[Speaker, ...]:
    return tuple(dict.fromkeys(speaker for mention in mentions for speaker in mention.speakers))


def _is_asked_to_speak(reading: _Reading, mention: Mention) -> bool:
    """Whether an organisation is asked what it said, and not only what the question is about."""
    if reading.stems[max(0, mention.start - 3) : mention.start][:2] == ["accord", "to"] or (
        mention.start and reading.stems[mention.start - 1] == "by"
    ):
        return True
    if reading.auxiliary is None or mention.start > reading.auxiliary + 2:
        return False
    return _is_speech_at(reading.stems, mention.end)


def _is_speech_at(stems: list[str], position: int) -> bool:
    lexicon = wording()
    return bool(lexicon.reporting.length_at(stems, position)) or any(
        act.asked_by.length_at(stems, position) for act in lexicon.acts
    )


def _group_at(reading: _Reading) -> range | None:
    """The words of a group in the place of the person asked: "did the panellists agree"."""
    stems = reading.stems
    for start in reading.subject_places() if reading.is_question else ():
        for position in range(start, min(start + OPENING_WORDS, len(stems))):
            if position > start and _is_speech_at(stems, position):
                break
            length = wording().groups.length_at(stems, position)
            end = position + length
            if length and (end == len(stems) or _is_speech_at(stems, end) or _is_parted(reading, end)):
                return range(position, end)
    return None


def _is_parted(reading: _Reading, position: int) -> bool:
    """Whether a comma or an auxiliary follows: "according to the panellists, are ..."."""
    gap = reading.text[reading.words[position - 1].span.end : reading.words[position].span.start]
    return "," in gap or reading.words[position].folded in (*wording().auxiliaries, "all")


def _act_of(reading: _Reading, group: range | None) -> str | None:
    """The act whose verb or noun stands where the topic is introduced: "what did she propose about ..."."""
    anchors = [*reading.anchors, *([group.stop] if group else [])]
    if not reading.is_question and not reading.asked:
        return None
    for anchor in sorted(set(anchors)):
        for position in range(anchor, min(anchor + 3, len(reading.stems))):
            if position in reading.taken:
                break
            for act in wording().acts:
                if act.asked_by.length_at(reading.stems, position):
                    return act.name
            if reading.words[position].folded in _TOPIC_BEGINS:
                break
    return None


_TOPIC_BEGINS = ("about", "on", "of", "regarding", "concerning", "for")


def _topic_words(reading: _Reading, limited: frozenset[int], group: range | None) -> list[int]:
    """The positions of the words that say what the question is about."""
    lexicon, stems = wording(), reading.stems
    asked = [m for m in reading.asked if m.form != "organisation" or _is_asked_to_speak(reading, m)]
    cut = {p for m in (*asked, *reading.unknown) for p in range(m.start, m.end)} | set(limited)
    cut |= {p for left, right in pairwise(asked) for p in range(left.end, right.start)}
    cut |= set(range(reading.start)) | set(group or ())
    cut |= {p for i in range(len(stems) - 1) if stems[i : i + 2] == ["accord", "to"] for p in (i, i + 1)}
    _cut(cut, reading.start, lexicon.asking_who.length_at(stems, reading.start))
    subjects = [m for m in (*asked, *reading.unknown) if not _is_agent(reading, m.start)]
    if reading.auxiliary is not None:
        cut.add(reading.auxiliary)
        first = min((m.start for m in subjects if m.start > reading.auxiliary), default=reading.auxiliary + 1)
        cut |= set(range(reading.auxiliary + 1, first)) if first - reading.auxiliary <= OPENING_WORDS else set()
    for mention in subjects:
        if mention.start and lexicon.interrogatives.length_at(stems, mention.start - 1):
            cut.add(mention.start - 1)
    for anchor in (reading.start, *reading.anchors, *([group.stop] if group else [])):
        _cut_introduction(reading, cut, _cut_opening(reading, cut, anchor))
    kept = [p for p in range(len(stems)) if p not in cut]
    if (language := _language(reading)) != "English":
        kept = [p for p in kept if reading.words[p].folded.split("'")[0] not in lexicon.languages[language]]
    while kept and reading.words[kept[0]].folded in _LEADING and not _is_hyphened(reading, kept[0] + 1):
        kept.pop(0)
    while kept and reading.words[kept[-1]].folded in _LEADING:
        kept.pop()
    return kept


# What a topic neither begins nor ends with.
_LEADING = frozenset("a an the in of on at to for from by with about as and or is are was were be".split())


def _is_agent(reading: _Reading, position: int) -> bool:
    """Whether "by" or "according to" stands before."""
    before = [word.folded for word in reading.words[max(0, position - 3) : position] if word.folded != "the"]
    return before[-1:] == ["by"] or before[-2:] == ["according", "to"]


def _cut_opening(reading: _Reading, cut: set[int], position: int) -> int:
    """Cut "what", "how many", "on which" and the auxiliary at a place."""
    lexicon, stems, words = wording(), reading.stems, reading.words
    position = start = _skip(cut, position)
    if position + 1 < len(stems) and words[position].folded in lexicon.stop_words - lexicon.auxiliaries:
        position += bool(lexicon.interrogatives.length_at(stems, position + 1))
    while position < len(stems) and lexicon.interrogatives.length_at(stems, position):
        position += 1
        if position < len(stems) and stems[position - 1] == "how" and words[position].folded in lexicon.quantities:
            position += 1
    if position > start:
        _cut(cut, start, position - start)
    return _skip(cut, position)


def _cut_introduction(reading: _Reading, cut: set[int], position: int) -> None:
    """Cut the words that lead to the topic from a place on: "... said in her talk about"."""
    lexicon, stems = wording(), reading.stems
    position, acts, has_begun = _skip(cut, position), 0, False
    while position < len(stems):
        act = max((act.asked_by.length_at(stems, position) for act in lexicon.acts), default=0)
        speech = max(p.length_at(stems, position) for p in (lexicon.reporting, lexicon.light_verbs))
        joint = lexicon.joints.length_at(stems, position)
        length = joint if has_begun else max(joint, speech, 0 if acts else act)
        if not length or _is_hyphened(reading, position + length):
            break
        acts += bool(act)
        has_begun = has_begun or reading.words[position].folded in _TOPIC_BEGINS
        position = _skip(cut, _cut(cut, position, length))


def _is_hyphened(reading: _Reading, position: int) -> bool:
    """Whether a hyphen ties a word to the one before."""
    if position >= len(reading.words):
        return False
    gap = reading.text[reading.words[position - 1].span.end : reading.words[position].span.start]
    return gap == "-"


def _cut(cut: set[int], start: int, length: int) -> int:
    cut |= set(range(start, start + length))
    return start + length


def _skip(cut: set[int], position: int) -> int:
    while position in cut:
        position += 1
    return position


def _join(reading: _Reading, kept: Sequence[int]) -> str:
    """The kept words as they were written, with what stood between neighbours."""
    pieces: list[str] = []
    for number, position in enumerate(kept):
        word = reading.words[position]
        if number and kept[number - 1] == position - 1:
            pieces.append(reading.text[reading.words[position - 1].span.end : word.span.start])
        elif number:
            pieces.append(" ")
        pieces.append(reading.text[word.span.start : word.span.end])
    return "".join(pieces).strip()


def _wants(reading: _Reading) -> AnswerType | None:
    """What kind of thing must stand in the answer, told from the opening of the question."""
    starts = [reading.start, *(m.end for m in reading.asked)]
    return next((kind for start in starts if (kind := _wants_at(reading.stems[start:]))), None)


def _wants_at(stems: list[str]) -> AnswerType | None:
    lexicon, opening = wording(), stems[:OPENING_WORDS]
    kinds: tuple[tuple[AnswerType, Phrases], ...] = (
        ("number", lexicon.number), ("date", lexicon.date), ("place", lexicon.place),
    )
    for kind, phrases in kinds:
        first = phrases.first_in(opening)
        if first == 0 or (first == 1 and opening[0] in ("on", "by", "from", "at", "in", "until", "sinc", "to")):
            return kind
    # "what was the open rate of ...": the noun before the first preposition says it
    if opening[:1] == ["what"] and len(opening) > 1 and opening[1] in ("is", "was", "are", "were", "be"):
        noun = [stem for stem in takewhile(lambda s: s not in ("of", "for", "about", "on", "in"), opening[1:])][-1:]
        return "number" if lexicon.number_nouns.is_in(noun) else "date" if lexicon.date_nouns.is_in(noun) else None
    return None


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


def _language(reading: _Reading) -> str:
    """The language whose function words prevail; English in doubt."""
    named = {p for m in (*reading.asked, *reading.named, *reading.unknown) for p in range(m.start, m.end)}
    folded = [word.folded.split("'")[0] for p, word in enumerate(reading.words) if p not in named]
    counts = {name: sum(w in known for w in folded) for name, known in wording().languages.items()}
    english = sum(word in wording().stop_words for word in folded)
    name = max(sorted(counts), key=lambda language: counts[language])
    return name if counts[name] >= 2 and counts[name] > english else "English"


def _notes(reading: _Reading) -> Iterable[str]:
    for mention in reading.asked:
        said = reading.said(mention.start, mention.end)
        labels = list(dict.fromkeys(speaker.label for speaker in mention.speakers))
        if mention.corrected and len(labels) == 1:
            yield f"Read “{said}” as {labels[0]}."
        elif mention.form in ("first", "surname") and len(labels) > 1:
            yield f"“{said}” may be {_listed(labels)}; all of them were searched."
        elif mention.form in ("role", "organisation") and len(labels) <= 3 and fold(said) != fold(labels[0]):
            yield f"Took “{said}” to be {_listed(labels)}."
    language = _language(reading)
    if language != "English":
        yield (
            f"The question seems to be in {language}. Names, numbers and words that both languages share are found; "
            "matching by meaning is limited when the model does not cover the language."
        )


def _listed(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} or {labels[-1]}"
