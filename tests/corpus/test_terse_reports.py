"""What terse reports do: clauses joined without commas, bare delegations, agreement, bylines."""

import pytest

from corpus.appositions import office_behind
from corpus.bylines import read_byline
from corpus.statements import find_statements
from corpus.structure import find_blocks
from corpus.types import Span
from tests.corpus.records import said


def sources(text: str) -> list[str]:
    return [s.source.of(text) for s in find_statements(text, Span(0, len(text))) if s.source]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Norway spoke against this view and Smith then said that it would rain.", "Smith"),
        ("Bo has no interest at this time and Ana recommends keeping the file.", "Ana"),
        ("Norway supported the plan with growing force and Brazil said that it would wait.", "Brazil"),
    ],
)
def test_the_name_behind_another_clause_speaks_alone(sentence: str, speaker: str) -> None:
    assert speaker in sources(sentence)


@pytest.mark.parametrize("subject", ["The mayor and Smith", "His lawyer and Ana Ruiz", "Ana and Bo"])
def test_two_who_speak_together_stay_two(subject: str) -> None:
    assert sources(f"{subject} said that it would rain.") == [subject]


def test_a_participle_of_its_own_clause_has_its_own_speaker() -> None:
    text = "There was a row over the ditch, Smith recalling that it was dug in May."
    assert sources(text) == ["Smith"]


def test_a_participle_behind_the_speaker_stays_theirs() -> None:
    assert sources("The mayor wrote to the board, adding that it would rain.")[-1] == "The mayor"


def test_who_agrees_says_it_again_and_reports_nothing() -> None:
    text = "Ana suggests closing the hall in May, Bo agrees."
    statements = find_statements(text, Span(0, len(text)))
    assert [s.source.of(text) for s in statements if s.source] == ["Ana", "Bo"]
    assert statements[1].contents[0].of(text) == "agrees"


def test_both_behind_two_names() -> None:
    assert sources("Norway and Brazil both restated their doubts about the plan.")[0] == "Norway and Brazil"


def test_a_verb_behind_a_given_name_is_no_noun() -> None:
    assert sources("Carrie requests clarification on what to include.") == ["Carrie"]
    assert sources("Trade requests pile up in the office.") == []


def test_a_delegation_by_its_old_name() -> None:
    record = """
        # Cable on the meeting of the council

        Brazil asked for more time. Norway agreed. Egypt proposed to wait until May.

        Soviet stated that it was unable to support the plan.
        """
    assert said(record, "unable to support the plan") == ["Soviet"]


BOARD = """
    # Minutes of the mill board

    Supervisors present: Janet Moss, Gary Lind, Dick Penn; Clerk Carrie Hale.

    {paragraph}
    """


def board(paragraph: str, words: str) -> list[str]:
    return said(BOARD.format(paragraph=paragraph), words)


def test_who_is_present_is_no_part_of_the_call_to_order() -> None:
    line = (
        "Janet Moss called the meeting to order at 6 pm -- those present are Gary Lind, Dick Penn and Carrie."
    )
    assert board(line, "those present are") == []


def test_what_somebody_else_does_before_the_cue_is_not_the_speakers() -> None:
    line = "Dick has no interest at this time and Janet recommends keeping the file."
    assert board(line, "has no interest") == []
    assert board(line, "keeping the file") == ["Janet Moss"]


def test_a_numbered_rule_against_something_is_no_poll() -> None:
    line = "Dick quoted Rule 30 against this view and Gary said that the motion is late."
    assert board(line, "the motion is late") == ["Gary Lind"]
    assert board("The motion failed, 3 against, as Gary said.", "The motion failed") == []


def test_they_are_not_the_one_who_spoke_before() -> None:
    line = "Janet Moss explained how the mill works. They also pointed out the need for a second pump."
    assert board(line, "need for a second pump") == []


RECAP = """
    # Recap of the mole conference

    ## Fireside chat on moles

    By Shalva Gomm (Director, Mole House), Nicole Ischi (Head of Traps and Nets, Molex) and Ode Ander (V).
    In the words of Nicole Ischi, "We need to build our traps so that they are open to the world."
    Ode brought forward the change we see in hedges and questions if moles will follow.
    Shalva talked a lot about the ditches she has seen. She also stressed that water is rising.

    ## Workshop: Digging for beginners

    By Giulia Renzo (Digger at Molex).
    Giulia Renzo explained the basics of digging. She had prepared a hole, where we had to make a change.
    Second we had to fill it.

    The two key messages from the workshop were:

    1. Start early in the day
    2. Keep the spade clean

    ## Old hedges, new moles

    By Cora Vig (Co-founder of Hedge) and Anna Imaf (Chair and Head of Moles).
    Dr. Anna Imaf explained how schools teach digging. They also pointed out the need for more spades.
    """


def test_a_byline_below_a_heading_names_who_speaks() -> None:
    assert said(RECAP, "if moles will follow") == ["Ode Ander"]
    assert said(RECAP, "the ditches she has seen") == ["Shalva Gomm"]
    assert said(RECAP, "water is rising") == ["Shalva Gomm"]


def test_the_messages_of_a_workshop_are_of_whom_its_byline_names() -> None:
    assert said(RECAP, "Keep the spade clean") == ["Giulia Renzo"]


def test_what_we_had_to_do_is_the_writers() -> None:
    assert said(RECAP, "where we had to make a change") == []
    assert said(RECAP, "Second we had to fill it") == []


def test_they_are_all_of_the_byline() -> None:
    assert len(said(RECAP, "need for more spades")) == 2


def test_who_wrote_the_record_gives_no_talk() -> None:
    byline = "# Moles return to the valley\n\nBy Anna Imaf and Cora Vig\n\nThe moles are back.\n"
    assert not read_byline(byline, find_blocks(byline), 1)
    inner = f"# Day one\n\n#{byline}"
    assert len(read_byline(inner, find_blocks(inner), 2)) == 2


def test_a_vote_is_nobodys_inside_a_report() -> None:
    line = (
        "Clerk Carrie Hale reports that the fund is full. The report was accepted by a vote of "
        "Janet Moss yea, Gary Lind yea, and Dick Penn yea. She also reports that the hall is cold."
    )
    assert board(line, "The report was accepted") == []
    assert board(line, "the fund is full") == ["Carrie Hale"]


def test_who_is_welcomed_is_told_by_nobody() -> None:
    line = "Janet Moss along with the board welcomed Olga Pell who will be the clerk that they need in May."
    assert board(line, "who will be the clerk") == []


def test_a_possessive_is_no_organisation() -> None:
    assert office_behind(" of Jennifer's interest in taking the position.").organisation is None
    assert office_behind(" of Molex asked for more.").organisation == "Molex"


def test_a_panel_whose_members_semicolons_part() -> None:
    record = """
        # A panel on moles

        The panel consisted of; Tom Wheel, Union President; Oli Bent, Chair; Bridge Dun, DUG.

        Bridge says we need to trust students.
        """
    assert said(record, "we need to trust students") == ["Bridge Dun"]
