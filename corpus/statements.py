"""Which words of a paragraph name a source, which say that it said something, and which it said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.cues import Cue, load_adjectives, load_cues, load_nouns
from corpus.phrases import (
    DASHES,
    Phrase,
    is_nominal,
    is_plural,
    is_speaker,
    is_verb,
    name_after,
    phrase_ending_at,
    phrase_starting_at,
    subject_before,
    verb_group_start,
)
from corpus.prose_view import prose_view
from corpus.quotes import Quotation, find_quotations
from corpus.sentences import sentence_bounds
from corpus.tokens import Token, tokenise, word_class
from corpus.types import Span

HEADLINE = 0.8  # share of the longer words that begin with a capital in "Mayor Says Trams Will Return"
FRAME_CONFIDENCE = {"quote": 0.95, "that": 0.9, "any": 0.85, "clause": 0.8, "question": 0.8, "person": 0.8, "object": 0.7}
Bounds = tuple[int, int]  # half-open offsets into the clean reading


@dataclass(frozen=True, slots=True)
class Statement:
    """A source, the cue that says so, and the words that are said; all spans of the document.

    ``source`` is None where the sentence names none (a quotation alone, a verb whose subject is in
    another sentence); ``cue`` is None for a quotation alone. ``contents`` has more than one span when
    the source stands in the middle ("Yes," she said, "and no.") and when the words go on later.
    """

    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    kind: Literal["quoted", "reported"]
    confidence: float  # 0 to 1, higher is surer
    rule: str  # which cue in which frame: "urge person", "say before", "quotation"


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement in offsets of the clean reading, before its place among the others is settled."""

    source: Bounds | None
    cue: Bounds | None
    contents: tuple[Bounds, ...]
    confidence: float
    rule: str
    is_afterthought: bool = False  # "..., Smith said.": the cue closes the sentence it is about


def find_statements(text: str, within: Span) -> tuple[Statement, ...]:
    """The statements of one logical paragraph in reading order; never raises, linear in its length."""
    view = prose_view(text, within)
    plain = view.text
    quotations = [q for q in find_quotations(plain) if q.depth == 0]
    found: list[_Found] = []
    for start, end in sentence_bounds(plain):
        sentence = _Sentence(plain, start, end, quotations)
        before = len(found)
        found.extend(sentence.statements())
        if len(found) == before and (announced := sentence.announced_by_colon()):
            found.append(announced)
    found = _continued(plain, _outermost(found), quotations)
    return tuple(
        Statement(
            view.span(*f.source) if f.source else None,
            view.span(*f.cue) if f.cue else None,
            tuple(view.span(*c) for c in f.contents),
            "quoted" if _is_quoted(f, quotations) else "reported",
            f.confidence,
            f.rule,
        )
        for f in found
    )


class _Sentence:
    """One sentence, read token by token for its cues."""

    def __init__(self, plain: str, start: int, end: int, quotations: Sequence[Quotation]) -> None:
        self.plain, self.start, self.end = plain, start, end
        self.quotations = quotations
        self.tokens = tokenise(plain, start, end)
        self.quoted = [self._quotation_at(t.start) for t in self.tokens]
        words = [t for t in self.tokens if t.is_word and len(t.text) > 3]
        self.is_headline = len(words) > 3 and sum(t.is_capital for t in words) > HEADLINE * len(words)

    def statements(self) -> Iterator[_Found]:
        cues = load_cues()
        subject: Phrase | None = None
        for i, token in enumerate(self.tokens):
            if self.quoted[i] is not None or not (token.text.islower() or self.is_headline) and token.low != "according":
                continue
            if token.low == "according" and self._low(i + 1) == "to":
                yield from self._according_to(i)
                continue
            statement = self._noun(i) or self._adjective(i)
            if statement:
                yield statement
                continue
            for cue in cues.get(token.low, ()):
                after = i + 1 + len(cue.particles)
                if tuple(t.low for t in self.tokens[i + 1 : after]) != cue.particles:
                    continue
                statement, subject = self._read(i, after, cue, subject)
                if statement:
                    yield statement
                    break

    # -- nouns and adjectives --------------------------------------------------------------------

    def _noun(self, at: int) -> _Found | None:
        """ "Her suggestion was to ...", "Smith's call for ...": the possessor is the source."""
        cue = load_nouns().get(self.tokens[at].low)
        source = self._possessor(at) if cue else None
        if cue is None or source is None:
            return None
        start = at + 1
        if self._low(start) in ("was", "is", "were", "are", "being") and "be" in cue.frames:
            frame = "be"
            content = self._content(start + 1, self._clause_end(start + 1))
            return self._found(source, at, at + 1, [content], 0.8, f"{cue.lemma} {frame}")
        following = self._low(start)
        frame = "infinitive" if following == "to" and "infinitive" in cue.frames else following
        if frame not in cue.frames:
            return None
        end = self._clause_end(start)
        if frame not in ("that", "infinitive"):
            phrase = phrase_starting_at(self.tokens, start + 1)
            comma = next((i for i in range(start, end) if self.tokens[i].text == ","), end)
            end = phrase[1] if phrase else comma
        return self._found(source, at, at + 1, [self._content(start, end)], 0.7, f"{cue.lemma} {frame}")

    def _possessor(self, at: int) -> Phrase | None:
        """Whose the noun is: "Smith's (long-standing) call", "her (main) suggestion"."""
        for i in range(at - 1, max(-1, at - 5), -1):
            token = self.tokens[i]
            if token.low in ("his", "her", "their", "my", "our"):
                return (i, i + 1)
            if token.low == "'s" or token.text in ("'", "’") and self._low(i - 1).endswith("s"):
                return phrase_ending_at(self.tokens, i - 1)
            if not is_nominal(token) or token.is_a("determiner"):
                return None
        return None

    def _adjective(self, at: int) -> _Found | None:
        """ "Smith is confident that ...": what somebody thinks, after a form of "be"."""
        cue = load_adjectives().get(self.tokens[at].low)
        if cue is None:
            return None
        group = verb_group_start(self.tokens, at)
        if not {t.low for t in self.tokens[group:at]} & word_class("be"):
            return None
        subject = subject_before(self.tokens, group)
        if subject is None or self._low(subject[0]) in ("it", "there", "this", "that"):
            return None
        following = self._low(at + 1)
        frame = "infinitive" if following == "to" and "infinitive" in cue.frames else following
        if frame not in cue.frames and not ("clause" in cue.frames and self._has_verb(at + 1)):
            return None
        content = self._content(at + 1, self._clause_end(at + 1))
        return self._found(subject, group, at + 1, [content], 0.7, f"{cue.lemma} {frame}")

    # -- one cue ---------------------------------------------------------------------------------

    def _read(self, at: int, after: int, cue: Cue, previous: Phrase | None) -> tuple[_Found | None, Phrase | None]:
        group = verb_group_start(self.tokens, at)
        helpers = {t.low for t in self.tokens[group:at]}
        left = self._low(group - 1)
        if cue.form == "ed" and helpers & word_class("be"):
            return self._passive(group, at, after, cue), previous
        if self._low(at - 1) == "'s" and (cue.form in ("base", "s") or not self.tokens[at - 2].is_a("pronoun")):
            return None, previous  # "the chair's request", "the chair's proposed rule"
        if cue.form == "ing" and not helpers & word_class("be"):
            subject = self._participle_subject(group, cue, previous)
            return (self._right(subject, group, at, after, cue) if subject else None), previous
        if self.is_headline and (cue.form != "s" or "any" not in cue.frames or at == 0):
            return None, previous
        if self._may_be_noun(at, after, cue) and not helpers:
            return None, previous
        subject = self._inverted_subject(after, at, cue)
        if subject:
            return self._left(subject, at, subject[1], cue), subject
        subject = subject_before(self.tokens, group)
        if subject is None and left in ("and", "but", "then", "or"):
            subject = previous or self._first_subject()
            if subject and (subject[1] > group or cue.form == "base" and not helpers):
                subject = None
            return (self._right(subject, group, at, after, cue) if subject else None), previous
        if subject is None or not self._agrees(subject, cue, helpers):
            return None, previous
        return self._left_or_right(subject, group, at, after, cue), subject

    def _may_be_noun(self, at: int, after: int, cue: Cue) -> bool:
        """Whether "claims" or "report" may be a noun here: what follows is not the beginning of content."""
        if cue.form not in ("s", "base") or cue.lemma.split()[0] not in word_class("noun-too"):
            return False
        if self._low(at - 1) in ("he", "she", "they", "we", "i", "who") or after >= len(self.tokens):
            return False
        following = self.tokens[after]
        return not (
            self._opens_content(after)
            or following.is_a("determiner", "pronoun", "question")
            or following.is_capital
            or following.text in (":", ".")
            or following.low in cue.frames
            or following.low == "to" and "infinitive" in cue.frames
        )

    def _passive(self, group: int, at: int, after: int, cue: Cue) -> _Found | None:
        """ "The plan was criticised by Smith", "she was told by Smith that ...": the agent is the source."""
        source = phrase_starting_at(self.tokens, after + 1) if self._low(after) == "by" else None
        if source is None:
            return None
        if "person" in cue.frames or self._opens_content(source[1]):
            content = self._content(source[1], self._clause_end(source[1])) if self._opens_content(source[1]) else None
        else:
            content = self._content(0, group) if cue.frames & {"object", "topic", "any"} else None
        return self._found(source, group, after + 1, [content], 0.7, f"{cue.lemma} passive")

    def _participle_subject(self, group: int, cue: Cue, previous: Phrase | None) -> Phrase | None:
        """Whose "adding that ..." it is: that of the main clause, or its own in "with Smith saying ..."."""
        left = self._low(group - 1)
        if left in (",", "by", "and", "while", "after", "in", "before", "when", "-", "—", "–", "--"):
            subject = previous or self._first_subject()
        else:
            own = phrase_ending_at(self.tokens, group - 1)
            if own and self._low(own[0] - 1) == "with":
                return own
            subject = (previous or self._first_subject()) if cue.frames & {"any"} else None
        return subject if subject and subject[1] <= group else None

    def _agrees(self, subject: Phrase, cue: Cue, helpers: set[str]) -> bool:
        words = self.tokens[subject[0] : subject[1]]
        if any(self.quoted[i] is not None for i in range(*subject)):
            return False
        if cue.form == "base" and "to" not in helpers and not helpers & (word_class("modal") | word_class("auxiliary")):
            return is_plural(words)
        if cue.form == "s":
            return words[-1].low not in ("i", "we", "they", "you")
        return True

    def _inverted_subject(self, after: int, at: int, cue: Cue) -> Phrase | None:
        """The subject of "said Ann Smith" when the words said stand before it."""
        if "quote" not in cue.frames or at == 0 or cue.form not in ("ed", "s") or after >= len(self.tokens):
            return None
        quoted = self._closes_quote(at - 1)
        if not quoted and (self._low(at - 1) != "," or {"person", "any"} <= cue.frames):
            return None
        first = self.tokens[after]
        if first.is_a("time") or first.low == "this" or not (first.low in ("he", "she", "they") or first.is_capital or first.is_a("determiner") and first.low != "that" or quoted and is_nominal(first)):
            return None
        phrase = phrase_starting_at(self.tokens, after)
        if phrase is None or phrase[1] >= len(self.tokens) or quoted:
            return phrase
        following = self.tokens[phrase[1]]
        return phrase if following.text in ".,;:!?—–(" or following.is_a("relative") else None

    def _left_or_right(self, subject: Phrase, group: int, at: int, after: int, cue: Cue) -> _Found | None:
        before = subject[0] - 1
        if self._low(before) in ("when", "if", "unless") and not is_speaker(self.tokens[subject[0] : subject[1]]):
            return None  # "when people say": nobody in particular
        if self._low(before) == "as":
            return self._as_clause(subject, at, after) if cue.frames & {"quote", "any"} else None
        stands_after = self._low(before) in (",", '"', "”", "''", "'", "’", "»", "—", "–", "?", "!")
        stands_after = stands_after and bool(cue.frames & {"quote", "any"})
        if stands_after and (self._ends_quote(before) or not self._says_more(after, cue)) and self._is_clause(before):
            return self._left(subject, at, after, cue)
        return self._right(subject, group, at, after, cue)

    def _ends_quote(self, before: int) -> bool:
        """Whether the words before the subject are a quotation that asks for its speaker: "Yes," Smith said."""
        if not self._closes_quote(before):
            return False
        quotation = self.quoted[before]
        inside = self.plain[: quotation.end].rstrip("\"”’'» ")
        return inside.endswith((",", "?", "!", "-", "—", "…", "."))

    def _is_clause(self, before: int) -> bool:
        """Whether ``tokens[:before]`` could be words said rather than "On Monday" or "In a later interview"."""
        if self._closes_quote(before) or self.quoted[0] is not None:
            return True
        if before < 3:
            return False
        if self.tokens[0].is_a("preposition", "subordinator", "time") or self.tokens[0].is_adverb:
            comma = next((i for i in range(before) if self.tokens[i].text == ","), before)
            return comma < before and self._has_verb(comma, before)
        if self.tokens[0].low.endswith("ing"):  # a clause only with a verb of its own: "Building it is vital, Smith said"
            return any(t.is_a("auxiliary", "modal") for t in self.tokens[1:before])
        return self._has_verb(0, before)

    def _says_more(self, after: int, cue: Cue) -> bool:
        """Whether content follows the cue: more than "on Monday" or "reporters"."""
        if after >= len(self.tokens) or self._low(after) in (",", ".", "!", "?", ";", "—", "--"):
            return False
        if self._that_later(after - 1, frozenset({"any", "quote"})):
            return True
        first = self.tokens[after]
        if first.is_a("preposition") and first.low in cue.frames:
            return True
        if first.is_a("subordinator") and first.low not in ("that", "if", "whether"):
            return False
        if first.low == "to":
            return "infinitive" in cue.frames
        comma = next((i for i in range(after, len(self.tokens)) if self.tokens[i].text == ","), len(self.tokens))
        return self._has_verb(after - 1, comma if first.is_a("preposition", "time") else None) or "object" in cue.frames

    def _as_clause(self, subject: Phrase, at: int, after: int) -> _Found | None:
        """ "As Smith noted, ..." and "..., as Smith noted." """
        opening = subject[0] - 1
        comma = next((i for i in range(after, min(after + 8, len(self.tokens))) if self.tokens[i].text in (",", ":", ".")), None)
        if comma is None or not (comma == after or self.tokens[after].is_a("preposition", "time") or self.tokens[after].is_adverb):
            return None
        if opening == 0 or not self._has_verb(-1, opening):
            return self._found(subject, at, after, [self._content(comma + 1, len(self.tokens))], 0.85, "as-clause")
        if self._low(opening - 1) == ",":
            return self._found(subject, at, after, [self._content(0, opening - 1)], 0.8, "as-clause")
        return None

    def _left(self, subject: Phrase, at: int, after: int, cue: Cue) -> _Found | None:
        """Words that stand before "Smith said" or "said Smith", and those that go on after it."""
        first = min(subject[0], at)
        contents = [self._content(0, first)]
        rest = max(after, subject[1])
        for i in range(rest, len(self.tokens)):
            if self._quote_starts(i) and (self._low(i - 1) in (",", ":", "that") or self.tokens[i - 1].text in DASHES):
                contents.append(self._content(i, len(self.tokens)))
                break
        else:
            goes_on = self._low(rest) == "," and self._low(first - 1) == "," and rest + 2 < len(self.tokens)
            if goes_on and self._goes_on(rest + 1, inverted=subject[0] > at):
                contents.append(self._content(rest + 1, len(self.tokens)))
        statement = self._found(subject, at, max(at + 1, after if at > subject[0] else at + 1), contents, 0.9, f"{cue.lemma} before")
        return replace(statement, is_afterthought=True) if statement else None

    def _goes_on(self, i: int, *, inverted: bool) -> bool:
        """Whether the words after "..., Smith said," are said too rather than told of Smith."""
        token = self.tokens[i]
        if inverted:
            return token.is_a("conjunction", "pronoun") and self._has_verb(i)
        told = token.is_a("relative", "time") or token.low.endswith("ing") or token.low in load_cues()
        return not told and self._has_verb(i - 1)

    def _right(self, subject: Phrase, group: int, at: int, after: int, cue: Cue) -> _Found | None:
        """Words that stand after the cue, if they have one of its frames."""
        start = after
        while start < len(self.tokens) and (self.tokens[start].text in (",", ":") or self.tokens[start].is_adverb):
            start = self._after_aside(start)
        if start >= len(self.tokens) or self.tokens[start].text in (".", "!", "?", ";"):
            return None
        frame = self._frame(start, cue.frames)
        if frame is None:
            return None
        content = self._content(after if self.tokens[after].is_word else start, self._clause_end(start))
        return self._found(subject, group, after, [content], FRAME_CONFIDENCE.get(frame, 0.75), f"{cue.lemma} {frame}")

    def _after_aside(self, at: int) -> int:
        """The index after an adverb, a comma or a whole aside: "supporting, like her colleagues, the idea"."""
        if self._low(at) == "," and at + 1 < len(self.tokens) and self.tokens[at + 1].is_a("preposition"):
            closing = next((i for i in range(at + 2, min(at + 8, len(self.tokens))) if self.tokens[i].text == ","), None)
            return closing + 1 if closing else at + 1
        return at + 1

    def _frame(self, start: int, frames: frozenset[str]) -> str | None:
        """Which of the cue's frames the words from ``start`` fill; None when they are no content of it."""
        token = self.tokens[start]
        if self._low(start - 1) == ":" and frames & {"quote", "any", "that"}:
            return "quote"
        if self._quote_starts(start):
            return next((f for f in ("quote", "any", "object") if f in frames), None)
        if token.low == "that" and frames & {"any", "that", "clause", "person"}:
            return "that"
        later = self._that_later(start, frames)
        if token.low == "to":
            if "infinitive" in frames and self._is_infinitive(start):
                return "infinitive"
            return "to" if "to" in frames else "that" if later else None
        if token.low in word_class("question") and frames & {"any", "question", "object"}:
            return "question"
        if token.is_a("preposition") or token.low == "as":
            if token.low in frames:
                return token.low
            if frames & {"any", "clause"} and self._is_amount(start) and self._has_verb(start):
                return "clause"
            return "that" if later or ("any" in frames and self._clause_after_phrase(start)) else None
        if "any" in frames:
            return "any"
        if "gerund" in frames and token.low.endswith("ing"):
            return "gerund"
        if "person" in frames and self._that_later(start, frames | {"that", "infinitive"}):
            return "person"
        if "object" in frames or "object-as" in frames and self._names_as(start):
            return "object"
        if "topic" in frames and self._names_something_said(start):
            return "topic"
        if "clause" in frames and self._has_verb(start):
            return "clause"
        return "that" if later else None

    def _is_infinitive(self, to: int) -> bool:
        """ "to leave" rather than "to Smith" or "to the board"."""
        if to + 1 >= len(self.tokens):
            return False
        token = self.tokens[to + 1]
        return token.text.islower() and not token.is_a("determiner", "pronoun", "object-pronoun", "question") and not token.low.endswith("ing")

    def _is_amount(self, start: int) -> bool:
        """ "said about 200 people ...", "found as many as 30 percent ..."."""
        return self._low(start + 1) in ("many", "much", "few", "little") or self._low(start + 1)[:1] in set("$€£0123456789")

    def _clause_after_phrase(self, preposition: int) -> bool:
        """ "said for weeks he is ready": a clause after the phrase of a preposition."""
        phrase = phrase_starting_at(self.tokens, preposition + 1)
        if phrase is None or phrase[1] >= len(self.tokens):
            return False
        following = self.tokens[phrase[1]]
        return (following.is_a("pronoun", "determiner") or following.is_capital) and self._has_verb(phrase[1])

    def _names_as(self, start: int) -> bool:
        """ "sees the plan as a mistake": the object and what it is said to be."""
        return any(t.low == "as" and t.text.islower() for t in self.tokens[start + 1 : start + 15])

    def _names_something_said(self, start: int) -> bool:
        """Whether the phrase from ``start`` is a "concern about ...", a "proposal to ...", "the question of ..."."""
        for i in range(start, min(start + 8, len(self.tokens))):
            token = self.tokens[i]
            if not is_nominal(token):
                return False
            if token.low in word_class("said") or token.low.removesuffix("s") in word_class("said"):
                following = self._low(i + 1)
                return following in ("that", "of", "for", "to", "about", "on", "against", "over", "with", "whether", "how", ":")
        return False

    def _that_later(self, start: int, frames: frozenset[str]) -> bool:
        """ "said in a statement that ...", "told reporters on Monday: "..."": content after an adverbial."""
        for i in range(start + 1, min(start + 15, len(self.tokens))):
            token = self.tokens[i]
            if token.text in (";", "."):
                return False
            if self._quote_starts(i):
                return bool(frames & {"quote", "any", "that"})
            if token.low == "that":
                return bool(frames & {"any", "that", "clause", "person"})
            if token.is_a("question") and {"question", "person"} <= frames:
                return True
            if token.low == "to" and "person" in frames and "infinitive" in frames:
                return True
        return False

    def _has_verb(self, start: int, end: int | None = None) -> bool:
        cues = load_cues()
        for i in range(start + 1, min(start + 40, len(self.tokens) if end is None else end)):
            token = self.tokens[i]
            if token.text in (".", ";"):
                return False
            if token.is_a("auxiliary", "modal", "irregular") and (token.low != "'s") or token.low in cues or is_verb(self.tokens, i):
                return True
        return False

    def _opens_content(self, start: int) -> bool:
        return start < len(self.tokens) and (self.tokens[start].low == "that" or self._quote_starts(start))

    def _clause_end(self, start: int) -> int:
        """Where content that begins at ``start`` stops: the sentence's end, or a new clause with its own cue."""
        cues = load_cues()
        for i in range(start + 1, len(self.tokens)):
            if self.quoted[i] is not None:
                continue
            token = self.tokens[i]
            if token.text == ";":
                return i
            if token.text == "," and i + 2 < len(self.tokens):
                following = self.tokens[i + 1]
                if following.low in cues and following.text.islower() and not following.is_a("determiner"):
                    return i
                if following.low == "according" and i > start + 2:
                    return i
                if following.low in ("he", "she", "they") and self.tokens[i + 2].low in cues:
                    return i
                if following.low in ("and", "but", "while", "whereas", "although", "though") and self._own_cue(i + 2):
                    return i
            if token.low in ("and", "but") and self._own_quote(i + 1):
                return i
        return len(self.tokens)

    def _own_quote(self, start: int) -> bool:
        """Whether a clause like 'Smith said, "..."' begins at ``start``."""
        cues = load_cues()
        for i in range(start + 1, min(start + 5, len(self.tokens))):
            if self.tokens[i].low in cues and self.tokens[i].text.islower():
                return self._opens_content(i + 1) or self._low(i + 1) in (",", ":") and self._opens_content(i + 2)
        return False

    def _own_cue(self, start: int) -> bool:
        """Whether a clause "Smith said ..." begins at ``start``."""
        phrase = phrase_starting_at(self.tokens, start)
        if phrase is None:
            return False
        cues = load_cues()
        return any(self.tokens[i].low in cues and self.tokens[i].text.islower() for i in range(start + 1, min(phrase[1] + 2, len(self.tokens))))

    def announced_by_colon(self) -> _Found | None:
        """ "Smith gave a sharp answer: "..."": a quotation after a colon is its sentence's subject's."""
        for i in range(2, len(self.tokens)):
            if self._quote_starts(i) and self._low(i - 1) == ":":
                subject = self._first_subject()
                if subject is None or subject[1] > i - 1 or self.tokens[subject[0]].is_a("determiner") or not is_speaker(self.tokens[subject[0] : subject[1]]):
                    return None
                return self._found(subject, i - 1, i, [self._content(i, len(self.tokens))], 0.7, "colon")
        return None

    def _according_to(self, at: int) -> Iterator[_Found]:
        source = self._up_to_comma(at + 2)
        if source is None or self._low(at - 1) in ("that", "but", "and"):
            return
        following = self._content(source[1], len(self.tokens))
        contents = [self._content(0, at)] if at > 0 else [following]
        if at > 0 and not self._has_verb(-1, at):
            contents.append(following)
        found = self._found(source, at, at + 2, contents, 0.9, "according to")
        if found:
            yield found

    def _up_to_comma(self, start: int) -> Phrase | None:
        """The whole phrase that follows "according to"."""
        end = next((i for i in range(start, len(self.tokens)) if self.tokens[i].text in ",.;:()—–" or self.quoted[i]), len(self.tokens))
        return (start, end) if start < end else None

    def _first_subject(self) -> Phrase | None:
        """The noun phrase that opens the sentence, past "But", "On Monday," and the like."""
        i = self._after_dateline()
        while i < len(self.tokens) and (self.tokens[i].is_adverb or self.tokens[i].is_a("conjunction") or self.tokens[i].text == ","):
            i += 1
        if i < len(self.tokens) and self.tokens[i].is_a("preposition", "subordinator"):
            i = next((k + 1 for k in range(i, len(self.tokens)) if self.tokens[k].text == ","), len(self.tokens))
        if i >= len(self.tokens) or self.quoted[i] is not None:
            return None
        phrase = phrase_starting_at(self.tokens, i)
        named = name_after(self.tokens, phrase) if phrase else None
        if named:
            return named
        if phrase and self.tokens[i].is_capital and not self.tokens[i].is_a("determiner"):
            end = i
            while end < phrase[1] and (self.tokens[end].is_capital or self.tokens[end].low in ("de", "van", "von", "der", "den", "la", "of")):
                end += 1
            return (i, end)
        return phrase

    def _after_dateline(self) -> int:
        """The index after "ORLANDO, Fla. (AP) —", which is no part of the first sentence."""
        for i in range(1, min(10, len(self.tokens))):
            if self.tokens[i].text in DASHES:
                return i + 1 if self.tokens[0].is_capital else 0
            if self.tokens[i].text.islower() or not (self.tokens[i].is_word or self.tokens[i].text in ",()./"):
                return 0
        return 0

    # -- small readings --------------------------------------------------------------------------

    def _low(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def _quotation_at(self, offset: int) -> Quotation | None:
        return next((q for q in self.quotations if q.start <= offset < q.end), None)

    def _quote_starts(self, i: int) -> bool:
        quotation = self.quoted[i]
        return quotation is not None and quotation.start == self.tokens[i].start

    def _closes_quote(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.quoted[i] is not None

    def _content(self, first: int, end: int) -> Bounds | None:
        """Offsets of the tokens, without the marks at their edges; a quotation comes whole."""
        while first < end and self.tokens[first].text in ",;:—–-.":
            first += 1
        while end > first and self.tokens[end - 1].text in ",;:—–-.":
            end -= 1
        if first >= end:
            return None
        a, b = self.tokens[first].start, self.tokens[end - 1].end
        opening, closing = self.quoted[first], self.quoted[end - 1]
        return (min(a, opening.start) if opening else a, max(b, closing.end) if closing else b)

    def _found(self, subject: Phrase, first: int, after: int, contents: Sequence[Bounds | None], confidence: float, rule: str) -> _Found | None:
        kept = tuple(c for c in contents if c)
        if not kept:
            return None
        source = (self.tokens[subject[0]].start, self.tokens[subject[1] - 1].end)
        last = min(max(after, first + 1), len(self.tokens))
        return _Found(source, (self.tokens[first].start, self.tokens[last - 1].end), kept, confidence, rule)


def _outermost(found: list[_Found]) -> list[_Found]:
    """Without the statements whose cue stands inside the words of another one: those are relayed."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.cue or f.contents[0])[0]):
        if any(_holds(other, one) and not (one.is_afterthought and _holds(one, other)) for other in kept):
            continue
        kept = [other for other in kept if not _holds(one, other)]
        kept.append(one)
    return kept


def _holds(outer: _Found, inner: _Found) -> bool:
    """Whether the cue of ``inner`` stands inside the words of ``outer``."""
    return inner.cue is not None and any(a <= inner.cue[0] and inner.cue[1] <= b for a, b in outer.contents)


def _continued(plain: str, found: list[_Found], quotations: Sequence[Quotation]) -> list[_Found]:
    """Give a quotation without a cue of its own to the statement it follows in the paragraph."""
    result = sorted(found, key=lambda f: min(c[0] for c in f.contents))
    for quotation in quotations:
        if any(a < quotation.end and quotation.start < b for f in result for a, b in (*f.contents, *([f.source] if f.source else []))):
            continue
        alone = _stands_alone(plain, quotation)
        if not alone:
            continue
        before = [k for k, f in enumerate(result) if max(c[1] for c in f.contents) <= quotation.start]
        if before and _directly_follows(plain, result[before[-1]], quotation):
            k = before[-1]
            result[k] = replace(result[k], contents=(*result[k].contents, (quotation.start, quotation.end)))
        elif quotation.is_long:
            result.append(_Found(None, None, ((quotation.start, quotation.end),), 0.5, "quotation"))
    return sorted(result, key=lambda f: min(c[0] for c in f.contents))


def _stands_alone(plain: str, quotation: Quotation) -> bool:
    """Whether a quotation makes sentences of its own instead of being a part of one."""
    before = plain[: quotation.start].rstrip()
    after = plain[quotation.end :].lstrip()
    inside = plain[quotation.start : quotation.end].rstrip("\"”’'»")
    return (not before or before[-1] in ".!?:\"”") and (not after or inside.endswith((".", "!", "?", "…", "-", "—")) or after[0] in ".!?")


def _directly_follows(plain: str, statement: _Found, quotation: Quotation) -> bool:
    ends = [b for _, b in (*statement.contents, *([statement.source] if statement.source else []), *([statement.cue] if statement.cue else []))]
    between = plain[max(ends) : quotation.start]
    return len(between) < 160 and between.count(".") <= 1


def _is_quoted(found: _Found, quotations: Sequence[Quotation]) -> bool:
    return any(a <= q.start < b or q.start <= a < q.end for a, b in found.contents for q in quotations if q.words > 2)
