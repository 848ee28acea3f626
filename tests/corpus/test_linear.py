"""Four times the text takes four times the work, whatever the text; how much is counted, not timed."""

import pytest

import corpus
from corpus.types import Document
from tests.corpus.work import lines_executed

SHORT = 2_500  # characters
SLACK = 2  # quadratic growth would be 4; up to a thousand people each is compared with all


def names(length: int, form: str) -> str:
    """As many different people as fit, each in one form."""
    people = (f"{'AEIOU'[i % 5]}{'nrls'[i % 4]}a {'BDGKM'[i // 5 % 5]}{i:x}en" for i in range(length))
    text = ""
    while len(text) < length:
        text += form.format(next(people).translate(str.maketrans("0123456789", "aeiourstlm")))
    return text[:length]


def repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def work(text: str) -> int:
    return lines_executed(lambda: corpus.split_document(Document("a.md", "", text)))


def assert_linear(short: str, long: str) -> None:
    work("Ann Lee said that it rains.")  # the lexicons are read once
    assert work(long) < SLACK * len(long) / len(short) * work(short)


@pytest.mark.parametrize(
    "form",
    [
        "{0}: Yes, it is so.\n",
        "- {0}, Director, Harbour\n",
        "{0} said that it rains. ",
        "## {0}\n\nIt rains.\n\n",
    ],
    ids=["labels", "roster", "prose", "headings"],
)
def test_thousands_of_people(form: str) -> None:
    assert_linear(names(SHORT, form), names(4 * SHORT, form))


@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "A ",
        "said ",
        '"a ',
        " 'a",
        "“‘",
        "[](",
        "Ann Vale, ",
        "A and ",
        "he said that ",
        "a man who said ",
        '"Yes," said Ann Smith. ',
        "Ann Lee said it rains. She added that it snows. ",
        "Q: is it?\nA: it is.\n",
        "## Head\n",
        "- it rains\n",
        "| a | b |\n",
        "> a\n",
    ],
)
def test_one_thing_over_and_over(piece: str) -> None:
    assert_linear(repeated(piece, SHORT), repeated(piece, 4 * SHORT))


def test_a_text_without_a_full_stop_is_read_in_pieces() -> None:
    passages = corpus.split_document(Document("a.txt", "", repeated("so and then ", 50_000)))
    assert max(len(passage.text) for passage in passages) <= 2_000
    assert "".join(p.text for p in passages).replace(" ", "") == repeated("so and then ", 50_000).replace(
        " ", ""
    )
