"""What is told to the reader: English sentences that know what they say, to be told in other languages."""

from collections.abc import Mapping
from typing import Self

SENTENCES: Mapping[str, str] = {
    # why an answer is refused
    "nothing_asked": "There is no question here. Ask, for example, what somebody said about a topic.",
    "unknown_person": "Nobody called {name} speaks in the records.",
    "unknown_person_closest": "Nobody called {name} speaks in the records. The closest name is {closest}.",
    "only_named": "{name} is named in the records, but none of the words in them are theirs.",
    "only_named_closest": (
        "{name} is named in the records, but none of the words in them are theirs. "
        "The closest name is {closest}."
    ),
    "missing_event": "There is no record of {event}.",
    "nothing_within": "The records hold nothing within these limits.",
    "silent_within": "The records hold no words of {people} within these limits.",
    "silent": "{people} speaks in the records, but not on “{topic}”.",
    "silent_other": "{people} speaks in the records, but not on “{topic}”. {other} does.",
    "silent_several": "{people} speak in the records, but not on “{topic}”.",
    "silent_several_other": "{people} speak in the records, but not on “{topic}”. {other} does.",
    "lacks_number": "The records give no number for “{topic}”.",
    "lacks_date": "The records give no date for “{topic}”.",
    "lacks_place": "The records give no place for “{topic}”.",
    "unspoken_word": "The records hold no answer to this: {words} is not spoken of in them.",
    "unspoken_words": "The records hold no answer to this: {words} are not spoken of in them.",
    "nothing_on": "The records hold nothing on “{topic}”.",
    # what was assumed
    "read_as": "Read “{said}” as {name}.",
    "spelt_as": "Read “{said}” as “{word}”.",
    "may_be": "“{said}” may be {either}; all of them were searched.",
    "taken_to_be": "Took “{said}” to be {either}.",
    "namesakes": "Several people are called {name}: took {taken}. Not searched: {people}.",
    "limited_to": "“{said}” was taken to mean: {titles}.",
    "language": (
        "The question seems to be in {language}. Names, numbers and words that both languages share are "
        "found; matching by meaning is limited when the model does not cover the language."
    ),
}
"""The sentence of each kind of remark, with the places to fill."""

FINDINGS: Mapping[str, str] = {
    # in what an evaluated answer fell short
    "fell_answered": "answered what the record does not say",
    "fell_other_name": "the words under another name",
    "fell_refused": "refused",
    "fell_absent": "not among the first {count}",
    "fell_late": "right only at rank {rank}",
    "fell_incomplete": "{missing} of {count} nuggets missed",
    # where the right passage was
    "was_at_rank": "rank {rank} of {count}",
    "was_near_miss": "nearest miss {rank}",
    "was_not_retrieved": "in the index, not retrieved",
    "was_under_other": "in the index, but under {people}",
    "was_nobodys": "in the index, but nobody's",
    "was_nowhere": "in no passage of the index",
}
"""What an evaluation found, in the same way."""

Values = Mapping[str, str | tuple[str, ...]]
"""What fills a sentence: names and topics; several people are a tuple."""

JOINTS: Mapping[str, str] = {"people": "and", "either": "or"}
"""What stands before the last of several, by the name of their place."""


_TOLD = {**SENTENCES, **FINDINGS}


class Remark(str):
    """A sentence to the reader; ``kind`` and ``values`` say the same without English."""

    kind: str
    values: Values

    def __new__(cls, text: str, kind: str, values: Values) -> Self:
        remark = super().__new__(cls, text)
        remark.kind, remark.values = kind, values
        return remark

    def __getnewargs__(self) -> tuple[str, str, Values]:  # type: ignore[override]  # to be copied
        return str(self), self.kind, self.values


def remark(kind: str, **values: str | tuple[str, ...]) -> Remark:
    """The remark of a kind, filled in. Raises KeyError for an unknown kind or a value that is missing.

    >>> remark("lacks_date", topic="the fair")
    'The records give no date for “the fair”.'
    """
    return Remark(fill(_TOLD[kind], values, JOINTS), kind, values)


def fill(sentence: str, values: Values, joints: Mapping[str, str]) -> str:
    """A sentence with its places filled, several people listed ("Ann Lee, Bo Ek and Cy Ray")."""
    return sentence.format(
        **{place: _listed(value, joints.get(place, "")) for place, value in values.items()}
    )


def _listed(value: str | tuple[str, ...], joint: str) -> str:
    if isinstance(value, str):
        return value
    return value[0] if len(value) == 1 else f"{', '.join(value[:-1])} {joint} {value[-1]}"
