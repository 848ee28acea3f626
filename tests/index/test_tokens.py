"""Codes of token vectors keep their cosines, and what is stored is what is read."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Index
from index.tokens import TokenStore, code_width, pack, telling_tokens, turn, write_tokens


def units(count: int, dimension: int, seed: int = 0) -> np.ndarray:
    drawn = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def codes_of(tokens: np.ndarray) -> np.ndarray:
    return pack(tokens, [(number, number + 2) for number in range(len(tokens))])


def best(store: TokenStore, asked: np.ndarray, rows: np.ndarray) -> np.ndarray:
    return np.array([found.cosines.max(axis=1, initial=0) for found in store.cosines(turn(asked), rows)])


def stored(folder: Path, *passages: np.ndarray) -> TokenStore:
    write_tokens(folder, [codes_of(tokens) for tokens in passages])
    return TokenStore(folder, passages[0].shape[1])


@pytest.mark.parametrize("dimension", [384, 255, 64])
def test_codes_keep_the_cosines(tmp_path: Path, dimension: int) -> None:
    tokens, asked = units(200, dimension), units(50, dimension, seed=1)
    store = stored(tmp_path / "t", *(token[None] for token in tokens))
    found = np.array([each.cosines[:, 0] for each in store.cosines(turn(asked), np.arange(200))])
    errors = found - tokens @ asked.T
    # two bits a number lose 0.1175 of the variance (Max 1960): what is left to be wrong of a cosine is the
    # root of 0.1175 / 0.8825 / dimension
    assert errors.std() == pytest.approx((0.1175 / 0.8825 / dimension) ** 0.5, rel=0.2)
    assert abs(errors.mean()) < 0.002


def test_a_vector_is_as_near_to_itself_as_can_be(tmp_path: Path) -> None:
    tokens = units(40, 384)
    tokens[0] = np.eye(1, 384)  # all in one number: the rotation spreads it
    store = stored(tmp_path / "t", tokens)
    assert best(store, tokens, np.array([0])) == pytest.approx(1, abs=2e-3)


def test_each_passage_gives_its_own_best(tmp_path: Path) -> None:
    one, two = units(3, 384, seed=2), units(5, 384, seed=3)
    store = stored(tmp_path / "t", one, np.empty((0, 384), np.float32), two)
    asked = np.concatenate([one[1:2], two[4:5]])
    assert store.cosines(turn(asked), np.array([2]))[0].spans.tolist() == [[n, n + 2] for n in range(5)]
    found = best(store, asked, np.array([2, 1, 0]))
    assert found.shape == (3, 2)
    assert found[1].tolist() == [0, 0]  # a passage without words
    assert found[2, 0] == pytest.approx(1, abs=2e-3)
    assert found[0, 1] == pytest.approx(1, abs=2e-3)
    assert found[0, 0] == pytest.approx(float((two @ one[1]).max()), abs=0.06)


@settings(max_examples=25, deadline=None)
@given(lengths=st.lists(st.integers(0, 6), min_size=1, max_size=8), seed=st.integers(0, 99))
def test_what_is_stored_is_what_is_read(
    lengths: list[int], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    codes = [codes_of(units(length, 10, seed)) for length in lengths]
    folder = tmp_path_factory.mktemp("tokens") / "t"
    write_tokens(folder, codes)
    rows = np.random.default_rng(seed).permutation(len(lengths))
    read = TokenStore(folder, 10).codes(rows)
    assert len(read) == len(rows)
    for row, each in zip(rows, read, strict=True):
        assert each.shape == (lengths[row], code_width(10))
        assert (each == codes[row]).all()


def test_only_words_that_tell_something_are_kept() -> None:
    text = "Debate: Ada Berg: The wind is cheap."
    spans = [
        (0, 6),
        (6, 7),
        (8, 11),
        (12, 16),
        (16, 17),
        (18, 21),
        (22, 26),
        (27, 29),
        (30, 35),
        (35, 36),
        (0, 0),
    ]
    assert [text[slice(*spans[i])] for i in telling_tokens(text, 18, spans)] == ["wind", "cheap"]
    assert telling_tokens("It is.", 0, [(0, 2), (3, 5), (5, 6)]) == [0, 1, 2]


def test_an_index_compares_word_by_word(make: Callable[..., Index], record: Callable) -> None:
    index = make(
        record("a.txt", ("Ada Berg", "The wind and the grid."), ("Noor Aziz", "A budget.")),
        record("b.txt", (None, "Solar.")),
    )
    asked = np.array([index.embed_query(word) for word in ("wind", "budget", "solar")])
    passages = [index.passage("b.txt#0"), index.passage("a.txt#0"), index.passage("a.txt#1")]
    # six numbers a vector are few to be kept in two bits each: near enough to tell equal from different
    found = index.token_cosines(asked, passages)
    best = np.array([each.cosines.max(axis=1) for each in found])
    assert (best.argmax(axis=0) == [1, 2, 0]).all()
    words = [[p.text[slice(*span)] for span in each.spans] for p, each in zip(passages, found, strict=True)]
    assert words == [["Solar."], ["wind", "grid."], ["budget."]]


def test_facts_are_those_of_the_passages(make: Callable[..., Index], record: Callable) -> None:
    index = make(
        record("a.txt", ("Ada Berg", "The wind and the grid."), ("Noor Aziz", "A budget.")),
        record("b.txt", (None, "Solar.")),
    )
    facts = index.facts(np.array([2, 0, 1]))
    assert facts.words.tolist() == [1, 5, 2]
    assert facts.is_turn.tolist() == [False, False, False]
    assert facts.document[1] == facts.document[2] != facts.document[0]
