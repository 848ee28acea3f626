from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError, DamagedDocument
from corpus.readers.extract import Extract, File
from corpus.readers.hypertext import read_html


def read(markup: str, encoding: str = "utf-8") -> Extract:
    return read_html(File(Path("page.html"), markup.encode(encoding)))


def text(markup: str) -> str:
    return read(markup).text


def test_headings_paragraphs_and_what_is_not_read() -> None:
    page = """<html><head><title>Forum | Port</title><style>p {}</style></head><body>
      <nav>Home</nav><h1>The   Forum</h1><p>Ana said:
      we <em>must</em> act.<script>x()</script></p><p hidden>secret</p><div style="display: none">x</div>
      <footer>Imprint</footer></body></html>"""
    assert text(page) == "# The Forum\n\nAna said: we must act.\n"


def test_only_the_main_content_where_the_page_says_what_it_is() -> None:
    words = "word " * 60
    assert text(f"<body><p>Share</p><main><p>{words}</p></main><p>Related</p></body>") == f"{words.strip()}\n"
    assert text("<body><p>Share</p><main></main></body>") == "Share\n"


def test_lists_keep_their_depth_numbers_and_paragraphs() -> None:
    page = (
        "<ul><li>one<ul><li>deep</li></ul></li><li><p>two</p><p>more</p></li></ul><ol start=3><li>c<li>d</ol>"
    )
    assert text(page) == "- one\n  - deep\n- two\n  more\n\n3. c\n4. d\n"


def test_lists_in_lists_without_own_words_and_flat_lists_of_google_docs() -> None:
    assert text("<ul><li><ul><li>deep</li></ul></li></ul>") == "- deep\n"
    page = '<ul class="lst-kix_a-0"><li>one</li></ul><ul class="lst-kix_a-1"><li>deep</li></ul>'
    assert text(page) == "- one\n  - deep\n"


def test_bold_words_are_marked_where_they_may_be_a_label() -> None:
    page = "<p><b>Ana</b> <b>Prieto:</b> We <b>must</b>.<br><span style='font-weight:700'>Jon</span>: No.</p>"
    assert text(page) == "**Ana Prieto:** We must.\n**Jon**: No.\n"


def test_bold_by_a_class_of_google_docs() -> None:
    assert text("<style>.c7{color:#000;font-weight:700}</style><p><span class='c7'>Ana:</span> Yes.</p>") == (
        "**Ana:** Yes.\n"
    )


def test_titles_of_google_docs_and_word_and_comments_that_are_no_part_of_the_text() -> None:
    page = "<p class='c1 title'>The Forum</p><p>Ana said yes.<a href='#cmnt1'>[a]</a></p>"
    page += "<div><p><a href='#cmnt_ref1'>[a]</a><span>Really?</span></p></div>"
    assert text(page) == "# The Forum\n\nAna said yes.\n"
    assert text("<p class=MsoTitle>The Forum</p>") == "# The Forum\n"


def test_a_table_of_fields_is_rows() -> None:
    page = "<table><tr><th>Name<th>Office<tr><td>Ana<br>Prieto<td><p>Port</p><p>Lindvik | North</p></table>"
    assert text(page) == "| Name | Office |\n| Ana, Prieto | Port, Lindvik / North |\n"


def test_a_table_that_sets_out_minutes_is_headings_and_text() -> None:
    page = (
        "<h2>Minutes</h2><table><tr><th>Item</th><th>Notes</th></tr>"
        "<tr><td>1</td><td>Cables</td><td><ul><li>Ana said yes.</li></ul></td></tr>"
        "<tr><td>2</td><td>Noise</td><td><p>" + "word " * 50 + "</p></td></tr></table>"
    )
    assert text(page) == (
        "## Minutes\n\n| Item | Notes |\n\n### 1 Cables\n\n- Ana said yes.\n\n### 2 Noise\n\n"
        + ("word " * 50).strip()
        + "\n"
    )


def test_quotes_and_who_is_named_below_them() -> None:
    page = "<blockquote><p>Salt.</p><p>Water.</p></blockquote><p>— Ana</p>"
    assert text(page) == "> Salt.\n>\n> Water.\n\n— Ana\n"


def test_terms_are_labels_of_their_descriptions() -> None:
    assert (
        text("<dl><dt>Ana:</dt><dd><p>Yes.</p></dd><dt>Jon</dt><dd>No.</dd></dl>")
        == "Ana: Yes.\n\nJon: No.\n"
    )


def test_words_do_not_forge_structure() -> None:
    assert (
        text("<p># no heading</p><p>> no quote</p><p>a\n\n# b</p>")
        == "\\# no heading\n\n\\> no quote\n\na # b\n"
    )


def test_marks_of_notes_and_captions_of_pictures_go() -> None:
    page = "<p>Salt<sup><a href='#footnote-1'>[1]</a></sup> rusts.</p>"
    page += "<figure><img><figcaption>Ana</figcaption></figure>"
    assert text(page) == "Salt rusts.\n"


def test_what_the_page_says_about_itself() -> None:
    page = '<title>T</title><meta property="article:published_time" content="2024-05-15T08:00Z"><p>x'
    assert (read(page).metadata.title, read(page).metadata.date) == ("T", "2024-05-15")


def test_the_declared_encoding_counts_where_it_is_not_utf_8() -> None:
    page = '<meta charset="windows-1257"><p>Šermukšnytė</p>'
    assert read(page, "cp1257").text == "Šermukšnytė\n"
    assert read('<meta charset="nonsense"><p>café society</p>', "cp1252").text == "café society\n"


def test_tags_nested_thousands_deep_are_refused_and_hundreds_are_read() -> None:
    assert text("<div>" * 900 + "deep") == "deep\n"
    with pytest.raises(DamagedDocument, match="nested"):
        text("<div>" * 100_000 + "deep")


@given(st.text(st.sampled_from("<>/ab \n&;\"'=!-lithprdu"), max_size=200) | st.text(max_size=100))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    with suppress(CorpusError):
        text(markup)
