"""Minutes in direct speech without quotation marks: "Ruiz said I will look into it. We need a pump."."""

import re
from collections.abc import Sequence

from corpus.vocabulary import fold, vocabulary

_OPENS = re.compile(
    r"(?:[A-Z][\w'’.-]*\s+){0,3}?(?P<name>[A-Z][\w'’-]+)(?:\s+\([^()]{1,40}\))?\s+"
    r"(?:said|asked|replied|answered|responded|stated|continued|added)\b(?P<rest>[^.?!\n]{0,200})"
)
_SAID_AS_IT_WAS = re.compile(
    r"(?!\s+(?:that|if|whether|to)\b)(?:\s+[^\s“\"]+){0,12}?[\s,:](?:I|my|me)(?:['’]\w+)?(?=[\s,])"
)
DIRECT = 4  # paragraphs in which somebody says "I" behind "said"
SHARE = 0.15  # of those that open with who says something
OPENERS = 4  # known people who open a paragraph so: then whoever else does is somebody too


def is_direct(lines: Sequence[str]) -> bool:
    """Whether "I" in a record's paragraphs is who speaks there, not who wrote the record."""
    opened = [m for line in lines if (m := _OPENS.match(line))]
    direct = sum(bool(_SAID_AS_IT_WAS.match(m["rest"])) for m in opened)
    return direct >= DIRECT and direct >= SHARE * len(opened)


def unlisted_openers(lines: Sequence[str], known: frozenset[str]) -> list[str]:
    """The bare names that open paragraphs of minutes as those of the people present do: "Lind said"."""
    names = [m["name"] for line in lines if (m := _OPENS.match(line)) and line.startswith(m["name"])]
    if len({n for n in names if fold(n) in known}) < OPENERS:
        return []
    vocab = vocabulary()
    others = (vocab["bodies"] | vocab["roles"] | vocab["collectives"] | vocab["crowds"] | vocab["things"]) | (
        vocab["not_names"] | vocab["offices"] | vocab["countries"]
    )
    return [
        n
        for n in dict.fromkeys(names)
        if fold(n) not in known and not {fold(n), fold(n).removesuffix("s")} & others and not n.isupper()
    ]
