"""Quotations with their author beside them, tweets, and list items that say who notes what."""

import timeit

from corpus.credits import find_inner_credit
from tests.corpus.records import attributions, said

RECAP = """
    # Recap of the panel at the soil summit

    Ann Lee, CEO of Korvax, and Bo Ito, Director of AgriLab, were on the panel.

    > "The pump is old. It leaks." — Ann Lee

    “Ditches are cheap.” — Bo Ito, Director of AgriLab

    <blockquote class="tweet"><p>Ann Lee: Nothing is as bad as a ditch.</p>&mdash; Cora Diaz (@cora)
    <a href="https://x.example">March 1</a></blockquote>

    <blockquote class="tweet">
      <p lang="en">
        What a lovely crowd in the barn tonight!
      </p>
      <p>
        &mdash; Dana Poe (@dana) <a href="https://x.example">March 1</a>
      </p>
    </blockquote>

    - Bo notes - the valves are worn out
    - Ann Lee - Who orders the new ones?
    """


def test_credit_inside_a_block_quote() -> None:
    assert said(RECAP, "The pump is old. It leaks.") == ["Ann Lee"]


def test_credit_behind_a_quotation() -> None:
    assert said(RECAP, "Ditches are cheap.") == ["Bo Ito"]


def test_a_tweet_is_its_authors_unless_it_quotes_somebody() -> None:
    assert said(RECAP, "What a lovely crowd") == ["Dana Poe"]
    assert said(RECAP, "Nothing is as bad") == ["Ann Lee"]


def test_verb_before_a_dash() -> None:
    assert said(RECAP, "the valves are worn out") == ["Bo Ito"]
    assert said(RECAP, "Who orders the new ones?") == ["Ann Lee"]


def test_others_come_in_below_a_name_with_a_dash() -> None:
    record = """
        # Minutes of the school board, public session with participants and speakers

        - Joan Ferris - asked for more buses. Mr. Tom Kline asked where children are waiting.
          She said that the stop on Elm Road is missed.
        """
    assert said(record, "asked for more buses") == ["Joan Ferris"]
    assert said(record, "where children are waiting") == ["Tom Kline"]
    assert said(record, "the stop on Elm Road is missed") == ["Joan Ferris"]


def test_a_list_from_a_talk_by_a_handle() -> None:
    record = """
        # What I saw at the soil conference: a workshop, a panel, many speakers

        One talk I attended was “Why ditches fail” by [@annlee](https://x.example) of Korvax. A few gems
        from this talk were:

        - Dig where the moles dig.
        - Never trust a dry spring.
        """
    (found,) = attributions(record, "Dig where the moles dig.")
    assert found.speaker is not None
    assert (found.speaker.name, found.kind) == ("annlee", "item")


def test_a_list_announced_by_its_number() -> None:
    record = """
        # The soil conference: a workshop, a panel, many speakers

        ## Hana Sato

        Hana Sato is a farmer. She shared her 10 lessons learned.

        1. Dig where the moles dig.
        2. Never trust a dry spring.
        """
    assert said(record, "Dig where the moles dig.") == ["Hana Sato"]


def test_a_run_of_marks_is_searched_at_its_end_only() -> None:
    def seconds(marks: int) -> float:
        words = '"' + "*_" * marks + "a"
        return min(timeit.repeat(lambda: find_inner_credit(words), number=3, repeat=3))

    assert seconds(8_000) < 16 * (seconds(500) + 1e-4)  # quadratic growth would be 256
    assert find_inner_credit('"It is old." *_— Ana Ruiz_*') is not None
