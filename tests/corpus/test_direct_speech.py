"""Minutes in direct speech without quotation marks: "Ruiz said I will look into it. We need a pump."."""

import pytest

from corpus.direct_speech import is_direct, unlisted_openers
from tests.corpus.records import said

SENATE = """
    Mill Lane College Senate Minutes

    Present: Finch, Amber, Moss, Petrova, Lind

    Late: Olga Quist, Okafor

    Finch said I think the pond is dry. Also Senator Moss is away, his train was late. {next}

    Amber asked where do you want to put my bench?

    Finch said I'm not in charge of benches. I have to ask the warden.

    Moss said I like it. She just moved here and already knows the pond.

    Lind said my bill is straight forward.

    Petrova said the oak is sick.

    Tarrant said there has been some work on it. We could get it done by May.

    Okafor said you might want to ask a gardener.

    Finch continued also I was told that the fence is down. A new one will be chosen by the wardens.

    Moss called SB #15 to question; no second.
    """
REPORT = "Ana Ruiz said that the pond is dry. I do not know who told her. Bo Lind said the oak is sick."


def senate(words: str, then: str = "") -> list[str]:
    return said(SENATE.format(next=then), words)


def test_i_is_who_speaks_there() -> None:
    assert senate("I have to ask the warden") == ["Finch"]
    assert senate("my bill is straight forward") == ["Lind"]


def test_people_spoken_of_do_not_end_what_somebody_says() -> None:
    assert senate("his train was late") == ["Finch"]
    assert senate("already knows the pond") == ["Moss"]
    assert senate("Hopefully he comes by six", "Hopefully he comes by six.") == ["Finch"]


def test_whoever_opens_paragraphs_as_the_others_do_is_somebody() -> None:
    assert senate("We could get it done by May") == ["Tarrant"]
    assert senate("you might want to ask a gardener") == ["Okafor"]


def test_a_verb_that_goes_on_with_i_is_a_cue() -> None:
    assert senate("A new one will be chosen by the wardens") == ["Finch"]


def test_a_call_to_question_is_nobodys() -> None:
    assert senate("called SB #15 to question") == []


def test_a_report_with_an_i_of_its_own_is_no_direct_speech() -> None:
    assert not is_direct([REPORT] * 20)


@pytest.mark.parametrize("other", ["Council", "Staff", "Students", "Norway", "BUFA", "Everybody"])
def test_bodies_and_groups_that_open_paragraphs_are_no_people(other: str) -> None:
    known = frozenset(("finch", "amber", "moss", "petrova"))
    lines = [f"{name.capitalize()} said the oak is sick." for name in sorted(known)]
    assert unlisted_openers([*lines, f"{other} asked for buses."], known) == []
    assert unlisted_openers([*lines, "Tarrant asked for buses."], known) == ["Tarrant"]
    assert unlisted_openers([*lines[1:], "Tarrant asked for buses."], known) == []
