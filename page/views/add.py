"""Adding records: what was found in files before anything changes, and how far a rebuild is."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from page.library import Found, Proposal
from page.markup import as_html, foreign, plain
from page.scene import Person, Scene
from page.views.facts import attributed_percent
from page.views.render import titled, view

MOST_UNATTRIBUTED = 200  # passages without a speaker that a preview shows


@dataclass(frozen=True, slots=True)
class Preview:
    """A record that is not added yet."""

    title: Markup
    name: Markup
    date: str
    passages: int
    percent: int
    people: tuple[tuple[Person, int], ...]
    unattributed: tuple[Markup, ...]
    replaces: bool


def add_view(scene: Scene, proposal: Proposal | None = None, told: str = "", formats: str = "") -> str:
    """The invitation to add, or what a proposal holds; ``told`` is the outcome of what was done last."""
    found = proposal.found if proposal else ()
    refused = proposal.refused if proposal else ()
    return _view(
        scene,
        told or scene.words("add.preview" if proposal else "add.heading"),
        told=told,
        formats=formats,
        proposal=proposal is not None,
        found=[_preview(scene, record) for record in found],
        refused=[(foreign(refusal.path.name), foreign(refusal.reason)) for refusal in refused],
    )


def building_view(scene: Scene, done: int, total: int) -> str:
    """How far a rebuild is, and the button that calls it off."""
    return _view(scene, "", progress=(done, total))


def _view(scene: Scene, announce: str, **values: object) -> str:
    given = {"told": "", "formats": "", "proposal": False, "found": [], "refused": [], "progress": None}
    heading = scene.words("add.heading")
    return view(scene, titled(scene, heading), announce, "add.html", **(given | values))


def _preview(scene: Scene, found: Found) -> Preview:
    document, passages = found.document, found.passages
    counts = Counter(speaker for passage in passages for speaker in passage.speakers)
    nobodys = [passage.span for passage in passages if not passage.attributions]
    return Preview(
        foreign(document.title),
        foreign(document.id),
        plain(document.date),
        len(passages),
        attributed_percent(document, passages),
        tuple((scene.person(speaker), count) for speaker, count in counts.most_common()),
        tuple(as_html(document.text, span) for span in nobodys[:MOST_UNATTRIBUTED]),
        found.replaces,
    )
