"""Who was found in a document."""

import corpus
from corpus.explain import explain
from corpus.types import Document

TEXT = """Attendees

Clare Martorana, Director, Nordic Ports
Bo Lind, Engineer, Korvax

Martorana said that the quay is sinking. Mortorana asked for sand.
"""


def test_people_variants_and_where_they_are_introduced() -> None:
    explanation = explain(Document("x", "x", TEXT))
    first, second = explanation.people
    assert first.speaker.name == "Clare Martorana"
    assert first.speaks
    assert first.evidence is not None
    assert first.evidence.of(TEXT) == "Clare Martorana"
    assert (second.speaker.name, second.speaks) == ("Bo Lind", False)


def test_passages_are_those_of_split_document() -> None:
    document = Document("x", "x", TEXT)
    assert explain(document).passages == corpus.split_document(document)
