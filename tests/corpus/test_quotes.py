import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.prose_view import prose_view
from corpus.quotes import Quotations, find_quotations
from corpus.types import Span


def quoted(text: str, depth: int = 0) -> list[str]:
    plain = prose_view(text, Span(0, len(text))).text
    return [plain[q.start : q.end] for q in find_quotations(plain) if q.depth == depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "it is late" and left.', ['"it is late"']),
        ("She said “it is late” and left.", ["“it is late”"]),
        ("She said ‘it’s late’ and left.", ["‘it’s late’"]),
        ("She said 'it's late' and left.", ["'it's late'"]),
        ("She said ''it is late'' and left.", ["''it is late''"]),
        ("She said «it is late» and „so it was“.", ["«it is late»", "„so it was“"]),
        ("&ldquo;It is late&rdquo;, &#8220;she&#8221; said.", ["“It is late”", "“she”"]),
        ("*“It is late”*, she said.", ["“It is late”"]),
        ('"It is late,“ she said.', ['"It is late,“']),
    ],
)
def test_every_kind_of_mark(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_apostrophes_are_no_marks() -> None:
    assert quoted("The trams' drivers' plan of the '90s isn't ours, 'tis theirs.") == []


def test_nested_quotations_have_their_depth() -> None:
    text = "“He told me ‘go home’ and I went.”"
    assert quoted(text) == [text]
    assert quoted(text, depth=1) == ["‘go home’"]


@pytest.mark.parametrize(
    "text", ["''We hear 'it is late,''' she said.", "\"We hear 'it is late,' \" she said."]
)
def test_a_nested_quotation_may_close_with_the_outer_one(text: str) -> None:
    assert quoted(text) == [text.removesuffix(" she said.")]
    assert quoted(text, depth=1) == ["'it is late,'"]


def test_an_unclosed_quotation_reaches_to_the_end() -> None:
    (quotation,) = find_quotations("She went on: “First it rained. Then it stopped.")
    assert not quotation.closed
    assert quotation.end == len("She went on: “First it rained. Then it stopped.")


def test_terms_are_short_and_speech_is_long() -> None:
    term, speech = find_quotations("The “meta cluster” plan: “it must be done this year”.")
    assert not term.is_long
    assert speech.is_long


def test_the_quotation_at_an_offset_is_found() -> None:
    text = 'a "b c" d "e f g"'
    quotations = Quotations(find_quotations(text))
    assert quotations.at(0) is None
    assert quotations.at(3) == next(iter(quotations))
    assert quotations.at(8) is None
    assert not quotations.touch(0, 9)  # of two words only
    assert quotations.touch(9, 12)


@given(st.text(alphabet=st.sampled_from("ab \"“”‘’'«».,"), max_size=120))
def test_quotations_lie_inside_the_text_and_do_not_cross(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    for a in found:
        for b in found:
            crosses = a.start < b.start < a.end < b.end
            assert not crosses
