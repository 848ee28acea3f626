"""Words that nobody said: remarks of the writer, outcomes, decisions, what other people do."""

import pytest

from corpus.narration import is_narrated, is_note, is_outcome, is_remark
from tests.corpus.records import said

REPORT = """
    # What I saw at the soil summit

    This year's summit had a panel and two workshops with many speakers.

    ## Hana Sato

    Hana Sato said that ditches need care. Water finds the weak spot.
    {sentence} She also said that moles help.
    """


@pytest.mark.parametrize(
    "sentence",
    [
        "This was a wonderful reminder for all farmers.",
        "I have believed so since my first harvest.",
        "As you may have gathered, the barn was full.",
        "Read more about the prize on our website.",
        "The remaining farmers continued outside by the fire.",
        "Piotr Zielinski stormed out of the barn.",
        "The talk received the award of the summit.",
        "At the sight of the spade the audience burst into laughter.",
        "Piotr Zielinski was asked to write to the county.",
    ],
)
def test_a_remark_in_the_middle_of_a_talk_is_nobodys(sentence: str) -> None:
    assert said(REPORT.format(sentence=sentence), sentence) == []


def test_the_talk_goes_on_around_the_remark() -> None:
    record = REPORT.format(sentence="This was a wonderful reminder for all farmers.")
    assert said(record, "Water finds the weak spot") == ["Hana Sato"]
    assert said(record, "moles help") == ["Hana Sato"]


def test_a_decision_at_the_end_of_somebodys_sentence() -> None:
    record = """
        Minutes of the meeting of the town council

        Cr Hardy asked for a new fence. Cr Linkson said that the pump was worn out, but in the end it was
        decided to mend it once more.
        """
    assert said(record, "the pump was worn out") == ["Cr Linkson"]
    assert said(record, "to mend it once more") == []


def test_what_comes_after_the_last_turn() -> None:
    record = """
        Ann Lee: The pump is worn out.

        Bo Ito: I would mend it.

        Ann Lee: Then let us vote on it.

        Bo Ito: Fine with me.

        {outcome}
        """
    for outcome in (
        "Everyone agrees to mend the pump.",
        "Results of the poll: 8 in favor, 2 against.",
        "Conclusion: the pump stays.",
    ):
        assert said(record.format(outcome=outcome), outcome) == []


def test_a_code_listing_ends_a_turn() -> None:
    record = """
        Ann Lee: The valve opens too late.

        Bo Ito: Here is what it does.

        Ann Lee: That is the old one.

        Bo Ito: So it is.

        ```
        open(valve)
        ```

        The valve is opened with the pump running.
        """
    assert said(record, "is opened with the pump running") == []


def test_what_a_group_discussed_is_a_summary() -> None:
    record = """
        The panel included Ann Lee, CEO of Korvax, and Bo Ito, Director of AgriLab.

        The panellists discussed pumps and ditches. The panellists agreed that moles help.
        """
    assert said(record, "pumps and ditches") == []
    assert said(record, "that moles help") == ["Ann Lee", "Bo Ito"]


def test_feedback_from_a_group_is_not_the_group() -> None:
    record = """
        The panel included Ann Lee, CEO of Korvax, and Bo Ito, Director of AgriLab.

        Feedback from audience members suggested that the panel was too short.
        """
    assert said(record, "the panel was too short") == []


def test_kinds_of_narration() -> None:
    assert is_remark("It was a truly great session.")
    assert not is_remark("It was a dry year for ditches.")
    assert is_note("Lots of detailed discussion.")
    assert is_outcome("The council agreed to wait.")
    assert is_narrated("Dana to check the figures")


def test_thanks_at_the_end_of_a_meeting_are_nobodys() -> None:
    record = """
        # Minutes of the ditch council

        Present: Ana Ruiz (Chairperson), Bo Lind (Clerk)

        As there was no other business, the Chairperson thanked members for coming and closed the meeting.
        """
    assert said(record, "thanked members for coming") == []
