from pathlib import Path

import pytest

from corpus.errors import BadMetadata
from corpus.metadata import (
    Metadata,
    detect,
    first_heading,
    front_matter,
    read_sidecar,
    readable_name,
    sidecar_of,
)


def sidecar(folder: Path, facts: str) -> Path:
    record = folder / "minutes.txt"
    sidecar_of(record).write_text(facts, encoding="utf-8")
    return record


def test_the_facts_beside_a_record(tmp_path: Path) -> None:
    record = sidecar(
        tmp_path,
        'title = "The Forum"\ndate = 2024-05-15\npublisher = "Port"\nsource = "https://port.example"\n'
        'notice = "Free to use"\nother = 1\n',
    )
    assert sidecar_of(record).name == "minutes.txt.toml"
    assert read_sidecar(record) == Metadata(
        "The Forum", "2024-05-15", "Port", "https://port.example", "Free to use"
    )


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("date = 2024-05-15T08:30:00Z", "2024-05-15"),
        ('date = "2024-05"', "2024-05"),
        ('date = "2024"', "2024"),
    ],
)
def test_dates_beside_a_record(tmp_path: Path, line: str, date: str) -> None:
    assert read_sidecar(sidecar(tmp_path, line)).date == date


def test_no_file_beside_a_record_is_no_facts(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "minutes.txt") == Metadata()


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ("title: The Forum", "found no TOML"),
        ("title = 3", 'found title = 3; expected words in quotation marks, title = "..."'),
        ('title = " "', "expected words"),
        ('date = "15 May 2024"', "expected a date like 2024-05-15, 2024-05 or 2024"),
        ("date = 2024", "expected a date"),
        ("x = " + "[" * 10_000, "found no TOML"),
    ],
)
def test_a_mistake_beside_a_record_is_told_with_its_remedy(tmp_path: Path, facts: str, message: str) -> None:
    record = sidecar(tmp_path, facts)
    with pytest.raises(BadMetadata) as error:
        read_sidecar(record)
    assert message in error.value.reason
    assert error.value.path == sidecar_of(record)


def test_front_matter_in_yaml_and_in_toml() -> None:
    yaml = (
        "---\ntitle: 'Engagement &#8211; a recap'\ndate: 2014-06-03 15:14:11 -0400\ntags:\n  - a\n---\n# B\n"
    )
    assert front_matter(yaml) == Metadata(title="Engagement – a recap", date="2014-06-03")
    toml = '\ufeff+++\r\ntitle = "The Forum"\r\ndate = 2014-06-03\r\n+++\r\nText'
    assert front_matter(toml) == Metadata(title="The Forum", date="2014-06-03")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---\n",
        "Words\n---\ntitle: x\n---\n",
        "---\n- a list\n---\n",
        "---\ntitle: [unclosed\n---\n",
        "---\n" + "[" * 15_000 + "\n---\n",
        "---\n" + "a: b\n" * 10_000 + "---\n",
        "+++\nno toml\n+++\n",
    ],
)
def test_without_usable_front_matter_there_are_no_facts(text: str) -> None:
    assert front_matter(text) == Metadata()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The Forum\nWords", "The Forum"),
        ("---\ndate: x\n---\n\n## The *Forum* of [Lindvik](http://x) ##\n", "The Forum of Lindvik"),
        ("The Forum\n=========\n", "The Forum"),
        ("12 May 2024\n# 2024\n# The Forum\n", "The Forum"),
        ("# Attendees\n", None),
        ("word " * 40 + "\n# The Forum\n", None),
        ("", None),
    ],
)
def test_the_heading_that_opens_a_record(text: str, title: str | None) -> None:
    assert first_heading(text) == title


def test_a_date_near_the_beginning_else_in_the_file_s_name() -> None:
    assert detect("Minutes\n15 May 2024\n6 June 2024", Path("2020-01-01.txt")).date == "2024-05-15"
    assert detect("Minutes\n03/04/2024", Path("notes-2024-04-03.txt")).date == "2024-04-03"
    long_sentence = "The port, which was founded on 3 May 1899, " + "has grown and grown " * 8
    assert detect(long_sentence, Path("notes.txt")).date is None


@pytest.mark.parametrize(
    ("name", "title"),
    [("2024-05_panel_debate.txt", "2024-05 panel debate"), ("the-forum.md", "the forum"), ("_.txt", "_.txt")],
)
def test_a_file_s_name_as_a_title(name: str, title: str) -> None:
    assert readable_name(Path(name)) == title


def test_known_facts_come_before_others() -> None:
    assert Metadata(title="A").or_else(Metadata(title="B", date="2024")) == Metadata(title="A", date="2024")
