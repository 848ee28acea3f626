"""What people would otherwise use: LangChain, LlamaIndex, Haystack and txtai on the same work.

    python benchmarks/peers.py --install FOLDER         make the peers' own environment (once)
    FOLDER/bin/python benchmarks/peers.py < WORK.json   run one pipeline, an answer a line

Peers pull in what the product must not, so they never share its environment: this file imports nothing
of Rapporteur, reads its work from standard input and writes JSON lines. The work is one object:

    {"pipeline": "langchain-hybrid", "model": "FOLDER", "limit": 5,
     "collections": [{"units": [{"document": "a.md", "id": "a.md", "text": "..."}], "split": true,
                      "questions": [{"id": "q1", "question": "..."}]}]}

Units are whole documents that the peer splits in its own way (``split``), or passages that are to be
ranked as they are. The first line of the result describes the environment; every other line is
``{"id", "hits": [{"document", "unit", "text"}], "milliseconds"}``, best first.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

TORCH = "torch==2.13.0"  # installed first: newer builds pull gigabytes of CUDA


class Unit(NamedTuple):
    document: str
    id: str
    text: str


Search = Callable[[str, int], list[Unit]]


def langchain(units: Sequence[Unit], model: str, split: bool, hybrid: bool) -> Search:
    """RecursiveCharacterTextSplitter 1000/200 as in its tutorials; FAISS, or BM25 and FAISS fused by rank."""
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_community.vectorstores import FAISS
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    documents = [Document(u.text, metadata={"document": u.document, "unit": u.id}) for u in units]
    if split:
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        documents = splitter.split_documents(documents)
    dense = FAISS.from_documents(documents, HuggingFaceEmbeddings(model_name=model))
    words = BM25Retriever.from_documents(documents) if hybrid else None

    def search(question: str, limit: int) -> list[Unit]:
        near = dense.as_retriever(search_kwargs={"k": limit})
        if words is None:
            found = near.invoke(question)
        else:
            words.k = limit
            found = EnsembleRetriever(retrievers=[words, near], weights=[0.5, 0.5]).invoke(question)
        return [Unit(d.metadata["document"], d.metadata["unit"], d.page_content) for d in found[:limit]]

    return search


def llama_index(units: Sequence[Unit], model: str, split: bool, hybrid: bool) -> Search:
    """SentenceSplitter as it comes (1024 tokens); the vector index, or fused with BM25 by reciprocal rank."""
    from llama_index.core import Settings, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.core.schema import Document, TextNode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.retrievers.bm25 import BM25Retriever

    Settings.llm = None
    facts = [{"document": u.document, "unit": u.id} for u in units]
    hidden = {"excluded_embed_metadata_keys": ["document", "unit"]}
    if split:
        documents = [Document(text=u.text, metadata=f, **hidden) for u, f in zip(units, facts, strict=True)]
        nodes = SentenceSplitter(include_metadata=False).get_nodes_from_documents(documents)
        for node in nodes:
            node.metadata = dict(node.source_node.metadata)
            node.excluded_embed_metadata_keys = ["document", "unit"]
    else:
        nodes = [TextNode(text=u.text, metadata=f, **hidden) for u, f in zip(units, facts, strict=True)]
    index = VectorStoreIndex(nodes, embed_model=HuggingFaceEmbedding(model))

    def search(question: str, limit: int) -> list[Unit]:
        retriever = index.as_retriever(similarity_top_k=limit)
        if hybrid:
            retriever = fused(retriever, min(limit, len(nodes)))
        found = retriever.retrieve(question)[:limit]
        return [Unit(n.metadata["document"], n.metadata["unit"], n.node.get_content()) for n in found]

    words = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=1) if hybrid else None

    def fused(dense: object, limit: int) -> QueryFusionRetriever:
        words.similarity_top_k = limit
        return QueryFusionRetriever(
            [dense, words], similarity_top_k=limit, num_queries=1, mode="reciprocal_rerank", use_async=False
        )

    return search


def haystack(units: Sequence[Unit], model: str, split: bool, hybrid: bool) -> Search:
    """DocumentSplitter as it comes (200 words); embeddings, or joined with BM25 by reciprocal rank."""
    from haystack import Document
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
        SentenceTransformersTextEmbedder,
    )

    documents = [Document(content=u.text, meta={"document": u.document, "unit": u.id}) for u in units]
    if split:
        documents = DocumentSplitter().run(documents)["documents"]
    embedder = SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
    embedder.warm_up()
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    store.write_documents(embedder.run(documents)["documents"])
    asker = SentenceTransformersTextEmbedder(model=model, progress_bar=False)
    asker.warm_up()
    near, words = InMemoryEmbeddingRetriever(store), InMemoryBM25Retriever(store)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion")

    def search(question: str, limit: int) -> list[Unit]:
        found = near.run(asker.run(question)["embedding"], top_k=limit)["documents"]
        if hybrid:
            lists = [found, words.run(question, top_k=limit)["documents"]]
            found = joiner.run(documents=lists)["documents"]
        return [Unit(d.meta["document"], d.meta["unit"], d.content) for d in found[:limit]]

    return search


def txtai(units: Sequence[Unit], model: str, split: bool, hybrid: bool) -> Search:
    """Paragraphs, as its text extraction makes them; the vector index, or its hybrid with BM25."""
    from txtai import Embeddings

    if split:
        units = [Unit(u.document, u.id, p) for u in units for p in u.text.split("\n\n") if len(p.split()) > 4]
    index = Embeddings(path=model, hybrid=hybrid)
    index.index([(i, u.text, None) for i, u in enumerate(units)])

    def search(question: str, limit: int) -> list[Unit]:
        return [units[i] for i, _ in index.search(question, limit)]

    return search


def bare_bm25(units: Sequence[Unit], model: str, split: bool, hybrid: bool) -> Search:
    """BM25 over paragraphs and nothing else: the weak baseline that is hard to beat."""
    import bm25s
    import Stemmer

    del model, hybrid
    if split:
        units = [Unit(u.document, u.id, p) for u in units for p in u.text.split("\n\n") if len(p.split()) > 4]
    stemmer = Stemmer.Stemmer("english")
    index = bm25s.BM25()
    index.index(
        bm25s.tokenize([u.text for u in units], stemmer=stemmer, show_progress=False), show_progress=False
    )

    def search(question: str, limit: int) -> list[Unit]:
        tokens = bm25s.tokenize(question, stemmer=stemmer, show_progress=False)
        found, _ = index.retrieve(tokens, k=min(limit, len(units)), show_progress=False)
        return [units[i] for i in found[0]]

    return search


def bare_dense(units: Sequence[Unit], model: str, split: bool, hybrid: bool) -> Search:
    """The encoder over paragraphs and nothing else."""
    import numpy as np
    from sentence_transformers import SentenceTransformer

    del hybrid
    if split:
        units = [Unit(u.document, u.id, p) for u in units for p in u.text.split("\n\n") if len(p.split()) > 4]
    encoder = SentenceTransformer(model)
    vectors = encoder.encode([u.text for u in units], normalize_embeddings=True, show_progress_bar=False)

    def search(question: str, limit: int) -> list[Unit]:
        scores = vectors @ encoder.encode(question, normalize_embeddings=True)
        return [units[i] for i in np.argsort(-scores, kind="stable")[:limit]]

    return search


BUILDERS: dict[str, tuple[Callable[[Sequence[Unit], str, bool, bool], Search], bool]] = {
    "bm25": (bare_bm25, False),
    "dense": (bare_dense, False),
    "langchain": (langchain, False),
    "langchain-hybrid": (langchain, True),
    "llamaindex": (llama_index, False),
    "llamaindex-hybrid": (llama_index, True),
    "haystack": (haystack, False),
    "haystack-hybrid": (haystack, True),
    "txtai": (txtai, False),
    "txtai-hybrid": (txtai, True),
}


def environment() -> dict[str, object]:
    """What the figures were taken with: machine, Python and the versions of the peers."""
    packages = [line.split("==")[0] for line in requirements().read_text().splitlines() if "==" in line]
    versions = {name: importlib.metadata.version(name) for name in packages}
    return {"python": platform.python_version(), "machine": platform.machine(), "versions": versions}


def requirements() -> Path:
    return Path(__file__).with_suffix(".txt")


def install(folder: Path) -> None:
    """Make the peers' environment; does nothing when it is there."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    for wanted in ([TORCH], ["-r", str(requirements())]):
        subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)


def run(work: dict[str, object]) -> None:
    build, hybrid = BUILDERS[work["pipeline"]]
    emit = sys.stdout
    sys.stdout = sys.stderr  # peers print; results are ours alone
    print(json.dumps({"environment": environment()}), file=emit)
    for collection in work["collections"]:
        units = [Unit(**u) for u in collection["units"]]
        search = build(units, work["model"], collection.get("split", True), hybrid)
        for question in collection["questions"]:
            began = time.perf_counter()
            found = search(question["question"], work["limit"])
            took = 1000 * (time.perf_counter() - began)
            hits = [{"document": u.document, "unit": u.id, "text": u.text} for u in found]
            print(json.dumps({"id": question["id"], "hits": hits, "milliseconds": took}), file=emit)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--install", metavar="FOLDER", type=Path, help="make the peers' environment there")
    options = parser.parse_args()
    if options.install:
        install(options.install)
        return
    os.environ |= {
        "HF_HUB_OFFLINE": "1",
        "HAYSTACK_TELEMETRY_ENABLED": "False",
        "TOKENIZERS_PARALLELISM": "false",
    }
    run(json.load(sys.stdin))


if __name__ == "__main__":
    main()
