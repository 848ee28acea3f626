"""The table of ablations names functions that exist, and switching one off changes something."""

import sys
from pathlib import Path

import pytest

import corpus
from corpus.types import Document

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"


sys.path.insert(0, str(FOLDER))
try:
    import attribution
finally:
    sys.path.remove(str(FOLDER))

RECORD = "Ann Lee said that it rains. According to Bob Stone, it snows. Ann Lee agreed that it does.\n"


def said() -> list[tuple[str, list[str]]]:
    passages = corpus.split_document(Document("a.md", "a", RECORD))
    return [(p.text, [s.label for s in p.speakers]) for p in passages]


@pytest.mark.parametrize("rule", sorted(attribution.FUNCTIONS))
def test_every_rule_of_the_table_can_be_switched_off(rule: str) -> None:
    with attribution.without(rule):
        said()


def test_without_a_rule_its_words_are_nobodys() -> None:
    whole = said()
    with attribution.without("according to"):
        assert said() != whole
    assert said() == whole


def test_the_shipped_summary_is_right_sentence_by_sentence() -> None:
    assert attribution.measure_shipped(attribution.Rules()) == {"right": 1.0}
