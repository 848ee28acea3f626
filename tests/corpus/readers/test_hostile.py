"""Inputs that make a careless pattern or loop take for ever; here, to come to an end is to pass."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.metadata import detect
from corpus.readers.extract import File
from corpus.reading import READERS

MANY = 10_000
Words = tuple[float, float, float, str, str]


def read(suffix: str, text: str) -> str:
    with suppress(CorpusError):
        return READERS[suffix](File(Path(f"a{suffix}"), text.encode())).text
    return ""


@pytest.mark.parametrize(
    "line",
    [
        "# a" + " \t" * MANY + "b",
        "# " + "# " * MANY + "x",
        "1" + " " * MANY + "May",
        "[" * MANY,
        "![a](" * MANY,
        "=" * MANY,
    ],
)
def test_the_beginning_of_a_record(line: str) -> None:
    assert detect(line + "\nMore.", Path("a.txt")).title
    read(".md", "---\n" + line + "\n---\n")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a <b>b</b> c" * MANY,
        "<p>" + "<b>Ana</b>: hi<br>" * MANY,
        "<table>" + "<tr><td>a<td>b" * MANY,
        "<table><tr><td>" + "a" * MANY + " b" * 20,
        "<figure>" + "<figcaption>a</figcaption>" * MANY,
        "<table><tr><td>" * 600 + "deep " * MANY,
        "<style>" + ".a{font-weight:" * MANY + "</style><p>x",
        "<!-- " * MANY,
        "&" * MANY,
        "<meta charset=" + "a" * MANY,
    ],
)
def test_pages(markup: str) -> None:
    read(".html", markup)


@pytest.mark.parametrize(
    "words", ["Ana: " * MANY, ">> " * MANY, "<v " * MANY, "<" * MANY, "- a\n" * MANY, "A " * MANY + ":"]
)
def test_captions(words: str) -> None:
    read(".vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n")
    read(".srt", f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n")


def test_many_cues_of_one_speaker() -> None:
    cue = "00:01.000 --> 00:02.000\n<v Ana>yes\n\n"
    assert len(read(".vtt", "WEBVTT\n\n" + cue * MANY)) > 3 * MANY


@pytest.mark.parametrize(
    "record", ["[" * MANY, '{"a":' * MANY, '[{"speaker":"A","text":"b"},' * 3, "9" * MANY]
)
def test_json(record: str) -> None:
    read(".json", record)
    read(".jsonl", record)


@pytest.mark.parametrize(
    "text", ["a" * MANY, "a-" * MANY, "http://" * MANY, "." + ")" * MANY + "x", "- " * MANY]
)
def test_printed_lines(print_pdf: Callable[..., bytes], text: str) -> None:
    data = print_pdf([[(72, 100 + 13 * number, 10, "regular", text) for number in range(3)]])
    with suppress(CorpusError):
        READERS[".pdf"](File(Path("a.pdf"), data))


def test_a_table_of_many_rows(print_pdf: Callable[..., bytes]) -> None:
    page: list[Words] = [
        (left, 20 + number / 10, 10, "regular", "cell")
        for number in range(MANY // 10)
        for left in (72, 200, 300)
    ]
    rules = [(72 + number / 10, 10, 0.5, 800) for number in range(900)]
    READERS[".pdf"](File(Path("a.pdf"), print_pdf([page], rules)))
