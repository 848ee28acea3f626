import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Attribution, Passage, Span, Speaker
from qa.judging import Verdict, folded, is_same_person, judge

ANN = Speaker("ann", "Ann Lée", "Chair", "Harbour Board")
BO = Speaker("bo", "Bo Ek")
TEXT = "Ann said [the **old\ncrane**](#c) must go; Bo disagreed."
START = 40


def _passage(*said: tuple[Speaker | None, str]) -> Passage:
    attributions = []
    for speaker, words in said:
        start = START + TEXT.index(words)
        attributions.append(Attribution(speaker, Span(start, start + len(words)), None, "reported", 0.9))
    return Passage("p", "d", Span(START, START + len(TEXT)), TEXT, (), tuple(attributions))


def test_folding_drops_markup_and_keeps_where_each_letter_was() -> None:
    text = " a [b *c*](http://x_y)  \f\n_d_"
    reading = folded(text)
    assert reading.text == "a b c d"
    assert [text[offset] for offset in reading.offsets if not text[offset].isspace()] == ["a", "b", "c", "d"]


@given(st.text(alphabet="ab *_[]()#\n\t\f ", max_size=60))
def test_folding_twice_changes_no_letter_and_offsets_rise(text: str) -> None:
    reading = folded(text)
    assert len(reading.text) == len(reading.offsets)
    assert list(reading.offsets) == sorted(set(reading.offsets))
    assert reading.text == " ".join(reading.text.split())
    assert not set(reading.text) & set("*_")
    for letter, offset in zip(reading.text, reading.offsets, strict=True):
        assert letter == text[offset] or (letter == " " and text[offset].isspace())


@pytest.mark.parametrize(
    ("said", "speaker", "verdict"),
    [
        ([(ANN, "[the **old\ncrane**](#c) must go")], "Ann Lee", "right"),
        ([(ANN, "[the **old\ncrane**](#c) must go")], "Chair Ann Lée", "right"),
        ([(ANN, "[the **old\ncrane**](#c) must go")], None, "right"),
        ([(ANN, "[the **old\ncrane**](#c) must go")], "Bo Ek", "wrong speaker"),
        ([(ANN, "[the **old\ncrane**](#c) must go")], "Ann", "wrong speaker"),
        ([], "Ann Lee", "nobody's"),
        ([(None, "[the **old\ncrane**](#c) must go")], "Ann Lee", "nobody's"),
        # The words stand outside of what she is said to have said.
        ([(ANN, "Bo disagreed.")], "Ann Lee", "nobody's"),
        ([(BO, "Bo disagreed.")], "Ann Lee", "nobody's"),
        # One word short of the nugget.
        ([(ANN, "[the **old\ncrane**](#c) must")], "Ann Lee", "nobody's"),
        # Two contents that touch, both hers; and one that is another's.
        ([(ANN, "[the **old"), (ANN, "crane**](#c) must go")], "Ann Lee", "right"),
        ([(ANN, "[the **old"), (BO, "crane**](#c) must go")], "Ann Lee", "wrong speaker"),
        # They said it together.
        (
            [(ANN, "[the **old\ncrane**](#c) must go"), (BO, "[the **old\ncrane**](#c) must go")],
            "Bo Ek",
            "right",
        ),
    ],
)
def test_words_count_under_the_expected_name_alone(
    said: list[tuple[Speaker | None, str]], speaker: str | None, verdict: Verdict
) -> None:
    assert judge(_passage(*said), "the *old* crane must go", speaker) == verdict


def test_words_that_are_not_there_are_absent() -> None:
    assert judge(_passage((ANN, "must go")), "The old crane must go", "Ann Lee") == "absent"


def test_an_office_is_known_by_its_label() -> None:
    assert is_same_person(Speaker("chair", "", "The Chair"), "the chair")
    assert not is_same_person(Speaker("chair", "", "The Chair"), "Ann Lee")
    assert is_same_person(Speaker("b", "Breton", "Commissioner"), "Commissioner Breton")


def test_titles_articles_and_given_names_part_nobody() -> None:
    ryves = Speaker("r", "Cllr Mrs Ryves")
    assert is_same_person(ryves, "T Ryves")
    assert is_same_person(Speaker("c", "Town Clerk"), "The Town Clerk")
    assert is_same_person(Speaker("b", "Thierry Breton"), "Breton")
    assert not is_same_person(Speaker("b", "Thierry Breton"), "Thierry")
    assert not is_same_person(Speaker("m", "Keith Magee"), "Russell Keith")
