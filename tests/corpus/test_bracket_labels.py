"""Items that name in brackets who says them, and the lines of prose that stand inside items."""

from corpus.entries import read_entry
from tests.corpus.records import said

CALL = """
    # Docs call

    ## Roll call

    - Olga Petrova / `@opetrova`
    - Carol / `@carolm`
    - Dean

    ## Discussion

    - [Carol]
      - The guide serves the core team.
        We will put the rules elsewhere.
      - [Olga] Yes, the first step is not ideal.
      - [Carol] We had testers take notes.
        The notes are in the folder.
      - Feel free to open issues.
    - [Bruno] Shall we move the news?
    - A hall was rented for the autumn.
      It has forty seats.
    """


def test_a_name_in_brackets_alone_opens_the_items_below() -> None:
    assert said(CALL, "serves the core team") == ["Carol"]
    assert said(CALL, "open issues") == ["Carol"]


def test_lines_inside_an_item_are_its_speakers() -> None:
    assert said(CALL, "put the rules elsewhere") == ["Carol"]
    assert said(CALL, "notes are in the folder") == ["Carol"]
    assert said(CALL, "not ideal") == ["Olga Petrova"]


def test_a_given_name_in_brackets_needs_no_roll_call() -> None:
    assert said(CALL, "move the news") == ["Bruno"]


def test_items_without_a_name_stay_nobodys() -> None:
    assert said(CALL, "rented for the autumn") == []
    assert said(CALL, "forty seats") == []


def test_words_in_brackets_that_are_no_names_open_nothing() -> None:
    record = "- [Draft] The guide is long.\n- [Done] The news moved.\n- [April] The hall opens.\n"
    assert said(record, "hall opens") == []


def test_a_handle_behind_a_slash_is_no_part_of_the_name() -> None:
    entry = read_entry("Carol / `@carolm`", in_roster=True)
    assert entry
    assert (entry.name, entry.alias) == ("Carol", "carolm")


def test_a_name_in_brackets_inside_an_item_takes_over() -> None:
    more = "    - [Dean] Where do comments go? [Carol] To the list.\n      It is open. (see the list)\n"
    record = CALL.replace("    - [Bruno]", f"{more}    - [Bruno]")
    assert said(record, "Where do comments go") == ["Dean"]
    assert said(record, "To the list.") == ["Carol"]
    assert said(record, "It is open") == ["Carol"]


def test_handles_in_code_are_short_forms() -> None:
    entry = read_entry("Ned `@nedb`", in_roster=True)
    assert entry
    assert (entry.name, entry.alias) == ("Ned", "nedb")
