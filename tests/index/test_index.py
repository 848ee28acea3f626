"""Round trips, and ranking by scores that are worked out by hand."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Index, SearchHit

Make = Callable[..., Index]


def ids(hits: list[SearchHit]) -> list[str]:
    return [hit.passage.id for hit in hits]


def test_everything_comes_back_as_it_went_in(make: Make, records: tuple) -> None:
    index = make(*records)
    assert len(index) == 6
    assert list(index.documents) == ["harbour.txt", "summit.txt"]
    for document, passages in records:
        assert index.documents[document.id] == document
        assert index.passages_of(document.id) == passages
        assert all(index.passage(passage.id) == passage for passage in passages)
        assert [index.passage_at(index.position(p.id)) for p in passages] == list(passages)


def test_what_is_unknown_is_a_key_error(make: Make, records: tuple) -> None:
    index = make(*records)
    for ask in (index.passage, index.passages_of, index.documents.__getitem__, index.position):
        with pytest.raises(KeyError):
            ask("nowhere")
    for position in (-1, 6):
        with pytest.raises(IndexError):
            index.passage_at(position)


def test_meaning_is_the_cosine(make: Make, records: tuple) -> None:
    # "Debate: Ada Berg: The grid needs wind." counts grid 1 and wind 1; "wind" alone is one of its two
    # directions: 1/sqrt(2). "Wind and solar together" the same. All others have no wind: 0.
    hits = make(*records).search_meaning("wind", limit=3)
    assert ids(hits) == ["harbour.txt#0", "harbour.txt#1", "harbour.txt#2"]
    assert [hit.score for hit in hits] == pytest.approx([1 / math.sqrt(2), 1 / math.sqrt(2), 0], abs=1e-6)


def test_words_are_scored_by_bm25(make: Make, records: tuple) -> None:
    hits = make(*records).search_words("budget", limit=5)
    # idf = ln(1 + (6 - 2 + 0.5) / (2 + 0.5)); terms with section and speaker, stop words dropped:
    # harbour#0 debate ada berg grid need wind 6, #1 debate ada berg wind solar togeth 6,
    # #2 debate noor aziz budget harbour 5, #3 debate lunch serv 3 ("was" is a stop word),
    # summit#0 debate ada berg solar harbour 5, #1 debate toma lind budget budget 5: mean 30 / 6 = 5
    weight = math.log(1 + 4.5 / 2.5)
    twice, once = weight * 2 / (2 + 1.5), weight * 1 / (1 + 1.5)
    assert ids(hits) == ["summit.txt#1", "harbour.txt#2"]
    assert [hit.score for hit in hits] == pytest.approx([twice, once], rel=1e-5)


def test_words_find_names_without_their_diacritics(make: Make, record: Callable) -> None:
    index = make(record("a.txt", ("Łukasz Müller", "On wind."), ("Ada", "On 1,000 boats.")))
    assert ids(index.search_words("lukasz muller", 5)) == ["a.txt#0"]
    assert ids(index.search_words("1000 boats", 5)) == ["a.txt#1"]
    assert index.search_words("zebra", 5) == []


def test_word_scores_are_those_of_an_independent_library(make: Make, record: Callable) -> None:
    """bm25s scores the same lists of terms with the same formula."""
    import bm25s

    from index.context import text_to_find
    from index.words import terms

    lines = [
        ("Ada", "Wind and wind and solar."),
        ("Bo", "Solar at sea, and the grid."),
        ("Ada", "The harbour pays for the grid and for the crane."),
        (None, "Nobody spoke of money."),
        ("Noor", "Money, money, money; and the crane of the harbour at sea."),
    ]
    document, passages = record("a.txt", *lines)
    index = make((document, passages))
    reference = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    reference.index([terms(text_to_find(p)) for p in passages], show_progress=False)
    for query in ("crane of the harbour", "money", "solar wind at sea", "Noor on the grid"):
        assert index.word_scores(query, passages) == pytest.approx(
            reference.get_scores(terms(query)), rel=1e-5, abs=1e-6
        )


def test_equal_scores_come_in_reading_order(make: Make, record: Callable) -> None:
    # FAISS alone returns them in reverse, and drops some at the limit
    index = make(*(record(f"{letter}.txt", *[("Ada", "The wind.")] * 5) for letter in "cab"))
    order = [f"{letter}.txt#{n}" for letter in "abc" for n in range(5)]
    for search in (index.search_meaning, index.search_words):
        for limit in (1, 4, 7, 14, 15, 40):
            assert ids(search("wind", limit)) == order[:limit]


def test_the_order_of_the_records_changes_nothing(make: Make, records: tuple, record: Callable) -> None:
    more = (*records, record("zoo.txt", ("Ada Berg", "The wind and the grid.")))
    found = [
        [(ids(index.search_meaning(q, 7)), ids(index.search_words(q, 7))) for q in ("wind grid", "budget")]
        for index in (make(*more), make(*reversed(more)))
    ]
    assert found[0] == found[1]


def test_a_limit_is_exact(make: Make, records: tuple) -> None:
    index = make(*records)
    assert index.select() is None
    cases = [
        ({"speakers": ["ada-berg"]}, ["harbour.txt#0", "harbour.txt#1", "summit.txt#0"]),
        ({"documents": ["summit.txt"]}, ["summit.txt#0", "summit.txt#1"]),
        ({"speakers": ["ada-berg"], "documents": ["summit.txt"]}, ["summit.txt#0"]),
        ({"speakers": ["ada-berg", "noor-aziz"], "until": "2023"}, [f"harbour.txt#{n}" for n in range(3)]),
        ({"organisations": ["lind energi"]}, ["summit.txt#1"]),
        ({"since": "2024"}, ["summit.txt#0", "summit.txt#1"]),
        ({"since": "2024-05-31"}, ["summit.txt#0", "summit.txt#1"]),
        ({"since": "2024-06"}, []),
        ({"until": "2023-11-06"}, []),
        ({"speakers": ["nobody"]}, []),
        ({"documents": ["nowhere"]}, []),
    ]
    for limits, expected in cases:
        within = index.select(**limits)
        assert within is not None
        assert [index.passage_at(int(at)).id for at in within.positions] == expected, limits
        assert sorted(ids(index.search_meaning("wind", 10, within))) == expected, limits
        assert set(ids(index.search_words("budget wind solar", 10, within))) <= set(expected), limits


def test_a_filtered_score_is_the_unfiltered_one(make: Make, records: tuple) -> None:
    index = make(*records)
    within = index.select(speakers=["ada-berg"])
    for search in (index.search_meaning, index.search_words):
        every = {hit.passage.id: hit.score for hit in search("wind and solar", 10)}
        limited = search("wind and solar", 10, within)
        assert limited
        assert [every[hit.passage.id] for hit in limited] == pytest.approx([hit.score for hit in limited])


def test_chosen_passages_are_scored_in_the_order_given(make: Make, records: tuple) -> None:
    index = make(*records)
    passages = [index.passage(id_) for id_ in ("summit.txt#0", "harbour.txt#1", "summit.txt#0")]
    # "solar" against harbour 1, solar 1; against solar 1, wind 1
    assert index.similarity("solar", passages) == pytest.approx([1 / math.sqrt(2)] * 3)
    positions = [index.position(p.id) for p in passages]
    assert index.similarity("solar", positions) == pytest.approx(index.similarity("solar", passages))
    scores = index.word_scores("harbour", passages)
    assert scores[0] == scores[2] > scores[1] == 0
    assert index.similarity("solar", []).shape == (0,)
    assert index.vectors_at(positions) @ index.embed_query("solar") == pytest.approx([1 / math.sqrt(2)] * 3)


def test_speakers_are_counted(make: Make, records: tuple) -> None:
    found = {e.speaker.name: (e.document_ids, e.passages) for e in make(*records).speakers}
    assert found["Noor Aziz"] == (("harbour.txt",), 1)
    assert found["Tomas Lind"] == (("summit.txt",), 1)
    assert sum(passages for _, passages in found.values()) == 5


TEXTS = st.lists(
    st.tuples(st.sampled_from([None, "Ada Berg", "Noor Ålund"]), st.text(min_size=1, max_size=40)), max_size=6
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=TEXTS)
def test_any_text_comes_back_as_it_went_in(make: Make, record: Callable, lines: list) -> None:
    wholesome = [(who, text.encode(errors="ignore").decode()) for who, text in lines]
    given_, anchor = record("any.txt", *wholesome), record("anchor.txt", ("Ada Berg", "Wind."))
    index = make(given_, anchor)
    assert index.passages_of("anchor.txt") == anchor[1]
    if given_[1]:
        assert index.documents["any.txt"] == given_[0]
        assert index.passages_of("any.txt") == given_[1]
    for query in (*(text for _, text in wholesome), "", "wind"):
        for hits in (index.search_meaning(query, 3), index.search_words(query, 3)):
            scores = [hit.score for hit in hits]
            assert scores == sorted(scores, reverse=True)
            assert np.isfinite(scores).all()


def test_a_turn_is_also_known_by_what_is_around_it(make: Make, record: Callable) -> None:
    document, passages = record("a.vtt", ("Ada", "The wind."), ("Bo", "Yes."), ("Ada", "And solar."))
    turns = tuple(
        replace(p, attributions=tuple(replace(a, kind="turn") for a in p.attributions)) for p in passages
    )
    index = make((document, turns), record("prose.txt", ("Ada", "The wind."), (None, "Yes.")))
    # each turn takes in both neighbours: wind 1, solar 1
    assert index.similarity_around("wind", turns) == pytest.approx([1 / math.sqrt(2)] * 3)
    assert index.similarity("wind", turns) == pytest.approx([1, 0, 0])
    prose = index.passages_of("prose.txt")
    assert index.similarity_around("wind", prose) == pytest.approx(index.similarity("wind", prose))

    # and so after the record was carried into another segment
    index = make((document, turns), record("prose.txt", ("Ada", "The wind."), (None, "No.")))
    assert index.similarity_around("wind", turns) == pytest.approx([1 / math.sqrt(2)] * 3)


def test_two_threads_never_share_a_limit(make: Make, records: tuple) -> None:
    """The page answers several people at once: a filter must hold for the one who set it."""
    from concurrent.futures import ThreadPoolExecutor

    index = make(*records)
    limits = [index.select(speakers=[id_]) for id_ in ("ada-berg", "noor-aziz", "tomas-lind")]
    expected = [{index.passage_at(int(at)).id for at in limit.positions} for limit in limits if limit]

    def search(number: int) -> bool:
        hits = index.search_meaning("budget", 10, limits[number % 3])
        return {hit.passage.id for hit in hits} == expected[number % 3]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(search, range(600)))
