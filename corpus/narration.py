"""Sentences that nobody in particular says: what happened, was decided or is to be done."""

import re

from corpus.vocabulary import fold, vocabulary

_WORD = re.compile(r"[^\W_][\w'’-]*")
_EVENT_SUBJECT = re.compile(
    r"(?:The|This|Our|Each|That)\s+(?:[\w-]+\s+){0,2}(?:meeting|session|webinar|event|workshop|panel|conference|summit|discussion|day|"
    r"seminar|debate|call|agenda|motion|resolution|minutes|proposal|decision|amendment|vote)\s+"
    r"(?:also\s+)?(?:was|were|is|are|will|took|began|ended|closed|opened|concluded|adjourned|featured|included|consisted|focused|"
    r"tackled|covered|moved|turned|reconvened|then)\b"
)
_DECIDED = re.compile(
    r"\b(?:[Ii]t\s+was|was|were|been)\s+(?:then\s+|unanimously\s+|also\s+)?(?:agreed|decided|resolved|carried|adopted|approved|moved|"
    r"seconded|thanked|elected|appointed|adjourned|circulated|postponed|deferred|closed|opened)\b"
)
_TASK = re.compile(
    r"(?:[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*)?)(?:(?:,|\s+and|\s*&|/)\s*[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*)?){0,4}\s+to\s+(?!the\b|a\b)[a-z]+\b"
)
_VOTE = re.compile(
    r"\b(?:seconded by|motion (?:was )?(?:carried|passed|failed)|nem\.? con|all in favour|carried unanimously"
    r"|[0-9]+ votes? (?:for|against|in favour))\b",
    re.I,
)


def is_vote(plain: str) -> bool:
    """Whether a sentence tells of a motion and its fate."""
    return bool(_VOTE.search(plain))


def is_task(plain: str) -> bool:
    """As in "Dana to check the figures": something somebody is to do."""
    return bool(_TASK.match(plain.strip(" *_-")))


def is_narrated(plain: str, *, in_scope: bool = False) -> bool:
    """Whether a sentence tells what happened, was decided or will be done, which nobody in particular says.

    Inside somebody's section only what will be done is told so: they tell the rest.
    """
    plain = plain.strip(" *_-")
    if is_task(plain):
        return True
    if (
        re.match(r"(?:Unanimously|Carried|Agreed|Approved|Resolved|Adopted|Noted|Action|Passed)\b", plain)
        and len(plain) < 80
    ):
        return True
    if not in_scope and re.match(
        r"(?:A|An|Some|Further|Much) (?:\w+ )?(?:discussion|debate|conversation|exchange)\b", plain
    ):
        return True
    if not in_scope and re.match(r"There (?:was|were) (?:no|some|a|general|further|little|much)\b", plain):
        return True
    if not in_scope and (_EVENT_SUBJECT.match(plain) or _DECIDED.search(plain[:120])):
        return True
    words = _WORD.findall(plain[:90])[:8]
    if "will" not in words[1:]:
        return False
    subject = words[: words.index("will", 1)]
    vocab = vocabulary()
    bodies = (
        vocab["bodies"] | vocab["roles"] | (vocab["collectives"] - {"all", "both", "they", "many", "people"})
    )
    acronym = len(subject) == 1 and sum(c.isupper() for c in subject[0]) >= 2
    return acronym or (subject[0] in ("The", "An", "A") and any(fold(w) in bodies for w in subject))
