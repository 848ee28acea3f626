"""One invented record in every format: the same words come out under the same names."""

import re
from functools import cache
from pathlib import Path

import pytest

from corpus import Document, Passage, read_document, split_document

GOLDEN = Path(__file__).parents[2] / "data" / "golden"
SAID = (  # words of the record and who said them, read by hand
    ("the first winter had been a disappointment", "Ingrid Solheim"),
    ("We did not buy a better plug", "Ingrid Solheim"),
    ("a harbour that hides its figures will be trusted by nobody", "Ingrid Solheim"),
    ("one permit instead of five", "Tomáš Dvořák"),
    ("applications without figures on noise", "Tomáš Dvořák"),
    ("a ferry is ordered five years before it sails", "Beatriz Quintanilla"),
    ("write the price of shore power into every concession", "Beatriz Quintanilla"),
    ("A battery is a patient neighbour", "Ruaridh MacAskill"),
    ("charged at night and shared by three harbours", "Ruaridh MacAskill"),
    ("misses the hours in which people sleep", "Yusuf Karaman"),
    ("offered to train the harbour staff", "Yusuf Karaman"),
    ("the outer quay has no cable yet", "Ingrid Solheim"),
    ("with a line through four of them", "Tomáš Dvořák"),
    ("My students will sleep in harbour hotels", "Yusuf Karaman"),
    ("The ferry leaves in twenty minutes", "Odile Ferrand"),
)


def fold(text: str) -> str:
    """Words without Markdown: the form in which the formats must agree."""
    return " ".join(re.sub(r"^(?:#+ )?(?:(?:-|\d+\.) )?|\*", "", text, flags=re.MULTILINE).split())


@cache
def record(suffix: str) -> tuple[Document, tuple[Passage, ...]]:
    document = read_document(GOLDEN / f"harbour-forum.{suffix}")
    return document, split_document(document)


def attributed(suffix: str) -> list[tuple[str, tuple[str, ...]]]:
    passages = record(suffix)[1]
    return [(fold(passage.text), tuple(speaker.name for speaker in passage.speakers)) for passage in passages]


def sayers(suffix: str, words: str) -> set[str]:
    """Who is said to have said these words, as far as an attribution covers one of them."""
    document, passages = record(suffix)
    assert words in fold(document.text)
    return {
        attribution.speaker.name
        for passage in passages
        if words in fold(passage.text)
        for attribution in passage.attributions
        if attribution.speaker and set(words.split()) & set(attribution.content.of(document.text).split())
    }


@pytest.mark.parametrize("suffix", ["txt", "html", "docx", "pdf"])
def test_every_format_has_the_same_words(suffix: str) -> None:
    document, _ = record(suffix)
    assert fold(document.text) == fold(record("md")[0].text)
    assert document.date == "2023-09-12"


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
def test_structured_formats_keep_headings_lists_and_title(suffix: str) -> None:
    document, reference = record(suffix)[0], record("md")[0]
    structure = re.compile(r"^(?:#{1,3}|-|\d\.) .*", re.MULTILINE)
    assert structure.findall(document.text) == structure.findall(reference.text)
    assert document.title == reference.title == "Quiet water, busy quays: the Harbour Towns Forum"


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
def test_passages_come_out_alike(suffix: str) -> None:
    assert attributed(suffix) == attributed("md")


@pytest.mark.parametrize("suffix", ["md", "txt", "html", "docx", "pdf"])
@pytest.mark.parametrize(("words", "speaker"), SAID)
def test_every_format_names_the_speaker(suffix: str, words: str, speaker: str) -> None:
    assert sayers(suffix, words) == {speaker}


@pytest.mark.parametrize("suffix", ["txt", "vtt", "srt", "json", "jsonl"])
def test_a_transcript_comes_out_alike_from_every_format(suffix: str) -> None:
    document = read_document(GOLDEN / f"harbour-session.{suffix}")
    assert document.text == (GOLDEN / "harbour-session.txt").read_text(encoding="utf-8")
    found = [
        (passage.speakers[0].name, passage.time) for passage in split_document(document) if passage.speakers
    ]
    assert {name for name, _ in found} == {"Odile Ferrand", "Ingrid Solheim", "Yusuf Karaman"}
    assert ("Odile Ferrand", "00:01:15") in found
