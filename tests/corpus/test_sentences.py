import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split_sentences
from corpus.types import Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)))]


def test_titles_initials_and_abbreviations_end_no_sentence() -> None:
    text = (
        "Dr. A. B. Vale met Sen. Orla Quist, R-S.C., at 5 p.m. Monday. See Fig. 3 and No. 5, i.e. the last."
    )
    assert sentences(text) == [
        "Dr. A. B. Vale met Sen. Orla Quist, R-S.C., at 5 p.m. Monday.",
        "See Fig. 3 and No. 5, i.e. the last.",
    ]


def test_an_abbreviation_may_still_end_a_sentence() -> None:
    assert sentences("They moved to Washington D.C. The rest stayed.") == [
        "They moved to Washington D.C.",
        "The rest stayed.",
    ]


def test_the_sentences_of_a_quotation_are_told_apart() -> None:
    text = "“We came. We saw the tram.” Then it left."
    assert sentences(text) == ["“We came.", "We saw the tram.”", "Then it left."]


def test_a_quotation_keeps_the_words_that_name_its_speaker() -> None:
    assert sentences('"Will it run?" Orla Quist asked. Nobody knew.') == [
        '"Will it run?" Orla Quist asked.',
        "Nobody knew.",
    ]
    assert sentences("“It is late!” she said. It was.") == ["“It is late!” she said.", "It was."]
    assert sentences('"It runs." Quist said. It did.') == ['"It runs." Quist said.', "It did."]


def test_the_next_sentence_is_not_taken_for_a_speaker() -> None:
    assert sentences('"Is it late?" The tram came at noon.') == ['"Is it late?"', "The tram came at noon."]


def test_layout_and_markup_inside_a_sentence_change_nothing() -> None:
    text = "The **tram** runs\nby the\n\n\f lake. It is *new.* [Tickets](https://a.example/x.y) **are sold.**"
    assert sentences(text) == [
        "The **tram** runs\nby the\n\n\f lake.",
        "It is *new.*",
        "[Tickets](https://a.example/x.y) **are sold.**",
    ]


def test_html_entities_are_their_characters() -> None:
    assert sentences("&ldquo;It&#8217;s late.&rdquo; She left.") == [
        "&ldquo;It&#8217;s late.&rdquo;",
        "She left.",
    ]


def test_only_the_given_span_is_read() -> None:
    text = "Before. Here it is. After."
    assert [s.of(text) for s in split_sentences(text, Span(8, 19))] == ["Here it is."]


@given(st.text(alphabet=st.sampled_from("aB .!?\"“”'’*\n&#8;[](),-D"), max_size=200))
def test_sentences_are_ordered_and_leave_out_only_space_and_marks(text: str) -> None:
    spans = split_sentences(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    covered |= {i for m in re.finditer(r"\]\([^()\n]*\)", text) for i in range(*m.span())}  # targets of links
    assert not [i for i, c in enumerate(text) if c.isalpha() and i not in covered]


def test_a_quotation_keeps_the_speaker_whose_title_is_abbreviated() -> None:
    assert sentences("''Did he?'' Mrs. Quist said. Nobody knew.") == [
        "''Did he?'' Mrs. Quist said.",
        "Nobody knew.",
    ]
