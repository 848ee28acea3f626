"""Prose that introduces nobody: sources named at their cues only, as in news and reports of bodies."""

import pytest

from corpus.genre import is_event, is_news
from corpus.sources import describe_source
from tests.corpus.records import said

NEWS = """
    The council will meet on Monday to debate the conference centre and the forum.

    "We need a new depot," Quist said. The meeting before had ended in a row.

    "Nobody asked the drivers," said Orla Vale, who leads their union.

    "The money is there," Tom Renn said after the session.
    """


def test_a_text_that_quotes_as_reporters_do_is_news() -> None:
    meetings = " The council, the committee, the forum, the hearing, the debate and the assembly met." * 3
    assert is_event(meetings)
    assert is_news(NEWS + meetings)
    assert not is_news("# Recap of the hearing\n" + NEWS)


def test_a_source_known_by_surname_alone_is_named() -> None:
    assert said(NEWS, "We need a new depot") == ["Quist"]


@pytest.mark.parametrize(
    "words",
    [
        "63 percent of Norwegians",
        "about four in 10 Norwegian drivers",
        "overturning the Norwegian verdict",
        "Ruiz's success in Norway",
    ],
)
def test_shares_deeds_and_possessions_are_nobody(words: str) -> None:
    assert describe_source(words) is None


@pytest.mark.parametrize("words", ["Ruiz's advisers", "some of Ruiz's aides", "a source close to Ruiz"])
def test_those_who_speak_for_somebody_are_described(words: str) -> None:
    found = describe_source(words)
    assert found is not None
    assert found.role == words


def test_a_name_inside_the_words_said_is_not_the_source() -> None:
    record = NEWS + "\n    The old depot was bought by Orla Vale, a report in the Herald said.\n"
    assert said(record, "The old depot was bought by") != ["Orla Vale"]


def test_a_quotation_without_a_cue_is_nobodys_where_two_are_named() -> None:
    record = """
        Orla Vale fought with Tom Renn over trams for years.

        Vale met Renn at the depot. "Trams are for people who cannot drive."
        """
    assert said(record, "Trams are for people who cannot drive.") == []


def test_the_house_speaker_is_not_the_next_speaker() -> None:
    record = """
        # Summit of mayors: keynote, panel and workshop

        The speaker gave Ann Lee a heads up about the plan of the mayors.

        The plan costs a lot of money and needs a lot of time.
        """
    assert said(record, "The plan costs a lot of money") == []


def test_weekdays_and_words_said_tell_news_whoever_is_listed_in_it() -> None:
    record = "The trams stood still on Monday.\n\nQuist said they need power, and on Tuesday he left.\n"
    assert not is_news(record)
    assert is_news(record + '\n"They need rest," Quist said.\n')
