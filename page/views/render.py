"""Templates to HTML. They escape whatever is not markup already, and fail on what they are not given."""

from collections.abc import Callable
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from page.address import VIEWS
from page.markup import foreign, plain
from page.scene import Scene
from page.words import Words, languages


def masthead(scene: Scene) -> str:
    """The name of the page and the way to its views."""
    other = next(lang for lang in languages() if lang != scene.words.lang)
    return _render("masthead.html", scene, views=VIEWS, other=other)


def problem_view(scene: Scene, reason: str) -> str:
    """Something went wrong, said in one line."""
    return view(scene, scene.words("page.title"), reason, "problem.html", reason=reason)


def view(scene: Scene, title: str, announce: str, template: str, **values: object) -> str:
    """A view in its frame: ``title`` is for the window, ``announce`` is what a screen reader says."""
    return _render(
        template, scene, view=scene.address.view, title=plain(title), announce=plain(announce), **values
    )


def titled(scene: Scene, heading: str) -> str:
    """The title of the window for a view."""
    return f"{plain(heading)} – {scene.words('page.title')}"


def _render(template: str, scene: Scene, **values: object) -> str:
    return (
        _environment()
        .get_template(template)
        .render(t=scene.words, address=scene.address, may_change=scene.may_change, **values)
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    filters: dict[str, Callable[..., object]] = {"foreign": foreign, "day": day}
    environment.filters.update(filters)
    return environment


def day(iso: str, words: Words) -> str:
    """A date in words, as far as it is known: "2024-05-15" -> "15 May 2024", "2024-05" -> "May 2024"."""
    try:
        known = date.fromisoformat(iso if iso.count("-") == 2 else f"{iso}-01")
    except ValueError:  # a year alone, or something that is no date
        return iso
    month = words("dates.months").split()[known.month - 1]
    return f"{known.day} {month} {known.year}" if iso.count("-") == 2 else f"{month} {known.year}"
