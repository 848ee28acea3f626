"""Adding records: what was found in files before anything changes, and how far a rebuild is."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from page.markup import as_html, foreign, plain
from page.proposals import Found, Proposal, Refused
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


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not read, and why."""

    name: Markup
    why: str
    details: Markup


def add_view(
    scene: Scene,
    proposal: Proposal | None = None,
    told: str = "",
    formats: str = "",
    most_bytes: int = 0,
) -> str:
    """The invitation to add, or what a proposal holds; ``told`` is the outcome of what was done last.

    A browser keeps back files of more than ``most_bytes``.
    """
    found = proposal.found if proposal else ()
    heading = "add.heading" if proposal is None else "add.preview" if found else "add.refused"
    return _view(
        scene,
        told or scene.words(heading),
        told=told,
        formats=formats,
        most_bytes=most_bytes,
        proposal=proposal is not None,
        found=[_preview(scene, record) for record in found],
        refused=[_refusal(scene, file, formats, most_bytes) for file in proposal.refused] if proposal else [],
    )


def building_view(scene: Scene, done: int, total: int) -> str:
    """How far a rebuild is, and the button that calls it off."""
    return _view(scene, "", progress=(done, total))


def _view(scene: Scene, announce: str, **values: object) -> str:
    given = {
        "told": "",
        "formats": "",
        "most_bytes": 0,
        "proposal": False,
        "found": [],
        "refused": [],
        "progress": None,
    }
    heading = scene.words("add.heading")
    return view(scene, titled(scene, heading), announce, "add.html", **(given | values))


def _refusal(scene: Scene, file: Refused, formats: str, most_bytes: int) -> Refusal:
    """Why a file was refused, in the language of the page, and in which details, as `corpus` tells them."""
    trouble = file.trouble if scene.words.named("refused", file.trouble) else "UnreadableDocument"
    why = scene.words(f"refused.{trouble}", formats=formats, size=most_bytes // 2**20)
    has_details = file.details and trouble != "UnknownFormat"  # of which nothing is left to say
    return Refusal(foreign(file.name), why, foreign(file.details) if has_details else Markup())


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
