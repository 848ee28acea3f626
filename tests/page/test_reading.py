from collections.abc import Callable

from corpus import Attribution, Document, Passage, Span
from page.reading import Block, blocks_of, context_of
from page.scene import Scene

Record = tuple[Document, tuple[Passage, ...]]


def outline(blocks: tuple[Block, ...]) -> list[tuple[list[str], list[str]]]:
    return [
        ([person.label for person in block.people], [str(p.html)[5:-6] for p in block.pieces])
        for block in blocks
    ]


def test_a_record_is_blocks_of_the_same_people(debate: Record, make_scene: Callable[..., Scene]) -> None:
    document, passages = debate
    blocks = blocks_of(make_scene(debate), document, passages)
    assert outline(blocks) == [
        ([], ["1. Debate"]),
        (["Ada Berg"], ["Ada Berg opened.", "She asked for a new quay by 2027."]),
        (["Noor Aziz"], ["Noor Aziz agreed."]),
        ([], ["Lunch was served."]),
        (["Ada Berg", "Noor Aziz"], ["They all thanked the crew."]),
    ]
    assert [block.is_heading for block in blocks] == [True, False, False, False, False]


def test_the_context_marks_the_passage_and_its_words(
    debate: Record, make_scene: Callable[..., Scene]
) -> None:
    document, passages = debate
    quay = document.text.index("new quay")
    blocks = context_of(make_scene(debate), document, passages[1], [Span(quay, quay + 8)])
    assert [block.is_marked for block in blocks] == [True, False, False, False]
    assert [piece.is_marked for piece in blocks[0].pieces] == [False, True]
    assert "<mark>new quay</mark>" in blocks[0].pieces[1].html


def test_a_passage_cut_by_a_page_break_stays_whole(make_scene: Callable[..., Scene], debate: Record) -> None:
    ada = debate[1][0].attributions[0].speaker
    assert ada is not None
    text = "She asked for\n\n\x0c\n\ncranes."
    document = Document("debate.txt", "t", text)
    span = Span(0, len(text))
    passage = Passage("p", "debate.txt", span, text, (), (Attribution(ada, span, None, "reported", 1.0),))
    record = (document, (passage,))
    assert outline(blocks_of(make_scene(record), document, (passage,))) == [
        (["Ada Berg"], ["She asked for cranes."])
    ]


def test_lists_and_headings_keep_their_lines(make_scene: Callable[..., Scene], debate: Record) -> None:
    ada = debate[1][0].attributions[0].speaker
    text = "# Agenda\n1. Quay\n2. Tax\n\n# Notes\n* The quay is old.\n* It needs a crane.\nNoor: no.\n"
    document = Document("debate.txt", "t", text)
    passages = []
    for words in ("The quay is old.", "It needs a crane."):
        span = Span(text.index(words), text.index(words) + len(words))
        said = (Attribution(ada, span, None, "turn", 1.0),)
        passages.append(Passage(words, "debate.txt", span, words, (), said))
    blocks = blocks_of(make_scene((document, tuple(passages))), document, passages)
    assert outline(blocks) == [
        ([], ["Agenda"]),
        ([], ["1. Quay<br> 2. Tax"]),
        ([], ["Notes"]),
        (["Ada Berg"], ["* The quay is old.", "* It needs a crane."]),
        ([], ["Noor: no."]),
    ]
    assert [block.is_heading for block in blocks] == [True, False, True, False, False]
    items = blocks[3].pieces
    assert [piece.opens_line for piece in items] == [True, True]
    assert [piece.passage_id for piece in items] == [passage.id for passage in passages]
