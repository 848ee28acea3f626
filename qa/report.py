"""An evaluation as one HTML file with its pictures: nothing in it is loaded from elsewhere."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from qa.comparison import Comparison
from qa.evaluation import Floor, Report
from qa.evaluation_view import show, show_interval
from qa.measures import MEASURES, Measure
from qa.outcomes import Outcome

_WIDTH = 320  # pixels a rate of 1 is drawn with


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a picture: lengths in pixels; ``low`` and ``high`` are the ends of the interval."""

    label: str
    shown: str
    length: float
    low: float | None = None
    high: float | None = None
    tone: str = "plain"


def write_html(
    report: Report, path: Path, floors: Sequence[Floor] = (), comparison: Comparison | None = None
) -> None:
    """Write the report; text of records and questions is escaped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_html(report, floors, comparison), encoding="utf-8")


def to_html(report: Report, floors: Sequence[Floor] = (), comparison: Comparison | None = None) -> str:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((files("qa") / "report.html").read_text(encoding="utf-8"))
    return template.render(
        report=report,
        groups={"all": report.measures, **report.halves},
        measures=MEASURES,
        show=show,
        show_interval=show_interval,
        by_kind=_by_kind(report.kinds),
        by_rank=_by_rank(report.outcomes),
        width=_WIDTH,
        floors=floors,
        comparison=comparison,
    )


def _by_kind(kinds: Mapping[str, Mapping[str, Measure]]) -> list[Bar]:
    """How many are right, kind by kind: hit@1, and for what should be refused the share refused."""
    bars = []
    for kind, measures in kinds.items():
        if (found := measures["hit@1"]).value is not None:
            bars.append(_rate(kind, found))
        elif (false := measures["false-answer rate"]).value is not None:
            bars.append(_rate(f"{kind}: refused", _complement(false)))
    return bars


def _rate(label: str, measure: Measure) -> Bar:
    value, low, high = measure.value or 0, measure.low or 0, measure.high or 0
    return Bar(label, f"{value:.2f} of {measure.count}", value * _WIDTH, low * _WIDTH, high * _WIDTH)


def _complement(measure: Measure) -> Measure:
    value, low, high = measure.value or 0, measure.low or 0, measure.high or 0
    return Measure(1 - value, 1 - high, 1 - low, measure.count)


def _by_rank(outcomes: Sequence[Outcome]) -> list[Bar]:
    """Where the first right passage of each answerable question came."""
    places = Counter(_place(outcome) for outcome in outcomes if outcome.question.is_answerable)
    total = max(1, places.total())
    tones = {"rank 1": "good", "refused": "bad", "not found": "bad"}
    order = [*(f"rank {rank}" for rank in range(1, 6)), "not found", "refused"]
    return [
        Bar(place, str(places[place]), places[place] / total * _WIDTH, tone=tones.get(place, "plain"))
        for place in order
    ]


def _place(outcome: Outcome) -> str:
    if outcome.is_refused:
        return "refused"
    return f"rank {outcome.right_rank}" if outcome.right_rank else "not found"
