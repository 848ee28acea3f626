"""Questions to ranked, attributed passages: understanding, ranking, refusal, evaluation, the command line.

Names are imported when they are first used, so that a command which needs no index loads no numpy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.evaluation import Report, evaluate
    from qa.question import Interpreter, understand
    from qa.types import Answer, Filters, Hit, Question
    from qa.wire import answer_to_json

_HOMES = {
    "Answer": "qa.types",
    "Assistant": "qa.assistant",
    "Filters": "qa.types",
    "Hit": "qa.types",
    "Interpreter": "qa.question",
    "Question": "qa.types",
    "Report": "qa.evaluation",
    "answer_to_json": "qa.wire",
    "evaluate": "qa.evaluation",
    "understand": "qa.question",
}

__all__ = [
    "Answer",
    "Assistant",
    "Filters",
    "Hit",
    "Interpreter",
    "Question",
    "Report",
    "answer_to_json",
    "evaluate",
    "understand",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
