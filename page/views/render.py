"""Templates to HTML. They escape whatever is not markup already, and fail on what they are not given."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from page.address import VIEWS
from page.chips import date_fields
from page.markup import foreign, plain
from page.scene import Scene
from page.words import languages

MOST_CHOICES = 300  # organisations or records in a list


def masthead(scene: Scene) -> str:
    """The name of the page and the way to its views."""
    other = next(lang for lang in languages() if lang != scene.words.lang)
    return _render("masthead.html", scene, views=VIEWS, other=other)


def limits(scene: Scene) -> str:
    """What a question can be limited to, beside the question box."""
    entries = scene.records.entries[:MOST_CHOICES]
    return _render(
        "limits.html",
        scene,
        organisations=scene.organisations[:MOST_CHOICES],
        entries=[(entry.id, plain(entry.title)) for entry in entries],
        dates=date_fields(scene),
    )


def problem_view(scene: Scene, reason: str) -> str:
    """Something went wrong, said in one line."""
    return view(scene, scene.words("page.title"), reason, "problem.html", reason=reason)


def view(scene: Scene, title: str, announce: str, template: str, **values: object) -> str:
    """A view in its frame: ``title`` is for the window, ``announce`` is what a screen reader says."""
    return _render(
        template, scene, view=scene.address.view, title=plain(title), announce=plain(announce), **values
    )


def overview(scene: Scene, heading: str, told: str, template: str, **values: object) -> str:
    """A list under a heading; ``told`` is what became of what was asked for, if there is something to say."""
    return view(scene, titled(scene, heading), told or heading, template, told=told, **values)


def titled(scene: Scene, heading: str) -> str:
    """The title of the window for a view."""
    return f"{plain(heading)} – {scene.words('page.title')}"


def _render(template: str, scene: Scene, **values: object) -> str:
    return (
        _environment()
        .get_template(template)
        .render(t=scene.words, address=scene.address, may_change=scene.may_change, turn=scene.turn, **values)
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["foreign"] = foreign
    return environment
