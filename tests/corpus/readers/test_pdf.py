from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError, DamagedDocument, EmptyDocument, LockedDocument
from corpus.readers import pdf
from corpus.readers.extract import File

Words = tuple[float, float, float, str, str]
Shape = tuple[float, float, float, float]
PrintPdf = Callable[..., bytes]
GOLDEN = Path(__file__).parents[2] / "data" / "golden"


def lines(
    texts: Sequence[str], left: float = 72, top: float = 100, size: float = 10, step: float = 13
) -> list[Words]:
    return [(left, top + step * number, size, "regular", text) for number, text in enumerate(texts)]


def read(data: bytes) -> str:
    return pdf.read_pdf(File(Path("a.pdf"), data)).text


def test_wrapped_lines_are_one_paragraph_and_broken_words_are_whole(print_pdf: PrintPdf) -> None:
    page = lines(
        [
            "Ana Prieto said that the interconnec-",
            "tion of the quays is a long-term task,",
            "and that a well-kept list helps every-",
            "one. She added that the intercon-",
            "nection, being long-",
            "term, needs a well-paid crew in Nord-",
            "Holland as well.",
        ]
    )
    assert read(print_pdf([page])) == (
        "Ana Prieto said that the interconnection of the quays is a long-term task, and that a well-kept "
        "list helps everyone. She added that the interconnection, being long-term, needs a well-paid crew in "
        "Nord-Holland as well.\n"
    )


def test_an_address_goes_on_below_but_not_into_the_next_words(print_pdf: PrintPdf) -> None:
    page = lines(
        [
            "The atlas of all harbours lies at https://atlas.example/harbours-",
            "north/list and at https://port.example",
        ]
    )
    page += lines(["and is free for everybody who asks for it in time and kindly."], top=126)
    assert read(print_pdf([page])) == (
        "The atlas of all harbours lies at https://atlas.example/harbours-north/list and at "
        "https://port.example and is free for everybody who asks for it in time and kindly.\n"
    )


def test_a_dash_or_a_number_in_running_text_begins_no_item(print_pdf: PrintPdf) -> None:
    page = lines(
        [
            "Ana Prieto said that the cable, which was laid in the spring of the year",
            "- and not in winter - has cost as much as a new quay would have cost in",
            "12. Nobody replied.",
        ]
    )
    assert read(print_pdf([page])) == " ".join(words[4] for words in page) + "\n"


def test_a_sentence_goes_on_over_running_lines_and_page_numbers(print_pdf: PrintPdf) -> None:
    def page(number: int, body: list[str]) -> list[Words]:
        head = [(72.0, 40.0, 9.0, "regular", f"Minutes of meeting {number + 3}, Lindvik Port Office")]
        foot = [(290.0, 810.0, 9.0, "regular", f"{number} / 3")]
        return head + lines(body) + foot

    pages = [
        page(
            1, ["Ana Prieto explained that the cable would have", "to be laid before the winter, because the"]
        ),
        page(
            2, ["ground freezes early. Jon Birk doubted it and", "asked for a second opinion, which he would"]
        ),
        page(3, ["get in May."]),
    ]
    assert read(print_pdf(pages)) == (
        "Ana Prieto explained that the cable would have to be laid before the winter, because the ground "
        "freezes early. Jon Birk doubted it and asked for a second opinion, which he would get in May.\n"
    )


def test_two_columns_are_read_one_after_the_other_however_they_are_drawn(print_pdf: PrintPdf) -> None:
    left = [
        "Ana Prieto described how the",
        "harbour had bought a battery",
        "and why it stands on the quay",
        "where everybody can see it at",
    ]
    right = [
        "night. Jon Birk replied that",
        "a battery in view is a battery",
        "at risk, and that the harbour",
        "office has room for a second.",
    ]
    left, right = left + left[1:] + ["by day and by"], right + right[1:] + ["The end is near."]
    whole = " ".join(left + right) + "\n"
    by_column = lines(left) + lines(right, left=310)
    by_line = [words for pair in zip(lines(left), lines(right, left=310), strict=True) for words in pair]
    assert read(print_pdf([by_column])) == whole
    assert read(print_pdf([by_line])) == whole


def test_large_and_bold_lines_are_headings(print_pdf: PrintPdf) -> None:
    page: list[Words] = [
        (72, 80, 18, "bold", "The Forum"),
        (72, 120, 10, "bold", "Ana Prieto, Port of Lindvik"),
        *lines(["Ana Prieto said that the quays are too loud for", "anybody who sleeps near them."], top=140),
        (72, 190, 10, "bold", "Jon Birk:"),
    ]
    page.append((125, 190, 10, "regular", "They are not loud at all, and I live there."))
    assert read(print_pdf([page])) == (
        "# The Forum\n\n## Ana Prieto, Port of Lindvik\n\nAna Prieto said that the quays are too loud for "
        "anybody who sleeps near them.\n\n**Jon Birk:** They are not loud at all, and I live there.\n"
    )


def test_bold_words_that_fill_a_line_of_a_paragraph_are_no_heading(print_pdf: PrintPdf) -> None:
    page: list[Words] = [
        (72, 100, 10, "regular", "Ana Prieto pointed out by day and by night that there are in all"),
        (72, 113, 10, "bold", "sixteen hundred harbours in the north that help a million"),
        (72, 126, 10, "bold", "people"),
        (112, 126, 10, "regular", "to cross the water, which nobody doubted, and so on."),
    ]
    text = "Ana Prieto pointed out by day and by night that there are in all sixteen hundred harbours in the "
    text += "north that help a million people to cross the water, which nobody doubted, and so on."
    assert read(print_pdf([page])) == f"{text}\n"


def test_items_and_lines_that_were_begun_anew(print_pdf: PrintPdf) -> None:
    opening = ["They met in Lindvik, as every year, and these were there in", "spite of the storm:"]
    page = [
        *lines([*opening, "Ana Prieto, Harbour Master", "Jon Birk, Engineer"]),
        *lines(["- The quay is loud, and", "will be louder.", "- The cable is short."], top=170),
        (90.0, 220.0, 10.0, "regular", "- It was cut."),
        *lines(["1. Begin.", "2. End."], top=250),
    ]
    assert read(print_pdf([page])) == (
        "They met in Lindvik, as every year, and these were there in spite of the storm:\n\n"
        "Ana Prieto, Harbour Master\nJon Birk, Engineer\n\n"
        "- The quay is loud, and will be louder.\n- The cable is short.\n  - It was cut.\n"
        "1. Begin.\n2. End.\n"
    )


def test_pieces_in_columns_are_a_table(print_pdf: PrintPdf) -> None:
    rows = [
        ("Name", "Initials", "Office"),
        ("Ana Prieto", "AP", "Port of Lindvik"),
        ("Jon Birk", "JB", "North Isles"),
    ]
    page = [
        (left, 100.0 + 20 * row, 10.0, "regular", cell)
        for row, cells in enumerate(rows)
        for left, cell in zip((72.0, 220.0, 320.0), cells, strict=True)
    ]
    page += [(320.0, 152.0, 10.0, "regular", "Power Company")]
    assert read(print_pdf([page])) == (
        "| Name | Initials | Office |\n| Ana Prieto | AP | Port of Lindvik |\n"
        "| Jon Birk | JB | North Isles Power Company |\n"
    )


def test_a_field_of_several_lines_does_not_end_its_row(print_pdf: PrintPdf) -> None:
    page: list[Words] = [
        *[(x, 100, 10, "regular", text) for x, text in ((72, "Name"), (220, "Role"), (320, "Office"))],
        *[(x, 120, 10, "regular", text) for x, text in ((72, "Jon Birk"), (220, "Engineer of"))],
        (220, 132, 10, "regular", "the isles"),
        (320, 120, 10, "regular", "North"),
        *[
            (x, 150, 10, "regular", text)
            for x, text in ((72, "Mia Wold"), (220, "Clerk"), (320, "Town Hall"))
        ],
    ]
    assert read(print_pdf([page])) == (
        "| Name | Role | Office |\n| Jon Birk | Engineer of the isles | North |\n"
        "| Mia Wold | Clerk | Town Hall |\n"
    )


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Shape]:
    """The rules of a table, as word processors draw them: thin filled boxes."""
    upright = [(x, ys[0], 0.5, ys[-1] - ys[0]) for x in xs]
    return upright + [(xs[0], y, xs[-1] - xs[0], 0.5) for y in ys]


def test_rules_part_fields_however_near_their_words_are(print_pdf: PrintPdf) -> None:
    page: list[Words] = [
        (74, 114, 10, "regular", "Ana Prieto"),
        (126, 114, 10, "regular", "Head of the"),
        (126, 126, 10, "regular", "harbour office"),
        (202, 114, 10, "regular", "Lindvik"),
        (74, 144, 10, "regular", "Jon Birk"),
        (126, 144, 10, "regular", "Engineer"),
    ]
    shapes = grid([72, 124, 200, 300], [100, 130, 150])
    shapes.append((126, 127, 40, 0.5))  # underlined words are no row
    assert read(print_pdf([page], shapes)) == (
        "| Ana Prieto | Head of the harbour office | Lindvik |\n| Jon Birk | Engineer |  |\n"
    )


def test_a_text_set_out_between_rules_is_headings_and_paragraphs(print_pdf: PrintPdf) -> None:
    said = [
        "Ana Prieto said that the cable is short. Jon",
        "Birk asked for a longer one, which she",
        "will order.",
    ]
    page: list[Words] = [
        (74, 94, 10, "regular", "Item"),
        (174, 94, 10, "regular", "Minutes"),
        (74, 114, 10, "regular", "2. The new"),
        (74, 126, 10, "regular", "cable"),
        *lines(said, left=174, top=114, step=12),
    ]
    assert read(print_pdf([page], grid([72, 172, 388], [80, 100, 150]))) == (
        "| Item | Minutes |\n\n## 2. The new cable\n\n" + " ".join(said) + "\n"
    )


def test_a_drawn_bullet_begins_an_item(print_pdf: PrintPdf) -> None:
    page = lines(["The cable is short.", "The quay is loud."], left=90)
    assert (
        read(print_pdf([page], [(78, 94, 4, 4), (78, 107, 4, 4)]))
        == "- The cable is short.\n- The quay is loud.\n"
    )


def test_a_text_set_in_from_both_sides_is_a_quote(print_pdf: PrintPdf) -> None:
    before = ["Ana Prieto, who runs the harbour of Lindvik by day and by night, said:"]
    quote = [
        "A battery is a patient neighbour, and it",
        "does not ask for a fee when it is raining",
        "on the quay.",
    ]
    page = [*lines(before), *lines(quote, left=102, top=130), *lines(["Nobody replied."], top=186)]
    assert read(print_pdf([page])) == f"{before[0]}\n\n> {' '.join(quote)}\n\nNobody replied.\n"


def test_a_bold_label_begins_a_turn_though_the_line_before_is_full(print_pdf: PrintPdf) -> None:
    page: list[Words] = [
        (
            72,
            100,
            10,
            "regular",
            "We should think of the people who sleep near the quay by day and by night.",
        ),
        (72, 113, 10, "bold", "Jon Birk:"),
        (120, 113, 10, "regular", "They are well."),
    ]
    assert read(print_pdf([page])).endswith("by night.\n\n**Jon Birk:** They are well.\n")


def test_notes_at_the_foot_come_last(print_pdf: PrintPdf) -> None:
    first = [
        *lines(["Ana Prieto said that the quays will be quiet and the"]),
        (72, 700, 7, "regular", "1 See the atlas."),
    ]
    assert read(print_pdf([first, lines(["nights long."])])) == (
        "Ana Prieto said that the quays will be quiet and the nights long.\n\n1 See the atlas.\n"
    )


@pytest.mark.parametrize(("pages", "told"), [(1, "1 scanned page without"), (2, "2 scanned pages without")])
def test_a_scan_is_refused_in_one_line(print_pdf: PrintPdf, pages: int, told: str) -> None:
    with pytest.raises(EmptyDocument, match=told) as refusal:
        read(print_pdf([[]] * pages))
    assert "OCR" in refusal.value.reason
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\nnothing", b"no pdf", (GOLDEN / "harbour-forum.pdf").read_bytes()[:9_000]]
)
def test_what_is_no_whole_pdf_is_refused(data: bytes) -> None:
    with pytest.raises((DamagedDocument, EmptyDocument), match=r"expected|again"):
        read(data)


def test_a_password_is_asked_for() -> None:
    with pytest.raises(LockedDocument, match="password"):
        read((GOLDEN / "locked.pdf").read_bytes())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=200), st.integers(0, 2_000))
def test_any_bytes_are_read_or_refused(print_pdf: PrintPdf, noise: bytes, place: int) -> None:
    good = print_pdf([lines(["Ana Prieto said that the quays are loud."])])
    for data in (noise, b"%PDF-1.4\n" + noise, good[:place] + noise + good[place + len(noise) :]):
        with suppress(CorpusError):
            read(data)
