"""The layout of records: headings, paragraphs, items, quotes and the parts that say nothing."""

from itertools import pairwise

from corpus.structure import Block, find_blocks, plain, section_paths


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind, plain(text, b.span)) for b in find_blocks(text)]


def test_markdown() -> None:
    text = "# One\n\nTwo\nthree.\n\n- four\n- five\n\n> six\n\n| a | b |\n|---|---|\n| 7 | 8 |\n"
    assert kinds(text) == [
        ("heading", "One"),
        ("paragraph", "Two three."),
        ("item", "four"),
        ("item", "five"),
        ("quote", "six"),
        ("row", "| a | b |"),
        ("row", "| 7 | 8 |"),
    ]


def test_underlined_heading() -> None:
    assert kinds("Road map\n========\n\nWe drive.\n")[0] == ("heading", "Road map")


def test_short_lines_that_stand_alone_are_headings_of_plain_text() -> None:
    text = (
        "3. Panel debate\n\nThe panel met at noon in the hall.\n\nAnna Berg, Director, Korvax\n\nShe came.\n"
    )
    blocks = find_blocks(text)
    assert [(b.kind, b.depth) for b in blocks] == [
        ("heading", 2),
        ("paragraph", 0),
        ("heading", 3),
        ("paragraph", 0),
    ]
    assert section_paths(text, blocks)[3] == ("3. Panel debate", "Anna Berg, Director, Korvax")


def test_a_numbered_run_is_a_list() -> None:
    assert [kind for kind, _ in kinds("1. Save the date\n2. Register now\n3. Read on\n")] == ["item"] * 3


def test_a_sentence_cut_by_blank_lines_is_one_block() -> None:
    text = "She said that clusters play a key role\n\n\n\nin the policy of the union.\n\nHe left.\n"
    first, second = find_blocks(text)
    assert first.span.of(text) == text[: text.index("\n\nHe")]
    assert second.span.of(text) == "He left."


def test_a_page_number_does_not_cut_a_sentence() -> None:
    text = "She said that clusters play a key role\n\n12\n\f\nin the policy of the union.\n"
    assert len(find_blocks(text)) == 1


def test_nested_items() -> None:
    text = "- a\n    - b\n        - c\n- d\n"
    assert [b.depth for b in find_blocks(text)] == [0, 1, 2, 0]


def test_flattened_bullets() -> None:
    assert kinds("Welcome ● Ann came. ○ She sat.\n") == [
        ("paragraph", "Welcome"),
        ("item", "Ann came."),
        ("item", "She sat."),
    ]


def test_silent_parts() -> None:
    text = (
        "---\ntitle: x\n---\n<!-- note -->\n<br>\n\n![a boat](b.png)\n\n[1]: https://example.org\n\nWords.\n"
    )
    assert [kind for kind, words in kinds(text) if words == "Words."] == ["paragraph"]
    assert {kind for kind, words in kinds(text) if words != "Words."} <= {"silent"}


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    text = "---\n\nThis is a sentence of the record, which has no fields at all.\n\n---\n\nAnother one.\n"
    assert len(kinds(text)) == 2


def test_windows_line_ends_and_byte_order_mark() -> None:
    text = "\ufeff# One\r\n\r\nTwo three.\r\n"
    assert [words for _, words in kinds(text)][-1] == "Two three."


def test_blocks_are_in_order_and_apart() -> None:
    text = "a\n\n- b\n\n\f\n> c\n\nd | e\nf | g\n"
    blocks: tuple[Block, ...] = find_blocks(text)
    assert all(one.span.end <= two.span.start for one, two in pairwise(blocks))
