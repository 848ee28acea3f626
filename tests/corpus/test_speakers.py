"""One id for a person across documents; namesakes and offices apart."""

import corpus
from corpus.types import Document, Passage


def split(id_: str, text: str) -> tuple[Passage, ...]:
    return corpus.split_document(Document(id_, id_, text))


BERLIN = "Attendees\n\nAnna Berg, Director, Nordic Ports\n\nAnna Berg said that the quay is sinking.\n"
PARIS = (
    "Panel of the workshop, with participants\n\nANNA BERG: "
    "It sinks.\n\nBo Lind: It does.\n\nANNA BERG: So it does.\n"
)
ROME = "Attendees\n\nAnna Berg, Surgeon, Hospital of Rome\n\nAnna Berg said that knees are hard.\n"


def ids(*documents: tuple[Passage, ...]) -> list[str]:
    linked = corpus.link_speakers(p for document in documents for p in document)
    return [s.id for p in linked for s in p.speakers if s.name.casefold() == "anna berg"]


def test_one_person_in_two_documents() -> None:
    assert set(ids(split("a", BERLIN), split("b", PARIS))) == {"anna-berg"}


def test_the_fullest_description_is_kept_for_all() -> None:
    linked = corpus.link_speakers([*split("b", PARIS), *split("a", BERLIN)])
    speakers = {s for p in linked for s in p.speakers if s.id == "anna-berg"}
    assert [(s.role, s.organisation) for s in speakers] == [("Director", "Nordic Ports")]


def test_namesakes_stay_apart() -> None:
    assert ids(split("a", BERLIN), split("c", ROME)) == ["anna-berg", "anna-berg-2"]


def test_a_first_name_or_an_office_is_known_inside_its_document_only() -> None:
    text = "Anna: Hello.\n\nThe Chair: Order.\n\nAnna: Well.\n\nThe Chair: Order.\n"
    linked = corpus.link_speakers([*split("a", text), *split("b", text)])
    assert {s.id for p in linked for s in p.speakers} == {"anna@a", "chair@a", "anna@b", "chair@b"}


def test_delegations_are_one_across_documents() -> None:
    text = "Norway said that the plenary should wait for delegates. Norway said that it should act."
    linked = corpus.link_speakers([*split("a", text), *split("b", text)])
    assert {s.id for p in linked for s in p.speakers} == {"norway"}
