"""Recognise speakers by what they are: a role, an organisation, a label of a transcript.

"the moderator", "the head of unit at DG GROW", "Energy Cluster Denmark", "the Marketing", "PhD C".
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus import Speaker
from qa.folding import Word, words_of
from qa.names import Mention, is_office
from qa.wording import wording

# A description is believed when the words found in somebody's role and organisation carry this share of
# its weight ("the French ministry of economics" need not name every department).
ENOUGH_OF_A_DESCRIPTION = 0.6
# An organisation is named by this share of its name: "EU" does not name its Publications Office.
ENOUGH_OF_AN_ORGANISATION = 0.4
# A role without the word of an office ("sociologist", "new media and web content") is named by this share.
ENOUGH_OF_A_ROLE = 0.4
# Words of a description that may go by without a match before it is taken to have ended.
WORDS_PASSED_OVER = 2
# What parts an office from its body.
_OF = frozenset(["of", "at", "for", "from", "in"])
# What parts them from the topic.
_ON = frozenset(["on", "about", "regarding", "concerning", "towards"])
# The title of a person's record may help to tell people apart ("the minute-taker of the Rust council").
RECORD_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class _Described:
    """A speaker and the stems that describe them, each with the weight of its source."""

    speaker: Speaker
    role: frozenset[str]
    names: tuple[frozenset[str], ...]  # of the organisation: the whole and its parts
    initials: frozenset[str]
    record: frozenset[str]

    @property
    def own(self) -> frozenset[str]:
        return self.role.union(self.initials, *self.names)


class OfficeBook:
    """The roles, organisations and labels of a corpus, to be looked up in questions."""

    def __init__(self, speakers: Iterable[Speaker], titles: Mapping[str, str] | None = None) -> None:
        """``titles`` gives, by speaker id, the titles of the records somebody speaks in."""
        known = tuple(speakers)
        titles = titles or {}
        self._described = [
            _Described(
                speaker,
                _content(speaker.role or ""),
                tuple(filter(None, map(_content, _parts(speaker.organisation)))),
                frozenset(letters for part in _parts(speaker.organisation) for letters in _initials(part)),
                _content(titles.get(speaker.id, "")),
            )
            for speaker in known
        ]
        counts = Counter(stem for described in self._described for stem in described.own)
        self._idf = {stem: math.log(1 + len(known) / count) for stem, count in counts.items()}
        self._rarest = math.log(1 + len(known))
        labels = [(words_of(part), s) for s in known if is_office(s) for part in _label_parts(s)]
        self._labels = {tuple(word.stem for word in words): speaker for words, speaker in labels}
        # What a label is called by in small letters: "the interface", but not "the project" of its manager.
        self._heads = {word.folded for words, _ in labels for word in (*words[-1:], *filter(_is_rank, words))}
        self._organisations = _aliases(known)

    def knows_any(self, stems: Iterable[str]) -> bool:
        """Whether the name of some organisation holds one of the stems."""
        named = {stem for described in self._described for part in described.names for stem in part}
        return not named.isdisjoint(stem for stem in stems if stem not in wording().bodies)

    def belongs(self, speaker: Speaker, body: Sequence[str]) -> bool:
        """Whether all stems of a body are of somebody's organisation, role or record."""
        known = next((d.own | d.record for d in self._described if d.speaker == speaker), frozenset[str]())
        return all(any(_matches(stem, own) for own in known) for stem in body)

    def labels(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Labels of a transcript in a question: whole ("PhD C"), or the one word that tells it apart."""
        found: list[Mention] = []
        for m in self._whole_labels([word.stem for word in words]):
            is_head = m.end - m.start > 1 or words[m.start].folded in self._heads  # "the market" is nobody
            if is_head and (_is_holder(words, m.start, m.end) or _is_joined(words, found, m)):
                found.append(m)
        taken = {position for mention in found for position in range(mention.start, mention.end)}
        found += filter(None, (self._short_label(words, p) for p in range(len(words)) if p not in taken))
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _short_label(self, words: Sequence[Word], position: int) -> Mention | None:
        """One word of a label that stands for it: "the Interface", "the professor" (all of them)."""
        word, end = words[position], position + 1
        if not _is_named(words, position) or _is_activity(word) or not _is_holder(words, position, end):
            return None
        if not word.is_capitalised and word.folded not in self._heads:
            if not _is_rank(*words[end : end + 1]):
                return None
            end += 1  # "the industrial manager" for the Industrial Designer
        # longer labels are descriptions, not names
        holders = {s.id: s for label, s in self._labels.items() if word.stem in label and len(label) <= 2}
        if not holders or (len(holders) > 1 and not _is_rank(word)):
            return None
        return Mention(position, end, tuple(holders.values()), "role")

    def organisations(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Organisations named in full, by a part of their name between commas, or by their letters."""
        stems = [word.stem for word in words]
        found: list[Mention] = []
        position = 0
        while position < len(stems):
            fitting = [
                alias
                for alias in self._organisations.get(stems[position], ())
                if _fits(alias[0], stems, position)
            ]
            if not fitting or not _is_safe(fitting[0][0], words[position]):
                position += 1
                continue
            end = position + len(fitting[0][0])
            found.append(Mention(position, end, fitting[0][1], "organisation"))
            position = end
        return tuple(found)

    def described(self, words: Sequence[Word], start: int) -> Mention | None:
        """Who is described from ``start`` on, or None if nobody is described well enough.

        The description ends with its last word that fits; words weigh by how few speakers they fit.
        """
        for end in reversed(self._ends(words, start)):
            described = [
                word
                for word in words[start:end]
                if wording().is_content(word) and word.stem not in wording().envoys
            ]
            covered, speakers = self._best_covered(described)
            if covered < ENOUGH_OF_A_DESCRIPTION or any(map(_is_activity, described)):
                continue
            fitting = tuple(c.speaker for c in speakers)
            if words[end - 1].folded.endswith("s") and words[end - 1].stem in wording().bodies:
                continue  # "Europe's clusters" is nobody
            if any(self._names_another(_body(words, start, end), c) for c in speakers):
                continue
            if end < len(words) and words[end].stem in wording().envoys:
                if all(self._is_named(described, c) for c in speakers):
                    return Mention(start, end + 1, fitting, "role")
                continue
            while end < len(words) and words[end].is_capitalised and words[end].stem in wording().bodies:
                end += 1  # "the Census Bureau" of a record that says "Census"
            if all(self._has_role(described, c) for c in speakers):
                return Mention(start, end, fitting, "role")
            if all(self._is_named(described, c) for c in speakers):
                return Mention(start, end, fitting, "organisation")
        return None

    def _names_another(self, words: Sequence[Word], candidate: "_Described") -> bool:
        """Whether a capitalised word of the description is nothing of a candidate's.

        "The director of Business Finland" is not the director of a business elsewhere.
        """
        own = candidate.own | candidate.record
        names = [w for w in words if w.is_capitalised and wording().is_content(w)]
        unfit = [w for w in names if not any(_matches(w.stem, stem) for stem in own)]
        return bool(unfit) and len(unfit) * 2 >= len(names)

    def _has_role(self, described: Sequence[Word], candidate: "_Described") -> bool:
        """Whether a description names an office, or enough of a role ("new" is not a new media manager)."""
        matched = {s for s in candidate.role if any(_matches(word.stem, s) for word in described)}
        if matched & wording().offices:
            return True
        return sum(map(self._weight, matched)) > ENOUGH_OF_A_ROLE * sum(map(self._weight, candidate.role))

    def _is_named(self, described: Sequence[Word], candidate: "_Described") -> bool:
        """Whether a description holds the letters or enough of the name of an organisation."""
        if any(word.folded in candidate.initials for word in described):
            return True
        shares = [
            sum(self._weight(stem) for stem in part if any(_matches(word.stem, stem) for word in described))
            / sum(self._weight(stem) for stem in part)
            for part in candidate.names
        ]
        return max(shares, default=0.0) >= ENOUGH_OF_AN_ORGANISATION

    def _whole_labels(self, stems: list[str]) -> Iterable[Mention]:
        position = 0
        while position < len(stems):
            fitting = [label for label in self._labels if _fits(label, stems, position)]
            if not fitting:
                position += 1
                continue
            longest = max(fitting, key=len)
            end = position + len(longest)
            if end < len(stems) and stems[end] in wording().offices | wording().bodies:
                end += 1  # "the user interface designer", "the marketing department"
            yield Mention(position, end, (self._labels[longest],), "role")
            position = end

    def _ends(self, words: Sequence[Word], start: int) -> list[int]:
        ends: list[int] = []
        missed = 0
        for position in range(start, len(words)):
            if ends and (_is_verb(words[position]) or words[position].folded in _ON):
                break
            if not wording().is_content(words[position]):
                continue
            if any(_matches(words[position].stem, stem) for stem in self._idf):
                ends.append(position + 1)
                missed = 0
            else:
                missed += 1
                if missed > WORDS_PASSED_OVER:
                    break
        return ends

    def _best_covered(self, described: Sequence[Word]) -> tuple[float, list["_Described"]]:
        total = sum(self._weight(word.stem) for word in described)
        if not total:
            return 0.0, []
        scored = [(self._cover(described, candidate) / total, candidate) for candidate in self._described]
        best = max((score for score, _ in scored), default=0.0)
        return best, [c for score, c in scored if best > 0 and score >= best - 1e-9]

    def _cover(self, described: Sequence[Word], candidate: _Described) -> float:
        score, own = 0.0, False
        for word in described:
            if any(_matches(word.stem, stem) for stem in candidate.own):
                score, own = score + self._weight(word.stem), True
            elif word.stem in candidate.record:
                score += RECORD_WEIGHT * self._weight(word.stem)
        return score if own else 0.0

    def _weight(self, stem: str) -> float:
        return self._idf.get(stem, self._rarest)


def _parts(organisation: str | None) -> list[str]:
    """The whole name and what stands between its commas and brackets."""
    name = organisation or ""
    return list(dict.fromkeys((name, *re.split(r"\s*[,;()/]\s*|\s[-–]\s", name))))


def _content(text: str) -> frozenset[str]:
    return frozenset(wording().content_stems(text))


def _initials(text: str) -> Iterable[str]:
    """The letters an organisation is known by: "Department of Labor" is DOL or DL."""
    for part in re.split(r"[,;()/]", text):
        words = words_of(part)
        if len(words) > 2:
            yield "".join(word.folded[0] for word in words)
            yield "".join(word.folded[0] for word in words if wording().is_content(word))


def _label_parts(speaker: Speaker) -> list[str]:
    """The labels of an office; "The Chair (Hon. Anthony Rota)" is known as "Chair" too."""
    label = speaker.label
    return [part for part in (label, label.split("(")[0].strip().removeprefix("The ")) if part]


def _aliases(speakers: Sequence[Speaker]) -> dict[str, list[tuple[tuple[str, ...], tuple[Speaker, ...]]]]:
    """By first stem: the stems of an organisation's name and who belongs to it, longest name first."""
    members: dict[tuple[str, ...], dict[str, Speaker]] = {}
    for speaker in speakers:
        for part in _parts(speaker.organisation):
            words = [word for word in words_of(part) if word.folded != "the"]
            names = [tuple(word.stem for word in words)] if words else []
            if words and words[0].text.isupper() and len(words[0].text) > 2:
                names.append((words[0].stem,))
            names += [(letters,) for letters in _initials(part)]
            for name in names:
                members.setdefault(name, {})[speaker.id] = speaker
    found: dict[str, list[tuple[tuple[str, ...], tuple[Speaker, ...]]]] = {}
    for name, people in sorted(members.items(), key=lambda item: (-len(item[0]), item[0])):
        found.setdefault(name[0], []).append((name, tuple(people.values())))
    return found


def _fits(name: tuple[str, ...], stems: Sequence[str], position: int) -> bool:
    return tuple(stems[position : position + len(name)]) == name


def _is_safe(name: tuple[str, ...], word: Word) -> bool:
    """A one-word organisation counts only with a capital; short ones only in capitals."""
    return len(name) > 1 or (word.is_capitalised if len(word.text) > 3 else word.text.isupper())


def _is_named(words: Sequence[Word], position: int) -> bool:
    """Whether a single word may stand for a label: capitalised inside the question, or "the professor".

    Before another capital it begins a name of its own: "New York" is not New Zealand.
    """
    if position == 0:
        return False
    following = words[position + 1 : position + 2]
    if following and following[0].is_capitalised and following[0].stem not in wording().bodies:
        return False
    return words[position].is_capitalised or words[position - 1].folded == "the"


def _is_holder(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words of an office stand for who holds it: not in "their marketing strategy".

    Labels of transcripts are common words ("Marketing", "User Interface"). In lower case they name somebody
    behind an article, an auxiliary or a preposition of speech; whatever the case, not where they qualify a
    noun, unless an auxiliary shows them to be the subject ("what did the Marketing put forward").
    """
    lexicon = wording()
    before = [word.folded for word in words[max(0, start - 2) : start]]
    if not lexicon.auxiliaries.isdisjoint(before[-1:] if before[-1:] != ["the"] else before[:1]):
        return True
    if not (words[start].is_capitalised or before[-1:] == ["the"] or before[-1:] == ["by"] or not before):
        return False
    if end == len(words) or not lexicon.is_content(words[end]):
        return True
    is_possessive = words[end].start - words[end - 1].end > 1
    return is_possessive or words[end].stem in lexicon.offices | lexicon.envoys or _is_verb(words[end])


def _is_joined(words: Sequence[Word], found: Sequence[Mention], mention: Mention) -> bool:
    """Whether a label goes on with those found right before it: "Marketing and the Industrial Designer"."""
    if not found or found[-1].end >= mention.start:
        return False
    between = [word.folded for word in words[found[-1].end : mention.start]]
    return between in (["and"], ["and", "the"], ["or"], ["or", "the"])


def _is_rank(word: Word | None = None) -> bool:
    """Whether a word is an office by itself: "professor", "manager"."""
    return word is not None and word.folded in wording().office_nouns


def _is_activity(word: Word) -> bool:
    """Whether a word has the stem of an office and is none: "the design of the remote" is no designer."""
    if word.is_capitalised or word.stem not in wording().offices:
        return False
    return (
        word.folded not in wording().office_nouns
        and word.folded.removesuffix("s") not in wording().office_nouns
    )


def _body(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """The capitalised words that say of what somebody is the director, behind "of", "at" and the like.

    ``end`` may lie before, amid or behind them.
    """
    joints = (p for p in range(start, min(end + 1, len(words))) if words[p].folded in _OF)
    behind = next(joints, len(words)) + 1
    while behind < len(words) and words[behind].folded == "the":
        behind += 1
    return list(takewhile(lambda word: word.is_capitalised, words[behind:]))


def _is_verb(word: Word) -> bool:
    """Whether a description ends here: "the head of unit said ..."; "Secretary of State" goes on."""
    lexicon = wording()
    verbs = (lexicon.reporting, lexicon.light_verbs, *(act.asked_by for act in lexicon.acts))
    return not word.is_capitalised and any(verb.length_at([word.stem], 0) for verb in verbs)


def _matches(asked: str, known: str) -> bool:
    """Whether two stems are of one family: "danish" and "denmark", "paraguayan" and "paraguay"."""
    if asked == known or known in wording().demonyms.get(asked, ()):
        return True
    shorter, longer = sorted((asked, known), key=len)
    return len(shorter) >= 5 and longer.startswith(shorter) and len(shorter) >= 0.6 * len(longer)
