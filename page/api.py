"""What other programs may call, over HTTP or MCP: the same JSON as the command line."""

from collections.abc import Callable
from typing import Any

from page.address import Address
from page.asking import asked
from page.library import Library
from qa import answer_to_json

MOST_HITS = 50
Endpoint = Callable[..., Any]


def endpoints(library: Library) -> dict[str, Endpoint]:
    """The functions by their public names; names, parameters and answers are stable."""

    def ask(
        question: str,
        speaker: str = "",
        document: str = "",
        limit: int = 5,
        organisation: str = "",
        since: str = "",
        until: str = "",
    ) -> dict[str, Any]:
        """Find who said what at an event: ranked passages of the record, word for word, with their speakers.

        Quote only the text of a hit, under the name it carries. When status is "refused" the record does
        not hold the answer: say so, with the reason; the nearest misses do not answer the question.

        Args:
            question: The question in plain words, for example "What did Glenda Napier propose?"
            speaker: Only what this person said: a full name; empty for anyone.
            document: Only this record: its id; empty for all.
            limit: How many passages at most, 1 to 50.
            organisation: Only what people of this organisation said; empty for any.
            since: Only records of this day or later, as 2024-05-15, 2024-05 or 2024; empty for any.
            until: Only records of this day or earlier, written likewise; empty for any.

        """
        address = Address(
            q=question,
            speaker=speaker,
            document=document,
            organisation=organisation,
            since=since,
            until=until,
        )
        answer = asked(library.assistant, address, max(1, min(int(limit), MOST_HITS)))
        return answer_to_json(answer)

    def list_speakers() -> list[dict[str, Any]]:
        """List everybody who speaks: id, name, role, organisation, records, number of passages."""
        return [
            {
                "id": entry.speaker.id,
                "name": entry.speaker.name,
                "role": entry.speaker.role,
                "organisation": entry.speaker.organisation,
                "documents": list(entry.document_ids),
                "passages": entry.passages,
            }
            for entry in library.assistant.index.speakers
        ]

    def get_passage_in_context(passage_id: str, before: int = 3, after: int = 3) -> dict[str, Any]:
        """Read a passage with the passages around it, each with its speakers, to quote it fairly.

        Args:
            passage_id: The id of a passage, as an answer gives it.
            before: How many passages before it, 0 to 50.
            after: How many passages after it, 0 to 50.

        """
        from corpus import passage_to_json

        index = library.assistant.index
        try:
            passage = index.passage(passage_id)
        except KeyError:
            raise ValueError(f"there is no passage {passage_id!r}; take the id from an answer") from None
        around = index.passages_of(passage.document_id)
        place = next(i for i, other in enumerate(around) if other.id == passage_id)
        first = max(0, place - max(0, min(int(before), MOST_HITS)))
        last = place + max(0, min(int(after), MOST_HITS))
        document = index.documents[passage.document_id]
        return {
            "passage": passage_to_json(passage),
            "document_title": document.title,
            "document_date": document.date,
            "before": [passage_to_json(other) for other in around[first:place]],
            "after": [passage_to_json(other) for other in around[place + 1 : last + 1]],
        }

    return {"ask": ask, "list_speakers": list_speakers, "get_passage_in_context": get_passage_in_context}
