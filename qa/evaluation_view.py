"""An evaluation for reading in the terminal: measures by half and kind, shortfalls, gains and losses."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from qa.comparison import Change, Comparison
from qa.evaluation import Floor, Report
from qa.measures import MEASURES, Measure
from qa.outcomes import Outcome
from qa.terminal import Prose, clean, table_view

_SHOWN_WORDS = 30  # of what came first
_WORDS = "words of first passage"  # the one measure that is no rate
_SHORT = dict(  # for the many columns of a terminal
    zip(MEASURES, ("hit@1", "MRR@5", "recall@5", "wrong", "answered", "refused", "words"), strict=True)
)


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
        {"kind": kind, "n": str(_questions(measures))}
        | {short: show(name, measures[name].value) for name, short in _SHORT.items()}
        for kind, measures in kinds.items()
    ]
    return table_view(rows, right=("n", *_SHORT.values()))


def _questions(measures: Mapping[str, Measure]) -> int:
    return measures["hit@1"].count + measures["false-answer rate"].count


def _shortfall_view(outcome: Outcome) -> RenderableType:
    question = outcome.question
    expected = f"“{question.nuggets[0]}”" if question.nuggets else "a refusal"
    if question.speaker:
        expected += f", {question.speaker}"
    facts = {"expected": expected, "came first": _first(outcome), "right one": outcome.whereabouts}
    return Group(
        Prose(Text(clean(f"{question.id} ({question.kind}): {question.question}"), style="bold"), further=3),
        Prose(Text(clean(outcome.shortfall or ""), style="red"), 3),
        *(Prose(Text(clean(f"{name:<11}{fact}")), 3, further=14) for name, fact in facts.items() if fact),
    )


def _first(outcome: Outcome) -> str:
    if not outcome.hits:
        return f"a refusal: {outcome.reason}"
    first = outcome.hits[0]
    words = " ".join(first.text.split()[:_SHOWN_WORDS])
    return f"{', '.join(first.speakers) or 'nobody'}: {words}"


def _floor_view(floor: Floor) -> Text:
    measured, stated = show(floor.name, floor.measured), show(floor.name, floor.stated)
    return Text(f"floor missed: {floor.name} is {measured}, stated {stated}", style="red")


def _change_view(change: Change) -> Prose:
    was, now = change.before or "all right", change.after or "all right"
    return Prose(Text(clean(f"{change.id}: {change.question} ({was} -> {now})")), 3, further=6)
