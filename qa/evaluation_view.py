"""An evaluation for reading in the terminal: measures by half and kind, shortfalls, gains and losses."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from qa.comparison import Change, Comparison
from qa.evaluation import Floor, Report
from qa.measures import MEASURES, Measure
from qa.outcomes import Outcome
from qa.terminal import clean, table_view

_SHOWN_WORDS = 30  # of what came first
_WORDS = "words of first passage"  # the one measure that is no rate


def report_view(report: Report, floors: Sequence[Floor] = ()) -> RenderableType:
    groups = {"all": report.measures, **report.halves}
    parts: list[RenderableType] = [
        _measures_table(groups),
        Text(),
        _kinds_table(report.kinds),
    ]
    shortfalls = report.shortfalls
    parts += [Text(), Text(f"{len(shortfalls)} of {len(report.outcomes)} questions fell short", style="bold")]
    parts += [part for outcome in shortfalls for part in (Text(), _shortfall_view(outcome))]
    if missed := [floor for floor in floors if floor.is_missed]:
        parts += [Text(), *map(_floor_view, missed)]
    return Group(*parts)


def comparison_view(comparison: Comparison, report: Report) -> RenderableType:
    """Measure by measure what it was and is, then the questions that changed."""
    rows = [
        {
            "measure": name,
            "before": show(name, comparison.measures[name]),
            "now": show(name, report.measures[name].value),
        }
        for name in MEASURES
    ]
    parts: list[RenderableType] = [Text(), table_view(rows, right=("before", "now"))]
    for title, style, changes in (
        ("gained", "green", comparison.gained),
        ("lost", "red", comparison.lost),
        ("changed", "yellow", comparison.changed),
    ):
        parts += [Text(), Text(f"{len(changes)} {title}", style=f"bold {style}"), *map(_change_view, changes)]
    for title, ids in (("only now", comparison.only_now), ("only before", comparison.only_before)):
        if ids:
            parts += [Text(), Text(clean(f"{len(ids)} {title}: {', '.join(ids)}"))]
    return Group(*parts)


def show(name: str, value: float | None) -> str:
    """A measure as people read it: rates with two decimals, words with none."""
    if value is None:
        return "-"
    return f"{value:.0f}" if name == _WORDS else f"{value:.2f}"


def show_interval(name: str, measure: Measure) -> str:
    if measure.value is None:
        return "-"
    return f"{show(name, measure.value)} [{show(name, measure.low)}, {show(name, measure.high)}]"


def _measures_table(groups: Mapping[str, Mapping[str, Measure]]) -> RenderableType:
    rows = [
        {"measure": name} | {group: show_interval(name, measures[name]) for group, measures in groups.items()}
        for name in MEASURES
    ]
    return table_view(rows, right=tuple(groups))


def _kinds_table(kinds: Mapping[str, Mapping[str, Measure]]) -> RenderableType:
    rows = [
        {"kind": kind, "questions": str(_questions(measures))}
        | {name: show(name, measures[name].value) for name in MEASURES}
        for kind, measures in kinds.items()
    ]
    return table_view(rows, right=("questions", *MEASURES))


def _questions(measures: Mapping[str, Measure]) -> int:
    return measures["hit@1"].count + measures["false-answer rate"].count


def _shortfall_view(outcome: Outcome) -> RenderableType:
    question = outcome.question
    expected = f"“{question.nuggets[0]}”" if question.nuggets else "a refusal"
    lines = [
        Text(clean(f"{question.id} ({question.kind}): {question.question}"), style="bold"),
        Text(clean(f"   {outcome.shortfall}"), style="red"),
        Text(clean(f"   expected    {expected}{f', {question.speaker}' if question.speaker else ''}")),
        Text(clean(f"   came first  {_first(outcome)}")),
    ]
    if outcome.whereabouts:
        lines.append(Text(clean(f"   missing one {outcome.whereabouts}")))
    return Group(*lines)


def _first(outcome: Outcome) -> str:
    if not outcome.hits:
        return f"a refusal: {outcome.reason}"
    first = outcome.hits[0]
    words = " ".join(first.text.split()[:_SHOWN_WORDS])
    return f"{', '.join(first.speakers) or 'nobody'}: {words}"


def _floor_view(floor: Floor) -> Text:
    measured, stated = show(floor.name, floor.measured), show(floor.name, floor.stated)
    return Text(f"floor missed: {floor.name} is {measured}, stated {stated}", style="red")


def _change_view(change: Change) -> Text:
    was, now = change.before or "all right", change.after or "all right"
    return Text(clean(f"   {change.id}: {change.question} ({was} -> {now})"))
