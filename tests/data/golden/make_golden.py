"""Write the golden record in the other formats: `python tests/data/golden/make_golden.py`.

The files are committed, so that the tests need neither Chromium nor python-docx. Run this after a change
of harbour-forum.md or of the transcript below, with `pip install markdown-it-py python-docx`.
"""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from docx import Document
from docx.enum.text import WD_BREAK
from markdown_it import MarkdownIt

HERE = Path(__file__).parent
RECORD = HERE / "harbour-forum.md"
TRANSCRIPT = (
    ("Odile Ferrand", 0.0, "Good morning, and welcome to the second session of the Harbour Towns Forum."),
    ("Odile Ferrand", 6.5, "Ingrid, what did the residents say when the first ferry fell silent?"),
    ("Ingrid Solheim", 13.0, "They said nothing, and that was the answer."),
    ("Ingrid Solheim", 17.25, "Nobody writes about a noise that is gone, but complaints stopped in March."),
    ("Yusuf Karaman", 25.0, "I would add that silence has to be measured too."),
    ("Yusuf Karaman", 31.5, "Our survey counts nights without complaints; there were two hundred of them."),
    ("Odile Ferrand", 75.0, "Thank you both. The coffee is on the outer quay."),
)  # fmt: skip
STYLE = """
@page { size: A4; margin: 25mm 25mm 30mm; }
body { font: 12pt/1.5 "DejaVu Serif", serif; text-align: justify; hyphens: auto; }
h1 { font-size: 20pt; text-align: left; } h2 { font-size: 15pt; } h3 { font-size: 13pt; }
"""
RUNNING = """
<div style="font-size: 8pt; width: 100%; margin: 0 25mm; text-align: {}">{}</div>
"""


def main() -> None:
    markdown = RECORD.read_text(encoding="utf-8")
    body = MarkdownIt().render(markdown)
    title = markdown.splitlines()[0].removeprefix("# ")
    page = f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
    (HERE / "harbour-forum.html").write_text(
        f"{page}<style>{STYLE}</style>\n</head>\n<body>\n<nav><a href='/'>Home</a></nav>\n"
        f"<main>\n{body}</main>\n<footer>Lindvik Port Office</footer>\n</body>\n</html>\n",
        encoding="utf-8",
    )
    write_plain(markdown)
    write_docx(markdown)
    write_pdf(f"{page}<style>{STYLE}</style></head><body>{body}</body></html>")
    write_transcripts()


def write_plain(markdown: str) -> None:
    text = re.sub(r"^#+ ", "", markdown, flags=re.MULTILINE).replace("**", "")
    (HERE / "harbour-forum.txt").write_text(text, encoding="utf-8")


def write_docx(markdown: str) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Harbour Towns Forum"
    document.sections[0].footer.paragraphs[0].text = "Lindvik Port Office"
    document.core_properties.title = "Minutes template"  # as so often: left over from another file
    for block in re.split(r"\n\n+", markdown.strip()):
        for line in block.split("\n"):
            heading = re.match(r"(#+) (.*)", line)
            numbered = re.match(r"\d+\. (.*)", line)
            if heading and len(heading[1]) == 1:
                document.add_paragraph(heading[2], style="Title")
            elif heading:
                document.add_heading(heading[2], level=len(heading[1]) - 1)
            elif line.startswith("- "):
                document.add_paragraph(line[2:], style="List Bullet")
            elif numbered:
                document.add_paragraph(numbered[1], style="List Number")
            else:
                paragraph = document.add_paragraph()
                for place, run in enumerate(line.split("**")):
                    paragraph.add_run(run).bold = place % 2 == 1
    document.paragraphs[-8].add_run().add_break(WD_BREAK.PAGE)
    document.save(str(HERE / "harbour-forum.docx"))


def write_pdf(page: str) -> None:
    """Print with a running header and page numbers, as an office does."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tools:
        source = Path(folder, "record.html")
        source.write_text(page, encoding="utf-8")
        chromium = subprocess.run(
            ["which", "chromium"], capture_output=True, text=True, check=True
        ).stdout.strip()
        browser = tools.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.goto(source.as_uri())
        numbers = '<span class="pageNumber"></span> / <span class="totalPages"></span>'
        tab.pdf(
            path=str(HERE / "harbour-forum.pdf"),
            format="A4",
            display_header_footer=True,
            header_template=RUNNING.format("left", "Harbour Towns Forum, 12 September 2023"),
            footer_template=RUNNING.format("right", numbers),
            margin={"top": "25mm", "bottom": "30mm", "left": "25mm", "right": "25mm"},
        )
        browser.close()


def write_transcripts() -> None:
    ends = [start for _, start, _ in TRANSCRIPT[1:]] + [80.0]
    vtt, srt = ["WEBVTT", ""], []
    for number, ((speaker, start, words), end) in enumerate(zip(TRANSCRIPT, ends, strict=True), 1):
        vtt += [f"{stamp(start, '.')} --> {stamp(end, '.')}", f"<v {speaker}>{words}</v>", ""]
        srt += [str(number), f"{stamp(start, ',')} --> {stamp(end, ',')}", f"{speaker}: {words}", ""]
    turns = [{"speaker": speaker, "start": start, "text": words} for speaker, start, words in TRANSCRIPT]
    write("vtt", "\n".join(vtt))
    write("srt", "\n".join(srt))
    write(
        "json",
        json.dumps({"title": "Harbour session", "segments": turns}, indent=1, ensure_ascii=False) + "\n",
    )
    write("jsonl", "".join(json.dumps(turn, ensure_ascii=False) + "\n" for turn in turns))
    joined: list[tuple[str, float, list[str]]] = []
    for speaker, start, words in TRANSCRIPT:
        if joined and joined[-1][0] == speaker and start - joined[-1][1] < 60:
            joined[-1][2].append(words)
        else:
            joined.append((speaker, start, [words]))
    lines = [f"{speaker} [{stamp(start, '.')[:8]}]: {' '.join(words)}\n" for speaker, start, words in joined]
    write("txt", "\n".join(lines))


def write(suffix: str, text: str) -> None:
    (HERE / f"harbour-session.{suffix}").write_text(text, encoding="utf-8")


def stamp(seconds: float, point: str) -> str:
    whole, rest = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{rest:03}"


if __name__ == "__main__":
    main()
