"""People whose first name the record never gives are called as it calls them."""

from tests.corpus.records import said


def test_the_title_stays_where_no_first_name_is_known() -> None:
    record = """
        Minutes of the meeting of the town council

        Mr. Poole said that the pump was worn out. Cr Harris asked whether it could be mended. Lady Hallett
        replied that moles had eaten the hose.
        """
    assert said(record, "the pump was worn out") == ["Mr. Poole"]
    assert said(record, "it could be mended") == ["Cr Harris"]
    assert said(record, "moles had eaten the hose") == ["Lady Hallett"]


def test_a_first_name_needs_no_title() -> None:
    record = """
        Minutes of the meeting of the town council

        Mr. Adam Poole chaired. Mr. Poole said that the pump was worn out.
        """
    assert said(record, "the pump was worn out") == ["Adam Poole"]


def test_capitals_are_written_small() -> None:
    record = """
        Minutes of the conference

        MR. CHIFLEY said that the pump was worn out. MR. ATTLEE said that it was not.
        """
    assert said(record, "the pump was worn out") == ["Mr. Chifley"]


def test_two_of_one_family_name_stay_two() -> None:
    record = """
        Minutes of the meeting of the town council

        Mr Baker said that the pump was worn out.

        Mrs Baker said that moles had eaten the hose.
        """
    assert said(record, "the pump was worn out") == ["Mr Baker"]
    assert said(record, "moles had eaten the hose") == ["Mrs Baker"]
