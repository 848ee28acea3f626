"""An answer as JSON: the stable interface for scripts. Names and meanings stay, fields may be added."""

from typing import Any

from corpus import Speaker, passage_to_json
from qa.types import Answer, Filters, Hit, Question


def answer_to_json(answer: Answer, id_: str | None = None) -> dict[str, Any]:
    """The JSON of an answer; ``id_`` is that of the question in its set.

    Offsets count characters of the document's text.
    """
    return {
        "id": id_,
        "question": answer.question.text,
        "status": "refused" if answer.is_refused else "answered",
        "reason": answer.reason,
        "speakers_asked": [speaker.label for speaker in answer.question.speakers],
        "hits": [hit_to_json(hit) for hit in answer.hits],
        "nearest": [hit_to_json(hit) for hit in answer.nearest],
        "understood": question_to_json(answer.question),
    }


def hit_to_json(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "strength": hit.strength,
        "passage": passage_to_json(hit.passage),
        "document_title": hit.document_title,
        "document_date": hit.document_date,
        "highlights": [[span.start, span.end] for span in hit.highlights],
    }


def question_to_json(question: Question) -> dict[str, Any]:
    """What was understood of a question, so that it can be shown and corrected."""
    return {
        "topic": question.topic,
        "speakers": [_speaker_to_json(speaker) for speaker in question.speakers],
        "organisations": [organisation.name for organisation in question.organisations],
        "unknown": list(question.unknown),
        "act": question.act,
        "asks_who": question.asks_who,
        "asks_group": question.asks_group,
        "compares": question.compares,
        "wants": question.wants,
        "filters": _filters_to_json(question.filters),
        "language": question.language,
        "notes": list(question.notes),
    }


def _speaker_to_json(speaker: Speaker) -> dict[str, str | None]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "role": speaker.role,
        "organisation": speaker.organisation,
    }


def _filters_to_json(filters: Filters) -> dict[str, Any]:
    return {
        "speakers": list(filters.speakers),
        "documents": list(filters.documents),
        "organisations": list(filters.organisations),
        "since": filters.since,
        "until": filters.until,
    }
