"""The adapters of the retrieval benchmark, on invented meetings and answers in the published layouts."""

import json
import sys
from pathlib import Path

import pytest

from corpus import Span
from qa.questions import JudgedQuestion

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"


@pytest.fixture(scope="module")
def benchmarks():
    """The modules of the benchmarks, which are scripts beside each other."""
    sys.path.insert(0, str(FOLDER))
    try:
        import contest
        import qmsum
        import readme
        import retrieval
    finally:
        sys.path.remove(str(FOLDER))
    return {"contest": contest, "qmsum": qmsum, "readme": readme, "retrieval": retrieval}


MEETING = {
    "topic_list": [],
    "general_query_list": [],
    "specific_query_list": [
        {
            "query": "What did the Industrial Design think about the buoy?",
            "answer": "",
            "relevant_text_span": [["1", "3"]],
        },
        {"query": "Why was the mooring moved?", "answer": "", "relevant_text_span": [["0", "0"], ["4", "4"]]},
    ],
    "meeting_transcripts": [
        {"speaker": "Project Manager", "content": "We moved the mooring {vocalsound} last week ."},
        {"speaker": "Industrial Designer", "content": "The buoy needs a heavier chain , I think ."},
        {"speaker": "Marketing", "content": "Mm-hmm ."},
        {"speaker": "Industrial Designer", "content": "Right ."},
        {"speaker": "Professor B", "content": "{disfmarker} The current was too strong there ."},
    ],
}


@pytest.fixture
def meeting(benchmarks, tmp_path: Path):
    path = tmp_path / "Buoy1.json"
    path.write_text(json.dumps(MEETING), encoding="utf-8")
    return benchmarks["qmsum"].read_meeting(path)


def test_a_meeting_is_written_as_labelled_turns_with_true_offsets(meeting) -> None:
    assert meeting.text.splitlines()[0] == "Project Manager: We moved the mooring last week ."
    assert [turn.span.of(meeting.text) for turn in meeting.turns] == [turn.words for turn in meeting.turns]


def test_a_hit_is_mapped_back_to_every_turn_it_touches(meeting) -> None:
    second, third = meeting.turns[1].span, meeting.turns[2].span
    assert meeting.turns_of(second) == [1]
    assert meeting.turns_of(Span(second.start + 4, third.end)) == [1, 2]
    assert meeting.turns_of(meeting.turns[4].span) == [4]


def test_a_directed_question_wants_what_the_asked_speaker_says_at_length(meeting) -> None:
    directed, other = meeting.questions
    assert directed.speaker == "Industrial Designer"
    assert directed.relevant == {1, 2, 3}
    assert directed.directed(meeting.turns) == {1}  # "Right ." has too few words
    assert other.speaker is None
    assert other.relevant == {0, 4}


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did the professor say about rocks?", "Professor B"),
        ("What did B think about rocks?", "Professor B"),
        ("What did the team say about Marketing?", None),
        ("Why did Marketing disagree with the Project Manager?", "Marketing"),
        ("What did Rotas say on the motion?", "The Chair (Hon. Ann Rotas (Nipissing, Lib.))"),
    ],
)
def test_who_is_asked_is_told_by_the_labels(benchmarks, question: str, speaker: str | None) -> None:
    labels = [
        "Project Manager",
        "Marketing",
        "Professor B",
        "The Chair (Hon. Ann Rotas (Nipissing, Lib.))",
    ]
    assert benchmarks["qmsum"].asked(question, labels) == speaker


def test_ndcg_of_ranked_turns_by_hand(benchmarks, meeting) -> None:
    directed, other = meeting.questions
    ranked = {directed.id: [0, 1], other.id: [4, 0]}
    found = benchmarks["retrieval"].score_meetings([meeting], ranked)
    # the asked speaker's only turn stands second: 1 / log2(3)
    assert found["nDCG@10, asked of a speaker"] == pytest.approx(0.6309, abs=1e-4)
    # three turns are relevant, one is found second: 0.6309 / (1 + 0.6309 + 0.5); the other question has all
    assert found["nDCG@10, all questions"] == pytest.approx((0.6309 / 2.1309 + 1) / 2, abs=1e-4)
    assert (found["questions"], found["asked of a speaker"]) == (2, 1)


def test_a_question_without_an_answer_counts_nothing(benchmarks, meeting) -> None:
    found = benchmarks["retrieval"].score_meetings([meeting], {meeting.questions[0].id: [1]})
    assert found["nDCG@10, asked of a speaker"] == 1


def test_turns_without_words_are_no_units_and_numbers_stay(benchmarks) -> None:
    work = benchmarks["contest"].turns_to_search(
        "m", [("Ann", "yes"), ("Bo", ""), ("Ann", "no")], [("q", "?")]
    )
    assert [(unit["id"], unit["text"]) for unit in work["units"]] == [("0", "Ann: yes"), ("2", "Ann: no")]
    assert work["split"] is False


def judged(id_: str, *nuggets: str) -> JudgedQuestion:
    return JudgedQuestion(id_, f"{id_}?", None, nuggets, "topic", None)


def test_peers_are_scored_by_words(benchmarks) -> None:
    contest = benchmarks["contest"]
    lines = [
        {"environment": {"python": "3"}},
        {
            "id": "a",
            "hits": [{"document": "d", "unit": "d", "text": "a  **heavier** chain"}],
            "milliseconds": 2,
        },
        {
            "id": "b",
            "hits": [
                {"document": "d", "unit": "d", "text": "nothing of it"},
                {"document": "d", "unit": "d", "text": "the first thing"},
            ],
            "milliseconds": 4,
        },
        {"id": "c", "hits": [], "milliseconds": 6},
    ]
    run = contest.read_run([json.dumps(line) for line in lines], 3)
    questions = [judged("a", "heavier chain"), judged("b", "first thing", "second thing"), judged("c")]
    found = contest.score_words(questions, run.answers)
    # "c" has no answer and is not counted: peers never refuse
    assert found == {
        "hit@1": 0.5,
        "nugget recall@5": 0.75,
        "words of first passage": 3,
        "milliseconds": 4,
    }


def test_a_peer_that_leaves_a_question_out_has_failed(benchmarks) -> None:
    with pytest.raises(benchmarks["contest"].PeerFailed, match="0 of 2 questions"):
        benchmarks["contest"].read_run([json.dumps({"environment": {}})], 2)


def test_an_ablation_is_undone(benchmarks) -> None:
    retrieval = benchmarks["retrieval"]
    kept = retrieval.transcripts.OF_MEANING
    with retrieval.ablated({"OF_MEANING": 1}):
        assert retrieval.transcripts.OF_MEANING == 1
    assert kept == retrieval.transcripts.OF_MEANING


def test_a_table_shows_what_a_pipeline_lacks(benchmarks) -> None:
    table = benchmarks["retrieval"].as_table(
        [{"name": "ours", "hit@1": 0.5, "refused": 2}, {"name": "peer", "hit@1": 0.25, "environment": {}}]
    )
    assert table.splitlines()[0] == "|  | hit@1 | refused |"
    assert table.splitlines()[2:] == ["| ours | 0.500 | 2 |", "| peer | 0.250 | - |"]


def test_the_readme_marks_the_best_of_each_column(benchmarks) -> None:
    rows = [
        {"name": "Rapporteur", "hit@1": 0.5, "nugget recall@5": 0.6, "words of first passage": 40},
        {"name": "no act", "hit@1": 0.9, "nugget recall@5": 0.9, "words of first passage": 10},
        {
            "name": "peer",
            "hit@1": 0.4,
            "nugget recall@5": 0.8,
            "words of first passage": 90,
            "environment": {},
        },
    ]
    result = {"data": "fixed", "date": "2026-01-02", "commit": "abc", "changed": False, "rows": rows}
    table = benchmarks["readme"].compared([result]).splitlines()
    assert table[2:4] == ["| Rapporteur | **0.50** | 0.60 | **40** |", "| peer | 0.40 | **0.80** | 90 |"]
    assert table[5] == "`benchmarks/retrieval.py fixed`, 2026-01-02, commit abc."
    assert table[-1] == "Rapporteur's hit@1 with one part changed: no act 0.90."


def test_the_readme_shows_meetings_by_their_own_measure(benchmarks) -> None:
    names = ("nDCG@10, all questions", "nDCG@10, asked of a speaker")
    rows = [
        {"name": "Rapporteur", names[0]: 0.45, names[1]: 0.5, "questions": 2},
        {"name": "peer", names[0]: 0.3, names[1]: 0.2, "questions": 2, "environment": {}},
    ]
    result = {"data": "qmsum", "date": "2026-01-02", "commit": "abc", "changed": False, "rows": rows}
    table = benchmarks["readme"].compared([result]).splitlines()
    assert table[2] == "| Rapporteur | **0.450** | **0.500** |"
