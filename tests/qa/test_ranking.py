"""The rules of the ranking by hand."""

import numpy as np
import pytest

from corpus import Attribution, Passage, Span
from index import SearchHit
from qa.ranking import (
    ACT_CUE,
    ACT_SIGN,
    act_evidence,
    drop_repeats,
    favour,
    favour_introductions,
    fuse,
    is_fragment,
    ordered,
    side_by_side,
    spread_over_people,
)
from qa.types import Question
from qa.wording import wording
from tests.qa.harbour import DUBOIS, FERREIRA, LINDQVIST


def passage(text: str, *speakers, id_: str = "") -> Passage:
    span = Span(0, len(text))
    said = tuple(Attribution(s, span, None, "reported", 0.9) for s in speakers)
    return Passage(id_ or text, "d.md", span, text, (), said)


def hit(score: float, text: str, *speakers) -> SearchHit:
    return SearchHit(passage(text, *speakers), score)


def test_fusion_is_half_meaning_half_share_of_the_words() -> None:
    fused = fuse(np.array([0.8, 0.2]), np.array([1.0, 4.0]), most=8.0)
    assert fused == pytest.approx([0.5 * 0.8 + 0.5 * 0.125, 0.5 * 0.2 + 0.5 * 0.5])


def test_a_query_without_words_is_ranked_by_meaning() -> None:
    assert fuse(np.array([0.8]), np.array([0.0]), most=0.0) == pytest.approx([0.4])


def test_equal_scores_keep_their_order() -> None:
    hits = [hit(0.5, "b"), hit(0.5, "a"), hit(0.7, "c")]
    assert [h.passage.text for h in ordered(hits)] == ["c", "b", "a"]


def test_favour_raises_only_what_deserves_it() -> None:
    hits = favour([hit(0.5, "a"), hit(0.4, "b")], [(lambda p: p.text == "b", 0.2)])
    assert [(h.passage.text, round(h.score, 3)) for h in hits] == [("b", 0.6), ("a", 0.5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She proposed a fund.", ACT_CUE),
        ("Her suggestion was a fund.", ACT_CUE),
        ("He called for lower tolls.", ACT_CUE),
        ("Ports should share data.", ACT_SIGN),
        ("The quay is long.", 0.0),
    ],
)
def test_an_act_is_seen_by_its_cues(text: str, expected: float) -> None:
    act = wording().act("propose")
    assert act is not None
    assert act_evidence(passage(text), act) == expected


def test_headings_and_links_are_fragments_and_sentences_are_not() -> None:
    assert is_fragment(passage("Key messages of the talks"))
    assert is_fragment(passage("https://example.org/a/b"))
    assert not is_fragment(passage("The quay is long."))
    assert not is_fragment(passage("Unallocated funds | $94"))
    assert not is_fragment(passage("More cables", LINDQVIST))


def test_a_repeated_passage_is_dropped_unless_somebody_else_says_it() -> None:
    hits = [
        hit(0.9, "Ports share their tide data.", LINDQVIST),
        hit(0.8, "Ports share their tide data!", LINDQVIST),
        hit(0.7, "Ports share their tide data.", DUBOIS),
        hit(0.6, "ports share their tide data"),
    ]
    assert [h.score for h in drop_repeats(hits)] == [0.9, 0.7]


def test_everybody_has_a_turn_before_anybody_has_two() -> None:
    hits = [
        hit(0.9, "a", LINDQVIST),
        hit(0.88, "b", LINDQVIST),
        hit(0.85, "c", DUBOIS),
        hit(0.2, "d", FERREIRA),  # too far behind to be put forward
    ]
    assert [h.passage.text for h in spread_over_people(hits)] == ["a", "c", "b", "d"]


def test_the_sides_of_a_comparison_take_turns_and_what_they_said_together_comes_once() -> None:
    hits = [
        hit(0.9, "a1", LINDQVIST),
        hit(0.8, "a2", LINDQVIST),
        hit(0.7, "both", LINDQVIST, DUBOIS),
        hit(0.3, "b1", DUBOIS),
        hit(0.2, "b2", DUBOIS),
    ]
    ranked = side_by_side(hits, [LINDQVIST, DUBOIS])
    assert [h.passage.text for h in ranked] == ["a1", "b1", "a2", "b2", "both"]


def test_who_had_a_part_is_told_by_what_introduces_people() -> None:
    said = hit(0.9, "I thank whoever moderates such talks.", LINDQVIST)
    agenda = hit(0.5, "Moderation: Ann Lee")
    roster = hit(0.4, "Jean Dubois, Secretary General; Ines Ferreira, CEO")
    people = [DUBOIS, FERREIRA, LINDQVIST]
    moderated = Question("Who moderated the talks?", "moderated", asks_who=True, asks_cast=True)
    assert favour_introductions([said, agenda, roster], moderated, people)[0].passage.text.startswith("Moder")
    role = Question("What is Dubois's role?", "Dubois's role", mentioned=(DUBOIS,), asks_cast=True)
    assert favour_introductions([said, agenda, roster], role, people)[0].passage.text.startswith("Jean")
