"""The fixed questions, asked of the real index: what was reached must not be lost."""

from pathlib import Path

import pytest

from qa import Assistant
from qa.evaluation import FLOORS, Report, evaluate
from qa.questions import FIXED_SET, read_judged_questions

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def assistant(shipped_index: Path) -> Assistant:
    return Assistant.load(shipped_index)


@pytest.fixture(scope="module")
def report(assistant: Assistant) -> Report:
    return evaluate(assistant, read_judged_questions(FIXED_SET))


@pytest.mark.parametrize("name", FLOORS)
def test_the_fixed_set_holds_its_floors(report: Report, name: str) -> None:
    (floor,) = report.floors({name: FLOORS[name]})
    assert not floor.is_missed, [(o.question.question, o.shortfall) for o in report.shortfalls]


def test_no_answer_puts_words_into_the_wrong_mouth(report: Report) -> None:
    assert [o.question.id for o in report.outcomes if any(hit.is_wrong_speaker for hit in o.hits)] == []


def test_the_proposal_comes_first_though_the_sentence_begins_with_she(assistant: Assistant) -> None:
    answer = assistant.ask("What did Glenda Napier propose?")
    first, *others = answer.hits
    assert "Europe-wide energy meta cluster" in first.passage.text
    assert [speaker.name for speaker in first.passage.speakers] == ["Glenda Napier"]
    assert any("Article 27" in hit.passage.text for hit in others)


def test_every_hit_is_a_verbatim_slice_with_marks_inside(assistant: Assistant, report: Report) -> None:
    for outcome in report.outcomes[::7]:
        answer = assistant.ask(outcome.question.question)
        for hit in (*answer.hits, *answer.nearest):
            passage = hit.passage
            text = assistant.index.documents[passage.document_id].text
            assert passage.span.of(text) == passage.text
            assert all(passage.span.contains(mark) for mark in hit.highlights)
            assert all(passage.span.contains(a.content) for a in passage.attributions)


def test_a_whole_word_of_english_is_not_taken_for_a_slip(assistant: Assistant) -> None:
    assert assistant.ask("how do I descale a coffee machine").question.topic.endswith("coffee machine")
    assert assistant.ask("What is said about reseach?").question.topic == "research"
