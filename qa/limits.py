"""Which records a question limits itself to: "at the 2023 conference", "in the March meeting"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from qa.folding import Word
from qa.remarks import remark
from qa.wording import wording

# Words that may stand between the preposition and the event ("at the second European cluster conference").
LONGEST_QUALIFIER = 6


class Record(Protocol):
    """What a document or its entry in the index says of itself."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def date(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Limit:
    """The documents a question limits itself to, the words that say so, and what to tell the reader.

    ``missing`` is an event the corpus has no record of ("2023 conference").
    """

    documents: tuple[str, ...] = ()
    words: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    missing: str | None = None


def find_limit(words: Sequence[Word], documents: Sequence[Record], taken: frozenset[int]) -> Limit:
    """The first event the question names that fits some records but not all."""
    lexicon = wording()
    for end, word in enumerate(words):
        if word.stem not in lexicon.events or end in taken:
            continue
        for start in range(end - 1, max(-1, end - LONGEST_QUALIFIER - 2), -1):
            if words[start].folded in lexicon.event_prepositions:
                limit = _limit(words, start, _event_end(words, end), documents)
                if limit is not None:
                    return limit
                break
    return Limit()


def _event_end(words: Sequence[Word], event: int) -> int:
    """An event may be dated afterwards: "at the conference in May 2024", "the meeting of 6 April 2018"."""
    end = event + 1
    dated = end
    while dated < len(words) and dated < event + 6:
        folded = words[dated].folded
        if folded in ("of", "in", "on", "from", "held") and dated == end:
            dated += 1
        elif folded in wording().months or re.fullmatch(r"\d{1,4}", folded):
            end = dated = dated + 1
        else:
            break
    return end


def _limit(words: Sequence[Word], start: int, end: int, documents: Sequence[Record]) -> Limit | None:
    lexicon = wording()
    qualifiers = [w for w in words[start + 1 : end] if lexicon.is_content(w) and w.stem not in lexicon.events]
    years = [w.folded for w in qualifiers if re.fullmatch(r"(19|20)\d\d", w.folded)]
    months = [lexicon.months[w.folded] for w in qualifiers if w.folded in lexicon.months]
    names = [w for w in qualifiers if w.folded not in lexicon.months and not w.folded.isdigit()]
    if not qualifiers:
        return None
    fitting = [d for d in documents if _is_dated(d, years, months)]
    named = [d for d in fitting if all(name.stem in _title_stems(d) for name in names)]
    said = " ".join(w.text for w in words[start:end])
    if (years or months) and not fitting and all(d.date for d in documents) and documents:
        return Limit((), frozenset(range(start, end)), (), " ".join(w.text for w in words[start + 1 : end]))
    if not named:
        return None
    if len(named) == len(documents):  # the only event there is: no limit, and no topic either
        is_place = names and words[start].folded in ("at", "during")
        return Limit((), frozenset(range(start, end))) if is_place else None
    titles = "; ".join(document.title for document in named[:3])
    return Limit(
        tuple(d.id for d in named),
        frozenset(range(start, end)),
        (remark("limited_to", said=said, titles=titles),),
    )


def _is_dated(document: Record, years: Sequence[str], months: Sequence[int]) -> bool:
    year, month = (*(document.date or "").split("-"), "", "")[:2]
    return all(y == year for y in years) and all(month.isdigit() and int(month) == m for m in months)


def _title_stems(document: Record) -> frozenset[str]:
    return _stems(f"{document.title} {re.sub(r'[-_/.]', ' ', document.id)}")


@lru_cache(maxsize=65536)
def _stems(title: str) -> frozenset[str]:
    return frozenset(wording().content_stems(title))
