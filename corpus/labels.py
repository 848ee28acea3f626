"""Labels that say who has the floor: "Name:", "NAME (Org):", "Name [00:12:03]:", "<nick>", "Q:"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.attendance import office_field
from corpus.entries import is_roster_title, read_listing
from corpus.label_forms import FEWEST_STOPPED, NOTE, Label, read_label
from corpus.names import find_names, is_person_name, name_words
from corpus.people import Cast, Person
from corpus.stamped_turns import stamped_turns
from corpus.statements import find_statements
from corpus.structure import Block
from corpus.types import Span
from corpus.vocabulary import fold, vocabulary

_SPOKEN = re.compile(r"\b(?:I|we|We|you|You|our|Our|my|My|let['’]s|Let['’]s)\b")
BOLD_SHARE = 0.9  # of the labels, where every speaker stands in bold
SPOKEN_SHARE = 0.5  # of the paragraphs between the labels of a transcript with long turns
_LETTERED = re.compile(r"([A-Z][a-z]+)[A-Z]{1,2}")
SHORT_NICKS = 3  # labels of as many letters that come back
SURE_TURNS = 6  # labels of names before any other word that comes back is one
BRACKETED = 4  # items that begin with a given name in brackets
_INITIALS = re.compile(r"[A-Z]{2,3}")
_NUMBERED = re.compile(r"(?:speaker|participant|voice|spk|s|panell?ist|person|user)[ _-]?[\dA-Z]{1,3}$", re.I)
_SELF = re.compile(
    r"\b(?:[Mm]y name(?:['’]s| is)|I['’]?m|I am|[Tt]his is)\s+"
    r"(?P<name>[A-Z][\w'’-]+(?:\s+(?:van|von|de|der|la)(?=\s))*(?:\s+[A-Z][\w'’-]+){0,3})"
)


def find_labels(text: str, blocks: Sequence[Block], cast: Cast) -> dict[int, Label]:
    """The labels of a document by the number of their block; only those that it gives evidence for."""
    candidates = {
        i: label
        for i, block in enumerate(blocks)
        if block.kind in ("paragraph", "item", "quote") and (label := read_label(text, block))
    }
    texts = sum(block.kind in ("paragraph", "item", "quote") for block in blocks)
    counts = Counter(fold(label.name) for label in candidates.values() if label.form != "-")
    stopped = [label.name for label in candidates.values() if label.form == "."]
    if len(stopped) < FEWEST_STOPPED or not 1 < len(set(stopped)) < len(stopped):
        candidates = {i: label for i, label in candidates.items() if label.form != "."}
    dialogue = _is_dialogue(candidates, counts, texts)
    labels = _speakers(candidates, cast, counts, blocks, dialogue=dialogue)
    if not dialogue and len(labels) >= SURE_TURNS and is_dialogue(text, blocks, labels):
        labels = _speakers(candidates, cast, counts, blocks, dialogue=True)  # where "MNot:" comes back
    labels |= _bracketed_names(candidates)
    labels |= _bold_ones(text, candidates, labels) if dialogue else {}
    labels |= _bold_headings(text, blocks, cast)
    labels |= stamped_turns(text, blocks)
    for i, block in enumerate(blocks):
        if i in labels and _is_field(text, labels[i], cast):
            del labels[i]
        if i not in labels and block.kind == "item" and (label := _item_header(text, blocks, i, cast)):
            labels[i] = label
    return labels


def _speakers(
    candidates: Mapping[int, Label],
    cast: Cast,
    counts: Counter[str],
    blocks: Sequence[Block],
    *,
    dialogue: bool,
) -> dict[int, Label]:
    return {
        i: label
        for i, label in candidates.items()
        if _is_speaker(label, cast, counts, blocks[i], dialogue=dialogue)
    }


def _bracketed_names(candidates: Mapping[int, Label]) -> dict[int, Label]:
    """Given names in brackets before items, "- [Ana] ...": several in one record are who says them."""
    genders = vocabulary().genders
    found = {i: c for i, c in candidates.items() if c.form == "()" and fold(c.name).split()[0] in genders}
    names = {fold(label.name) for label in found.values()}
    return found if len(names) >= 2 and len(found) >= BRACKETED else {}


def is_dialogue(text: str, blocks: Sequence[Block], labels: Mapping[int, Label]) -> bool:
    """Whether a record is a transcript: many of its blocks open a turn, or else most sound like speech.

    Then paragraphs without a label go on with the turn.
    """
    if len(labels) < 4:
        return False
    texts = [i for i, b in enumerate(blocks) if b.kind in ("paragraph", "item", "quote")]
    if len(labels) >= 0.25 * len(texts):
        return True
    counts = Counter(fold(label.name) for label in labels.values() if label.form == ":")
    between = [blocks[i] for i in texts if min(labels) < i < max(labels) and i not in labels]
    spoken = sum(bool(_SPOKEN.search(block.span.of(text))) for block in between)
    return sum(n > 1 for n in counts.values()) >= 2 and spoken >= SPOKEN_SHARE * len(between)


def _bold_ones(text: str, candidates: Mapping[int, Label], labels: Mapping[int, Label]) -> dict[int, Label]:
    """Names that come once, in a transcript whose labels are all bold: "**Osma**: I could not find it"."""
    bold = {i for i, label in candidates.items() if label.form == ":" and text[label.span.start] in "*_"}
    if len(bold & set(labels)) < BOLD_SHARE * len(labels):
        return {}
    no_labels = vocabulary()["no_labels"] | vocabulary()["not_names"]
    return {
        i: label
        for i, label in candidates.items()
        if i in bold and label.name[0].isupper() and len(words := fold(label.name).split()) <= 3
        if not no_labels & set(words)
    }


def _bold_headings(text: str, blocks: Sequence[Block], cast: Cast) -> dict[int, Label]:
    """Bold lines that stand alone and name who speaks below: "**Costa Rica | Representative**"."""
    lines = {
        i: block.span.of(text).strip("*_ \t:")
        for i, block in enumerate(blocks)
        if block.kind == "heading"
        and text[block.span.start] in "*_"
        and "#" not in text[max(0, block.span.start - 8) : block.span.start]
    }
    counts = Counter(lines.values())
    found = {}
    for i, line in lines.items():
        name, _, note = line.partition("|") if "|" in line else line.partition(",")
        speaks = (
            _is_office(fold(note.strip()))
            or (is_person_name(name) and (counts[line] > 1 or name_words(name)[0] in vocabulary().genders))
            or bool(cast.find(name))
            or _is_office(fold(line))
        )
        if speaks and (len(lines) >= 4 or counts[line] > 1):
            span = blocks[i].span
            found[i] = Label(span, Span(span.end, span.end), name.strip(), note.strip() or None, form="alone")
    return found


def introductions(text: str, blocks: Sequence[Block], labels: Mapping[int, Label]) -> dict[str, str]:
    """How numbered speakers present themselves: {"Speaker 2": "Ava Chow"} from "Hi, I'm Ava Chow"."""
    found: dict[str, str] = {}
    ordered = sorted(labels)
    for i, following in zip(ordered, [*ordered, len(blocks)][1:], strict=True):
        label = labels[i]
        if label.name in found or not _NUMBERED.match(label.name):
            continue
        last = blocks[min(following, len(blocks)) - 1].span.end
        words = text[label.body.start : min(last, label.body.start + 400)]
        if match := _SELF.search(words):
            found[label.name] = match["name"]
    return found


# --- evidence --------------------------------------------------------------------------------------


def _is_dialogue(candidates: Mapping[int, Label], counts: Counter[str], texts: int) -> bool:
    """Whether most of the document is labelled turns: then any label that comes back is a speaker."""
    vocab = vocabulary()
    turns = sum(
        label.form == ":"
        and fold(label.name).split()[0] not in vocab["no_labels"]
        and counts[fold(label.name)] > 1
        for label in candidates.values()
    )
    return turns >= 4 and turns >= 0.4 * texts


def _is_speaker(label: Label, cast: Cast, counts: Counter[str], block: Block, *, dialogue: bool) -> bool:
    words = fold(label.name).split()
    if not words:
        return False
    if label.form == "**":
        return len(words) <= 3
    if label.form == "-":
        return _is_known_at_dash(label, cast, block, words)
    if label.form == ".":
        return True
    if label.form == "Q":
        return counts["q"] > 1
    if label.form == "()":
        return len(cast.find(label.name)) == 1
    if dialogue and len(words) == 1 and words[0] in vocabulary().genders and counts[words[0]]:
        return words[0] not in vocabulary()["no_labels"]
    return _names_somebody(label, cast, counts, words) or _recurs(label, counts, words, dialogue=dialogue)


def _is_known_at_dash(label: Label, cast: Cast, block: Block, words: list[str]) -> bool:
    is_item = block.kind == "item"
    if is_item and len(words) == 1 and words[0] in vocabulary().genders and label.name[0].isupper():
        return True
    return len(cast.find(label.name)) == 1 and (is_item or len(words) == 1)


def _names_somebody(label: Label, cast: Cast, counts: Counter[str], words: list[str]) -> bool:
    """Whether the label's own words prove it: a person, an office, a mark of questions and answers."""
    vocab = vocabulary()
    folded = " ".join(words)
    if is_nobody(label.name) or folded in vocab["question_labels"] | vocab["answer_labels"]:
        return True
    is_person = is_person_name(label.name)
    is_plain = words[0] not in vocab["no_labels"]
    if label.certain:
        return is_plain or is_person
    if is_person and (words[0] in vocab.genders or words[0].rstrip(".") in vocab.titles):
        return True
    if len(words) == 1 and is_plain and folded in vocab.genders and label.name[0].isupper():
        return True
    held = (
        {fold(w) for w in label.note.split()} & (vocab["roles"] | vocab["offices"]) if label.note else set()
    )
    if held and is_plain and 2 <= len(words) <= 4 and label.name.istitle():
        return True  # "Bill Marlow (Minister of Ditches)"
    if cast.find(label.name) and len(words) <= 4:
        return len(words) > 1 or is_plain
    is_letter = counts[folded] > 1 and bool(letter_people(label.name, cast))
    return _is_office(folded) or is_letter or _is_several(label.name, cast)


def is_nobody(label: str) -> bool:
    """Whether a label marks a voice that the record does not name: "Audience member", "UNIDENTIFIED MALE"."""
    words = fold(label).replace(".", "").split()
    vocab = vocabulary()
    if not words or not "".join(words).strip("?"):
        return True
    described = words[0] in vocab["unnamed"] or (
        words[0] in vocab["anonymous"] and label.split()[-1].islower()
    )
    return " ".join(words) in vocab["nobody_labels"] or (described and len(words) > 1)


def _recurs(label: Label, counts: Counter[str], words: list[str], *, dialogue: bool) -> bool:
    """Whether the label comes back often enough to be a speaker and no field."""
    no_labels = vocabulary()["no_labels"]
    bare = name_words(label.name)  # "Jayne Bryant AM" without her seat
    if words[0] in no_labels or not bare or bare[-1] in no_labels:
        return False
    times = counts[fold(label.name)]
    if times > 1 and label.name.isupper() and words[-1] in vocabulary()["roles"]:
        return True  # "SENIOR ADMINISTRATION OFFICIAL:"
    if times > 2 and _INITIALS.fullmatch(label.name):
        return True
    if dialogue:
        return (
            times > 1
            or is_person_name(label.name)
            or _is_nick(label.name)
            or _is_nick_like_others(label.name, counts)
        )
    return times > 2 and is_person_name(label.name)


def _is_nick(name: str) -> bool:
    """A given name in lower case, "seth:", or with the first letter of the other, "BenS:"."""
    lettered = _LETTERED.fullmatch(name)
    given = fold(lettered[1] if lettered else name)
    is_given = given in vocabulary().genders and given not in vocabulary()["not_names"]
    return is_given and (bool(lettered) or name.islower())


def _is_nick_like_others(name: str, counts: Counter[str]) -> bool:
    """Whether a label has the form of most others of a log: "zk:" among "mk:", "dr:" and "sk:"."""
    short = sum(len(other) == len(name) and times > 1 for other, times in counts.items())
    return 2 <= len(name) <= 3 and name.isalpha() and name.islower() and short >= SHORT_NICKS


def _is_field(text: str, label: Label, cast: Cast) -> bool:
    """As in "Facilitator: Ann Lee" says who it is, not what they say."""
    body = label.body.of(text).strip("*_ \n.")
    if office_field(text[label.span.start : label.body.end]):
        return True
    if not is_roster_title(label.name):
        return False
    is_list = not _is_office(fold(label.name)) and body[-1:] not in "?!" and bool(read_listing(body))
    first, stop, rest = body.partition(". ")  # "Moderator: Ana Ruiz. Panelists: Bo Lind, Sue Ek"
    is_one_of = bool(stop) and ": " in rest and is_person_name(first)
    return is_list or is_one_of or is_person_name(body) or bool(cast.find(body))


def _is_office(folded: str) -> bool:
    words = folded.removeprefix("the ").split()
    vocab = vocabulary()
    rest = " ".join(words)
    return rest in vocab["offices"] or (
        0 < len(words) <= 3 and words[0] in ("acting", "deputy", "vice") and words[-1] in vocab["offices"]
    )


def _is_several(name: str, cast: Cast) -> bool:
    parts = several(name)
    return len(parts) > 1 and all(
        cast.find(p) or is_person_name(p) or (name_words(p)[:1] and name_words(p)[0] in vocabulary().genders)
        for p in parts
    )


def letter_people(name: str, cast: Cast) -> list[Person]:
    """Whom a single letter may stand for: "V:" is somebody whose first name begins with it."""
    letter = name.strip(". ")
    if len(letter) != 1 or not letter.isupper():
        return []
    return [p for p in cast.people if p.takes_part and p.words and p.words[0][0] == fold(letter)]


def several(name: str) -> list[str]:
    """As in "Nick and Greg Colvin", "A & B": the names of a joint label."""
    return [part.strip() for part in re.split(r"\s*(?:,|&|\+|/|\band\b)\s*", name) if part.strip()]


def _item_header(text: str, blocks: Sequence[Block], i: int, cast: Cast) -> Label | None:
    """An item whose sub-items are one person's: "Ann's update", "Korvax (Bo)", "Ann, what do you say?"."""
    block = blocks[i]
    below = blocks[i + 1] if i + 1 < len(blocks) else None
    words = block.span.of(text)
    if below is None or below.kind != "item" or below.depth <= block.depth or len(words.split()) > 14:
        return None
    names = [(n.text, n.start) for n in find_names(words.replace("*", " ").replace("_", " "))]
    if brackets := NOTE.search(words):
        names.append((brackets[1], brackets.start()))
    people = {id(cast.find(name)[0]): (name, at) for name, at in names if len(cast.find(name)) == 1}
    if len(people) != 1:
        return None
    name, at = next(iter(people.values()))
    asked = words.rstrip().endswith("?") and at == 0
    if not asked and (words.rstrip()[-1:] in ".?!" or len(words.split()) > 9):
        return None
    if not asked and any(s.cue and s.source for s in find_statements(text, block.span)):
        return None  # "Ann suggested a second pump" says something itself
    return Label(block.span, Span(block.span.end, block.span.end), name, form="alone")
