"""What a build keeps, what it embeds again, and that a killed build harms nothing."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from index import BuildRefused, Index, Vectors
from index.build import build_documents
from index.journal import Journal
from index.previous import GROWTH, ONE_SEGMENT

Make = Callable[..., Index]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.md").write_text("# Summit\n\nAda Berg said that wind is cheap.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Noor Aziz said that solar is cheaper.\n", encoding="utf-8")
    return folder


def test_files_become_passages(folder: Path, tmp_path: Path, embedder) -> None:
    index = Index.build(folder, tmp_path / "index", embedder)
    assert list(index.documents) == ["a.md", "b.txt"]
    assert index.search_words("solar", 1)[0].passage.document_id == "b.txt"


def test_only_what_changed_is_embedded_again(folder: Path, tmp_path: Path, embedder) -> None:
    Index.build(folder, tmp_path / "index", embedder)
    embedder.embedded.clear()

    Index.build(folder, tmp_path / "index", embedder)
    assert embedder.embedded == []

    (folder / "b.txt").write_text("Noor Aziz said that solar is dear.\n", encoding="utf-8")
    index = Index.build(folder, tmp_path / "index", embedder)
    assert len(embedder.embedded) == 1
    assert "dear" in embedder.embedded[0]
    assert "dear" in index.passages_of("b.txt")[0].text

    (folder / "b.txt").rename(folder / "c.txt")
    embedder.embedded.clear()
    index = Index.build(folder, tmp_path / "index", embedder)
    assert "c.txt" in index.documents
    assert "b.txt" not in index.documents


def test_a_record_that_is_gone_is_found_no_more(folder: Path, tmp_path: Path, embedder) -> None:
    Index.build(folder, tmp_path / "index", embedder)
    (folder / "b.txt").unlink()
    index = Index.build(folder, tmp_path / "index", embedder)
    assert list(index.documents) == ["a.md"]
    assert index.search_words("solar", 5) == []
    assert {e.speaker.name for e in index.speakers} <= {"Ada Berg"}


def test_equal_texts_are_embedded_once(make: Make, record: Callable, embedder) -> None:
    make(*(record(f"{n}.txt", ("Ada", "The wind.")) for n in range(3)))
    assert len(embedder.embedded) == 1


def big(record: Callable, name: str, lines: int):
    return record(name, *[("Ada Berg", f"The wind on day {n} at {name}.") for n in range(lines)])


def test_a_large_index_grows_by_segments(make: Make, record: Callable, embedder) -> None:
    large, small = big(record, "m.txt", ONE_SEGMENT), big(record, "b.txt", 10)
    make(large)
    embedder.embedded.clear()
    index = make(large, small)
    assert len(embedder.embedded) == 10
    assert [entry.rows for entry in index.manifest.segments] == [ONE_SEGMENT, 10]
    whole = build_whole(make, large, small)

    # what was built step by step answers as what was built at once
    for query in ("wind day 7", "b.txt", "on day 1999"):
        for limit in (1, 15, 50):
            grown = [(h.passage.id, round(h.score, 5)) for h in index.search_words(query, limit)]
            assert grown == [(h.passage.id, round(h.score, 5)) for h in whole.search_words(query, limit)]
            grown = [(h.passage.id, round(h.score, 5)) for h in index.search_meaning(query, limit)]
            assert grown == [(h.passage.id, round(h.score, 5)) for h in whole.search_meaning(query, limit)]
        asked = index.token_vectors([query])[0]
        passages = [*large[1], *small[1]]
        pairs = zip(*(each.token_cosines(asked, passages) for each in (index, whole)), strict=True)
        assert all((ours.cosines == theirs.cosines).all() for ours, theirs in pairs)
    assert index.passages_of("b.txt") == small[1]


def build_whole(make: Make, *records) -> Index:
    index = make(*records)
    for path in sorted(index.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    return make(*records)


def test_what_was_dropped_from_a_kept_segment_is_gone(make: Make, record: Callable) -> None:
    large, small = big(record, "m.txt", ONE_SEGMENT), big(record, "z.txt", 20)
    make(large, small)
    index = make(large)
    assert [entry.rows for entry in index.manifest.segments] == [ONE_SEGMENT + 20]
    assert len(index) == ONE_SEGMENT
    found = {hit.passage.document_id for hit in index.search_meaning("wind", ONE_SEGMENT + 20)}
    found |= {hit.passage.document_id for hit in index.search_words("z.txt wind", ONE_SEGMENT + 20)}
    assert found == {"m.txt"}
    within = index.select(speakers=["ada-berg"])
    assert within is not None
    assert len(within) == ONE_SEGMENT
    with pytest.raises(KeyError):
        index.position("z.txt#0")


def test_small_segments_are_merged(make: Make, record: Callable) -> None:
    records = [big(record, "m.txt", ONE_SEGMENT)]
    for step in range(8):
        records.append(big(record, f"n{step}.txt", 8))
        index = make(*records)
        rows = [entry.rows for entry in index.manifest.segments]
        assert sum(rows) == len(index) == ONE_SEGMENT + 8 * (step + 1)
        assert all(rows[i] >= GROWTH * sum(rows[i + 1 :]) for i in range(len(rows))), rows
    for document, passages in records:
        assert index.passages_of(document.id) == passages


def test_a_large_build_is_written_in_rounds(
    make: Make, record: Callable, tmp_path: Path, embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each round is a segment of its own; what is found, and in which order, is the same."""
    some = [big(record, f"{name}.txt", 3) for name in "cabd"]
    whole = make(*some)
    monkeypatch.setattr("index.build.ROUND", 5)
    embedder.embedded.clear()
    build_documents(some, tmp_path / "rounds", embedder)
    parted = Index.load(tmp_path / "rounds", embedder)
    assert [entry.rows for entry in parted.manifest.segments] == [6, 6]
    assert len(embedder.embedded) == len(set(embedder.embedded))
    for name in whole.documents:
        assert parted.passages_of(name) == whole.passages_of(name)
    assert parted.search_meaning("wind", 12) == whole.search_meaning("wind", 12)
    assert parted.search_words("day 2", 12) == whole.search_words("day 2", 12)
    assert [(e.speaker, e.passages) for e in parted.speakers] == [
        (e.speaker, e.passages) for e in whole.speakers
    ]


def test_a_lasting_segment_is_not_rewritten(
    make: Make, record: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.previous.ONE_SEGMENT", 0)
    one, two = big(record, "a.txt", 6), big(record, "b.txt", 6)
    monkeypatch.setattr("index.previous.LASTING", 6)
    first = make(one).manifest.segments[0]
    assert make(one, two).manifest.segments[0] == first
    monkeypatch.setattr("index.previous.LASTING", 7)
    assert len(make(one, two, big(record, "c.txt", 6)).manifest.segments) == 1


def test_nothing_to_build_is_one_clear_line(tmp_path: Path, embedder) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BuildRefused, match=r"found no record to build from in .*empty"):
        Index.build(empty, tmp_path / "index", embedder)
    (empty / "photo.xyz").write_bytes(b"\0\1")
    refused = []
    with pytest.raises(BuildRefused, match=r"photo\.xyz") as caught:
        Index.build(empty, tmp_path / "index", embedder, refuse=refused.append)
    assert [refusal.path.name for refusal in refused] == ["photo.xyz"]
    assert "\n" not in str(caught.value)
    with pytest.raises(BuildRefused):
        Index.build(tmp_path / "nowhere", tmp_path / "index", embedder)


def test_no_place_to_build_is_one_clear_line(folder: Path, tmp_path: Path, embedder) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with pytest.raises(BuildRefused, match="cannot write the index to"):
        Index.build(folder, blocked / "index", embedder)


def test_a_second_build_at_the_same_time_waits(folder: Path, tmp_path: Path, embedder) -> None:
    Index.build(folder, tmp_path / "index", embedder)
    (folder / "c.txt").write_text("Noor Aziz said no.", encoding="utf-8")
    with Journal(tmp_path / "index"), pytest.raises(BuildRefused, match="another build"):
        Index.build(folder, tmp_path / "index", embedder)
    assert len(Index.build(folder, tmp_path / "index", embedder).documents) == 3


class Failing:
    """Embeds so many texts and then fails, as a full disk or Ctrl-C would."""

    def __init__(self, embedder, texts: int) -> None:
        self.embedder, self.left = embedder, texts
        self.name, self.dimension = embedder.name, embedder.dimension

    def embed_passages(self, texts: Sequence[str], progress=None, keep=None) -> Vectors:
        self.left -= len(texts)
        if self.left < 0:
            raise KeyboardInterrupt
        return self.embedder.embed_passages(texts, progress, keep)

    def embed_query(self, text: str) -> Vectors:
        return self.embedder.embed_query(text)

    embed_tokens = None


def test_a_build_that_failed_goes_on_where_it_stopped(
    make: Make, record: Callable, embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embedding.JOURNAL", 10)
    old, new = big(record, "a.txt", 5), big(record, "b.txt", 50)
    before = make(old)
    with pytest.raises(KeyboardInterrupt):
        build_documents([old, new], tmp_path / "index", Failing(embedder, 30))

    # the old index still answers, and nothing half-written is in its folder
    assert Index.load(tmp_path / "index", embedder).passages_of("a.txt") == old[1]
    assert before.passages_of("a.txt") == old[1]
    parts = [path.name for path in (tmp_path / "index").iterdir() if path.name.startswith("segment-")]
    assert parts == [entry.name for entry in before.manifest.segments]

    embedder.embedded.clear()
    index = make(old, new)
    assert len(embedder.embedded) == 20
    assert index.passages_of("b.txt") == new[1]
    asked = np.array([embedder.embed_query("wind"), embedder.embed_query("harbour")])
    grown = index.token_cosines(asked, new[1])
    whole = build_whole(make, old, new).token_cosines(asked, new[1])
    assert all(
        (a.cosines == b.cosines).all() for a, b in zip(grown, whole, strict=True)
    )  # what was noted before the failure is what is made without one
    assert not (tmp_path / "index" / "unfinished.sqlite").exists()


KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
import index.build
from index.manifest import write_manifest
index.build.write_manifest = lambda *_: os._exit(9)  # the last moment before the new index takes over
from tests.index.conftest import WordCounts, _record
index.build.build_documents([_record("new.txt", ("Ada", "The grid."))], Path({folder!r}), WordCounts())
"""


def test_a_build_killed_at_the_last_moment_leaves_the_old_index(
    make: Make, record: Callable, embedder, tmp_path: Path
) -> None:
    make(record("old.txt", ("Ada", "The wind.")))
    root = str(Path(__file__).parents[2])
    script = KILLED.format(root=root, folder=str(tmp_path / "index"))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=root)
    assert done.returncode == 9, done.stderr
    assert list(Index.load(tmp_path / "index", embedder).documents) == ["old.txt"]

    index = make(record("new.txt", ("Ada", "The grid.")))
    assert list(index.documents) == ["new.txt"]
    named = {entry.name for entry in index.manifest.segments} | {index.manifest.catalogue, "manifest.json"}
    assert {path.name for path in (tmp_path / "index").iterdir()} == named


def test_an_open_index_answers_while_it_is_replaced(make: Make, record: Callable) -> None:
    old = make(record("old.txt", ("Ada", "The wind."), ("Ada", "The sun.")))
    make(record("new.txt", ("Ada", "The grid.")))
    assert [hit.passage.id for hit in old.search_meaning("wind", 1)] == ["old.txt#0"]
    assert [hit.passage.id for hit in old.search_words("sun", 1)] == ["old.txt#1"]


def test_progress_ends_with_everything_done(folder: Path, tmp_path: Path, embedder) -> None:
    seen: list[tuple[int, int]] = []
    Index.build(folder, tmp_path / "index", embedder, lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (2, 2)


def test_the_manifest_says_what_built_it(folder: Path, tmp_path: Path, embedder) -> None:
    manifest = Index.build(folder, tmp_path / "index", embedder).manifest
    assert (manifest.model, manifest.dimension, manifest.documents) == (embedder.name, embedder.dimension, 2)
    assert manifest.versions["faiss-cpu"]
    (folder / "b.txt").write_text("Noor Aziz said that solar is dear.\n", encoding="utf-8")
    assert Index.build(folder, tmp_path / "index", embedder).manifest.corpus != manifest.corpus
    assert json.loads((tmp_path / "index" / "manifest.json").read_text())["layout"] == manifest.layout
