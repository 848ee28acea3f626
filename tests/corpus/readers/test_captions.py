from pathlib import Path

import pytest

from corpus import Document, split_document
from corpus.errors import CorpusError, DamagedDocument
from corpus.readers.captions import read_srt, read_vtt
from corpus.readers.extract import File


def vtt(body: str) -> str:
    return read_vtt(File(Path("meeting.vtt"), f"WEBVTT\n\n{body}".encode())).text


def srt(body: str) -> str:
    return read_srt(File(Path("meeting.srt"), body.encode())).text


def test_consecutive_cues_of_one_voice_are_one_turn() -> None:
    text = vtt(
        "00:01.000 --> 00:03.000\n<v Ana Prieto>We need a cable</v>\n\n"
        "00:03.000 --> 00:05.000\n<v Ana Prieto>before winter.</v>\n\n"
        "00:05.000 --> 00:06.000\n<v.loud Jon Birk>Agreed &amp; noted.</v>\n"
    )
    assert (
        text
        == "Ana Prieto [00:00:01]: We need a cable before winter.\n\nJon Birk [00:00:05]: Agreed & noted.\n"
    )


def test_a_long_turn_gets_its_time_again_where_a_sentence_ends() -> None:
    cues = [(0, "It began small."), (50, "Then it grew"), (70, "and grew."), (80, "Now it is large.")]
    text = vtt(
        "".join(f"00:{s // 60:02}:{s % 60:02}.000 --> 01:00:00.000\n<v Ana>{words}\n\n" for s, words in cues)
    )
    assert (
        text == "Ana [00:00:00]: It began small. Then it grew and grew.\n\nAna [00:01:20]: Now it is large.\n"
    )


def test_two_voices_in_one_cue_and_a_cue_without_voice_that_goes_on() -> None:
    text = vtt(
        "a1/1-0\n00:01.000 --> 00:02.000\n<v Ana>Is it so?</v> <v Jon>It is,</v>\n\n"
        "a1/1-0\n00:02.000 --> 00:03.000\nas I said.\n"
    )
    assert text == "Ana [00:00:01]: Is it so?\n\nJon [00:00:01]: It is, as I said.\n"


def test_labels_of_meeting_programs_are_speakers_and_other_colons_are_not() -> None:
    text = vtt(
        "1\n00:01.000 --> 00:02.000\nAna Prieto: Let me say one\n\n"
        "2\n00:02.000 --> 00:03.000\nthing: cables rust.\n\n"
        "3\n00:03.000 --> 00:04.000\nRemember: salt water.\n\n"
        "4\n00:04.000 --> 00:05.000\nJ.P. van der Meer (North Port): I do.\n"
    )
    assert text == (
        "Ana Prieto [00:00:01]: Let me say one thing: cables rust. Remember: salt water.\n\n"
        "J.P. van der Meer (North Port) [00:00:04]: I do.\n"
    )


def test_a_mark_without_a_name_ends_the_turn_before() -> None:
    text = srt(
        "1\n00:00:01,000 --> 00:00:02,000\nANA: I begin.\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\n>> And I go on. >> ANA: Thanks.\n"
    )
    assert text == "ANA [00:00:01]: I begin.\n\n? [00:00:02]: And I go on.\n\nANA [00:00:02]: Thanks.\n"


def test_dashes_of_a_dialogue_are_two_speakers_whom_nobody_names() -> None:
    text = srt("1\n00:00:01,000 --> 00:00:02,000\n- Is it wet?\n- It is.\n")
    assert text == "? [00:00:01]: Is it wet?\n\n? [00:00:01]: It is.\n"


def test_rolling_captions_are_written_once() -> None:
    text = vtt(
        "00:00.000 --> 00:02.000\n \nsalt<00:00:00.500><c> water</c>\n\n"
        "00:02.000 --> 00:02.010\nsalt water\n \n\n"
        "00:02.010 --> 00:04.000\nsalt water\nrusts<00:00:02.500><c> cables</c>\n"
    )
    assert text == "? [00:00:00]: salt water rusts cables\n"


def test_webex_names_the_speaker_in_the_cue_s_identifier() -> None:
    assert vtt('1 "Ana Prieto" (42)\n00:01.000 --> 00:02.000\nHello.\n') == "Ana Prieto [00:00:01]: Hello.\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_and_a_byte_order_mark(newline: str) -> None:
    data = f"\ufeffWEBVTT{newline}{newline}00:01.000 --> 00:02.000{newline}<v Ana>Hello.</v>{newline}"
    assert read_vtt(File(Path("a.vtt"), data.encode())).text == "Ana [00:00:01]: Hello.\n"


@pytest.mark.parametrize("data", [b"no captions", b"\xff\xfe\x00\xd8", b"\x00\x01\x02", b"{}"])
def test_what_is_no_captions_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedDocument, match=r"expected .*;"):
        read_vtt(File(Path("a.vtt"), data))
    with pytest.raises(CorpusError):
        read_srt(File(Path("a.srt"), data))


def test_nobody_is_named_for_what_nobody_is_named_for() -> None:
    text = srt(
        "1\n00:00:01,000 --> 00:00:02,000\nAna Prieto: The cable is short.\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\n>> I doubt that it is so short.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nAna Prieto: I have measured it twice.\n"
    )
    passages = split_document(Document(id="a.srt", title="A", text=text))
    assert [([speaker.name for speaker in passage.speakers], passage.time) for passage in passages] == [
        (["Ana Prieto"], "00:00:01"),
        ([], "00:00:02"),
        (["Ana Prieto"], "00:00:03"),
    ]
