"""Whose section it is when a heading names somebody in a form that other headings explain."""

from corpus.entries import read_entry
from tests.corpus.records import said

HEARING = """
    # Hearing on the moles of Ditch

    ### Ana Ruiz, Institute of Lawns

    Moles need room to dig.

    ### Jildau Bouwing, Centre for Meadows

    Meadows need a budget of their own.

    ### Bo Lind, Garden Federation

    Needs to be cheaper for small gardens.

    ### Debate, questions

    Somebody asked who pays.
    """


def test_a_name_of_unknown_form_is_one_among_headings_of_names() -> None:
    assert said(HEARING, "Meadows need a budget of their own") == ["Jildau Bouwing"]


def test_such_a_name_is_none_among_headings_of_topics() -> None:
    record = """
        # Hearing on the moles of Ditch

        ### Lawns, meadows and hedges

        Moles need room to dig.

        ### Jildau Bouwing, Centre for Meadows

        Meadows need a budget of their own.
        """
    assert said(record, "Meadows need a budget of their own") == []


def test_a_note_without_a_subject_is_no_task() -> None:
    assert said(HEARING, "Needs to be cheaper for small gardens") == ["Bo Lind"]


def test_a_body_in_capitals_behind_a_name_is_no_part_of_it() -> None:
    entry = read_entry("Andrew Finch EMBL-EBI / ELIXIR")
    assert entry is not None
    assert (entry.name, entry.organisation) == ("Andrew Finch", "EMBL-EBI / ELIXIR")
    assert (read_entry("Ana Maria RUIZ") or entry).name != "Ana Maria"


def test_a_colon_behind_a_name_that_heads_a_section_is_no_part_of_it() -> None:
    record = """
        # Panel on moles

        Panellists: Stefano Harn, Fred Moss

        #### Stefano:

        - The lawn is a body without an owner.
        """
    assert said(record, "The lawn is a body without an owner") == ["Stefano Harn"]


def test_a_possessive_deep_in_a_heading_hands_nothing_over() -> None:
    record = """
        # Minutes of the mole club

        Present: Ana Ruiz, Bo Lind

        ## How to solve Ana's many troubles

        The traps rust within a week of rain.

        ## Bo's update

        The fence stands again.
        """
    assert said(record, "The traps rust within a week of rain") == []
    assert said(record, "The fence stands again") == ["Bo Lind"]
