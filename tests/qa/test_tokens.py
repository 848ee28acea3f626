"""How near words are to each other, with vectors that can be worked out by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from corpus import Passage
from index import Index, TokenCosines, Vectors
from index.build import build_documents
from qa.tokens import Comparison, TokenMatcher
from tests.qa.harbour import DIMENSION, CountedWords, record

# Cosines: boat and ship 0.8, boat and crane 0.
PLACES = {"boats": (1.0, 0.0), "boat": (1.0, 0.0), "ship": (0.8, 0.6), "crane": (0.0, 0.0)}
# What an index keeps of a token's vector is rounded.
NEARLY = 0.1


class ByHand(CountedWords):
    """One token a word, at the place the table gives; other words are near nothing."""

    name = "by-hand"

    def embed_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        return [
            np.stack([_vector(word.strip("?.").lower()) for word in text.split() or [""]]) for text in texts
        ]


def _vector(word: str) -> Vectors:
    boat, other = PLACES.get(word, (0.0, 0.0))
    vector = np.random.default_rng(sum(map(ord, word))).normal(size=DIMENSION)
    vector[:2] = 0
    rest = max(0.0, 1 - boat**2 - other**2) ** 0.5
    vector *= rest / np.linalg.norm(vector)
    vector[:2] = boat, other
    return vector.astype(np.float32)


SAID = ("The ship has a crane.", "The boat came.", "The ship came.", "...", "A ship\n\n**came**.")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("boats")
    build_documents([record("r.md", "R", None, [(None, words) for words in SAID])], folder, ByHand())
    return Index.load(folder, ByHand())


def compare(index: Index, query: str, said: str) -> Comparison:
    passages: dict[str, Passage] = {passage.text: passage for passage in index.passages_of("r.md")}
    return TokenMatcher(index).compare(query, passages[said])


def test_words_are_compared_with_words(index: Index) -> None:
    comparison = compare(index, "boats and a crane", "The ship has a crane.")
    assert [word.folded for word in comparison.asked] == ["boats", "crane"]
    assert [word.folded for word in comparison.found] == ["ship", "crane"]
    assert comparison.cosines == pytest.approx(np.array([[0.8, 0.0], [0.0, 1.0]]), abs=NEARLY)


def test_a_form_of_a_word_is_the_word(index: Index) -> None:
    assert compare(index, "boats", "The boat came.").held() == pytest.approx([1.0])


def test_a_word_that_is_asked_itself_is_no_likeness_of_another(index: Index) -> None:
    assert compare(index, "boats", "The ship came.").held() == pytest.approx([0.8], abs=NEARLY)
    held = compare(index, "boats ship", "The ship came.").held()
    assert held == pytest.approx([0.0, 1.0], abs=NEARLY)


def test_nothing_is_held_by_nothing(index: Index) -> None:
    assert compare(index, "boats", "...").held() == pytest.approx([0.0])
    assert compare(index, "", "The ship came.").held().shape == (0,)


def test_markup_and_line_breaks_lie_outside_the_words(index: Index) -> None:
    assert compare(index, "boats", "A ship\n\n**came**.").held() == pytest.approx([0.8], abs=NEARLY)


def test_what_the_encoder_has_cut_off_is_held_by_its_form_alone(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = index.token_cosines

    def cut(asked: Vectors, passages: Sequence[Passage]) -> list[TokenCosines]:
        return [TokenCosines(cosines[:, :1], spans[:1]) for cosines, spans in read(asked, passages)]

    monkeypatch.setattr(index, "token_cosines", cut)
    assert compare(index, "ship", "The ship has a crane.").held() == pytest.approx([1.0])
    assert compare(index, "crane", "The ship has a crane.").held() == pytest.approx([1.0])
    assert compare(index, "boats", "The ship has a crane.").held() == pytest.approx([0.8], abs=NEARLY)
