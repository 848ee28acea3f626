"""Names in questions: whole, in part, misspelt, strange."""

import pytest

from qa.folding import words_of
from qa.names import NameBook, is_misspelling, is_office, name_parts
from tests.qa.cast import (
    CALLOWAY,
    DUBOIS,
    FERREIRA,
    HOUTEN,
    LINDQVIST,
    PEOPLE,
    is_known_word,
    person,
)

book = NameBook(PEOPLE)


def found(text: str) -> list[tuple[str, ...]]:
    return [tuple(s.name for s in m.speakers) for m in book.mentions(words_of(text), is_known_word)]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dr. Lois Curfman McInnes", ("lois", "curfman", "mcinnes")),
        ("Kristina Šermukšnytė-Alešiūnienė", ("kristina", "sermuksnyte", "alesiuniene")),
        ("Hon. Paul Rudd (Carleton, CPC)", ("paul", "rudd")),
        ("Kirsty Evans AM", ("kirsty", "evans")),
        ("Sebastian Sklarß", ("sebastian", "sklarss")),
        ("PhD C", ("phd", "c")),
        ("Kallas", ("kallas",)),
    ],
)
def test_a_name_is_compared_without_titles_and_diacritics(name: str, parts: tuple[str, ...]) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("written", "name", "expected"),
    [
        ("lindqvist", "lindqvist", False),  # no slip at all
        ("linqvist", "lindqvist", True),
        ("lindkvist", "lindqvist", True),
        ("yang", "jang", True),  # four letters, one off
        ("ann", "anna", True),
        ("jan", "ian", False),  # three letters have too many neighbours
        ("remotti", "remottis", True),
        ("mortorano", "martorana", True),  # two off in a long name
        ("steve", "sarah", False),
    ],
)
def test_a_slip_is_one_letter_or_two_in_a_long_name(written: str, name: str, expected: bool) -> None:
    assert is_misspelling(written, name) is expected


def test_a_name_in_part_is_found_as_the_whole_would_be() -> None:
    assert found("Marta Lindqvist") == found("lindqvist") == [(LINDQVIST.name,)]
    assert found("van houten") == [(HOUTEN.name,)]


def test_a_shared_first_name_keeps_everybody_who_bears_it() -> None:
    assert found("Ines said") == [(FERREIRA.name, CALLOWAY.name)]
    assert found("Ines Calloway said") == [(CALLOWAY.name,)]


def test_everyday_words_are_names_only_with_a_capital() -> None:
    assert found("will the ports agree") == []
    assert found("What did Will say") == [("Will Marsh",)]


def test_a_known_word_of_the_corpus_is_no_misspelt_name() -> None:
    assert found("a note on ports") == []


def test_an_exact_name_is_not_marked_as_corrected() -> None:
    exact, slip = book.mentions(words_of("Lindqvist and Lindkvist"), is_known_word)
    assert not exact.corrected
    assert slip.corrected


def test_the_closest_name_is_offered_for_a_stranger() -> None:
    assert book.closest("Jean Duboys") == (DUBOIS,)
    assert book.closest("Zzyzx Qqq") == ()


def test_labels_and_bodies_are_no_names() -> None:
    assert is_office(person("Project Manager"))
    assert is_office(person("PhD C"))
    assert is_office(person("Harbour Forum", organisation="Harbour Forum"))
    assert not is_office(LINDQVIST)
