"""What is a person's name and what only looks like one."""

import pytest

from corpus.names import find_names, gender_of, is_person_name, name_words, without_titles


@pytest.mark.parametrize(
    "name",
    [
        "Susana Remotti",
        "Seth van Hooland",
        "J.P. Lovato",
        "Daniel S. Okafor",
        "Kristina Šermukšnytė-Alešiūnienė",
        "Natalie MURIC",
        "Mr. Bruce Stanton",
        "Dr Frank Atherton",
        "Fiona O'Dowd",
    ],
)
def test_names(name: str) -> None:
    assert is_person_name(name)


@pytest.mark.parametrize(
    "words",
    [
        "DG GROW",
        "Key Messages",
        "Next Steps",
        "Green Deal",
        "European Commission",
        "Panel Debate",
        "Anna",
        "the sea",
        "",
    ],
)
def test_no_names(words: str) -> None:
    assert not is_person_name(words)


def test_names_in_a_sentence_with_titles_and_roles() -> None:
    found = find_names(
        "However, Commissioner Rossi's aide said Dr. Ana van Dijk met moderator Zivile Kropaite."
    )
    assert [(n.text, n.title, n.is_strong) for n in found] == [
        ("Rossi", "commissioner", True),
        ("Ana van Dijk", "dr", True),
        ("Zivile Kropaite", "moderator", True),
    ]


def test_the_name_behind_an_inner_title() -> None:
    (found,) = find_names("the Harbour Party leader Nigel Ferris said")
    assert (found.text, found.title) == ("Nigel Ferris", "leader")


@pytest.mark.parametrize(
    ("name", "title", "gender"),
    [
        ("Carolina Diaz", "", "f"),
        ("Marek Nowak", "", "m"),
        ("Xyz Abc", "", ""),
        ("Rose", "ms", "f"),
        ("Mr Smith", "", "m"),
    ],
)
def test_gender(name: str, title: str, gender: str) -> None:
    assert gender_of(name, title) == gender


def test_words_of_a_name() -> None:
    assert name_words("Cllr Mrs Žofie Nováková MP") == ("zofie", "novakova")
    assert without_titles("Cllr Mrs J Pettit") == "J Pettit"


def test_a_lone_letter_is_no_name() -> None:
    assert without_titles("Professor B") == "Professor B"
    assert name_words("Professor B") == ("professor", "b")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yves DHCP is insecure", []),
        ("TODO Ross Tate to add slides", ["Ross Tate"]),
        ("Using Ekeby’s example, Ana Ruiz spoke.", ["Ekeby", "Ana Ruiz"]),
        ("Clerk Q1 reports", []),
        ("Anna NG and Natalie MURIC", ["Anna NG", "Natalie MURIC"]),
    ],
)
def test_words_beside_a_name(text: str, names: list[str]) -> None:
    assert [n.text for n in find_names(text) if n.text != "Yves"] == names
