"""The welcome, an answer, people side by side, or a refusal."""

from page.cards import cards_of, columns_of, people_of
from page.chips import chips_of
from page.scene import Scene
from page.views.render import titled, view
from qa.types import Answer

UNSPOKEN = ("nothing_asked", "nothing_on", "unspoken_word", "unspoken_words")  # kinds of refusals


def ask_view(scene: Scene, answer: Answer | None) -> str:
    if answer is None:
        return _welcome(scene)
    question = answer.question
    topic = question.topic or question.text
    hits = answer.nearest if answer.is_refused else answer.hits
    asked = {scene.key_of(speaker) for speaker in question.speakers}
    reason = scene.words.told(answer.reason or "")
    return view(
        scene,
        titled(scene, question.text),
        reason or scene.words("answer.found", count=len(hits)),
        "ask.html",
        answer=answer,
        chips_found=chips_of(scene, question),
        cards=cards_of(scene, hits),
        columns=columns_of(scene, answer),
        without_speaker=scene.address.href(q=topic, speaker="") if asked else "",
        near_people=[
            (person, scene.address.href(q=topic, speaker=person.key))
            for person in (people_of(scene, answer.nearest) if _is_spoken_of(answer) else ())
            if person.key not in asked
        ],
    )


def _is_spoken_of(answer: Answer) -> bool:
    """Whether what came nearest is on the topic at all; if not, nobody is said to have spoken on it."""
    about_nothing = bool(answer.question.unknown or answer.question.missing) and not answer.question.topic
    return not about_nothing and getattr(answer.reason, "kind", None) not in UNSPOKEN


def _welcome(scene: Scene) -> str:
    words, records = scene.words, scene.records
    size = words(
        "ask.corpus",
        count=len(records.entries),
        speakers=len(records.speakers),
        passages=len(records),
    )
    title = words("page.title")
    return view(
        scene,
        title,
        "",
        "ask.html",
        answer=None,
        examples=scene.examples,
        size=size,
        records=len(records.entries),
    )
