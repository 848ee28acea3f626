"""Which engine answers: the light export that was stored with an index, else sentence-transformers."""

from pathlib import Path

from index.errors import BUILD, IndexDamaged
from index.manifest import Manifest
from index.types import Embedder


def open_embedder(folder: Path, manifest: Manifest) -> Embedder:
    """The embedder that built an index: its light export, else sentence-transformers, which is slower."""
    if manifest.encoder:
        from index.onnx_encoder import OnnxEncoder

        try:
            return OnnxEncoder(folder / manifest.encoder)
        except Exception as error:  # whatever the runtime says of a file that is not what it was
            raise IndexDamaged(
                f"{folder / manifest.encoder} cannot be opened ({error}); run: {BUILD}"
            ) from None
    from index.encoder import SentenceEncoder

    return SentenceEncoder.open(manifest.model.rsplit(" sha256:", 1)[0], fetch=False)
