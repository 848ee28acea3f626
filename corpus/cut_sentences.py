"""Sentences that a page break or a blank line cut in two, put together again."""

from dataclasses import replace

from corpus.blocks import Block
from corpus.label_forms import LABEL_START
from corpus.lines import TERMINATORS
from corpus.types import Span

_CUT_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "between",
        "but",
        "by",
        "for",
        "from",
        "his",
        "her",
        "in",
        "into",
        "is",
        "its",
        "of",
        "on",
        "or",
        "our",
        "over",
        "that",
        "the",
        "their",
        "these",
        "this",
        "those",
        "to",
        "was",
        "were",
        "which",
        "who",
        "will",
        "with",
        "would",
        "than",
        "are",
        "be",
        "been",
        "has",
        "have",
        "had",
    ]
)


def join_cut_sentences(text: str, blocks: list[Block]) -> list[Block]:
    """Put together what a page break or a blank line cut in the middle of a sentence."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _is_cut(text, joined[-1], block):
            joined[-1] = replace(joined[-1], span=Span(joined[-1].span.start, block.span.end))
        else:
            joined.append(block)
    return joined


def _is_cut(text: str, before: Block, after: Block) -> bool:
    if before.kind not in ("paragraph", "item") or after.kind != "paragraph" or after.tight:
        return False
    end = before.span.of(text)[-200:].rstrip("*_ ")
    start = after.span.of(text)[:100].lstrip('*_“"( ')
    if not end or end[-1] in TERMINATORS or not start:
        return False
    words, said = after.span.of(text), before.span.of(text)
    if words[0] in "*_" and words[-1] == words[0] != said[-1]:
        return False  # an aside in italics
    if start[0].islower():
        return not LABEL_START.match(start)
    gap = text[before.span.end : after.span.start]
    cut_word = end.split()[-1].lower() in _CUT_WORDS or end[-1] in ",-"
    return cut_word and ("\f" in gap or gap.count("\n") > 2) and len(end) > 60
