"""People whom a report names by surname and organisation alone, by invented mini-records."""

from textwrap import dedent

import pytest

from tests.corpus.records import said
from tests.corpus.test_event_records import people

_HABIT = """
    # Notes from the salt days

    Arguedas (Korvax) argued that salt is dear. [Brennholt](/a) (Nordvind) talked about pumps run by night.
    """


def test_a_surname_before_an_organisation_in_brackets_is_a_person() -> None:
    assert said(_HABIT, "salt is dear") == ["Arguedas"]
    assert said(_HABIT, "pumps run by night") == ["Brennholt"]
    assert people(dedent(_HABIT)) == {"Arguedas": (None, "Korvax"), "Brennholt": (None, "Nordvind")}


@pytest.mark.parametrize(
    ("sentence", "words", "who"),
    [
        (
            "Herndal (Duke) and O'Rourke (Emory) emphasised how costs changed.",
            "how costs changed",
            ["Herndal", "O'Rourke"],
        ),
        (
            "Finkel and Olsted (DDA) explained that wells dry up.",
            "that wells dry up",
            ["Finkel", "Olsted"],
        ),
        (
            "We heard a talk by Sapp Nellis (Purdy) on wells. Nellis said that wells dry up.",
            "that wells dry up",
            ["Sapp Nellis"],
        ),
    ],
)
def test_several_speak_as_the_last_of_them_does(sentence: str, words: str, who: list[str]) -> None:
    assert said(f"{_HABIT}\n\n    {sentence}\n", words) == who


def test_a_surname_tells_no_gender_though_men_bear_it_as_a_given_name() -> None:
    record = f"{_HABIT}\n\n    Scott (Emory) spoke about wells. Wells, she argued, dry up.\n"
    assert said(record, "dry up") == ["Scott"]


@pytest.mark.parametrize(
    "record",
    [
        "Firedrake (Korvax) supports night mode. Chromia (Nordvind) supports it too.\n",
        "Arguedas (Korvax) argued that salt is dear.\n",  # one is no habit
        "The Salt Data Alliance (SDA) argued for it. The Pump Alliance (PA) argued against it.\n",
        "The Dam (Korvax) demonstrated that it holds. The Weir (Nordvind) demonstrated it too.\n",
        "GitForge (Korvax) announced a sale. MRRA (Nordvind) argued for one.\n",
        "Members (Korvax) argued for it. Delegates (Nordvind) asked why.\n",
    ],
)
def test_products_bodies_and_groups_are_no_people(record: str) -> None:
    assert not people("# Notes from the salt days\n\n" + record)


def test_two_whom_brackets_describe_say_it_together() -> None:
    record = """
        # Notes from the salt days

        Ana Ruiz (Korvax) and Bo Lind (Nordvind) argued that salt is dear.
        """
    assert said(record, "salt is dear") == ["Ana Ruiz", "Bo Lind"]
