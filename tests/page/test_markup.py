import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Span
from page.markup import as_html, foreign, initials, plain, visible


def shown(record: str, *marks: tuple[int, int]) -> str:
    return str(as_html(record, Span(0, len(record)), [Span(*mark) for mark in marks]))


def test_emphasis_and_link_targets_are_hidden() -> None:
    assert shown("a **new *big* quay** by [2027](https://x.org/a_b)") == "<bdi>a new big quay by 2027</bdi>"


def test_marks_are_offsets_into_the_record_not_into_what_is_shown() -> None:
    record = "a **new quay** soon"
    assert shown(record, (4, 12)) == "<bdi>a <mark>new quay</mark> soon</bdi>"
    assert shown(record, (0, 8), (8, 12)) == "<bdi><mark>a new quay</mark> soon</bdi>"


def test_a_slice_that_begins_inside_emphasis_shows_no_mark_of_it() -> None:
    record = "**one. two.** three"
    assert str(as_html(record, Span(7, 13))) == "<bdi>two.</bdi>"


def test_white_space_folds_and_list_items_keep_their_lines() -> None:
    assert shown("Two\npoints:\n- quay\n- crane") == "<bdi>Two points:<br> - quay<br> - crane</bdi>"


def test_heading_marks_are_hidden() -> None:
    assert shown("## The **quay**") == "<bdi>The quay</bdi>"
    assert visible("## The **quay**\nis old", Span(0, 22)) == "The quay is old"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "${7*7} {{7*7}}",
        "<a href='javascript:x'>a</a>",
    ],
)
def test_hostile_text_is_text(hostile: str) -> None:
    for made in (shown(hostile), str(foreign(hostile))):
        inside = made.removeprefix("<bdi>").removesuffix("</bdi>")
        assert "<" not in inside
        assert html.unescape(inside) == hostile


def test_a_javascript_link_of_markdown_shows_its_label_alone() -> None:
    assert shown("[press](javascript:alert(1)) here") == "<bdi>press here</bdi>"


def test_marks_that_are_no_emphasis_stay() -> None:
    assert shown("5*3 * 2, snake_case_name, * and **") == "<bdi>5*3 * 2, snake_case_name, * and **</bdi>"
    assert shown("*“quoted *") == "<bdi>*“quoted *</bdi>"


def test_emphasis_inside_emphasis() -> None:
    assert shown("***both*** and *“a **b** c”*.") == "<bdi>both and “a b c”.</bdi>"


def test_entities_are_their_characters_and_still_text() -> None:
    assert shown("R&amp;D &lt;b&gt;") == "<bdi>R&amp;D &lt;b&gt;</bdi>"
    assert visible("R&amp;D", Span(0, 7)) == "R&D"


def test_overrides_of_the_reading_direction_are_named_not_obeyed() -> None:
    assert shown("ab\u202ecd") == '<bdi>ab<span class="control">U+202E</span>cd</bdi>'
    assert plain("ab\u202ecd") == "ab[U+202E]cd"
    assert "\u2067" not in foreign("\u2067x")


@given(st.text(), st.data())
def test_any_text_comes_out_as_text_with_marks_and_breaks_alone(record: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(record)))
    end = data.draw(st.integers(start, len(record)))
    inner = data.draw(st.integers(start, end))
    made = str(as_html(record, Span(start, end), [Span(start, inner)]))
    tags = set(re.findall(r"<[^>]*>", made))
    assert tags <= {"<bdi>", "</bdi>", "<mark>", "</mark>", "<br>", '<span class="control">', "</span>"}
    assert made.count("<mark>") == made.count("</mark>")


def test_initials() -> None:
    assert initials("Glenda Napier") == "GN"
    assert initials("Kristina Šermukšnytė-Alešiūnienė") == "KŠ"
    assert initials("Breton") == "B"
    assert initials("(the) 3rd") == "T"
    assert initials("42") == "?"
