"""The talk on a topic inside a transcript, by hand and on an invented meeting with the real model."""

import math
from pathlib import Path

import numpy as np
import pytest

from index import Embedder, Index
from qa.assistant import Assistant
from qa.transcripts import HALF_PRESENT, parts_of, smoothed, standardised, words_in_stretch

MEETING = """\
Project Manager: Good morning. Let us begin with the paint of the lighthouse.
Marketing: Visitors like the red stripes best, we asked two hundred of them.
Industrial Designer: Red paint fades quickly in the salt, so I would take ceramic tiles.
Marketing: Hmm.
Project Manager: Tiles are expensive. What would that cost us?
Industrial Designer: About twice the paint, but they last for thirty years without any work.
Marketing: Okay.
Project Manager: Then we decide on tiles. Next, the opening hours of the museum.
Marketing: I would open on Sundays, because most families travel then.
Industrial Designer: The stairs need a new rail before anybody may climb them on any day.
Marketing: Right.
Project Manager: Sundays it is, from ten to four.
Marketing: I shall print that on the leaflet this week.
"""


@pytest.fixture(scope="module")
def embedder(shipped_index: Path) -> Embedder:
    return Index.load(shipped_index).embedder


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    folder = tmp_path_factory.mktemp("meeting")
    (folder / "records").mkdir()
    (folder / "records" / "meeting.txt").write_text(MEETING, encoding="utf-8")
    return Assistant(Index.build(folder / "records", folder / "index", embedder))


def test_smoothing_weighs_neighbours_by_distance() -> None:
    # reach 1: a neighbour weighs half
    assert smoothed(np.array([1.0, 0.0, 0.0]), 1) == pytest.approx([1 / 1.5, 0.5 / 2, 0.0])


def test_standardised_values_have_mean_0_and_deviation_1() -> None:
    assert standardised(np.array([1.0, 3.0])) == pytest.approx([-1, 1])
    assert standardised(np.array([2.0, 2.0])) == pytest.approx([0, 0])


def test_two_rare_words_of_a_stretch_count_more_than_one_said_often() -> None:
    both = words_in_stretch(np.array([[1.0, 0.0], [0.0, 1.0]]), 1)
    rarity = math.log(1 + 1.5 / 1.5)
    expected = rarity * (1 / (1 + HALF_PRESENT) + 0.5 / (0.5 + HALF_PRESENT))
    assert both == pytest.approx([expected, expected])
    often = words_in_stretch(np.array([[1.0, 1.0], [0.0, 0.0]]), 1)
    assert often[0] < both[0]


def test_a_topic_and_the_talk_it_came_up_in_are_parted() -> None:
    assert parts_of("red stripes when discussing the paint") == ["red stripes", "discussing the paint"]
    assert parts_of("the red stripes") == []
    assert parts_of("during the debate on paint") == []


def test_a_topic_is_found_in_the_talk_it_came_up_in(assistant: Assistant) -> None:
    answer = assistant.ask(
        "What did the Industrial Designer say of any day when discussing the opening hours of the museum?",
        limit=1,
        document="meeting.txt",
    )
    assert "stairs" in answer.hits[0].passage.text


def test_only_the_asked_speaker_and_longer_turns_first(assistant: Assistant) -> None:
    answer = assistant.ask(
        "What did the Marketing think about the red stripes?", limit=20, document="meeting.txt"
    )
    said = [hit.passage for hit in answer.hits]
    assert {speaker.label for passage in said for speaker in passage.speakers} == {"Marketing"}
    assert "red stripes" in said[0].text
    assert len(said[0].text.split()) > 5


def test_the_stretch_on_the_topic_comes_first_with_turns_that_do_not_name_it(assistant: Assistant) -> None:
    answer = assistant.ask("What did they discuss about the paint?", limit=5, document="meeting.txt")
    half = MEETING.index("Next, the opening hours")
    assert sum(hit.passage.span.start < half for hit in answer.hits) >= 4


def test_every_turn_is_a_hit_when_many_are_wanted(assistant: Assistant) -> None:
    answer = assistant.ask("What did they discuss about the paint?", limit=50, document="meeting.txt")
    found = {hit.passage.text for hit in answer.hits}
    assert {"Hmm.", "Okay.", "Right."} <= found
    assert len(found) == len(MEETING.splitlines())


def test_a_statement_is_sought_among_the_turns_themselves(assistant: Assistant) -> None:
    answer = assistant.ask("Who would open on Sundays?", limit=3, document="meeting.txt")
    assert "I would open on Sundays" in answer.hits[0].passage.text


def test_the_index_ranks_alike_whatever_else_it_holds(
    assistant: Assistant, embedder: Embedder, tmp_path: Path
) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "meeting.txt").write_text(MEETING, encoding="utf-8")
    (tmp_path / "records" / "other.txt").write_text(
        "Ann Lee: The paint is dry.\nBo Ek: Good.\n", encoding="utf-8"
    )
    larger = Assistant(Index.build(tmp_path / "records", tmp_path / "index", embedder))
    question = "What did the Marketing think about the opening hours?"
    alone, beside = (a.ask(question, limit=3, document="meeting.txt") for a in (assistant, larger))
    assert [hit.passage.text for hit in alone.hits] == [hit.passage.text for hit in beside.hits]


def test_the_shares_of_the_terms_make_up_the_score_of_the_words(assistant: Assistant) -> None:
    index, query = assistant.index, "paint and tiles"
    positions = np.arange(len(index))
    weights = np.array(list(index.weights(query).values()))
    shares = index.term_shares(query, positions)
    assert shares.shape == (len(weights), len(index))
    assert shares.min() >= 0
    assert shares.max() < 1
    assert weights @ shares == pytest.approx(index.word_scores(query, positions), abs=1e-5)
