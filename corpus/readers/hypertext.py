"""HTML: the main content of a page, its headings, lists, quotes and tables kept as structure."""

import re
from pathlib import Path

from corpus.dates import find_date
from corpus.errors import DamagedDocument
from corpus.metadata import Metadata, first_heading
from corpus.readers.composing import fold
from corpus.readers.decoding import decode
from corpus.readers.extract import Extract, File
from corpus.readers.html_blocks import Element, compose_blocks

DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE
)
DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
BEGINNING = 4096  # bytes in which a page declares how it is encoded

# what a reader of the page does not read as its text
UNREAD = re.compile(
    "script|style|noscript|template|head|nav|footer|aside|form|button|select|textarea|iframe|object|svg|math"
    "|canvas|audio|video|map|dialog|menu"
)
UNREAD_ROLES = re.compile("navigation|banner|contentinfo|search|complementary|menu|dialog")
LEAST_MAIN = 200  # characters; a shorter <main> is empty furniture

HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BOLD_CLASS = re.compile(r"\.([\w-]+)\s*\{[^{}]*font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
COMMENT = "#cmnt_ref"  # what a comment of Google Docs, below the text, begins with
NOTE_MARK = re.compile(r"#_?(?:ftn|footnote|endnote|cmnt|note)", re.IGNORECASE)


def read_html(file: File) -> Extract:
    declared = DECLARED.search(file.data[:BEGINNING])
    text = decode(file, declared[1].decode("ascii") if declared else None)
    return extract_html(text, file.path)


def extract_html(text: str, path: Path) -> Extract:
    """The text of a page in light Markdown, and the title and date that the page gives itself.

    ``path`` is for messages. Raises DamagedDocument for a page nested deeper than the parser reads.
    """
    import lxml.etree
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    markup = DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    try:
        page = lxml.html.document_fromstring(markup.encode("utf-8"), parser=parser, ensure_head_body=True)
    except lxml.etree.ParserError:  # no element at all
        return Extract("")
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise DamagedDocument(
            path, "found tags nested thousands deep; expected a page to read; save its text alone as .txt"
        )
    metadata = _metadata(page)
    styles = "\n".join(style.text or "" for style in page.iter("style"))
    _drop_unread(page)
    content = compose_blocks(_main_content(page), frozenset(BOLD_CLASS.findall(styles)))
    return Extract(content, Metadata(title=first_heading(content) or metadata.title, date=metadata.date))


def _metadata(page: Element) -> Metadata:
    title = page.findtext(".//title")
    dates = page.xpath(
        "//meta[@property='article:published_time' or @name='date' or @name='dc.date' or @name='DC.date'"
        " or @itemprop='datePublished']/@content | //time/@datetime"
    )
    return Metadata(title=fold(title or "") or None, date=next(filter(None, map(find_date, dates)), None))


def _drop_unread(page: Element) -> None:
    for mark in page.xpath(f"//p/a[starts-with(@href, '{COMMENT}')]"):
        mark.getparent().drop_tree()
    for element in list(page.iter()):
        if element.getparent() is not None and _is_unread(element):
            element.drop_tree()


def _is_unread(element: Element) -> bool:
    if UNREAD.fullmatch(element.tag) or UNREAD_ROLES.fullmatch(element.get("role") or ""):
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if HIDDEN.search(element.get("style") or ""):
        return True
    if element.tag == "figcaption":  # the caption of a picture is no part of the record; that of a quote is
        return not any(beside.tag in ("blockquote", "table") for beside in _beside(element))
    return element.tag == "a" and NOTE_MARK.match(element.get("href") or "") is not None


def _beside(element: Element) -> list[Element]:
    return [beside for beside in (element.getprevious(), element.getnext()) if beside is not None]


def _main_content(page: Element) -> Element:
    body = page.find("body")
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(path)
        if len(found) == 1 and len("".join(found[0].itertext())) >= LEAST_MAIN:
            return found[0]
    return body
