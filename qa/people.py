"""Whom a question asks: people of the corpus, people it describes, and people nobody knows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus import Speaker
from corpus.vocabulary import vocabulary
from qa.apposition import with_appositions
from qa.folding import Word
from qa.names import IsKnownWord, Mention, NameBook, UnknownName
from qa.offices import OfficeBook
from qa.reading import Reading, group_at, is_function_word, is_speech_at, is_view_of
from qa.wording import wording


class People:
    """Finds the people of a corpus in questions."""

    def __init__(
        self, speakers: Sequence[Speaker], titles: Mapping[str, str], is_known_word: IsKnownWord
    ) -> None:
        """``titles`` gives, by speaker id, the titles of the records somebody speaks in."""
        self.names = NameBook(speakers)
        self._offices = OfficeBook(speakers, titles)
        self._is_known_word = is_known_word

    def read(self, reading: Reading) -> Reading:
        words = reading.words
        mentions = _without_overlaps(
            self.names.mentions(words, self._is_known_word),
            self._offices.labels(words),
            self._offices.organisations(words),
        )
        mentions, unknown = self._split_strangers(reading, mentions)
        mentions = with_appositions(reading, _without_titles(mentions), self._offices)
        if reading.asks_who:
            unknown = ()  # who said it is asked; a stranger in the topic is no obstacle
        asked, named = _part_asked(reading, mentions)
        described = None
        speaks = any(m.form != "organisation" for m in asked)
        if not reading.asks_who and not speaks and not unknown:
            described = self._described(reading, asked)
        if described is not None and (group := group_at(reading)) is not None:
            within = described.start < group.start and group.stop <= described.end
            described = described if within and described.form == "role" else None  # "the head of the team"
        if described is not None:
            asked = (described,)
        if not asked and not unknown and not reading.asks_who:
            unknown = (
                self._strangers(reading, mentions)
                or self._small_strangers(reading)
                or self._unknown_offices(reading, mentions)
            )
        slips = [self.names.slip(words, name.start, name.end) for name in unknown]
        if slips and not asked and all(slips):
            asked, unknown = tuple(filter(None, slips)), ()
        return replace(reading, asked=asked, named=named, unknown=unknown)

    def _described(self, reading: Reading, asked: Sequence[Mention]) -> Mention | None:
        """A description in the place of the person asked: after the auxiliary or "according to"."""
        for start in reading.subject_places():
            after = next((p for p in range(start + 1, start + 4) if is_view_of(reading, p)), start)
            start = after if after < len(reading.words) else start
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
        self, reading: Reading, mentions: Sequence[Mention]
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

    def _whole_name(self, reading: Reading, mention: Mention, mentions: Sequence[Mention]) -> tuple[int, int]:
        """The mention with the words of a name that stand beside it and contradict it."""
        # Somebody whom the record knows by one name only ("Commissioner Breton") is form "full": nothing
        # beside it can contradict.
        single = mention.end - mention.start == 1 and mention.form in ("first", "surname")
        if not single:
            return mention.start, mention.end
        start, end = mention.start, mention.end
        if (mention.form == "first" or mention.corrected) and self._is_foreign_to(
            reading, end, mention, mentions
        ):
            end += 1
        if mention.form == "surname" and start and self._is_foreign_to(reading, start - 1, mention, mentions):
            start -= 1
        return start, end

    def _is_foreign_to(
        self, reading: Reading, position: int, mention: Mention, mentions: Sequence[Mention]
    ) -> bool:
        """Whether the word beside a name is part of a name that is not this one."""
        if position >= len(reading.words) or not reading.is_adjacent(position, mention):
            return False
        word = reading.words[position]
        if is_function_word(word) or word.folded in wording().honorifics or len(word.folded) < 2:
            return False
        others = [m for m in mentions if m.start <= position < m.end]
        if others:
            return others[0].form in ("first", "surname") and others[0].end - others[0].start == 1
        if word.is_capitalised and reading.capitals_count and not word.text.isupper():
            return position > 0 or not self._is_known_word(word.folded)
        return (
            not self._is_known_word(word.folded)
            and word.folded.isalpha()
            and len(word.folded) > 2
            and mention.form == "surname"
            and position == 0
        )

    def _strangers(self, reading: Reading, mentions: Sequence[Mention]) -> tuple[UnknownName, ...]:
        """A capitalised name in the place of the person asked that nobody in the corpus bears."""
        taken = {position for mention in mentions for position in range(mention.start, mention.end)}
        for start in reading.subject_places():
            while start < len(reading.words) and (
                reading.words[start].folded in wording().honorifics
                or (reading.words[start].folded == "the" and _is_office_before_name(reading, start + 1))
            ):
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

    def _is_stranger(self, reading: Reading, start: int, end: int) -> bool:
        """Whether capitalised words name somebody; that the records know the words makes no speaker of them.

        A word of no record is a name. Two words the records do know are one if they look like a person's
        and not like an organisation's: somebody who is only named, or only in a list of those present.
        """
        words = reading.words[start:end]
        if end - start == 1 and (start == reading.start or words[0].stem in wording().demonyms):
            return False  # any word has a capital there, and "Swedish" has one everywhere
        if end - start == 1 and reading.stems[start - 1 : start] == ["from"]:
            # One word after it is a place ("help from Brussels") unless it is heard from.
            return start > 1 and is_speech_at(reading.stems, start - 2) and self._is_new(words)
        if self._is_new(words):
            return True
        is_titled = start > 0 and reading.words[start - 1].folded in wording().honorifics
        is_subject = reading.auxiliary is not None and start == reading.auxiliary + 1
        speaks = (is_subject or is_titled) and is_speech_at(reading.stems, end)
        is_given = words[0].folded in vocabulary().genders
        bodies = wording().bodies
        looks_personal = speaks and is_given if len(words) == 1 else speaks or is_given
        return looks_personal and not any(w.stem in bodies or w.text.isupper() for w in words)

    def _is_new(self, words: Sequence[Word]) -> bool:
        return any(not self._is_known_word(word.folded) for word in words)

    def _unknown_offices(self, reading: Reading, mentions: Sequence[Mention]) -> tuple[UnknownName, ...]:
        """An office in the place of the person asked that nobody in the corpus holds: "the treasurer"."""
        taken = {position for mention in mentions for position in range(mention.start, mention.end)}
        for start in reading.subject_places():
            head = start + 1
            if head >= len(reading.words) or reading.words[start].folded != "the":
                continue
            while head + 1 < len(reading.words) and head not in taken and not self._is_office(reading, head):
                if is_function_word(reading.words[head]) or head - start > 2:
                    break
                head += 1
            if head in taken or not self._is_office(reading, head):
                continue
            end = head + 1
            if end < len(reading.words) and reading.words[end].folded in ("of", "at", "for", "from"):
                body = end + 1
                body += body < len(reading.words) and reading.words[body].folded == "the"
                after = body
                while after < len(reading.words) and reading.words[after].is_capitalised:
                    after += 1
                end = after if after > body else end
            body_stems = [word.stem for word in reading.words[head + 1 : end]]
            if self._offices.knows_any(body_stems):
                continue
            if end < len(reading.words) and is_speech_at(reading.stems, end):
                return (UnknownName(start, end, reading.said(start, end)),)
        return ()

    def _is_office(self, reading: Reading, position: int) -> bool:
        word = reading.words[position]
        if word.stem in wording().envoys:  # one of no body is a delegate of the group
            return [w.folded for w in reading.words[position + 1 : position + 2]] in (["of"], ["from"])
        return word.stem in wording().offices and not wording().groups.length_at([word.stem], 0)

    def _small_strangers(self, reading: Reading) -> tuple[UnknownName, ...]:
        """A given name and a word of no record at the head of a question in small letters."""
        head = reading.words[reading.start : reading.start + 2]
        if len(head) < 2 or any(self._is_known_word(word.folded) or len(word.folded) < 3 for word in head):
            return ()
        if (
            head[0].folded not in vocabulary().genders
            or is_function_word(head[1])
            or not head[1].folded.isalpha()
        ):
            return ()
        return (
            UnknownName(reading.start, reading.start + 2, reading.said(reading.start, reading.start + 2)),
        )


def _without_titles(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions without the offices that only introduce a name: "Co-Chair Ashe"."""
    names = {m.start for m in mentions if m.form in ("full", "first", "surname")}
    return tuple(m for m in mentions if m.form != "role" or m.end not in names)


def _is_office_before_name(reading: Reading, position: int) -> bool:
    """Whether "the moderator Ann Lee" goes on here."""
    words = reading.words[position : position + 2]
    return (
        len(words) == 2
        and words[0].stem in wording().offices
        and not words[0].is_capitalised
        and reading.is_name_like(position + 1)
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
    reading: Reading, mentions: Sequence[Mention]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Part those a question asks from those it only names."""
    if reading.asks_who:
        return (), tuple(mentions)
    group = group_at(reading)
    if group is not None and not any(m.start < group.start for m in mentions):
        return (), tuple(mentions)
    asked: list[Mention] = []
    for mention in mentions:
        joined = bool(asked) and _is_joined(reading, asked[-1], mention)
        if joined or (not asked and not _is_topic(reading, mention)):
            asked.append(mention)
    return tuple(asked), tuple(m for m in mentions if m not in asked)


def _is_joined(reading: Reading, left: Mention, right: Mention) -> bool:
    """Whether two names are coordinated: "A and B", "A, B", "A versus B", "compare A with B"."""
    between = [word.folded for word in reading.words[left.end : right.start]]
    joins = {"and", "or", "vs", "versus", "nor", "then"}
    if reading.stems[reading.start : reading.start + 1] in (["compar"], ["contrast"], ["differ"]):
        joins |= {"with", "to", "the", "from", "what", "did", "views", "view", "position", "positions", "of"}
    gap = reading.text[reading.words[left.end - 1].end : reading.words[right.start].start]
    return all(word in joins | {"the"} for word in between) and (bool(between) or "," in gap or "&" in gap)


def _is_topic(reading: Reading, mention: Mention) -> bool:
    """Whether a name is what the question is about: it follows "about", "with", "told" ..."""
    if mention.form != "organisation" and reading.stems[mention.end : mention.end + 1] == ["do"]:
        return True  # what somebody did is told by others
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
    views = {
        "view",
        "opinion",
        "thought",
        "stanc",
        "posit",
        "attitud",
        "idea",
        "propos",
        "suggest",
        "word",
        "statement",
        "comment",
        "remark",
        "perspect",
        "contribut",
        "take",
        "messag",
        "argument",
        "compar",
        "differ",
        "quot",
    }
    return not (before.folded in ("of", "from") and views & set(preceding[-4:]))
