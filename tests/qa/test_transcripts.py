"""The talk on a topic inside a transcript, by hand and on an invented meeting with the real model."""

from pathlib import Path

import numpy as np
import pytest

from index import Embedder, Index
from qa.assistant import Assistant
from qa.tokens import TokenMatcher
from qa.transcripts import has_word, score_turns, smoothed, standardised, words_in_stretch

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


def test_two_words_of_a_stretch_count_more_than_one_said_often() -> None:
    both = [[1.0, 0.0, *[0.0] * 98], [0.0, 1.0, *[0.0] * 98]]
    often = [[*[0.0] * 98, 1.0, 1.0], [0.0] * 100]
    weights = np.array([2.0, 2.0])
    found = words_in_stretch(np.array(both) + np.array(often), weights)
    assert found[:2].min() > found[-2:].max()


def test_a_word_counts_less_that_is_said_everywhere() -> None:
    everywhere, once = np.ones(200), np.zeros(200)
    once[20] = 1.0
    found = words_in_stretch(np.array([everywhere, once]), np.array([1.0, 1.0]))
    assert found.argmax() == 20


def test_what_is_hardly_like_a_word_does_not_count() -> None:
    assert words_in_stretch(np.array([[0.5, 0.1, 0.3]]), np.array([1.0])).tolist() == [0, 0, 0]


def test_who_has_the_word_is_told_by_the_words_around() -> None:
    # alone in the record: all words are theirs; two turns with equal words: the nearer one weighs more
    assert has_word(np.array([True]), np.array([7])) == pytest.approx([1.0])
    assert has_word(np.array([True, False]), np.array([5, 5])) == pytest.approx([13 / 25, 12 / 25])


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


def test_turns_that_say_something_come_first_of_somebody_who_is_asked(assistant: Assistant) -> None:
    index, topic = assistant.index, "paint of the lighthouse"
    positions = np.arange(len(index))
    turns = [index.passage_at(int(p)).text for p in positions]
    args = (index, topic, index.embed_query(topic), positions, TokenMatcher(index))
    anybody, asked = score_turns(*args, None), score_turns(*args, np.ones(len(index), bool))
    hmm, after = turns.index("Hmm."), turns.index("Tiles are expensive. What would that cost us?")
    assert anybody[hmm] > anybody[after]  # it stands nearer to what was said of the paint
    assert asked[hmm] < asked[after]


def test_each_token_of_a_query_is_looked_up_in_each_turn(assistant: Assistant) -> None:
    index, matcher = assistant.index, TokenMatcher(assistant.index)
    positions = np.arange(len(index))
    best, weights = matcher.in_turns("tiles", positions)
    assert best.shape == (len(weights), len(index))
    texts = [index.passage_at(int(p)).text for p in positions]
    assert "tiles" in texts[int((weights @ best).argmax())].lower()
    passages = [index.passage_at(int(p)) for p in positions]
    assert matcher.similarities("tiles", passages) == pytest.approx(weights @ best / weights.sum())
    assert matcher.in_turns(" ", positions)[0].shape == (0, len(index))
