"""WebVTT and SubRip: cues with a time, and with a voice, a label or neither."""

import html
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.errors import DamagedDocument, EmptyDocument
from corpus.readers.composing import Composer, fold
from corpus.readers.decoding import decode
from corpus.readers.extract import Extract, File
from corpus.readers.turns import SENTENCE_END, Turn, clean_name, compose_turns

VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^<>]*)>")
MOMENT = re.compile(r"<(?:\d+:)?\d\d:\d\d\.\d+>")  # inside a cue: captions that roll, each repeating a line
TAG = re.compile(r"</?[a-z][^<>]*>|<(?:\d+:)?\d\d:\d\d\.\d+>", re.IGNORECASE)
WEBEX_CUE = re.compile(r'\d+ "([^"]+)" \(\d+\)')  # Webex writes the speaker into the cue's identifier
LABEL = re.compile(r"(?P<name>[^\s:][^:\n]{0,80}?):(?:[ \t]+|\n|$)")
NEXT_SPEAKER = re.compile(r">>+[ \t]*")  # what stenographers write where somebody else begins
BEFORE_MARK = re.compile(r"(?<=\S)[ \t]+(?=>>)")
DASH = re.compile(r"[-–—][ \t]*(?=\S)")  # and subtitlers
LABEL_WORDS = 8
NAME_PARTICLES = re.compile(
    "van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|zu|ten|ter|of|for|the|and|&|-|–|/"
)


def read_vtt(file: File) -> Extract:
    return _read(file, "vtt")


def read_srt(file: File) -> Extract:
    return _read(file, "srt")


def _read(file: File, kind: str) -> Extract:
    import webvtt

    text = decode(file).removeprefix("\ufeff").lstrip()
    if not text:
        raise EmptyDocument(file.path, "found an empty file; expected captions")
    try:
        captions = webvtt.WebVTT.from_buffer(io.StringIO(text), format=kind)
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError, ValueError) as error:
        first_line = "WEBVTT" if kind == "vtt" else "the number of a cue and its times"
        raise DamagedDocument(
            file.path,
            f"found no captions ({error}); expected a {file.path.suffix} file that begins with {first_line}; "
            "export it again, or give it the suffix of what it is",
        ) from None
    cues = [
        cue
        for caption in captions.captions
        for cue in _voiced(
            caption.raw_text, caption.identifier or "", caption.start_time.in_milliseconds() / 1000
        )
    ]
    if MOMENT.search(text):
        cues = list(_unrolled(cues))
    composer = Composer()
    compose_turns(_labelled(cues), composer)
    return Extract(composer.text)


def _voiced(raw: str, identifier: str, seconds: float) -> Iterator[Turn]:
    """The cue, or each voice in it."""
    before, *voices = VOICE.split(raw)
    webex = WEBEX_CUE.fullmatch(identifier.strip())
    pieces = [(webex[1] if webex else "", before), *zip(voices[::2], voices[1::2], strict=True)]
    for name, words in pieces:
        if fold(said := html.unescape(TAG.sub("", words))):
            yield Turn(clean_name(html.unescape(name)), said, seconds)


def _unrolled(cues: Iterable[Turn]) -> Iterator[Turn]:
    """Drop the lines that a rolling caption shows again."""
    shown = ""
    for cue in cues:
        lines = [words for line in cue.words.split("\n") if (words := fold(line))]
        new = lines[1:] if lines[0] == shown else lines
        shown = lines[-1]
        if new:
            yield replace(cue, words="\n".join(new))


def _labelled(cues: Iterable[Turn]) -> Iterator[Turn]:
    """Give each cue its speaker: its voice, its label, else whoever spoke before."""
    pieces = [piece for cue in cues for piece in _pieces(cue)]
    known = _names_of_labels(pieces)
    speaker: str | None = None
    for piece in pieces:
        label = LABEL.match(piece.words)
        name = clean_name(label["name"]) if label else None
        words = piece.words
        if piece.speaker is not None:
            speaker = piece.speaker
        elif label and name in known:
            speaker, words = name, words[label.end() :]
        elif piece.begins:
            speaker = None
        if fold(words):
            yield replace(piece, speaker=speaker, words=fold(words))


def _pieces(cue: Turn) -> Iterator[Turn]:
    """The parts of a cue that begin with a label, or with a mark that somebody else speaks."""
    if cue.speaker is not None:
        yield cue
        return
    lines: list[str] = []
    begins = False
    for line in BEFORE_MARK.sub("\n", cue.words.strip()).split("\n"):
        mark = NEXT_SPEAKER.match(line) or DASH.match(line)
        if (mark or LABEL.match(line)) and lines:
            yield replace(cue, words="\n".join(lines), begins=begins)
            lines, begins = [], False
        begins = begins or mark is not None
        lines.append(line[mark.end() :] if mark else line)
    yield replace(cue, words="\n".join(lines), begins=begins)


def _names_of_labels(pieces: Iterable[Turn]) -> frozenset[str]:
    """The names before a colon that are labels, not words of a sentence such as "One thing: money".

    What looks like a name counts where it stands at the beginning of a sentence and either follows a
    mark, has two words, or comes again.
    """
    seen: Counter[str] = Counter()
    before = ""
    for piece in pieces:
        label = LABEL.match(piece.words)
        at_beginning = piece.begins or not before or SENTENCE_END.search(before[-9:]) is not None
        if label and at_beginning and _is_like_a_name(label["name"]):
            seen[clean_name(label["name"]) or ""] += 2 if piece.begins else 1
        before = piece.words.rstrip()
    repeated = any(times > 1 for times in seen.values())
    return frozenset(name for name, times in seen.items() if name and (times > 1 or repeated or " " in name))


def _is_like_a_name(text: str) -> bool:
    words = list(filter(None, (word.strip("()[]\"'“”,.") for word in text.split())))
    if not 0 < len(words) <= LABEL_WORDS or words[0][0].islower():
        return False
    return all(NAME_PARTICLES.fullmatch(word) for word in words[1:] if word[0].islower())
