"""Bylines below the headings of a record: who speaks or writes there."""

from tests.corpus.records import said

PAPER = """
    # The mole show

    Last week the mole show was on air with a panel of three. Dean Ambler said that moles are blind.
    It is not known how many people have watched the show, which went on for the whole of the evening.
    There were questions from the hall, and not every one of them had an answer before the show was over.

    ## How did it come about?

    _By Tomas Limo_

    The load of gardeners is high. I feel that there is a deficit of moles.

    I for one am proud that we made the show.

    _Note: This article was updated in May._

    ## What comes next

    Another show.
    """


def test_a_section_in_the_first_person_is_its_authors() -> None:
    assert said(PAPER, "there is a deficit of moles") == ["Tomas Limo"]
    assert said(PAPER, "The load of gardeners is high") == ["Tomas Limo"]


def test_the_editors_note_and_the_next_section_are_not() -> None:
    assert said(PAPER, "This article was updated in May") == []
    assert said(PAPER, "Another show") == []


REPORT = """
    Ditch Five kick off their tour

    # Celebration and solidarity

    By Erik Rudd

    DITCH -- More than a hundred people packed the hall of the moles here last week. "I think I know
    that they are right," the organizer Pete Mayer said. I was there, and it is my town.
    """


def test_a_reporter_does_not_say_what_the_report_tells() -> None:
    assert said(REPORT, "people packed the hall of the moles") == []
    assert said(REPORT, "that they are right") == ["Pete Mayer"]


def test_the_author_of_the_whole_record_speaks_in_none_of_its_sections() -> None:
    record = """
        # The mole show

        By Tomas Limo

        I went to the mole show. I feel that there is a deficit of moles.
        """
    assert said(record, "there is a deficit of moles") == []


def test_people_of_a_byline_are_known_by_their_given_names() -> None:
    record = """
        # Recap of the mole conference

        It was two days full of talks and workshops.

        ## Opening keynote

        By Ana Ruiz (Director, Molex), Nicole Isepp (Korvax) and Ödgard Anders (Volex).

        In the words of Nicole Isepp, "We need to build our gardens open to the world."
        Ödgard explained that moles need room.
        """
    assert said(record, "moles need room") == ["Ödgard Anders"]
