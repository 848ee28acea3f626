"""Quotations in reports: credits below them, those in an argument, brackets, lists that are none."""

from corpus.sentences import split_sentences
from corpus.types import Span
from tests.corpus.records import said

RECAP = """
    # Recap of the Pond Conference

    Speakers: Ana Ruiz (Korvax), Bo Lind (Mill Lane), Carla Moss (Tram Board)

    {text}
    """


def recap(text: str, words: str) -> list[str]:
    return said(RECAP.format(text=text), words)


def test_a_quotation_behind_as_somebody_puts_it() -> None:
    told = "As Ana Ruiz, head of ponds at Korvax, explained ‘more newts make a pond better as a whole’."
    assert recap(told, "more newts make a pond") == ["Ana Ruiz"]
    told = "Ponds are in demand. Or as Bo Lind puts it ‘You are a lucky town, with a great pond.’"
    assert recap(told, "You are a lucky town") == ["Bo Lind"]
    assert recap(told, "Ponds are in demand") == []


def test_the_argument_around_such_a_quotation_is_the_writers() -> None:
    told = (
        "As Ana Ruiz explained ‘more newts make a pond better’. The challenge for towns is how to keep them."
    )
    assert recap(told, "The challenge for towns") == []


def test_a_hope_behind_somebodys_words_is_theirs() -> None:
    told = "Bo Lind said I think the plan is sound, I hope it works because the last one failed."
    assert recap(told, "I think the plan is sound") == ["Bo Lind"]


def test_a_list_with_a_participle_in_it_cites_nobody() -> None:
    told = (
        "Bo Lind went over the rules, mentioning that we are open, with meetings, "
        "a summary of talks posted to the list and mail."
    )
    assert recap(told, "we are open") == ["Bo Lind"]


def test_a_credit_with_an_escaped_dash() -> None:
    told = (
        "Bo Lind asked what a pond is for.\n\n    > We need to audit all of them soon.\n\n"
        "    > \\-- *Ana Ruiz, Korvax*"
    )
    assert recap(told, "We need to audit all of them") == ["Ana Ruiz"]


def test_a_sentence_in_brackets_is_one_of_its_own() -> None:
    text = "Ana agreed. (Lind is the author of the [pond](https://x.org) book.) Carla Moss objected."
    assert [s.of(text) for s in split_sentences(text, Span(0, len(text)))] == [
        "Ana agreed.",
        "(Lind is the author of the [pond](https://x.org) book.)",
        "Carla Moss objected.",
    ]


def test_a_heading_over_quotations_of_speakers_opens_no_list_of_them() -> None:
    told = (
        "## Quotes from speakers\n\n    **Ana Ruiz, Korvax:**\n\n    > The plan limits which towns can dig."
    )
    assert recap(told, "The plan limits which towns") == ["Ana Ruiz"]


def test_he_is_whom_the_sentence_names_by_first_name() -> None:
    told = (
        "Bo Lind mentioned the rules and asked us to read them. Finally, Jeff from Pond Law walked us "
        "through the treaty where he stressed the risk of digging. Members should wait."
    )
    assert recap(told, "the risk of digging") == ["Jeff"]
    assert recap(told, "Members should wait") == ["Jeff"]
