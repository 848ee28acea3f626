"""A saved index of a peer, asked from the shell: what `rapporteur ask` is measured beside.

    PYTHON benchmarks/peers_ask.py build PEER FOLDER MODEL < PARAGRAPHS.json
    PYTHON benchmarks/peers_ask.py ask PEER FOLDER MODEL QUESTION

``PYTHON`` is that of the peers' own environment (see peers.py); nothing of Rapporteur is imported. Each
peer saves and loads in the way its documentation shows, and imports only what that needs.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

LIMIT = 5


class LangChain:
    """The FAISS vector store."""

    @staticmethod
    def build(texts: Sequence[str], folder: str, model: str) -> None:
        from langchain_community.vectorstores import FAISS
        from langchain_huggingface import HuggingFaceEmbeddings

        FAISS.from_texts(list(texts), HuggingFaceEmbeddings(model_name=model)).save_local(folder)

    @staticmethod
    def ask(question: str, folder: str, model: str) -> list[str]:
        from langchain_community.vectorstores import FAISS
        from langchain_huggingface import HuggingFaceEmbeddings

        store = FAISS.load_local(
            folder, HuggingFaceEmbeddings(model_name=model), allow_dangerous_deserialization=True
        )
        return [document.page_content for document in store.similarity_search(question, k=LIMIT)]


class LlamaIndex:
    """The vector index with its own storage."""

    @staticmethod
    def build(texts: Sequence[str], folder: str, model: str) -> None:
        from llama_index.core import VectorStoreIndex
        from llama_index.core.schema import TextNode
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        nodes = [TextNode(text=text) for text in texts]
        index = VectorStoreIndex(nodes, embed_model=HuggingFaceEmbedding(model))
        index.storage_context.persist(persist_dir=folder)

    @staticmethod
    def ask(question: str, folder: str, model: str) -> list[str]:
        from llama_index.core import StorageContext, load_index_from_storage
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        storage = StorageContext.from_defaults(persist_dir=folder)
        index = load_index_from_storage(storage, embed_model=HuggingFaceEmbedding(model))
        found = index.as_retriever(similarity_top_k=LIMIT).retrieve(question)
        return [node.node.get_content() for node in found]


class Haystack:
    """The document store in memory, saved as JSON."""

    @staticmethod
    def build(texts: Sequence[str], folder: str, model: str) -> None:
        from haystack import Document
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
        )

        embedder = SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
        embedder.warm_up()
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        store.write_documents(embedder.run([Document(content=text) for text in texts])["documents"])
        Path(folder).mkdir(parents=True, exist_ok=True)
        store.save_to_disk(f"{folder}/store.json")

    @staticmethod
    def ask(question: str, folder: str, model: str) -> list[str]:
        from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersTextEmbedder,
        )

        store = InMemoryDocumentStore.load_from_disk(f"{folder}/store.json")
        embedder = SentenceTransformersTextEmbedder(model=model, progress_bar=False)
        embedder.warm_up()
        near = InMemoryEmbeddingRetriever(store, top_k=LIMIT)
        return [d.content for d in near.run(embedder.run(question)["embedding"])["documents"]]


class Txtai:
    """Embeddings that keep their content."""

    @staticmethod
    def build(texts: Sequence[str], folder: str, model: str) -> None:
        from txtai import Embeddings

        index = Embeddings(path=model, content=True)
        index.index(list(texts))
        index.save(folder)

    @staticmethod
    def ask(question: str, folder: str, model: str) -> list[str]:
        from txtai import Embeddings

        del model  # the index knows it
        index = Embeddings()
        index.load(folder)
        return [hit["text"] for hit in index.search(question, LIMIT)]


PEERS: dict[str, type] = {
    "langchain": LangChain,
    "llamaindex": LlamaIndex,
    "haystack": Haystack,
    "txtai": Txtai,
}


def main() -> None:
    os.environ |= {
        "HF_HUB_OFFLINE": "1",
        "HAYSTACK_TELEMETRY_ENABLED": "False",
        "TOKENIZERS_PARALLELISM": "false",
    }
    work, peer, folder, model, *question = sys.argv[1:]
    act: Callable[..., list[str] | None] = getattr(PEERS[peer], work)
    if work == "build":
        act(json.load(sys.stdin), folder, model)
    else:
        print(json.dumps(act(question[0], folder, model), ensure_ascii=False))


if __name__ == "__main__":
    main()
