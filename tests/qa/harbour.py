# ruff: noqa: E501 - a record reads best with one passage a line
"""An invented record, split and attributed by hand, and an embedder whose vectors are counted words."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from corpus import Attribution, Document, Passage, Span, Speaker
from corpus.types import Kind
from index import Index, KeepTokens, Progress, Vectors
from index.build import build_documents
from index.words import terms

DIMENSION = 256


class CountedWords:
    """A vector holds how often each word occurs: the cosine is the share of words in common."""

    name = "counted-words"
    dimension = DIMENSION

    def embed_passages(
        self, texts: Sequence[str], progress: Progress | None = None, keep: KeepTokens | None = None
    ) -> Vectors:
        if keep:
            for place, text in enumerate(texts):
                keep(place, self.embed_tokens([text])[0], self.token_spans(text))
        return (
            np.stack([self.embed_query(text) for text in texts])
            if texts
            else np.empty((0, DIMENSION), np.float32)
        )

    def embed_query(self, text: str) -> Vectors:
        vector = np.zeros(DIMENSION, np.float32)
        for term in terms(text):
            vector[sum(ord(letter) * 31**place for place, letter in enumerate(term)) % DIMENSION] += 1
        return vector / max(float(np.linalg.norm(vector)), 1e-9)

    def embed_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        return [np.stack([self.embed_query(word) for word in text.split() or [""]]) for text in texts]

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(r"\S+", text)] or [(0, 0)]


Said = tuple[Speaker | None, str] | tuple[Speaker | None, str, Kind]


def record(
    id_: str, title: str, date: str | None, said: Iterable[Said]
) -> tuple[Document, tuple[Passage, ...]]:
    """A document of one paragraph a passage, each wholly its speaker's."""
    text, passages = "", []
    for speaker, words, *kind in said:
        span = Span(len(text), len(text) + len(words))
        text += words + "\n\n"
        collective = kind == ["collective"]
        attributions = ()
        if speaker is not None or collective:
            attributions = (Attribution(speaker, span, None, kind[0] if kind else "reported", 0.9),)
        passages.append(Passage(f"{id_}#{span.start}-{span.end}", id_, span, words, (), attributions))
    return Document(id_, title, text, date), tuple(passages)


def build(folder: Path, *records: tuple[Document, tuple[Passage, ...]]) -> Index:
    build_documents(list(records), folder, CountedWords())
    return Index.load(folder, CountedWords())


def speaker(name: str, role: str | None = None, organisation: str | None = None, number: str = "") -> Speaker:
    return Speaker(re.sub(r"\W+", "-", name.lower()) + number, name, role, organisation)


LINDQVIST = speaker("Marta Lindqvist", "Chair", "Baltic Ports Forum")
DUBOIS = speaker("Jean Dubois", "Secretary General", "Union of Inland Waterways")
FERREIRA = speaker("Ines Ferreira", "CEO", "Harbour Energy Cluster")

HARBOUR = record(
    "harbour.md",
    "Harbour talks",
    "2024-05-15",
    [
        (None, "Agenda of the harbour talks"),
        (LINDQVIST, "Marta Lindqvist welcomed the crews and praised the new lighthouse at the northern quay."),
        (LINDQVIST, "She proposed a common dredging fund, so that small harbours can keep their channels open all year."),
        (LINDQVIST, "She described how silt closed the eastern channel for eleven weeks in the winter of 2023."),
        (DUBOIS, "Jean Dubois criticised the tolls on inland barges, which make rail cheaper than water on most routes."),
        (DUBOIS, "He promised a study on night locks before the end of September."),
        (FERREIRA, "Ines Ferreira explained that shore power needs stronger cables and a tariff that crews can afford."),
        (FERREIRA, "She warned that hydrogen bunkers close to the ferry terminal could frighten passengers away."),
        (None, "All speakers agreed that the harbours must share their tide data.", "collective"),
        (None, "The next harbour talks take place in Gdynia in spring."),
    ],
)  # fmt: skip
