"""The list of records, and one record as the machine reads it: with its speakers in the margin."""

from page.markup import plain
from page.reading import blocks_of
from page.scene import Scene
from page.views.facts import record_facts
from page.views.render import overview, titled, view

MOST_LINES = 200  # records in the list


def records_view(scene: Scene, told: str = "") -> str:
    """All records, or the one of the address; ``told`` is the outcome of what was done last."""
    records, wanted = scene.records, scene.address.document
    if wanted in records.documents:
        return _record_view(scene, wanted)
    shown = [record_facts(scene, records.documents[entry.id]) for entry in records.entries[:MOST_LINES]]
    unknown = scene.words("records.unknown", name=plain(wanted)) if wanted else ""
    return overview(scene, scene.words("records.heading"), unknown or told, "records.html", records=shown)


def _record_view(scene: Scene, document_id: str) -> str:
    document, passages = scene.records.documents[document_id], scene.records.passages_of(document_id)
    marked = next((passage for passage in passages if passage.id == scene.address.passage), None)
    return view(
        scene,
        titled(scene, document.title),
        document.title,
        "record.html",
        record=record_facts(scene, document),
        is_last=len(scene.records.entries) == 1,
        people=scene.people(dict.fromkeys(speaker for p in passages for speaker in p.speakers)),
        text=blocks_of(
            scene, document, passages, marked=scene.address.passage, marks=(marked.span,) if marked else ()
        ),
    )
