import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError, DamagedDocument
from corpus.readers.extract import Extract, File
from corpus.readers.json_turns import read_json, read_json_lines


def read(record: Any) -> Extract:
    return read_json(File(Path("a.json"), json.dumps(record).encode()))


HELLO = "Ana Prieto [00:12:03]: Hello.\n"


@pytest.mark.parametrize(
    "record",
    [
        [{"speaker": "Ana Prieto", "text": "Hello.", "time": "00:12:03"}],
        [{"speaker": "Ana Prieto", "content": "Hello.", "start": 723.4}],
        [{"name": "Ana Prieto", "utterance": "Hello.", "start_time": "723.4"}],
        {
            "segments": [
                {"speaker": "Ana Prieto", "text": " Hello.", "start": 723, "words": [{"word": "Hello."}]}
            ]
        },
        {
            "results": {
                "turns": [{"speaker": {"name": "Ana Prieto"}, "text": "Hello.", "timestamp": "00:12:03.4"}]
            }
        },
        {"speakers": {"S1": "Ana Prieto"}, "turns": [{"speaker": "S1", "text": "Hello.", "start": 723}]},
        {
            "participants": [{"id": 7, "name": "Ana Prieto"}],
            "turns": [{"speaker_id": 7, "text": "Hello.", "time": "00:12:03"}],
        },
        {
            "monologues": [
                {"speaker": "Ana Prieto", "elements": [{"value": "Hello"}, {"value": "."}], "start": 723}
            ],
            "note": [],
        },
    ],
)
def test_the_same_turn_in_the_words_of_many_programs(record: Any) -> None:
    text = read(record).text
    assert text.replace("Hello .", "Hello.") == HELLO


def test_times_beyond_a_day_are_milliseconds() -> None:
    turns = [
        {"speaker": "A", "text": "One.", "start": 250},
        {"speaker": "B", "text": "Two.", "start": 90_061_000},
    ]
    assert read(turns).text == "A [00:00:00]: One.\n\nB [25:01:01]: Two.\n"


def test_roles_and_organisations_are_told_once_before_the_turns() -> None:
    speaker = {"name": "Ana Prieto", "role": "Harbour Master", "organisation": "Lindvik"}
    record = {"title": "Board", "date": "2024-05-02", "turns": [{"speaker": speaker, "text": "Hello."}]}
    extract = read(record)
    assert extract.text == "- Ana Prieto, Harbour Master, Lindvik\n\nAna Prieto: Hello.\n"
    assert (extract.metadata.title, extract.metadata.date) == ("Board", "2024-05-02")


def test_json_lines_and_json_lines_under_the_suffix_of_json() -> None:
    turns = [("A", "One."), ("A", "Two."), ("B", "Three.")]
    data = "\n\n".join(json.dumps({"speaker": speaker, "text": words}) for speaker, words in turns).encode()
    expected = "A: One. Two.\n\nB: Three.\n"
    assert read_json_lines(File(Path("a.jsonl"), data)).text == expected
    assert read_json(File(Path("a.json"), data)).text == expected


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"{", "no JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"9" * 5_000, "no JSON"),
        (b"[]", "no objects"),
        (b'[{"question": "Who?", "id": 1}]', "objects with 'question', 'id'"),
        (b'[{"speaker": "Ana", "text": ""}]', "objects with 'speaker', 'text'"),
    ],
)
def test_what_holds_no_turns_is_refused_in_one_line(data: bytes, found: str) -> None:
    with pytest.raises(DamagedDocument, match=found) as refusal:
        read_json(File(Path("a.json"), data))
    assert "\n" not in str(refusal.value)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["speaker", "text", "start", "speakers", "turns", "name", "id", "x"]), inner
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_any_json_is_read_or_refused(record: Any) -> None:
    with suppress(CorpusError):
        assert read(record).text.strip()


NAMES = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)
SAYINGS = st.text(st.characters(categories=["L", "P"]), min_size=1, max_size=30)


@given(st.lists(st.tuples(NAMES, SAYINGS), min_size=1, max_size=8))
def test_turns_survive_a_round_trip(turns: list[tuple[str, str]]) -> None:
    turns = [
        turn
        for turn, after in zip(turns, [*turns[1:], None], strict=True)
        if not after or turn[0] != after[0]
    ]
    record = [{"speaker": speaker, "text": words} for speaker, words in turns]
    written = read(record).text.rstrip("\n").split("\n\n")
    assert [tuple(turn.split(": ", 1)) for turn in written] == turns


@pytest.mark.parametrize(
    "record",
    [
        [{"Speaker Name": "Ana Ruiz", "Transcript": "We need a depot."}],
        {"utterances": [{"who": {"name": "Ana Ruiz"}, "words": "We need a depot."}]},
        [{"SPEAKER": "Ana Ruiz", "TEXT": "We need a depot."}],
    ],
)
def test_fields_may_be_written_in_other_ways(record: Any) -> None:
    assert read(record).text.strip() == "Ana Ruiz: We need a depot."


def test_a_line_that_is_no_json_is_named() -> None:
    lines = b'{"speaker": "Ana Ruiz", "text": "Yes."}\n\n{bad\n'
    with pytest.raises(DamagedDocument, match=r"found no JSON \(in line 3: Expecting property name"):
        read_json_lines(File(Path("a.jsonl"), lines))
