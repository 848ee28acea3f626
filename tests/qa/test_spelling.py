"""Slips in the topic are put right by the words of the records, and only slips."""

from qa.folding import words_of
from qa.spelling import corrected, misspelt


def test_a_word_of_no_record_is_replaced_by_the_commonest_one_slip_away() -> None:
    unknown = words_of("digtal")
    topic, replaced = corrected("digtal", unknown, ["Digital ports.", "The digital turn.", "a digital"])
    assert topic == "digital"
    assert replaced == {"digtal": "digital"}


def test_what_stands_around_the_word_stays() -> None:
    topic, _ = corrected("the digtal transition", words_of("the digtal transition")[1:2], ["digital"])
    assert topic == "the digital transition"


def test_a_word_without_a_neighbour_stays_as_it_is() -> None:
    assert corrected("limelight", words_of("limelight"), ["limestone", "delight"]) == ("limelight", {})


def test_short_words_numbers_and_known_words_are_left_alone() -> None:
    known = {"ports"}
    found = misspelt("prts 2024 ports hydrogn the", lambda word: word in known)
    assert [word.text for word in found] == ["hydrogn"]
