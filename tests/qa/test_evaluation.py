"""Evaluation by hand: four questions to an assistant whose answers are written down here."""

import json
from pathlib import Path

import pytest

from corpus import Attribution, Passage, Span, Speaker
from qa.comparison import compare, read_run
from qa.evaluation import Report, evaluate
from qa.measures import MEASURES, measure
from qa.questions import BadQuestions, JudgedQuestion
from qa.types import Answer, Hit, Question

ANN, BO = Speaker("ann", "Ann Lee"), Speaker("bo", "Bo Ek")


def _passage(id_: str, text: str, speaker: Speaker | None) -> Passage:
    span = Span(0, len(text))
    said = (Attribution(speaker, span, None, "reported", 0.9),) if speaker else ()
    return Passage(id_, "harbour.txt", span, text, (), said)


CRANE = _passage("crane", "the old crane must go", ANN)
NIGHT = _passage("night", "no ship may come at night", ANN)
FERRY = _passage("ferry", "the ferry needs a second boat this summer", BO)
STOLEN = _passage("stolen", "the old crane must go", BO)
NARRATION = _passage("narration", "the ferry needs a second boat this summer", None)

ASKED = {
    # Both nuggets, the first at rank 1.
    "a": JudgedQuestion(
        "a", "a?", "Ann Lee", ("old crane must go", "no ship may come"), "speaker", "harbour.txt"
    ),
    # Right at rank 2, behind the same words under another name.
    "b": JudgedQuestion("b", "b?", "Ann Lee", ("old crane must go",), "who", "harbour.txt"),
    # Refused.
    "c": JudgedQuestion("c", "c?", "Bo Ek", ("the ferry needs a second boat",), "fact", "harbour.txt"),
    # Nothing to be found, and refused: right.
    "d": JudgedQuestion("d", "d?", None, (), "off-topic", None),
    # Nothing to be found, and answered all the same.
    "e": JudgedQuestion("e", "e?", None, (), "off-topic", None),
}
ANSWERS: dict[str, tuple[Passage, ...]] = {
    "a?": (CRANE, FERRY, NIGHT),
    "b?": (STOLEN, CRANE),
    "c?": (),
    "d?": (),
    "e?": (FERRY,),
}


class Scripted:
    """Answers as written down; without a limit it goes further down its list."""

    def __init__(self, answers: dict[str, tuple[Passage, ...]], nearest: tuple[Passage, ...] = ()) -> None:
        self.answers = answers
        self.nearest = nearest

    def ask(self, text: str, *, limit: int = 5) -> Answer:
        hits = _hits(self.answers[text][:limit])
        question = Question(text, text)
        return Answer(question, hits) if hits else Answer(question, (), "Nothing on it.", _hits(self.nearest))


def _hits(passages: tuple[Passage, ...]) -> tuple[Hit, ...]:
    return tuple(Hit(rank, 1 / rank, passage, "Harbour") for rank, passage in enumerate(passages, 1))


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate(Scripted(ANSWERS), list(ASKED.values()))


def test_measures_by_hand(report: Report) -> None:
    values = {name: measure.value for name, measure in report.measures.items()}
    assert values == {
        "hit@1": pytest.approx((1 + 0 + 0) / 3),
        "MRR@5": pytest.approx((1 + 1 / 2 + 0) / 3),
        "nugget recall@5": pytest.approx((2 / 2 + 1 / 1 + 0) / 3),
        # Four hits hold a nugget of a question that expects a name: crane, night, stolen, crane.
        "wrong-speaker rate": pytest.approx(1 / 4),
        "false-answer rate": pytest.approx(1 / 2),
        "false-refusal rate": pytest.approx(1 / 3),
        # "the old crane must go" twice; the answer to an unanswerable question does not count.
        "words of first passage": pytest.approx(5.0),
    }
    assert tuple(report.measures) == MEASURES
    assert {name: m.count for name, m in report.measures.items()}["wrong-speaker rate"] == 4


def test_intervals_hold_the_value_and_are_the_same_every_time(report: Report) -> None:
    for name, found in report.measures.items():
        assert found.value is not None, name
        assert found.low is not None, name
        assert found.high is not None, name
        assert found.low <= found.value <= found.high, name
    assert measure(report.outcomes) == report.measures
    # With three answerable questions, one of them right, a resample may well draw none or three of it.
    assert (report.measures["hit@1"].low, report.measures["hit@1"].high) == (0.0, 1.0)


def test_a_measure_without_a_case_has_no_value() -> None:
    only = evaluate(Scripted(ANSWERS), [ASKED["d"]])
    assert only.measures["hit@1"].value is None
    assert only.measures["false-answer rate"].value == 0
    assert measure(())["hit@1"].count == 0


def test_recall_counts_nuggets_and_not_hits() -> None:
    both = _passage("both", "the old crane must go and no ship may come at night", ANN)
    question = {"a?": (FERRY, both, CRANE)}
    (outcome,) = evaluate(Scripted(question), [ASKED["a"]]).outcomes
    assert outcome.nugget_ranks == (2, 2)
    assert measure([outcome])["nugget recall@5"].value == 1
    assert measure([outcome])["MRR@5"].value == 0.5


def test_many_nuggets_are_all_counted() -> None:
    """A set of more nuggets than hits: set recall, which has no cutoff of its own."""
    words = [f"crane number {n} must go" for n in range(8)]
    question = JudgedQuestion("m", "m?", None, tuple(words), "list", None)
    passages = tuple(_passage(str(n), f"{words[2 * n]} and {words[2 * n + 1]}", None) for n in range(4))
    (outcome,) = evaluate(Scripted({"m?": passages}), [question]).outcomes
    assert measure([outcome])["nugget recall@5"].value == 1


def test_halves_and_kinds_part_the_questions(report: Report) -> None:
    assert set(report.kinds) == {"speaker", "who", "fact", "off-topic"}
    assert sum(half["hit@1"].count for half in report.halves.values()) == 3
    assert report.kinds["who"]["MRR@5"].value == 0.5


def test_every_shortfall_is_explained() -> None:
    known = (CRANE, NIGHT, FERRY, STOLEN)
    report = evaluate(Scripted(ANSWERS), list(ASKED.values()), known)
    assert {o.question.id: (o.shortfall, o.whereabouts) for o in report.shortfalls} == {
        "b": ("the words under another name", "rank 2 of 2"),
        "c": ("refused", "in the index, not retrieved"),
        "e": ("answered what the record does not say", None),
    }


@pytest.mark.parametrize(
    ("answers", "nearest", "known", "whereabouts"),
    [
        ((STOLEN, *(NIGHT,) * 6, FERRY), (), (), "rank 8 of 8"),
        ((), (NIGHT, FERRY), (), "nearest miss 2"),
        ((NIGHT,), (), (FERRY,), "in the index, not retrieved"),
        ((NIGHT,), (), (NARRATION,), "in the index, but nobody's"),
        ((NIGHT,), (), (_passage("x", FERRY.text, ANN),), "in the index, but under Ann Lee"),
        ((NIGHT,), (), (CRANE,), "in no passage of the index"),
    ],
)
def test_where_the_right_passage_was(
    answers: tuple[Passage, ...], nearest: tuple[Passage, ...], known: tuple[Passage, ...], whereabouts: str
) -> None:
    (outcome,) = evaluate(Scripted({"c?": answers}, nearest), [ASKED["c"]], known).outcomes
    assert outcome.whereabouts == whereabouts


def test_floors_are_missed_on_the_right_side(report: Report) -> None:
    floors = report.floors({"hit@1": 0.3, "MRR@5": 0.6, "false-answer rate": 0.5, "false-refusal rate": 0.1})
    assert [floor.name for floor in floors if floor.is_missed] == ["MRR@5", "false-refusal rate"]


def test_a_saved_run_is_compared_question_by_question(report: Report, tmp_path: Path) -> None:
    run = tmp_path / "runs" / "before.json"
    report.save(run)
    better = dict(ANSWERS) | {"b?": (CRANE,), "c?": (NIGHT, FERRY), "a?": (FERRY,)}
    asked = [ASKED["a"], ASKED["b"], ASKED["c"], JudgedQuestion("f", "d?", None, (), "off-topic", None)]
    comparison = compare(evaluate(Scripted(better), asked), read_run(run))
    assert [change.id for change in comparison.gained] == ["b"]
    assert [(change.id, change.after) for change in comparison.lost] == [("a", "not among the first 1")]
    assert [(c.id, c.before, c.after) for c in comparison.changed] == [
        ("c", "refused", "right only at rank 2")
    ]
    assert (comparison.only_now, comparison.only_before) == (("f",), ("d", "e"))
    assert comparison.measures["hit@1"] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"outcomes": [1]}', '{"outcomes": [], "measures": {}}', "\x00"]
)
def test_what_is_no_run_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadQuestions, match="is not a saved run"):
        read_run(path)
    with pytest.raises(BadQuestions, match="does not exist"):
        read_run(tmp_path / "none.json")


def test_a_report_is_plain_json(report: Report) -> None:
    plain = json.loads(json.dumps(report.to_json()))
    assert [row["status"] for row in plain["outcomes"]] == [
        "answered",
        "answered",
        "refused",
        "refused",
        "answered",
    ]
    assert plain["outcomes"][1]["hits"][0]["speakers"] == ["Bo Ek"]
    assert plain["measures"]["false-answer rate"]["value"] == 0.5
