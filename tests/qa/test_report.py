import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qa.comparison import Change, Comparison
from qa.evaluation import Report
from qa.measures import MEASURES
from qa.outcomes import JudgedHit, Outcome
from qa.questions import JudgedQuestion
from qa.report import to_html, write_html

HOSTILE = '<script>alert("x")</script> & <b>bold</b>'


def _outcome(id_: str, rank: int | None, kind: str = "speaker", reason: str | None = None) -> Outcome:
    """Right at ``rank``, with wrong passages before it."""
    question = JudgedQuestion(id_, HOSTILE, "Ann Lee", ("the crane",), kind, None)
    hits = tuple(
        JudgedHit(place, ("Ann Lee",), HOSTILE, ("right",) if place == rank else ("absent",))
        for place in range(1, (rank or 1) + 1)
    )
    return Outcome(question, () if reason else hits, reason)


@pytest.fixture
def report() -> Report:
    refusal = JudgedQuestion("u", "weather?", None, (), "off-topic", None)
    return Report(
        (
            _outcome("a", 1),
            _outcome("b", 1),
            _outcome("c", 3),
            _outcome("d", None, "who"),
            _outcome("e", None, "who", reason="Nothing on it."),
            Outcome(refusal, (), "Nothing on it."),
        )
    )


class Reader(HTMLParser):
    """Collects what a browser would load or run, and the text it would show."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "data"}]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_report_loads_nothing_and_runs_nothing(report: Report) -> None:
    html = to_html(report)
    reader = Reader()
    reader.feed(html)
    assert reader.addresses == []
    assert not {"script", "link", "img", "iframe", "b"} & set(reader.tags)
    assert "url(" not in html
    assert "@import" not in html
    assert HOSTILE in "".join(reader.words)


def test_the_pictures_show_what_was_measured(report: Report) -> None:
    by_kind, by_rank = re.findall(r"<svg.*?</svg>", to_html(report), re.DOTALL)
    # Speaker: two of three right; off-topic: refused as it should be.
    assert "0.67 of 3" in by_kind
    assert "off-topic: refused" in by_kind
    assert "1.00 of 1" in by_kind
    labels = re.findall(r">([^<>]+)</text>", by_rank)
    assert dict(zip(labels[::2], labels[1::2], strict=True)) == {
        "rank 1": "2", "rank 2": "0", "rank 3": "1", "rank 4": "0", "rank 5": "0",
        "not found": "1", "refused": "1",
    }  # fmt: skip


def test_missed_floors_and_comparisons_are_told(report: Report, tmp_path: Path) -> None:
    floors = report.floors({"hit@1": 0.9, "false-answer rate": 0.1})
    comparison = Comparison(
        dict.fromkeys(MEASURES, 0.25), (Change("a", "a?", "refused", None),), (), (), (), ()
    )
    path = tmp_path / "new" / "report.html"
    write_html(report, path, floors, comparison)
    html = path.read_text(encoding="utf-8")
    assert "hit@1 is 0.40, stated 0.90" in html
    assert "false-answer rate is" not in html
    assert "1 gained" in html
    assert "refused → all right" in html


def test_a_perfect_report_has_nothing_that_fell_short() -> None:
    assert "<p>Nothing.</p>" in to_html(Report((_outcome("a", 1),)))


def test_an_empty_set_is_shown_without_numbers() -> None:
    assert "0 questions" in to_html(Report(()))
