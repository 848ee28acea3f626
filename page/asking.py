"""From an address to an answer: the limits a reader set, given to the assistant as its filters."""

from page.address import Address
from qa import Assistant
from qa.types import Answer, Filters

HITS = 5  # cards on the page


def answer_to(assistant: Assistant, address: Address, limit: int = HITS) -> Answer:
    """The answer to the question of an address, within its limits. Raises ValueError for a bad limit."""
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
