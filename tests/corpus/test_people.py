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


@pytest.mark.parametrize(
    ("known", "mention"),
    [
        ("Raul Estrada-Oyuela", "Estrada"),
        ("Raul Estrada-Oyuela", "Raul Estrada"),
        ("Janet Keel", "Jan Keel"),
        ("Martin Thompson", "Martin T"),
        ("P. Lucas", "Pedro"),
        ("Ben Schwartz", "Ben Shwartz"),
        ("Owen Williams", "O. Williams"),
    ],
)
def test_more_forms_of_a_name(known: str, mention: str) -> None:
    cast = Cast()
    person = cast.add(known, takes_part=True)
    cast.add("Kim Berg", takes_part=True)
    assert cast.find(mention) == (person,)
    assert " " not in mention or cast.add(mention) is person
    assert person.name == known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Paul Moss", "Paula Moss"),
        ("Anna Berg", "Anna Bergman"),
        ("Ben Hanson", "Ben Jansen"),
        ("Raul Estrada-Oyuela", "Ana Estrada"),
        ("P. Lucas", "Kim"),
    ],
)
def test_whom_a_name_does_not_mean(one: str, other: str) -> None:
    cast = Cast()
    person = cast.add(one, takes_part=True)
    assert cast.add(other) is not person


def test_two_of_one_list_are_two() -> None:
    cast = Cast()
    assert cast.add("Chris Lee", takes_part=True) is not cast.add("Christine Lee", takes_part=True)


def test_of_namesakes_by_initial_the_one_who_is_there() -> None:
    cast = Cast()
    cast.add("Jane Davies")
    joseph = cast.add("Joseph Davies", takes_part=True)
    assert cast.find("J. Davies") == (joseph,)


def test_the_fuller_name_is_shown() -> None:
    cast = Cast()
    assert cast.add("J. Keel") is cast.add("Janet Keel")
    assert [p.name for p in cast.people] == ["Janet Keel"]


def test_a_name_that_runs_into_other_words() -> None:
    cast = Cast()
    ana = cast.add("Ana Ruiz", takes_part=True)
    assert cast.add("Ana Ruiz Issue Date") is ana
    assert ana.name == "Ana Ruiz"
    assert cast.find("Ana Ruiz proposed:") == cast.find("Ana Ruiz & Bo Ray") == ()
