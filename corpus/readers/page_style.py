"""How a document is set: the size of its running text, and what makes a line a heading."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.page_lines import BULLET, Line

LARGER = 1.15  # times the size of the running text: a heading
SLIGHTLY_LARGER = 1.05  # where it is bold as well
HEADING_SIZES = 4
LARGE_HEADING_WORDS = 25  # what is longer is running text in large letters
BOLD_HEADING_WORDS = 14
FEW_HYPHENS = 0.03  # of the lines end in one where only compounds are broken
MOST_BOLD = 0.4  # of the letters; where more are bold, bold says nothing

NO_HEADING_END = re.compile(r"[.,;:]$")
FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is set: its running text, and what stands out from it."""

    size: float
    leading: float
    heading_sizes: tuple[float, ...]
    bold_is_heading: bool
    words: frozenset[str]  # all words of the document, in lower case
    is_hyphenated: bool  # words are broken at the ends of lines, not only compounds at their hyphens

    def is_heading(self, line: Line) -> bool:
        words = len(line.text.split())
        if any(map(str.isalpha, line.text)) and not BULLET.match(line.text):
            if line.size in self.heading_sizes:
                return words <= LARGE_HEADING_WORDS
            if self.bold_is_heading and line.is_bold and line.size >= self.size:
                return words <= BOLD_HEADING_WORDS and not NO_HEADING_END.search(line.text)
        return False

    def level(self, line: Line) -> int:
        if line.size in self.heading_sizes:
            return self.heading_sizes.index(line.size) + 1
        return len(self.heading_sizes) + 1


def style_of(bodies: Sequence[Sequence[Line]]) -> Style:
    """What the running text of a document looks like, and so what stands out from it."""
    lines = [line for body in bodies for line in body]
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    size = letters.most_common(1)[0][0] if lines else 10.0
    leadings = Counter(
        round((below.top - above.top) * 2) / 2
        for body in bodies
        for above, below in pairwise(body)
        if above.size == size == below.size and 0.5 * size < below.top - above.top < 3 * size
    )
    large = {line.size for line in lines if line.size > (SLIGHTLY_LARGER if line.is_bold else LARGER) * size}
    return Style(
        size=size,
        leading=leadings.most_common(1)[0][0] if leadings else 1.2 * size,
        heading_sizes=tuple(sorted(large, reverse=True)[:HEADING_SIZES]),
        bold_is_heading=sum(len(line.text) for line in lines if line.is_bold) < MOST_BOLD * letters.total(),
        words=_whole_words(lines),
        is_hyphenated=sum(line.text.endswith("-") for line in lines) > FEW_HYPHENS * len(lines),
    )


def _whole_words(lines: Sequence[Line]) -> frozenset[str]:
    """The words of a document in lower case, but for the halves of those broken at a line's end."""
    words: set[str] = set()
    is_broken = False
    for line in lines:
        found = FIRST_WORD.findall(line.text.lower())
        begun, is_broken = is_broken, line.text.endswith("-")
        words.update(found[begun : len(found) - is_broken])
    return frozenset(words)
