"""What stands beside a name and only says whose it is: "Ann Lee of the Port", "the clerk of Ekeby"."""

from collections.abc import Sequence
from dataclasses import replace

from qa.names import Mention
from qa.offices import OfficeBook
from qa.reading import Reading
from qa.wording import wording

# What may stand between a name and the body it belongs to.
_BETWEEN = frozenset(["of", "from", "at", "for", "with", "the", "in"])


def with_appositions(
    reading: Reading, mentions: Sequence[Mention], offices: OfficeBook
) -> tuple[Mention, ...]:
    """The mentions, each with its own body or office taken in, so that one limit is meant and not two.

    A name that fits several is that of the one who belongs there.
    """
    kept: list[Mention] = []
    for mention in mentions:
        if kept and (joined := _joined(reading, kept[-1], mention)):
            kept[-1] = joined
        else:
            kept.append(mention)
    return tuple(_with_description(reading, mention, offices) for mention in kept)


def _joined(reading: Reading, person: Mention, body: Mention) -> Mention | None:
    """The person with a body that follows and is theirs."""
    between = [word.folded for word in reading.words[person.end : body.start]]
    if body.form != "organisation" or person.form == "organisation" or not set(between) <= _BETWEEN:
        return None
    theirs = tuple(speaker for speaker in person.speakers if speaker in body.speakers)
    return replace(person, end=body.end, speakers=theirs) if theirs else None


def _with_description(reading: Reading, mention: Mention, offices: OfficeBook) -> Mention:
    """The mention with the role or the place that follows it: ", manager at the customs agency,"."""
    if mention.form == "organisation" or mention.end >= len(reading.words):
        return mention
    after = mention.end
    if "," in reading.text[reading.words[after - 1].end : reading.words[after].start]:
        found = offices.described(reading.words, after)
        if found is not None and (theirs := tuple(s for s in mention.speakers if s in found.speakers)):
            return replace(mention, end=found.end, speakers=theirs)
        return mention
    if mention.form != "role" or reading.words[after].folded not in _BETWEEN:
        return mention
    start = end = after + 1 + (reading.stems[after + 1 : after + 2] == ["the"])
    while end < len(reading.words) and reading.words[end].is_capitalised:
        end += 1
    body = [word.stem for word in reading.words[start:end] if wording().is_content(word)]
    theirs = tuple(speaker for speaker in mention.speakers if offices.belongs(speaker, body))
    return replace(mention, end=end, speakers=theirs) if body and theirs else mention
