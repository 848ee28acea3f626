"""Transcripts whose labels end with a full stop, as those of hearings: "Mr. Finch. Thank you."."""

from tests.corpus.records import said

HEARING = """
    COMMITTEE ON DITCHES AND BRIDGES

    The committee met, pursuant to call, at 10:00 a.m., Hon. Carl Bens [chairman of the committee]
    presiding.

    Present: Representatives Bens, Orta, and Whitfold.

        Chairman Bens. The committee will come to order. Today we hear from
    two witnesses on the state of our bridges.
        I now recognize the gentlelady, Ms. Orta, for five minutes.
        Ms. Orta. Thank you, Mr. Chairman. I have waited for this hearing for
    a long time.
        [The prepared statement of Ms. Orta follows:]
        Chairman Bens. Dr. Feld, you may begin.
        Dr. Feld. Mr. Chairman, one bridge in nine is deficient. That number
    has not moved in a decade.
        There are three reasons for this.
        Mr. Whitfold. If I may, is it not also a matter of salt?
        Dr. Feld. It is. Salt is the second reason.
        [Whereupon, at 11:15 a.m., the committee was adjourned.]
    """


def labels(words: str) -> list[str]:
    return [name.split()[-1] for name in said(HEARING, words)]


def test_a_title_and_a_name_with_a_full_stop_open_a_turn() -> None:
    assert labels("The committee will come to order") == ["Bens"]
    assert labels("I have waited for this hearing") == ["Orta"]
    assert labels("one bridge in nine is deficient") == ["Feld"]
    assert labels("a matter of salt") == ["Whitfold"]


def test_a_paragraph_without_a_label_goes_on_with_the_turn() -> None:
    assert labels("I now recognize the gentlelady") == ["Bens"]
    assert labels("There are three reasons") == ["Feld"]


def test_what_the_reporter_puts_in_brackets_is_nobodys() -> None:
    assert labels("The prepared statement of") == []
    assert labels("the committee was adjourned") == []


def test_a_sentence_that_ends_with_a_name_opens_no_turn() -> None:
    record = """
        # Minutes of the ditch council

        Present: Ana Ruiz, Bo Lind

        Ana Ruiz said that the gate was painted by

        Mr. Lind. The gate is green now.
        """
    assert said(record, "The gate is green now") in ([], ["Ana Ruiz"])
