"""Turns of exported captions: the times of a cue, below them who speaks, below that the words.

As meeting programs write them: "00:00:05.120 --> 00:00:09.400", "Hansen, Ole", "Thanks for coming."
"""

import re
from collections.abc import Iterator, Sequence

from corpus.blocks import Block
from corpus.label_forms import Label, surname_last
from corpus.structure import CUE_TIMES
from corpus.types import Span

LEAST_TURNS = 3
NAMED_SHARE = 0.6  # of the cues whose first line looks like a name
_NAME_LINE = re.compile(r"[^\W\d_][\w.'’-]*(?:,? [^\W\d_a-z][\w.'’-]*){0,4}(?: \([^()]{1,30}\))?(?<![.?!])")


def stamped_turns(text: str, blocks: Sequence[Block]) -> dict[int, Label]:
    """The lines that name the speaker of a cue, by the number of their block; empty if few cues have one."""
    first_lines = list(_first_lines(text, blocks))
    named = [i for i in first_lines if _is_name_line(text, blocks, i)]
    if len(named) < LEAST_TURNS or len(named) < NAMED_SHARE * len(first_lines):
        return {}
    return {i: _label(text, blocks, i) for i in named}


def _first_lines(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    for i in range(1, len(blocks)):
        times = blocks[i - 1]
        if times.kind == "silent" and blocks[i].tight and CUE_TIMES.match(times.span.of(text)):
            yield i


def _is_name_line(text: str, blocks: Sequence[Block], i: int) -> bool:
    """Whether the line is as short as a name and the words follow below it."""
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    is_short = bool(_NAME_LINE.fullmatch(blocks[i].span.of(text)))
    return is_short and following is not None and following.kind == "paragraph" and following.tight


def _label(text: str, blocks: Sequence[Block], i: int) -> Label:
    span = blocks[i].span
    time = blocks[i - 1].span.of(text).split()[0]
    return Label(
        span, Span(span.end, span.end), surname_last(span.of(text)), time=time, certain=True, form="alone"
    )
