from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.markdown import hidden_spans, reading_view


@pytest.mark.parametrize(
    ("slice_", "read"),
    [
        ("a **new *big* quay** by [2027](https://x.org/a_b)", "a new big quay by 2027"),
        ("5*3 is 15, and 2 * 3 is 6", "5*3 is 15, and 2 * 3 is 6"),
        ("the tax* was raised", "the tax* was raised"),
        ("*“We build.", "“We build."),  # the sentence after it closes the emphasis
        ("We sail.”* ", "We sail.” "),
        ("the **quay\nis old", "the quay is old"),
    ],
)
def test_markup_is_not_read_and_other_asterisks_are(slice_: str, read: str) -> None:
    assert reading_view(slice_).text == read


@given(st.text(alphabet="ab* _\n[]()#5", max_size=60))
def test_every_letter_that_is_read_stands_where_it_says(text: str) -> None:
    view = reading_view(text)
    for letter, start, end in zip(view.text, view.starts, view.ends, strict=True):
        assert text[start:end] == letter or text[start:end].isspace()


@given(st.text(alphabet="ab* _\n[]()#5", max_size=60))
def test_hidden_spans_are_in_order_and_apart(text: str) -> None:
    spans = hidden_spans(text)
    assert all(one.end < other.start for one, other in pairwise(spans))
