"""The shipped summary against a hand-made list of who said which sentence: every one must be right."""

import json
import re
from pathlib import Path

import pytest

import corpus
from corpus.types import Document, Passage

GOLD = [
    json.loads(line)
    for line in (Path(__file__).parent / "shipped_gold.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def document() -> Document:
    return corpus.read_document(next(corpus.SHIPPED.glob("*.txt")))


@pytest.fixture(scope="module")
def passages(document: Document) -> tuple[Passage, ...]:
    return corpus.split_document(document)


def test_every_sentence_has_its_speaker(document: Document, passages: tuple[Passage, ...]) -> None:
    wrong = []
    position = 0
    for row in GOLD:
        start, end = _find(document.text, row["text"], position)
        position = end
        said = {
            (a.speaker.name if a.speaker else None, a.kind, a.via.name if a.via else None)
            for p in passages
            for a in p.attributions
            if a.content.start < end and start < a.content.end
        }
        names = row["speakers"] or ([None] if row["kind"] else [])
        expected = {(name, row["kind"], row["via"]) for name in names}
        if said != expected:
            wrong.append((row["text"][:60], said, expected))
    assert wrong == []


def test_gold_covers_the_whole_text(passages: tuple[Passage, ...]) -> None:
    def squeezed(text: str) -> str:
        return re.sub(r"\]\([^)]*\)|[\s*_\[\]]", "", text)

    assert squeezed("".join(p.text for p in passages)) == squeezed("".join(row["text"] for row in GOLD))


def test_first_answer_of_the_readme(passages: tuple[Passage, ...]) -> None:
    (passage,) = [p for p in passages if "energy meta cluster" in p.text]
    (speaker,) = passage.speakers
    assert (speaker.name, speaker.role, speaker.organisation) == (
        "Glenda Napier",
        "CEO",
        "Energy Cluster Denmark",
    )
    assert passage.section == ("3. Panel debate",)
    assert passage.text.startswith("She proposed")


def test_four_clauses_of_one_sentence_are_four_passages(passages: tuple[Passage, ...]) -> None:
    found = {
        word: next(p for p in passages if word in p.text and p.text.count(";") <= 1).speakers[0].name
        for word in (
            "outlined her vision",
            "creating more technologies",
            "active engagement",
            "concluded her intervention",
        )
    }
    assert list(found.values()) == [
        "Carolina Garcés",
        "Glenda Napier",
        "Kristina Šermukšnytė-Alešiūnienė",
        "Susana Remotti",
    ]


def test_passages_are_of_a_length_to_read(passages: tuple[Passage, ...]) -> None:
    lengths = [len(p.text.split()) for p in passages]
    assert max(lengths) <= 70


def _find(text: str, sentence: str, position: int) -> tuple[int, int]:
    """Where a sentence without markup stands in the text, after a position."""
    between = r"(?:\]\([^)]*\)|[\s*_\[])*"
    pattern = between.join(re.escape(c) for c in sentence if not c.isspace())
    match = re.compile(pattern).search(text, position)
    assert match, sentence
    return match.span()
