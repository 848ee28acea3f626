"""What each view shows: values in, finished HTML out."""

from page.views.add import add_view, building_view
from page.views.ask import ask_view
from page.views.evaluate import correction_view, evaluation_view, running_view
from page.views.records import records_view
from page.views.render import limits, masthead, problem_view
from page.views.speakers import speakers_view

__all__ = [
    "add_view",
    "ask_view",
    "building_view",
    "correction_view",
    "evaluation_view",
    "limits",
    "masthead",
    "problem_view",
    "records_view",
    "running_view",
    "speakers_view",
]
