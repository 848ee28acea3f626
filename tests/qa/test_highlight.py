"""The words that are marked, by hand."""

from corpus import Attribution, Passage, Span, Speaker
from qa.highlight import highlights
from qa.types import Question

ADA = Speaker("ada-berg", "Ada Berg")
PROPOSED = "She proposed a common fund for dredging, open to every port on the lower river and to its pilots."
ADDRESSED = "She also addressed the embankments."
START = 40  # of the passage in its document


def passage_of(*clauses: tuple[str, str]) -> Passage:
    """A passage of clauses, each with the words of its cue."""
    text, said = "", []
    for clause, cue in clauses:
        content = Span(START + len(text), START + len(text) + len(clause))
        begin = content.start + clause.index(cue)
        said.append(Attribution(ADA, content, Span(begin, begin + len(cue)), "reported", 0.9))
        text += f"{clause} "
    text = text.strip()
    return Passage("p", "d.txt", Span(START, START + len(text)), text, (), tuple(said))


def marked(question: Question, passage: Passage) -> list[str]:
    return [passage.text[span.start - START : span.end - START] for span in highlights(question, passage)]


ASKED = Question("What did Ada Berg propose?", "", (ADA,), act="propose")


def test_where_the_record_says_the_act_its_sentence_is_marked_however_long() -> None:
    passage = passage_of((PROPOSED, "proposed"), (ADDRESSED, "addressed"))
    assert marked(ASKED, passage) == [PROPOSED]


def test_every_sentence_of_the_act_is_marked() -> None:
    other = "She called for a start in May."
    passage = passage_of((PROPOSED, "proposed"), (ADDRESSED, "addressed"), (other, "called"))
    assert marked(ASKED, passage) == [PROPOSED, other]


def test_a_passage_that_is_the_act_from_end_to_end_needs_no_mark() -> None:
    assert marked(ASKED, passage_of((PROPOSED, "proposed"))) == []


def test_with_a_topic_the_topic_is_marked() -> None:
    question = Question("What did Ada Berg propose on embankments?", "embankments", (ADA,), act="propose")
    passage = passage_of((PROPOSED, "proposed"), (ADDRESSED, "addressed"))
    assert marked(question, passage) == [ADDRESSED]


def test_a_hyphenated_word_is_marked_whole() -> None:
    clause = (
        "Among many other things the crews of both ports read memo M-23-22 twice before the ferry season."
    )
    question = Question("What of 23-22 and the ferry?", "23-22 ferry")
    assert marked(question, passage_of((clause, "read"))) == ["M-23-22 twice before the ferry"]
