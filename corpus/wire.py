"""Passages as the JSON objects that other programs read and write."""

from typing import Any

from corpus.types import Attribution, Passage, Span, Speaker


def passage_to_json(passage: Passage) -> dict[str, Any]:
    """A JSON object whose offsets count characters of the document's text; see ``passage_from_json``."""
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.text,
        "section": list(passage.section),
        "time": passage.time,
        "attributions": [_attribution_to_json(a) for a in passage.attributions],
    }


def passage_from_json(data: dict[str, Any]) -> Passage:
    """The passage that ``passage_to_json`` wrote; KeyError, TypeError or ValueError on anything else."""
    return Passage(
        id=data["id"],
        document_id=data["document_id"],
        span=Span(data["start"], data["end"]),
        text=data["text"],
        section=tuple(data["section"]),
        attributions=tuple(_attribution_from_json(a) for a in data["attributions"]),
        time=data.get("time"),
    )


def _attribution_to_json(attribution: Attribution) -> dict[str, Any]:
    cue = attribution.cue
    return {
        "speaker": _speaker_to_json(attribution.speaker),
        "start": attribution.content.start,
        "end": attribution.content.end,
        "cue": [cue.start, cue.end] if cue else None,
        "kind": attribution.kind,
        "confidence": attribution.confidence,
        "via": _speaker_to_json(attribution.via),
    }


def _attribution_from_json(data: dict[str, Any]) -> Attribution:
    return Attribution(
        speaker=_speaker_from_json(data["speaker"]),
        content=Span(data["start"], data["end"]),
        cue=Span(*data["cue"]) if data["cue"] else None,
        kind=data["kind"],
        confidence=data["confidence"],
        via=_speaker_from_json(data["via"]),
    )


def _speaker_to_json(speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    return {
        "id": speaker.id,
        "name": speaker.name,
        "role": speaker.role,
        "organisation": speaker.organisation,
    }


def _speaker_from_json(data: dict[str, Any] | None) -> Speaker | None:
    return Speaker(data["id"], data["name"], data["role"], data["organisation"]) if data else None
