"""One sentence as the grammar of statements sees it: tokens, quotations, and small questions about them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.cues import load_cues
from corpus.phrases import DASHES, Phrase, is_verb, phrase_starting_at
from corpus.quotes import Quotation, Quotations
from corpus.subjects import name_after
from corpus.tokens import Token, tokenise

Bounds = tuple[int, int]  # half-open offsets into the clean reading
HEADLINE = 0.8  # share of the longer words that begin with a capital in "Mayor Says Trams Will Return"
STOPS = frozenset(".!?;")
EDGES = frozenset(",;:—–-.")
ANSWERED = frozenset(("replied", "answered", "responded", "confirmed", "said", "explained", "clarified"))
VERB_REACH = 40  # tokens within which a clause shows its verb
ADVERBIAL_REACH = 15  # tokens of "in a statement to the press on Monday" before content begins


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in offsets of the clean reading, before its place among the others is settled."""

    source: Bounds | None
    cue: Bounds | None
    contents: tuple[Bounds, ...]
    confidence: float
    rule: str
    is_afterthought: bool = False  # "..., Smith said.": the cue closes the sentence it is about


class SentenceReading:
    """The tokens of ``plain[start:end]`` and which quotation each stands in; indices count tokens."""

    def __init__(self, plain: str, start: int, end: int, quotations: Quotations) -> None:
        self.plain = plain
        tokens = tokenise(plain, start, end)
        self.quoted: list[Quotation | None] = [quotations.at(t.start) for t in tokens]
        self.tokens: Sequence[Token] = [self._possessive(tokens, i) for i in range(len(tokens))]
        words = [t for t in self.tokens if t.is_word and len(t.text) > 3]
        self.is_headline = len(words) > 3 and sum(t.is_capital for t in words) > HEADLINE * len(words)

    def _possessive(self, tokens: Sequence[Token], at: int) -> Token:
        """The apostrophe of "Jones' aides" reads as that of "Smith's aides" does."""
        token = tokens[at]
        if token.text not in ("'", "’") or self.quoted[at] or not 0 < at < len(tokens) - 1:
            return token
        before, after = tokens[at - 1], tokens[at + 1]
        owns = before.is_capital and before.low.endswith("s") and before.end == token.start
        return replace(token, low="'s") if owns and after.is_word and after.start > token.end else token

    def __len__(self) -> int:
        return len(self.tokens)

    def low(self, i: int) -> str:
        """The folded word at an index, empty outside the sentence."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def ends_at(self, i: int) -> bool:
        return i >= len(self.tokens) or self.tokens[i].text in STOPS

    def next_comma(self, start: int, end: int | None = None) -> int | None:
        return next(
            (
                i
                for i in range(start, len(self) if end is None else min(end, len(self)))
                if self.tokens[i].text == ","
            ),
            None,
        )

    # --- quotations --------------------------------------------------------------------------------

    def is_quoted(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.quoted[i] is not None

    def opens_quotation(self, i: int) -> bool:
        quotation = self.quoted[i] if 0 <= i < len(self.tokens) else None
        return quotation is not None and quotation.start == self.tokens[i].start

    def asks_for_speaker(self, i: int) -> bool:
        """Whether a quotation ends at a token as speech does: "Yes," or "Why?", not a "term"."""
        quotation = self.quoted[i] if 0 <= i < len(self.tokens) else None
        if quotation is None:
            return False
        last = quotation.end
        while last > quotation.start and self.plain[last - 1] in "\"”’'» ":
            last -= 1
        return self.plain[last - 1] in ",?!-—…."

    # --- clauses -----------------------------------------------------------------------------------

    def has_verb(self, start: int, end: int | None = None) -> bool:
        """Whether a verb in a finite form stands soon after ``start`` and before ``end``."""
        cues = load_cues()
        for i in range(start, min(start + VERB_REACH, len(self) if end is None else end)):
            token = self.tokens[i]
            if token.text in (".", ";"):
                return False
            if (
                (token.low != "'s" and token.is_a("auxiliary", "modal", "irregular"))
                or token.low in cues
                or is_verb(self.tokens, i)
            ):
                return True
        return False

    def opens_content(self, i: int) -> bool:
        """For "that ..." or a quotation."""
        return self.low(i) == "that" or self.opens_quotation(i)

    def content_follows(self, start: int, frames: frozenset[str]) -> bool:
        """Content behind an adverbial: "(said) in a statement that ...", "(told) the board to ..."."""
        for i in range(start, min(start + ADVERBIAL_REACH - 1, len(self))):
            token = self.tokens[i]
            if token.text in (";", "."):
                return False
            if self.opens_quotation(i):
                return bool(frames & {"quote", "any", "that"})
            if token.low == "that":
                return bool(frames & {"any", "that", "clause", "person"})
            if "person" in frames and (
                ("question" in frames and token.is_a("question"))
                or ("infinitive" in frames and token.low == "to")
            ):
                return True
        return False

    def clause_start(self, end: int) -> int:
        """The index after the last semicolon before ``end`` that stands in no quotation, else 0."""
        return next((i + 1 for i in range(end - 1, 0, -1) if self.low(i) == ";" and not self.is_quoted(i)), 0)

    def content_end(self, start: int, *, is_question: bool = False) -> int:
        """Where content from ``start`` stops: at a clause with a cue of its own, else with the sentence.

        A question also stops at its answer: "asked if it is safe and Smith replied in the negative".
        """
        for i in range(start + 1, len(self)):
            if self.quoted[i] is not None:
                continue
            low = self.low(i)
            if low == ";" or (low == "," and self._is_new_clause(i + 1, start)):
                return i
            if low in ("and", "but") and (
                self._is_introduced_quotation(i + 1) or (is_question and self._is_answer(i + 1))
            ):
                return i
        return len(self)

    def _is_new_clause(self, i: int, start: int) -> bool:
        """Whether words after a comma have a cue of their own: ", adding ...", ", and Smith said ..."."""
        if i + 1 >= len(self):
            return False
        cues, token = load_cues(), self.tokens[i]
        if token.low in cues and token.text.islower() and not token.is_a("determiner"):
            return True
        if token.low in ("he", "she", "they"):
            return self.low(i + 1) in cues
        if token.low == "according":
            return i > start + 3
        return token.low in ("and", "but", "while", "whereas", "although", "though") and self._has_own_cue(
            i + 1
        )

    def _has_own_cue(self, start: int) -> bool:
        phrase = phrase_starting_at(self.tokens, start)
        return phrase is not None and any(
            self._is_cue(i) for i in range(start + 1, min(phrase[1] + 2, len(self)))
        )

    def _is_introduced_quotation(self, start: int) -> bool:
        """Whether words like 'Smith said, "..."' follow."""
        for i in range(start + 1, min(start + 5, len(self))):
            if self._is_cue(i):
                if self.tokens[i - 1].is_a("modal"):
                    return False  # "... and India should show that"
                return self.opens_content(i + 1) or (
                    self.low(i + 1) in (",", ":") and self.opens_content(i + 2)
                )
        return False

    def _is_answer(self, start: int) -> bool:
        """Whether a name and a verb of answering follow: "Smith replied", "Ms. Ann Smith confirmed"."""
        for i in range(start, min(start + 5, len(self))):
            if not (self.tokens[i].is_capital or self.tokens[i].text == "."):
                return i > start and self.low(i) in ANSWERED and self.tokens[i].text.islower()
        return False

    def _is_cue(self, i: int) -> bool:
        return self.tokens[i].text.islower() and self.tokens[i].low in load_cues()

    # --- the sentence's own subject ----------------------------------------------------------------

    def first_subject(self) -> Phrase | None:
        """The noun phrase that opens the sentence, past a dateline, "But", "On Monday," and the like."""
        i = self._after_dateline()
        while i < len(self) and (
            self.tokens[i].is_adverb or self.tokens[i].is_a("conjunction") or self.low(i) == ","
        ):
            i += 1
        if opening := self._adverbial_from(i):
            i = opening
        if i < len(self) and self.tokens[i].is_a("preposition", "subordinator"):
            comma = self.next_comma(i)
            i = len(self) if comma is None else comma + 1
        if i >= len(self) or self.is_quoted(i):
            return None
        phrase = phrase_starting_at(self.tokens, i)
        if phrase is None:
            return None
        if named := name_after(self.tokens, phrase):
            return named
        if not self.tokens[i].is_capital or self.tokens[i].is_a("determiner"):
            return phrase
        return (i, self._end_of_name(i, phrase[1]))

    def _adverbial_from(self, i: int) -> int | None:
        """The index after "More recently," or "Hours later," from an index."""
        comma = self.next_comma(i, i + 3)
        if comma is None or comma == i:
            return None
        last = self.tokens[comma - 1]
        is_adverb = last.low.endswith("ly") and not last.is_a("not-adverb")
        is_adverb = is_adverb or last.low in ("later", "earlier", "ago")
        return comma + 1 if is_adverb and not last.is_a("time") else None

    def _end_of_name(self, first: int, limit: int) -> int:
        """Where "Ann Smith" or "Republican presidential nominee Ann Smith" ends."""
        end = first + 1
        for i in range(first + 1, limit):
            token = self.tokens[i]
            if token.is_capital:
                end = i + 1
            elif i - end > 1 or token.is_adverb or not (token.is_a("name-link") or token.text.isalpha()):
                break
        return end

    def _after_dateline(self) -> int:
        """The index after "ORLANDO, Fla. (AP) —", which is no part of the first sentence."""
        for i in range(1, min(10, len(self))):
            token = self.tokens[i]
            if token.text in DASHES:
                return i + 1 if self.tokens[0].is_capital else 0
            if token.text.islower() or not (token.is_word or token.text in ",()./"):
                break
        return 0

    # --- back to offsets ---------------------------------------------------------------------------

    def bounds(self, first: int, end: int) -> Bounds | None:
        """Offsets of tokens without the marks at their edges; a quotation they touch comes whole."""
        while first < end and self.tokens[first].text in EDGES:
            first += 1
        while end > first and self.tokens[end - 1].text in EDGES:
            end -= 1
        if first >= end:
            return None
        start, stop = self.tokens[first].start, self.tokens[end - 1].end
        opening, closing = self.quoted[first], self.quoted[end - 1]
        return (min(start, opening.start) if opening else start, max(stop, closing.end) if closing else stop)

    def found(
        self, source: Phrase, cue: Phrase, contents: Sequence[Bounds | None], confidence: float, rule: str
    ) -> Found | None:
        """A statement of these phrases; None when nothing is said."""
        kept = tuple(c for c in contents if c)
        return Found(self._offsets(source), self._offsets(cue), kept, confidence, rule) if kept else None

    def _offsets(self, phrase: Phrase) -> Bounds:
        end = min(max(phrase[1], phrase[0] + 1), len(self))
        return (self.tokens[phrase[0]].start, self.tokens[end - 1].end)
