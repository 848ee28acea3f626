"""What is embedded; that it helps is shown by the evaluation, not here."""

from collections.abc import Callable
from dataclasses import replace

from index.context import plain, text_to_embed, text_to_find


def test_prose_is_embedded_with_its_section_and_speaker(record: Callable) -> None:
    document, passages = record("a.txt", ("Ada", "First\n**bold**  words."), (None, "Then lunch."))
    assert text_to_embed(passages[0], document) == "Debate: Ada: First bold words."
    assert text_to_embed(passages[1], document) == "Debate: Then lunch."
    assert text_to_embed(replace(passages[1], section=()), document) == "A.Txt: Then lunch."


def test_a_passage_is_found_by_its_headings_and_speakers(record: Callable) -> None:
    _, passages = record("a.txt", ("Ada Berg", "Wind."))
    assert text_to_find(passages[0]) == "Debate Ada Berg Wind."


def test_markup_is_no_part_of_the_meaning() -> None:
    assert plain("a **b** __c__\n d") == "a b c d"
