"""The evaluation: measures by kind, a picture, each failure; and an answer called wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from corpus import Passage, Span
from page.markup import as_html, foreign, plain, visible
from page.pictures import balance, curve, levels
from page.scene import Person, Scene
from page.views.render import titled, view
from qa.comparison import Comparison
from qa.evaluation import Report
from qa.measures import MEASURES, Measure
from qa.outcomes import JudgedHit, Outcome
from qa.questions import JudgedQuestion
from qa.trade_off import chosen, trade_off


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of one kind of question, as they are written."""

    kind: str
    count: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that fell short: what was expected, and what came instead."""

    question: Markup
    href: str
    expected: Markup
    got: Markup
    shortfall: Markup


@dataclass(frozen=True, slots=True)
class Choice:
    """A passage to pick as the right one."""

    passage_id: str
    people: tuple[Person, ...]
    words: Markup
    is_wrong: bool


def evaluation_view(
    scene: Scene,
    report: Report | None,
    comparison: Comparison | None,
    corrections: tuple[int, str],
    questions: int,
    told: str = "",
) -> str:
    """The last run of the question set; ``corrections``: how many, in which file."""
    words = scene.words
    rows = _rows(scene, report) if report else []
    return view(
        scene,
        titled(scene, words("evaluate.heading")),
        told or words("evaluate.heading"),
        "evaluate.html",
        report=report,
        comparison=comparison,
        corrections=corrections,
        questions=questions,
        told=told,
        measures=[words(f"measure.{name}") for name in MEASURES],
        rows=rows,
        picture=_picture(scene, report) if report else "",
        trade_off=_trade_off(scene, report) if report else "",
        changes=_changes(scene, report, comparison) if report and comparison else "",
        failures=[_failure(scene, outcome) for outcome in report.shortfalls] if report else [],
    )


def _rows(scene: Scene, report: Report) -> list[Row]:
    def row(kind: str, measures: Mapping[str, Measure], count: int) -> Row:
        return Row(kind, count, tuple(_written(name, measures[name].value) for name in MEASURES))

    counts = [sum(outcome.question.kind == kind for outcome in report.outcomes) for kind in report.kinds]
    return [
        row(scene.words("evaluate.all"), report.measures, len(report.outcomes)),
        *(
            row(_kind(scene, kind), measures, count)
            for (kind, measures), count in zip(report.kinds.items(), counts, strict=True)
        ),
    ]


def _written(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if name == "words of first passage" else f"{value:.2f}"


def _picture(scene: Scene, report: Report) -> Markup:
    """The share of right answers of each kind: right first, or rightly refused."""
    rows = []
    for kind, measures in report.kinds.items():
        right, false = measures["hit@1"].value, measures["false-answer rate"].value
        share = right if right is not None else None if false is None else 1 - false
        if share is not None:
            rows.append((_kind(scene, kind), share))
    return levels(scene.words("evaluate.picture"), rows)


def _trade_off(scene: Scene, report: Report) -> Markup:
    """False answers against false refusals, as the threshold of refusing moves; none without both sorts."""
    points = trade_off(report.outcomes)
    if not points:
        return Markup()
    in_force = chosen(points)
    return curve(
        scene.words("evaluate.trade_off"),
        [(point.false_refusals, point.false_answers) for point in points],
        (in_force.false_refusals, in_force.false_answers) if in_force else None,
        (scene.words("measure.false-refusal rate"), scene.words("measure.false-answer rate")),
    )


def _changes(scene: Scene, report: Report, comparison: Comparison) -> Markup:
    """Questions won and lost since the saved run, by kind; nothing where none changed."""
    kinds = {outcome.question.id: outcome.question.kind for outcome in report.outcomes}
    gained = Counter(kinds[change.id] for change in comparison.gained)
    lost = Counter(kinds[change.id] for change in comparison.lost)
    rows = [(_kind(scene, kind), gained[kind], lost[kind]) for kind in sorted(gained | lost)]
    words = scene.words
    return (
        balance(words("evaluate.changes"), rows, (words("evaluate.better"), words("evaluate.worse")))
        if rows
        else Markup()
    )


def _failure(scene: Scene, outcome: Outcome) -> Failure:
    question, words = outcome.question, scene.words
    first = outcome.hits[0] if outcome.hits else None
    expected = " · ".join(question.nuggets) or words("evaluate.refused")
    speaker = f"{question.speaker}: " if question.speaker else ""
    got = _came_first(first) if first else words.told(outcome.reason or "")
    where = f" ({words.told(outcome.whereabouts)})" if outcome.whereabouts else ""
    return Failure(
        foreign(question.question),
        scene.address.fresh(q=question.question),
        foreign(f"{speaker}{expected}"),
        foreign(got),
        foreign(f"{words.told(outcome.shortfall or '')}{where}"),
    )


def _came_first(hit: JudgedHit) -> str:
    """Who said what, as it is read: without the marks of Markdown."""
    words = visible(hit.text, Span(0, len(hit.text)))
    return f"{' / '.join(hit.speakers)}: {words}" if hit.speakers else words


def running_view(scene: Scene, outcomes: Sequence[Outcome], questions: Sequence[JudgedQuestion]) -> str:
    """How far a run is: the question of the moment, how it went so far by kind, what fell short."""
    words, done = scene.words, len(outcomes)
    asked = Counter(outcome.question.kind for outcome in outcomes)
    fell_short = Counter(outcome.question.kind for outcome in outcomes if outcome.shortfall)
    failures = [_failure(scene, outcome) for outcome in reversed(outcomes) if outcome.shortfall]
    return view(
        scene,
        titled(scene, words("evaluate.heading")),
        "",
        "evaluating.html",
        done=done,
        total=len(questions),
        now=foreign(questions[done].question) if done < len(questions) else "",
        well=done - sum(fell_short.values()),
        rows=[
            (_kind(scene, kind), asked[kind], asked[kind] - fell_short[kind], total)
            for kind, total in sorted(Counter(question.kind for question in questions).items())
        ],
        failures=failures,
    )


def _kind(scene: Scene, kind: str) -> str:
    """A kind of question by its name in the language of the page, else as its file names it."""
    return scene.words.named("question_kind", kind) or plain(kind)


def correction_view(scene: Scene, wrong: Passage, offered: Sequence[Passage]) -> str:
    """The passages to pick the right answer from, the one called wrong among them."""
    choices = [
        Choice(
            passage.id,
            scene.people(passage.speakers),
            as_html(scene.records.documents[passage.document_id].text, passage.span),
            passage.id == wrong.id,
        )
        for passage in offered
    ]
    heading = scene.words("evaluate.wrong_heading")
    return view(scene, titled(scene, heading), heading, "correct.html", choices=choices)
