import csv
import io

import pytest

from corpus import Attribution, Passage, Span, Speaker
from index import DocumentEntry
from qa.citations import Citation, cite, to_csv, to_markdown
from qa.types import Answer, Hit, Question

ANN = Speaker("ann", "Ann Lee", "Chair", "Harbour Board")
BO = Speaker("bo", "Bo Ek", None, "Harbour Board")
RECORD = DocumentEntry("h.txt", "Harbour days", "2023-05", "https://example.org/h", None, None, 1)


def _answer(text: str, *attributions: Attribution) -> Answer:
    passage = Passage("p", "h.txt", Span(0, len(text)), text, ("2. Cranes", "Debate"), attributions)
    return Answer(Question("?", "?"), (Hit(1, 0.9, passage, "Harbour days"),))


def _said(speaker: Speaker, via: Speaker | None = None) -> Attribution:
    return Attribution(speaker, Span(0, 3), None, "reported", 0.9, via)


def test_a_citation_as_the_design_writes_it() -> None:
    (citation,) = cite(_answer("The **old\n\ncrane** must go.", _said(ANN)), {"h.txt": RECORD})
    assert to_markdown([citation]) == (
        '> "The old crane must go." (Ann Lee, Chair, Harbour Board; '
        "Harbour days, 2. Cranes › Debate, 2023-05, https://example.org/h)\n"
    )


def test_several_speakers_a_relay_and_nobody() -> None:
    (together,) = cite(_answer("We agree.", _said(ANN), _said(BO)), {"h.txt": RECORD})
    assert (together.speaker, together.role, together.organisation) == (
        "Ann Lee and Bo Ek",
        "Chair",
        "Harbour Board",
    )
    (relayed,) = cite(_answer("We agree.", _said(BO, via=ANN)), {"h.txt": RECORD})
    assert relayed.speaker == "Bo Ek, relayed by Ann Lee"
    (nobody,) = cite(_answer("It rained."), {})
    assert to_markdown([nobody]) == '> "It rained." (h.txt, 2. Cranes › Debate)\n'


def test_what_would_be_markup_is_escaped() -> None:
    (citation,) = cite(_answer("2 < 3 #1 | `x` [y]", _said(ANN)), {})
    assert r"2 \< 3 \#1 \| \`x\` \[y\]" in to_markdown([citation])


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")'])
def test_no_cell_is_a_formula(cell: str) -> None:
    citation = Citation(cell, cell, "", "", 'a, "b"\nc', "", "", "")
    header, row = csv.reader(io.StringIO(to_csv([citation])))
    assert header == ["passage", "speaker", "role", "organisation", "title", "section", "date", "source"]
    assert row[0] == row[1] == f"'{cell}"
    assert row[4] == 'a, "b"\nc'
