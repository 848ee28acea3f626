"""What is embedded; that it helps is shown by the evaluation, not here."""

from collections.abc import Callable
from dataclasses import replace

from index.context import ENOUGH, plain, text_around, text_to_embed, text_to_find


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


def as_turns(passages: tuple) -> tuple:
    return tuple(
        replace(p, attributions=tuple(replace(a, kind="turn") for a in p.attributions)) for p in passages
    )


def test_around_a_turn_are_the_words_before_and_after(record: Callable) -> None:
    lines = [("Ada", "What of the harbour?"), ("Bo", "Yes."), ("Ada", "Good, we agree.")]
    document, passages = record("a.vtt", *lines)
    assert text_around(as_turns(passages), 1, document) == "What of the harbour? Yes. Good, we agree."
    assert text_around(passages, 1, document) == text_to_embed(passages[1], document)


def test_a_long_turn_is_enough_and_a_short_one_takes_the_nearest_words(record: Callable) -> None:
    long = " ".join(f"w{n}" for n in range(ENOUGH + 5))
    document, passages = record("a.vtt", ("Ada", long), ("Bo", "Yes."), ("Ada", long))
    turns = as_turns(passages)
    assert text_around(turns, 0, document) == long
    words = text_around(turns, 1, document).split()
    assert len(words) == ENOUGH
    assert words[-2:] == [f"w{ENOUGH + 4}", "Yes."]
