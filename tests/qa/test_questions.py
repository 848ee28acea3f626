import json
from collections import Counter
from pathlib import Path

import pytest

from corpus import SHIPPED, Attribution, Passage, Span, Speaker
from qa.judging import folded
from qa.questions import (
    FIXED_SET,
    BadQuestions,
    JudgedQuestion,
    PlainQuestion,
    append_correction,
    correct,
    half_of,
    read_judged_questions,
    read_plain_questions,
)

ANSWERABLE = {
    "collective", "comparison", "fact", "first-name", "funding", "list", "news", "organisation", "paraphrase",
    "quote", "relayed-quote", "reply", "role", "speaker", "topic", "typo", "who",
}  # fmt: skip
UNANSWERABLE = {
    "misattribution",
    "off-topic",
    "unanswerable-fact",
    "unanswerable-person",
    "unanswerable-topic",
}

ANN = Speaker("ann", "Ann Lee", "Chair", "Harbour Board")


@pytest.fixture(scope="module")
def fixed() -> tuple[JudgedQuestion, ...]:
    return read_judged_questions(FIXED_SET)


@pytest.fixture(scope="module")
def record() -> str:
    (path,) = SHIPPED.glob("*.txt")
    return path.read_text(encoding="utf-8")


def test_the_fixed_set_is_large_and_of_every_kind(fixed: tuple[JudgedQuestion, ...]) -> None:
    kinds = Counter(question.kind for question in fixed)
    assert set(kinds) == ANSWERABLE | UNANSWERABLE
    assert min(kinds.values()) >= 4
    assert sum(kinds[kind] for kind in ANSWERABLE) >= 100
    assert sum(kinds[kind] for kind in UNANSWERABLE) >= 30
    assert all(question.is_answerable == (question.kind in ANSWERABLE) for question in fixed)
    assert len({question.question for question in fixed}) == len(fixed)


def test_every_nugget_is_found_once_in_the_record(fixed: tuple[JudgedQuestion, ...], record: str) -> None:
    text = folded(record).text
    lines = {folded(line).text for line in record.splitlines()}
    nuggets = {nugget for question in fixed for nugget in question.nuggets}
    assert {nugget: text.count(nugget) for nugget in nuggets} == dict.fromkeys(nuggets, 1)
    # As short as a whole line may be, else 4 to 15 words.
    assert [n for n in nuggets if not (4 <= len(n.split()) <= 15 or n in lines)] == []


def test_expectations_name_people_and_the_document_of_the_record(
    fixed: tuple[JudgedQuestion, ...], record: str
) -> None:
    (path,) = SHIPPED.glob("*.txt")
    assert {question.document for question in fixed} == {path.name, None}
    assert all((question.document is None) == (not question.nuggets) for question in fixed)
    assert all(question.speaker is None for question in fixed if not question.nuggets)
    assert all(question.speaker in record for question in fixed if question.speaker)


def test_both_halves_hold_every_broad_kind(fixed: tuple[JudgedQuestion, ...]) -> None:
    halves = Counter((question.half, question.is_answerable) for question in fixed)
    assert min(halves.values()) >= 20
    assert len(halves) == 4


def test_the_half_depends_on_the_id_alone() -> None:
    # The first bytes of SHA-256, by sha256sum: q001 a8, q002 ed, q003 64.
    assert [half_of(id_) for id_ in ("q001", "q002", "q003")] == ["development", "held-out", "development"]


def _file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_plain_questions_ignore_what_is_not_for_asking(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        '\ufeff{"id": 7, "question": "Why?", "speaker": "Ann Lee", "nuggets": 3, "document": "a.txt"}',
        "",
        '{"question": "How\u2028so?", "only_speaker": "Bo Ek", "only_document": "b.txt"}',
    )
    assert read_plain_questions(path) == (
        PlainQuestion("7", "Why?"),
        PlainQuestion(None, "How\u2028so?", "Bo Ek", "b.txt"),
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a", "question": "x", "nuggets": []', "questions.jsonl:2: not JSON"),
        ('["a"]', "found a list"),
        ('{"id": "a", "nuggets": []}', 'no "question"'),
        ('{"id": "a", "question": " ", "nuggets": []}', 'no "question"'),
        ('{"id": "a", "question": "x", "nuggets": "words"}', "\"nuggets\" is 'words'"),
        ('{"id": "a", "question": "x", "nuggets": [""]}', "expected a list of texts"),
        ('{"id": "a", "question": "x", "nuggets": [], "speaker": 3}', '"speaker" is 3'),
        ('{"id": "first", "question": "x", "nuggets": []}', "used twice"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    path = _file(tmp_path, '{"id": "first", "question": "y", "nuggets": []}', line)
    with pytest.raises(BadQuestions) as caught:
        read_judged_questions(path)
    assert message in str(caught.value)
    assert "questions.jsonl:2" in str(caught.value)


def test_a_missing_file_and_one_that_is_not_text_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadQuestions, match="does not exist"):
        read_plain_questions(tmp_path / "none.jsonl")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadQuestions, match="cannot be read"):
        read_plain_questions(tmp_path / "bytes.jsonl")


def _passage(text: str, content: str) -> Passage:
    start = 100 + text.index(content)
    said = Attribution(ANN, Span(start, start + len(content)), None, "reported", 0.9)
    return Passage("p", "harbour.txt", Span(100, 100 + len(text)), text, (), (said,))


def test_a_correction_expects_the_words_of_the_speaker(tmp_path: Path) -> None:
    passage = _passage("Ann Lee said that **the old crane** must go.", "**the old crane** must go.")
    question = correct("What must go?", passage)
    assert (question.speaker, question.nuggets) == ("Ann Lee", ("the old crane must go.",))
    assert (question.kind, question.document) == ("correction", "harbour.txt")
    assert question.id == correct("What must go?", passage).id != correct("What else?", passage).id


def test_a_correction_without_a_passage_expects_a_refusal() -> None:
    question = correct("Who paid?", None)
    assert not question.is_answerable
    assert (question.speaker, question.document) == (None, None)


def test_a_long_passage_gives_a_short_nugget() -> None:
    words = " ".join(f"word{n}" for n in range(40))
    assert correct("?", _passage(words, words)).nuggets == (" ".join(f"word{n}" for n in range(15)),)


def test_a_later_correction_replaces_the_earlier(tmp_path: Path) -> None:
    path = tmp_path / "new" / "corrections.jsonl"
    first, second = correct("Who paid?", None), correct("What must go?", None)
    passage = _passage("The town paid for it all.", "The town paid for it all.")
    for question in (first, second, correct("Who paid?", passage)):
        append_correction(question, path)
    kept = read_judged_questions(path)
    assert [question.question for question in kept] == ["What must go?", "Who paid?"]
    assert kept[1].nuggets == ("The town paid for it all.",)
    assert all(
        set(json.loads(line)) == {"id", "question", "speaker", "nuggets", "kind", "document"}
        for line in path.read_text(encoding="utf-8").splitlines()
    )
