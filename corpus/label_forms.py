"""What a speaker's label looks like: "Name:", "NAME (Org):", "Name [00:12:03]:", "<nick>", "Name - "."""

import re
from dataclasses import dataclass

from corpus.blocks import Block
from corpus.names import is_person_name
from corpus.types import Span
from corpus.vocabulary import fold, vocabulary

LONGEST_LABEL = 110  # characters, with brackets and time
MOST_LABEL_WORDS = 7
_TIME = re.compile(r"[\[(]?\b(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)\b[\])]?")
NOTE = re.compile(r"[(\[]([^()\[\]]{1,80}(?:\([^()\[\]]{1,40}\)[^()\[\]]{0,20})?)[)\]]")
_BOLD_NICK = re.compile(r"(\*\*|__)([^\s*_][^*_\n]{0,40}?)\1(?=[ \t])")
_ANGLE_NICK = re.compile(r"<([^\s<>@/]{1,30})>[ \t]+")
_BRACKET_NICK = re.compile(
    r"[(\[]([^\W\d_][\w.'’-]{0,20}(?: [^\W\d_][\w.'’-]{0,20})?)[)\]](?:[ \t]+(?=\S)|$)"
)
_BARE_MARK = re.compile(r"(Q|A)\.?[ \t]+(?=[A-Z“\"‘'])")  # "Q Good morning."
_TIME_BEHIND = re.compile(r"[ \t]*[\[(]?(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)[\])]?(?=\s|$)")
_SEPARATOR = re.compile(r"[ \t]*(?:[—–]|[ \t]-[ \t])[ \t]*")
_SAYS = re.compile(  # "Ana notes - the pump is old"
    r"\s+(?:notes?d?|ask(?:s|ed)|add(?:s|ed)|says|said|comment(?:s|ed)|repli(?:es|ed)|answer(?:s|ed)|suggest(?:s|ed)"
    r"|follow(?:s|ed)\s+up|continue[sd]|explain(?:s|ed))$"
)
_TURN_START = re.compile(
    r"[*_]{0,3}(?P<name>[A-Z]{2,3}|[^\W\d_a-z][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3})"
    r"(?: \([^()\n]{1,60}\))?[*_]{0,3}:\s"
)
LABEL_START = re.compile(
    r"[*_]{0,3}(?P<name>[^\W\d_][\w.'’-]*(?:[ ][\w.'’()-]+){0,5})"
    r"(?:[ ]?[\[(][^\])]{1,60}[\])])?[*_]{0,3}[ ]?:(?:[*_]{1,3})?(?:\s|$)"
)
_INITIALS = re.compile(r"[A-Z]{2,3}")
_INITIALS_DASH = re.compile(r"[A-Z]{2,3}\s+[-–—]\s+\S")
_STRANGER = re.compile(r"([A-Z][a-z]{2,14}):[ \t]+\S+\s+\S+\s+\S")
_ENDINGS = ("ing", "ed", "ly", "ion", "ment", "ness", "ity", "ance", "ence", "ive", "able", "ful", "s")
_STOPPED = re.compile(  # "Mr. Finch. Thank you.", "The Chairman. Order."
    r"[ \t]*(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Hon|Rev|Gen|Col|Lt|Adm|Sen|Rep)\."
    r"|Chair(?:man|woman)?|Senator|Representative|Secretary|Congress(?:man|woman)|Governor|Mayor|Judge|Justice"
    r"|Ambassador|General|Admiral|Colonel|Professor|Director|Commissioner)"
    r"[ ][A-Z][\w'’-]+(?:[ ][A-Z][\w'’-]+)?(?:[ ]of[ ][A-Z]\w+)?"
    r"|(?:The|THE)[ ](?i:chairman|chairwoman|chair|president|clerk|court|witness))"
    r"\.(?:[ \t]+|\n\s*)(?=[A-Z“\"\[])"
)
FEWEST_STOPPED = 4  # labels that end with a full stop, in a record that has them
_PLAIN_NAME = re.compile(r"\?+$|[^\W_][\w .'’&+/,-]*\.?$")


@dataclass(frozen=True, slots=True)
class Label:
    """``span`` is where the label stands, ``body`` what follows it up to the end of its block.

    ``name`` is the label's own words without brackets and time; ``note`` those in brackets.
    ``certain`` says that its form alone proves it (a time, an IRC nick); otherwise the document does.
    """

    span: Span
    body: Span
    name: str
    note: str | None = None
    time: str | None = None
    certain: bool = False
    form: str = ":"  # ":", "**" (bold nick without colon), "-" (dash), "()", "Q" (no colon), "alone"


def starts_label(text: str) -> bool:
    """Whether a line opens with what may be a speaker's label."""
    match = LABEL_START.match(text.strip())
    if not match:
        return bool(_INITIALS_DASH.match(text.strip()))
    words = match["name"].split()
    return (len(words) <= 5 and all(w[:1].isupper() or w[:1] in "(" for w in words)) or len(words) == 1


def read_label(text: str, block: Block) -> Label | None:
    """What may be a label at the start of a block, by its form alone."""
    words = text[block.span.start : min(block.span.end, block.span.start + LONGEST_LABEL + 20)]
    start = block.span.start
    if nick := _ANGLE_NICK.match(words):
        return Label(
            Span(start, start + nick.end()), _rest(text, start + nick.end(), block), nick[1], certain=True
        )
    if block.kind == "quote" and (bold := _BOLD_NICK.match(words)):
        return Label(
            Span(start, start + bold.end()), _rest(text, start + bold.end(), block), bold[2], form="**"
        )
    if block.kind == "paragraph" and (mark := _BARE_MARK.match(words)):
        end = start + mark.end()
        return Label(Span(start, start + 1), _rest(text, end, block), mark[1], form="Q")
    item = block.span.of(text)[: len(words)] if block.kind == "item" else ""
    if bracket := bracket_label(item.split("\n", 1)[0]):  # "- (KK) who owns this?", "- [Ana]"
        end = start + bracket.end()
        return Label(Span(start, end), _rest(text, end, block), bracket[1], form="()")
    return (
        _colon_label(text, words, block) or _stop_label(text, words, block) or _dash_label(text, words, block)
    )


def bracket_label(words: str) -> re.Match[str] | None:
    """The name in brackets that words begin with: "[Ana] who owns this?"."""
    return _BRACKET_NICK.match(words)


def _colon_label(text: str, words: str, block: Block) -> Label | None:
    line = words.split("\n", 1)[0]
    colon = _label_colon(line)
    if colon is None:
        return _time_label(text, line, block)
    name, note, time = _parts(line[:colon])
    if not name and time and block.kind == "paragraph":
        name = "?"  # a turn of a transcript whose speaker nobody names
    if not name or len(name.split()) > MOST_LABEL_WORDS or not _PLAIN_NAME.match(name):
        return None
    end = colon + 1
    while end < len(line) and line[end] in "*_":
        end += 1
    if behind := _TIME_BEHIND.match(line, end):
        time, end = time or behind[1], behind.end()
    if end < len(line) and not line[end].isspace() and colon + 1 == end and not _is_tight(name, line[end:]):
        return None  # 10:30, https://, dcat:Resource
    start = block.span.start
    body = _rest(text, start + end, block)
    bold = line.lstrip().startswith(("**", "__"))
    return Label(Span(start, start + colon + 1), body, name, note, time, certain=bool(time) and not bold)


def _label_colon(line: str) -> int | None:
    """The first colon that stands outside brackets and times."""
    depth = 0
    for i, c in enumerate(line[:LONGEST_LABEL]):
        if c in "([":
            depth += 1
        elif c in ")]":
            depth = max(0, depth - 1)
        elif c == ":" and depth == 0 and not (line[i - 1 : i].isdigit() and line[i + 1 : i + 2].isdigit()):
            return i
        elif (
            c in ".?!;" and depth == 0 and line[i + 1 : i + 2] == " " and i > 4 and not _ends_title(line[:i])
        ):
            return None
    return None


def _ends_title(before: str) -> bool:
    """Whether a full stop belongs to a title or an initial: "Some hon. members:", "Judy A. Sgro:"."""
    words = before.split()
    last = fold(words[-1].strip("(*_")) if words else ""
    return last in vocabulary().titles or (len(last) == 1 and last.isalpha())


def starts_stopped(text: str) -> bool:
    """Whether a line opens with what may be a label that ends with a full stop: "Mr. Finch. Thank you."."""
    return bool(_STOPPED.match(text))


def _stop_label(text: str, words: str, block: Block) -> Label | None:
    match = _STOPPED.match(words) if block.kind == "paragraph" else None
    if match is None:
        return None
    start = block.span.start
    body = _rest(text, start + match.end(), block)
    return Label(Span(start + match.start("name"), start + match.end("name")), body, match["name"], form=".")


def _is_tight(name: str, words: str) -> bool:
    """Whether initials stand close to their words: "TL:Any reason to wait?"."""
    return bool(_INITIALS.fullmatch(name) and re.match(r"[A-Z][a-z]+\s", words))


def _time_label(text: str, line: str, block: Block) -> Label | None:
    """As in "Jane Doe  00:12:03" or "00:12:03 Jane Doe" on a line of its own."""
    time = _TIME.search(line)
    if not time or len(line) > 70:
        return None
    name, note, found = _parts(line)
    if not found or not name or len(name.split()) > 4 or not _PLAIN_NAME.match(name):
        return None
    if not name[0].isupper() and fold(name) not in vocabulary()["nobody_labels"]:
        return None
    end = block.span.start + len(line)
    return Label(
        Span(block.span.start, end), _rest(text, end, block), name, note, found, certain=True, form="alone"
    )


def _dash_label(text: str, words: str, block: Block) -> Label | None:
    """As in "Justin—OPM has ..." or "Remco - took over ..."; only for people the record knows."""
    start = block.span.start
    separator = _SEPARATOR.search(words[:50])
    if not separator or separator.start() == 0:
        return None
    name, note, time = _parts(words[: separator.start()])
    name = _SAYS.sub("", name)
    if not name or len(name.split()) > 3 or not _PLAIN_NAME.match(name):
        return None
    end = start + separator.end()
    return Label(Span(start, start + separator.start()), _rest(text, end, block), name, note, time, form="-")


def _parts(label: str) -> tuple[str, str | None, str | None]:
    """The name, the words in brackets and the time of a label."""
    label = label.replace("**", "").replace("__", "").strip("*_ \t")
    time = _TIME.search(label)
    if time:
        label = label[: time.start()] + " " + label[time.end() :]
    note = NOTE.search(label)
    if note:
        label = label[: note.start()] + " " + label[note.end() :]
    name, words = " ".join(label.split()).strip(" -–—,"), note[1].strip() if note else None
    if words is None:
        name, words = _name_and_role(name)
    if not name and words and time:  # "[Anna Berg] 12:01:02"
        name, words = words, None
    return name, words, time[1] if time else None


def opens_turn(words: str) -> bool:
    """Whether a paragraph begins with initials or a full name and a colon: somebody's turn, known or not."""
    match = _TURN_START.match(words)
    if match is None or fold(match["name"].split()[0]) in vocabulary()["no_labels"]:
        return False
    return match["name"].isupper() or is_person_name(match["name"])


def names_stranger(words: str) -> bool:
    """Whether a line of a transcript begins with one word that may well be an unknown name: "Kazuho: no"."""
    match = _STRANGER.match(words)
    word = fold(match[1]) if match else ""
    vocab = vocabulary()
    known = ("no_labels", "not_names", "things", "name_breakers", "bodies", "collectives", "talks")
    return bool(word) and not word.endswith(_ENDINGS) and not any(word in vocab[kind] for kind in known)


def surname_last(name: str) -> str:
    """As in "Hansen, Ole" of a list by family names: "Ole Hansen"; other names stay as they are."""
    family, _, given = name.partition(", ")
    first = given.split(" ")[0]
    genders = vocabulary().genders
    swapped = fold(first) in genders and fold(family) not in genders and len(given.split()) <= 2
    return f"{given} {family}" if swapped and _PLAIN_NAME.match(family) else name


def _name_and_role(name: str) -> tuple[str, str | None]:
    """As in "JOAN FERRIS, HOST" and "Ana Ruiz, Korvax": what stands behind the comma is no second name."""
    if surname_last(name) != name:
        return surname_last(name), None
    first, comma, rest = name.partition(", ")
    if not comma or not is_person_name(first) or fold(rest.split(" ")[0]) in vocabulary().genders:
        return name, None
    return first, rest


def _rest(text: str, start: int, block: Block) -> Span:
    start = min(start, block.span.end)
    while start < block.span.end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    return Span(start, block.span.end)
