import io

import pytest
from rich.console import Console, RenderableType

from corpus import Attribution, Passage, Span, Speaker
from qa.terminal import answer_view, clean, passage_view, table_view, who_view
from qa.types import Answer, Hit, Question

ANN = Speaker("ann", "Ann Lee", "Chair", "Harbour Board")
BO = Speaker("bo", "Bo Ek")


def _shown(view: RenderableType, terminal: bool = False) -> str:
    console = Console(
        file=io.StringIO(), force_terminal=terminal, width=100, color_system="standard" if terminal else None
    )
    console.print(view)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _passage(text: str, *attributions: Attribution) -> Passage:
    return Passage("p", "h.txt", Span(10, 10 + len(text)), text, ("2. Cranes",), attributions, "00:12:03")


def _said(speaker: Speaker | None, kind: str = "reported", via: Speaker | None = None) -> Attribution:
    return Attribution(speaker, Span(10, 12), None, kind, 0.9, via)  # type: ignore[arg-type]


def test_an_answer_for_people() -> None:
    passage = _passage("The **old\ncrane** [must go](#x).", _said(ANN))
    hit = Hit(1, 0.9, passage, "Harbour days", highlights=(Span(16, 25),), strength="strong")
    answer = Answer(Question("?", "?", notes=("Read “An Lee” as Ann Lee.",)), (hit,))
    assert [line.rstrip() for line in _shown(answer_view(answer, marks_visible=False)).splitlines()] == [
        "Note: Read “An Lee” as Ann Lee.",
        "1. Ann Lee, Chair, Harbour Board · strong",
        "   Harbour days › 2. Cranes › 00:12:03",
        "   The **old crane** must go.",
    ]


def test_marks_are_styles_on_a_terminal() -> None:
    passage = _passage("The old crane must go.", _said(ANN))
    shown = _shown(passage_view(passage, (Span(14, 23),), marks_visible=True), terminal=True)
    assert "**" not in shown
    assert "\x1b[1;4mold crane\x1b[0m" in shown


def test_a_refusal_gives_its_reason_and_the_nearest_misses() -> None:
    miss = Hit(1, 0.3, _passage("It rained."), "Harbour days", strength="weak")
    lines = _shown(
        answer_view(Answer(Question("?", "?"), (), "Nothing on cranes.", (miss,)), False)
    ).splitlines()
    assert lines[0] == "No answer: Nothing on cranes."
    assert "The nearest misses:" in lines
    assert "1. Nobody in particular · weak" in lines


@pytest.mark.parametrize(
    ("attributions", "shown"),
    [
        ((_said(ANN), _said(BO)), "Ann Lee, Chair, Harbour Board; Bo Ek"),
        ((_said(BO, via=ANN),), "Bo Ek (relayed by Ann Lee)"),
        ((_said(None, "collective"),), "Several together"),
        ((), "Nobody in particular"),
        ((_said(Speaker("c", "", "The Chair", "Board")),), "The Chair, Board"),
    ],
)
def test_who_said_it(attributions: tuple[Attribution, ...], shown: str) -> None:
    assert who_view(_passage("x", *attributions)).plain == shown


def test_a_record_cannot_steer_the_terminal() -> None:
    passage = _passage(
        "red \x1b[31m, bell \x07, \u202eback, [bold]not markup[/bold]", _said(Speaker("x", "\x1b]0;x\x07"))
    )
    shown = _shown(answer_view(Answer(Question("?", "?"), (Hit(1, 1, passage, "\x9b1m"),)), False))
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(shown)
    assert "[U+001B]" in shown
    assert "[bold]not markup[/bold]" in shown
    assert clean("a\tb\nc") == "a\tb\nc"


def test_a_table_of_people() -> None:
    shown = _shown(
        table_view([{"name": "Ann Lee", "passages": "12"}, {"name": "Bo", "passages": "3"}], ("passages",))
    )
    assert [line.rstrip() for line in shown.splitlines()] == [
        "name     passages",
        "Ann Lee        12",
        "Bo              3",
    ]
