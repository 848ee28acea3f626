"""Sentences of running prose, as spans of the document."""

import re
from collections.abc import Iterator

import sentencex  # type: ignore[import-untyped]

from corpus.cues import load_cues
from corpus.prose_view import ProseView, prose_view
from corpus.types import Span

LONGEST_SENTENCE = 2000  # characters; transcripts without a full stop are read in pieces

# Quotation marks would keep the segmenter from seeing the sentences of a long quotation.
_MARKS = str.maketrans(dict.fromkeys('"“”„«»‘`', " "))
_SINGLE_MARK = re.compile(r"(?<![^\W_])'|'(?![^\W_])")  # not the apostrophe inside a word
_ASIDE = re.compile(  # the bracket around whole sentences: "(Ana asked why. Bo said it was old.)"
    r"(?:^|(?<=[.!?] ))[(\[](?=[^()\[\]]{0,400}[a-z][.!?](?: [A-Z]|[)\]] [A-Z]))"
)
_CLOSING = re.compile(r"[\"”’'»)\]]*")
_NEVER_LAST = re.compile(
    r"(?:^|[\s(-])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Capt|Maj|Sgt|Cmdr|Adm|Rev|Hon|Fr|St|Messrs|Amb"
    r"|Cllr|Pres|Supt|Insp|Sr|Mgr|Msgr|Atty|Assoc|Asst|vs|cf|e\.g|i\.e|Art|Fig|No|Nos|approx|incl|esp|[ap]\.m|[AP]\.M"
    r"|[A-Z]|[A-Z]\.(?:\s?[A-Z]\.)*\s?[A-Z])\.[\s\"”’)]*$"
)
_ENDS_ANYWAY = re.compile(r"\b(?:[UE]\.[SKU]|U\.S\.A|D\.C|[ap]\.m|[AP]\.M|U\.N|Ph\.D|M\.D|I)\.[\s\"”’)]*$")
_LETTERED = re.compile(
    r"\b(?:Exhibit|Annex|Appendix|Schedule|Option|Part|Plan|Phase|Group|Category) [A-Z]\.[\s\"”’)]*$"
)
_WORD = re.compile(r"[^\W_][\w'’-]*|[^\w\s]")
_STARTER = re.compile(
    r"[\"“‘(\[]*(?:The|A|An|He|She|It|They|We|I|You|In|On|At|For|But|And|This|That|These|Those|There|His|Her|Their|Its|Our"
    r"|When|While|If|As|After|Before|However|What|Who|Why|How|So|Then|Also|Not|No|Yes|Mr|Mrs|Ms)\b"
)
_AFTER_EXCLAMATION = frozenset("?!\"”’'»")  # "Why?" she asked.


def split_sentences(text: str, within: Span) -> tuple[Span, ...]:
    """The sentences of one logical paragraph, in order, without the white space between them.

    Titles, initials and abbreviations end no sentence; hard wraps, page breaks, blank lines and
    Markdown emphasis inside the paragraph change nothing. Never raises; linear in the length.
    """
    view = prose_view(text, within)
    return tuple(_with_markup(text, view, start, end) for start, end in sentence_bounds(view.text))


def _with_markup(text: str, view: ProseView, start: int, end: int) -> Span:
    """A sentence with the emphasis and the link marks at its edges: "**It rained.**"."""
    first, last = view.starts[start], view.ends[end - 1]
    if start == 0 or view.text[start - 1].isspace():
        first = view.ends[start - 1] if start else view.whole.start
    if end == len(view.text) or view.text[end].isspace():
        last = view.starts[end] if end < len(view.text) else view.whole.end
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return Span(first, last)


def sentence_bounds(plain: str) -> list[tuple[int, int]]:
    """The same over a clean reading (see ``prose_view``): half-open offsets into ``plain``.

    What nothing ends for too long is cut between words, so that the work on a sentence is bounded.
    """
    masked = _ASIDE.sub(" ", _SINGLE_MARK.sub(" ", plain.translate(_MARKS)))
    cuts = {b["end_index"] for b in sentencex.get_sentence_boundaries("en", masked)}
    bounds: list[tuple[int, int]] = []
    start = 0
    for cut in sorted(cuts | {len(plain)}):
        end = _after_closing_marks(plain, masked, start, min(cut, len(plain)))
        if end <= start or (end < len(plain) and not _really_ends(plain, start, end)):
            continue
        bounds.append((start, end))
        start = end
    if start < len(plain):
        bounds.append((start, len(plain)))
    stripped = (_strip(plain, a, b) for a, b in bounds)
    return [piece for sentence in stripped if sentence for piece in _pieces(plain, *sentence)]


def _pieces(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        space = plain.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = space if space > 0 else start + LONGEST_SENTENCE
        yield start, cut
        start = cut + (space > 0)
    if start < end:
        yield start, end


def _after_closing_marks(plain: str, masked: str, start: int, cut: int) -> int:
    """The end of the sentence with the marks that close it, without those that open the next."""
    end = cut
    while end > start and masked[end - 1].isspace():
        end -= 1
    closing = _CLOSING.match(plain, end)
    return closing.end() if closing else end


def _really_ends(plain: str, start: int, end: int) -> bool:
    if not plain[end].isspace():
        return False
    if plain[end - 1] in _AFTER_EXCLAMATION and plain[end + 1 : end + 2].islower():
        return False
    if plain[end - 1] in "\"”’'»" and _names_its_speaker(plain, end):
        return False
    before = plain[max(start, end - 40) : end]
    if _NEVER_LAST.search(before):
        named = _LETTERED.search(before) and plain[end + 1 : end + 2].isupper()
        return bool(named or (_ENDS_ANYWAY.search(before) and _STARTER.match(plain, end + 1)))
    return True


def _names_its_speaker(plain: str, end: int) -> bool:
    """Whether a quotation's sentence goes on with its speaker: '"Why?" Ann Smith asked.'."""
    cues = load_cues()
    words = _WORD.findall(plain[end : end + 100])[:8]
    asked = plain[max(0, end - 9) : end].rstrip("\"”’'» ").endswith(("?", "!"))
    for i, word in enumerate(words):
        if any(cue.form in ("ed", "s") and "quote" in cue.frames for cue in cues.get(word, ())):
            return i > 0 and (asked or (i < 4 and words[i + 1 : i + 2] in (["."], [","])))
        if not (word[0].isalnum() or (word == "." and i > 0 and _NEVER_LAST.search(f"{words[i - 1]}."))):
            return False
    return False


def _strip(plain: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
