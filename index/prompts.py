"""The words some models want before a question or a passage."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prompts:
    """What is put before a question and before a passage; mostly nothing."""

    query: str = ""
    passage: str = ""


BY_NAME = (
    # from the model cards; these models were trained with them but do not say so in their configuration
    (
        re.compile(r"\be5-(?:small|base|large)(?:-v2)?\b|multilingual-e5-(?:small|base|large)$"),
        Prompts("query: ", "passage: "),
    ),
    (
        re.compile(r"\bbge-(?:small|base|large)-en"),
        Prompts("Represent this sentence for searching relevant passages: ", ""),
    ),
)


def prompts_of(name: str, configured: Mapping[str, str | None]) -> Prompts:
    """The prompts of a model: those of its own configuration, else those known for its name."""
    query = configured.get("query") or ""
    passage = next((text for key in ("document", "passage", "corpus") if (text := configured.get(key))), "")
    if query or passage:
        return Prompts(query, passage)
    known = (prompts for pattern, prompts in BY_NAME if pattern.search(name.lower()))
    return next(known, Prompts())
