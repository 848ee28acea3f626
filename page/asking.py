"""From an address to an answer: the limits a reader set, given to the assistant as its filters."""

from collections.abc import Iterable
from dataclasses import replace

from corpus import Speaker
from page.address import Address
from page.cards import COMPARED, compared
from qa import Assistant
from qa.types import Answer, Filters

HITS = 5  # cards on the page


DEEPER = 10  # times as many are asked for where people are compared, so that each has enough


def answer_to(assistant: Assistant, address: Address, limit: int = HITS) -> Answer:
    """The answer to the question of an address, within its limits. Raises ValueError for a bad limit."""
    answer = _ask(assistant, address, limit)
    people = compared(answer.question)
    if not people or answer.is_refused:
        return answer
    return evenly(_ask(assistant, address, limit * DEEPER), people)


def evenly(answer: Answer, people: Iterable[Speaker]) -> Answer:
    """The same answer with the best hits of each of these people alone, as many of each."""
    kept = {
        hit.rank
        for speaker in people
        for hit in [hit for hit in answer.hits if speaker in hit.passage.speakers][:COMPARED]
    }
    return replace(answer, hits=tuple(hit for hit in answer.hits if hit.rank in kept))


def _ask(assistant: Assistant, address: Address, limit: int) -> Answer:
    filters = Filters(
        organisations=(address.organisation,) if address.organisation else (),
        since=address.since or None,
        until=address.until or None,
    )
    return assistant.ask(
        address.q,
        limit=limit,
        speaker=address.speaker or None,
        document=address.document or None,
        filters=filters if filters != Filters() else None,
    )
