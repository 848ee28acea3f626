"""Logs of meetings: nicks that come once, bots, proposals, tables of contents."""

from tests.corpus.records import said

LOG = """
    # Minutes from 22.10.2031

    Attendees

    Present
        Ana_Ruiz, Bo_Lind, Cy_Moss, Dee_Tarn

    Contents

        Guests
        Minutes
        Ponds

    ## Ponds

    ar: have a plan for the pond

    bl: seems fine to me

    ar: we should dig
    … and then fill it

    cm: who has a spade?

    bl: could ask the warden

    cm: that helps

    dt: we might want a frog too
    … newts are becoming more relevant

    ar: let us wait

    bl: no hurry

    cm: good

    <Zakim> dee, you wanted to discuss a quick question

    ar: no other notices

    proposal: Take a snapshot of the plan and print it.

    <Ana> +1
    """


def test_a_nick_that_comes_once_has_the_form_of_the_others() -> None:
    assert said(LOG, "we might want a frog too") == ["dt"]
    assert said(LOG, "newts are becoming more relevant") == ["dt"]


def test_what_a_bot_says_is_nobodys() -> None:
    assert said(LOG, "you wanted to discuss a quick question") == []


def test_a_proposal_on_a_line_of_its_own_is_nobodys() -> None:
    assert said(LOG, "Take a snapshot of the plan and print it") == []


def test_a_line_of_contents_is_no_guest() -> None:
    assert said(LOG, "Guests") == []
