"""From an address to an answer: the limits a reader set, given to the assistant as its filters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus import Speaker
from page.address import Address
from page.cards import COMPARED, compared
from page.problems import Problem
from qa import Assistant
from qa.types import Answer, Filters, Hit

HITS = 5  # cards on the page
DEEPER = 10  # times as many are asked for where people are compared on everything
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")  # as far as it is known


def answer_to(assistant: Assistant, address: Address, limit: int = HITS) -> Answer:
    """The answer to the question of an address, within its limits. Raises Problem for a bad limit.

    People who are compared are asked one by one, so that whoever said nothing on the topic is not given
    something else to say.
    """
    answer = asked(assistant, address, limit)
    people = compared(answer.question)
    if not people or answer.is_refused:
        return answer
    if not answer.question.topic:
        return evenly(asked(assistant, address, limit * DEEPER), people)
    own_answers = (
        asked(assistant, replace(address, q=_asked_of(speaker, answer.question.topic)), COMPARED)
        for speaker in people
    )
    hits = tuple(_once(hit for own in own_answers for hit in own.hits))
    return replace(answer, hits=hits or answer.hits)


def _asked_of(speaker: Speaker, topic: str) -> str:
    """In words that `qa` weighs, and refuses, as it does everybody's."""
    return f"What did {speaker.label} say about {topic}?"


def evenly(answer: Answer, people: Iterable[Speaker]) -> Answer:
    """The same answer with the best hits of each of these people alone, as many of each."""
    kept = {
        hit.rank
        for speaker in people
        for hit in [hit for hit in answer.hits if speaker in hit.passage.speakers][:COMPARED]
    }
    return replace(answer, hits=tuple(hit for hit in answer.hits if hit.rank in kept))


def asked(assistant: Assistant, address: Address, limit: int) -> Answer:
    """The answer as the assistant gives it. Raises Problem for a bad limit."""
    if address.document and address.document not in assistant.index.documents:
        raise Problem("records.unknown", name=address.document)
    filters = Filters(
        organisations=(address.organisation,) if address.organisation else (),
        since=_day(address.since),
        until=_day(address.until),
    )
    return assistant.ask(
        address.q,
        limit=limit,
        speaker=address.speaker or None,
        document=address.document or None,
        filters=filters if filters != Filters() else None,
    )


def _day(given: str) -> str | None:
    if given and not _DAY.fullmatch(given):
        raise Problem("error.no_day", given=given)
    return given or None


def _once(hits: Iterable[Hit]) -> Iterator[Hit]:
    """What several people said together is found once for each of them, and kept once."""
    seen: set[str] = set()
    for hit in hits:
        if hit.passage.id not in seen:
            seen.add(hit.passage.id)
            yield hit
