"""Compare a run of the question set with a saved one, question by question."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.evaluation import Report
from qa.measures import MEASURES
from qa.outcomes import Outcome
from qa.questions import BadQuestions


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose outcome changed; None means that nothing fell short."""

    id: str
    question: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The measures of the earlier run, and which questions were gained, lost or changed otherwise."""

    measures: Mapping[str, float | None]
    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    changed: tuple[Change, ...]
    only_now: tuple[str, ...]
    only_before: tuple[str, ...]


def compare(report: Report, earlier: Mapping[str, Any]) -> Comparison:
    """Gains and losses against a saved run; questions that only one run has are listed apart."""
    rows = {row["id"]: row for row in earlier["outcomes"]}
    now = {outcome.question.id: outcome for outcome in report.outcomes}
    changes = [
        _change(outcome, rows[id_])
        for id_, outcome in now.items()
        if id_ in rows and rows[id_]["shortfall"] != outcome.shortfall
    ]
    return Comparison(
        measures={name: earlier["measures"][name]["value"] for name in MEASURES},
        gained=tuple(change for change in changes if change.after is None),
        lost=tuple(change for change in changes if change.before is None),
        changed=tuple(change for change in changes if change.before and change.after),
        only_now=tuple(id_ for id_ in now if id_ not in rows),
        only_before=tuple(id_ for id_ in rows if id_ not in now),
    )


def read_run(path: Path) -> dict[str, Any]:
    """A run saved by ``Report.save``; raises BadQuestions for anything else."""
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
        for row in run["outcomes"]:
            row["id"], row["shortfall"]
        for name in MEASURES:
            run["measures"][name]["value"]
    except FileNotFoundError:
        raise BadQuestions(
            f"{path} does not exist; save a run first: rapporteur evaluate --save {path}"
        ) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise BadQuestions(
            f"{path} is not a saved run; make one: rapporteur evaluate --save {path}"
        ) from None
    return dict(run)


def _change(outcome: Outcome, row: Mapping[str, Any]) -> Change:
    return Change(outcome.question.id, outcome.question.question, row["shortfall"], outcome.shortfall)
