"""A damaged, foreign or missing index is refused in one line that names what mends it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Index, IndexDamaged, IndexMismatch, IndexMissing
from index.manifest import LAYOUT, NAME

Make = Callable[..., Index]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def one_line(error: BaseException) -> bool:
    return "\n" not in str(error) and "rapporteur build" in str(error)


def test_each_file_cut_short_is_noticed(make: Make, records: tuple, embedder, tmp_path: Path) -> None:
    whole = make(*records).folder
    assert len(files(whole)) >= 10
    for path in files(whole):
        for length in (0, path.stat().st_size // 2, path.stat().st_size - 1):
            copy = shutil.copytree(whole, tmp_path / "copy")
            (copy / path.relative_to(whole)).write_bytes(path.read_bytes()[:length])
            with pytest.raises(IndexDamaged) as caught:
                Index.load(copy, embedder)
            assert one_line(caught.value), path.name
            shutil.rmtree(copy)


def test_each_file_gone_is_noticed(make: Make, records: tuple, embedder, tmp_path: Path) -> None:
    whole = make(*records).folder
    for path in files(whole):
        copy = shutil.copytree(whole, tmp_path / "copy")
        (copy / path.relative_to(whole)).unlink()
        with pytest.raises(IndexMissing if path.name == NAME else IndexDamaged) as caught:
            Index.load(copy, embedder)
        assert one_line(caught.value), path.name
        shutil.rmtree(copy)


def test_each_small_file_altered_is_noticed(make: Make, records: tuple, embedder, tmp_path: Path) -> None:
    whole = make(*records).folder
    for path in files(whole):
        if path.name == NAME:
            continue
        copy = shutil.copytree(whole, tmp_path / "copy")
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        (copy / path.relative_to(whole)).write_bytes(content)
        with pytest.raises(IndexDamaged):
            Index.load(copy, embedder)
        shutil.rmtree(copy)


@pytest.mark.parametrize(
    "content", ["[]", "{}", "null", f'{{"layout": {LAYOUT}}}', f'{{"layout": {LAYOUT}, "segments": 3}}', "\0"]
)
def test_what_is_no_manifest_is_refused(make: Make, records: tuple, embedder, content: str) -> None:
    folder = make(*records).folder
    (folder / NAME).write_text(content, encoding="utf-8")
    with pytest.raises(IndexDamaged) as caught:
        Index.load(folder, embedder)
    assert one_line(caught.value)


def test_a_damaged_index_is_mended_by_a_build(make: Make, records: tuple, embedder) -> None:
    index = make(*records)
    for path in files(index.folder):
        if path.name != NAME:
            path.write_bytes(b"")
    assert make(*records).passages_of("summit.txt") == records[1][1]


def test_no_index_says_how_to_build_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(IndexMissing) as caught:
            Index.load(folder)
        assert one_line(caught.value)


def test_models_are_never_mixed(make: Make, records: tuple, embedder) -> None:
    folder = make(*records).folder
    embedder.name = "another model sha256:2"
    with pytest.raises(IndexMismatch, match="word counts sha256:1, not another model") as caught:
        Index.load(folder, embedder)
    assert one_line(caught.value)
    embedder.embedded.clear()
    assert len(make(*records)) == 6
    assert len(embedder.embedded) == 6


def test_another_layout_is_refused(make: Make, records: tuple, embedder) -> None:
    folder = make(*records).folder
    manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    (folder / NAME).write_text(json.dumps(manifest | {"layout": 0}), encoding="utf-8")
    with pytest.raises(IndexMismatch, match="layout 0") as caught:
        Index.load(folder, embedder)
    assert one_line(caught.value)
    assert len(make(*records)) == 6


def test_paths_in_a_manifest_stay_inside_the_folder(make: Make, records: tuple, embedder) -> None:
    folder = make(*records).folder
    manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    files = manifest["files"] | {"../elsewhere.sqlite": {"size": 0, "sha256": None}}
    for field in ({"catalogue": "../elsewhere.sqlite"}, {"encoder": "/tmp"}, {"files": files}):
        (folder / NAME).write_text(json.dumps(manifest | field), encoding="utf-8")
        with pytest.raises(IndexDamaged):
            Index.load(folder)


def test_a_folder_may_have_any_name(records: tuple, embedder, tmp_path: Path) -> None:
    from index.build import build_documents

    folder = tmp_path / "Köln, 100 % #1?" / "index"
    build_documents(records, folder, embedder)
    assert len(Index.load(folder, embedder)) == 6
