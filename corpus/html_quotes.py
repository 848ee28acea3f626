"""Block quotes in HTML, tweets for instance, with the author that stands at their end."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.blocks import Block
from corpus.types import Span

_HTML_QUOTE = re.compile(
    r"(?P<opening><blockquote\b[^<>]{0,300}>\s*(?:<p\b[^<>]{0,300}>)?)(?:(?!</?blockquote)[\s\S]){1,3000}?"
    r"(?P<credit>(?:&mdash;|&#8212;|[—–―]|--)\s*(?:<[^<>]{1,300}>)?(?P<author>[^\W\d_][^<>(\n@]{1,60}?))\s*(?:\(@|</?\w|,|\n)"
    r"(?:(?!<blockquote)[\s\S]){0,1500}?</blockquote>"
)
_CLOSING_TAGS = re.compile(r"(?:\s*</?(?:p|cite|footer|small)\b[^<>]{0,200}>)+\s*$")


def credit_html_quotes(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Block quotes in HTML, tweets for instance, as quotes with the author that stands at their end."""
    quotes = [
        (m.span(), m.start("credit"), Span(*m.span("author")), m.end("opening"))
        for m in _HTML_QUOTE.finditer(text)
    ]
    for block in blocks:
        inside = next((q for q in quotes if q[0][0] <= block.span.start and block.span.end <= q[0][1]), None)
        if inside is None or block.kind not in ("paragraph", "item"):
            yield block
            continue
        _, credit, author, opening = inside
        start = min(max(block.span.start, opening), block.span.end)
        words = _CLOSING_TAGS.sub("", text[start : max(start, min(block.span.end, credit))])
        left = len(words) - len(words.lstrip())
        span = Span(start + left, start + max(left, len(words.rstrip())))
        yield replace(block, kind="quote" if len(span) else "silent", span=span or block.span, cite=author)
