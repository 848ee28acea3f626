"""Answers made by hand, as HTML: what stands on a card, in a refusal, side by side."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus import Attribution, Document, Passage, Span, Speaker
from page.asking import evenly
from page.cards import card_of, citation_of, columns_of
from page.chips import chips_of
from page.scene import Scene
from page.views import ask_view, limits, problem_view, records_view, speakers_view
from page.words import words_in
from qa.remarks import remark
from qa.types import Answer, Filters, Hit, Question

Record = tuple[Document, tuple[Passage, ...]]
ADA = Speaker("ada-berg", "Ada Berg", "Harbour Master", "Port of Ekeby")
NOOR = Speaker("noor-aziz", "Noor Aziz", "Minister", None)
TOMAS = Speaker("tomas-lind", "Tomas Lind", None, "Lind Energi")


def hit(record: Record, place: int, rank: int = 1, marked: str = "") -> Hit:
    document, passages = record
    passage = passages[place]
    start = document.text.index(marked) if marked else 0
    marks = (Span(start, start + len(marked)),) if marked else ()
    return Hit(rank, 0.8, passage, document.title, document.date, marks, "strong")


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_card_holds_all_that_is_needed_to_quote(debate: Record, make_scene: Callable[..., Scene]) -> None:
    answer = Answer(Question("Who wants a quay?", "quay"), (hit(debate, 1, 1, "new quay"),))
    html = ask_view(make_scene(debate, query="?q=Who+wants+a+quay%3F"), answer)
    assert "<mark>new quay</mark>" in html
    shown = words_of(html)
    for part in ("Ada Berg", "Harbour Master, Port of Ekeby", "1. Debate", "15 May 2024", "Strong match"):
        assert part in shown
    assert "As the record reports it" in shown
    assert "**" not in html
    assert "example.org" not in html


def test_the_citation_names_speaker_record_and_reuse(debate: Record) -> None:
    assert citation_of(debate[0], debate[1][1]) == (
        "“She asked for a new quay by 2027.” — Ada Berg, Harbour Master, Port of Ekeby. "
        "The harbour debate, 1. Debate, 2024-05-15, Port of Ekeby. Reuse with the source."
    )


def test_relayed_words_name_both(debate: Record, make_scene: Callable[..., Scene]) -> None:
    document, passages = debate
    span = passages[2].span
    relayed = replace(passages[2], attributions=(Attribution(ADA, span, None, "quoted", 0.9, via=NOOR),))
    card = card_of(make_scene((document, passages)), Hit(1, 1.0, relayed, document.title))
    assert (card.said.how, card.said.via, [p.label for p in card.people]) == (
        "kind.quoted",
        "Noor Aziz",
        ["Ada Berg"],
    )
    assert "Ada Berg, Harbour Master, Port of Ekeby (relayed by Noor Aziz)" in card.said.citation


def test_a_refusal_says_why_and_who_came_near(debate: Record, make_scene: Callable[..., Scene]) -> None:
    question = Question("What did Noor Aziz say of the quay?", "quay", (NOOR,))
    answer = Answer(question, (), "Noor Aziz <b>said</b> nothing of it.", (hit(debate, 1),))
    html = ask_view(make_scene(debate, query="?q=x"), answer)
    assert "Noor Aziz &lt;b&gt;said&lt;/b&gt; nothing of it." in html
    assert '<a href="?q=quay&amp;speaker=Ada+Berg">' in html
    assert '<a href="?q=quay">Ask it of anyone</a>' in html


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (Question("Asdkjh?", "asdkjh"), remark("nothing_on", topic="asdkjh")),
        (Question("Is there jazz?", "jazz"), remark("unspoken_word", words=("jazz",))),
        (Question("What did Bo Ek say?", "", unknown=("Bo Ek",)), remark("unknown_person", name="Bo Ek")),
    ],
)
def test_nobody_is_said_to_have_spoken_on_what_the_records_lack(
    debate: Record, make_scene: Callable[..., Scene], question: Question, reason: str
) -> None:
    html = ask_view(make_scene(debate, query="?q=x"), Answer(question, (), reason, (hit(debate, 1),)))
    assert "Who did speak on it" not in html
    assert 'class="cards nearest"' in html
    asked = replace(question, topic="the quay")
    known = Answer(asked, (), remark("unknown_person", name="Bo Ek"), (hit(debate, 1),))
    assert "Who did speak on it" in ask_view(make_scene(debate, query="?q=x"), known)


def test_people_stand_side_by_side_even_with_nothing_said(
    debate: Record, make_scene: Callable[..., Scene]
) -> None:
    question = Question("Ada or Noor?", "quay", (ADA, NOOR), compares=True)
    answer = Answer(question, (hit(debate, 1),))
    columns = columns_of(make_scene(debate), answer)
    assert [(column.person.label, len(column.cards)) for column in columns] == [
        ("Ada Berg", 1),
        ("Noor Aziz", 0),
    ]
    assert "Nothing on this in the record." in ask_view(make_scene(debate), answer)


def test_of_each_person_compared_as_many_are_kept(debate: Record, make_scene: Callable[..., Scene]) -> None:
    # By rank: Ada five times, Noor twice, both together last.
    hits = tuple(hit(debate, place, rank) for rank, place in enumerate((1, 1, 1, 1, 1, 2, 2, 3), 1))
    question = Question("Ada or Noor?", "quay", (ADA, NOOR), compares=True)
    answer = evenly(Answer(question, hits), question.speakers)
    assert [kept.rank for kept in answer.hits] == [1, 2, 3, 6, 7, 8]
    ada, noor = columns_of(make_scene(debate), answer)
    assert [card.rank for card in ada.cards] == [card.rank for card in noor.cards] == [1, 2, 3]


def test_chips_lead_to_the_question_without_them(debate: Record, make_scene: Callable[..., Scene]) -> None:
    question = Question(
        "What did Ada say of the quay?",
        "quay",
        (ADA,),
        filters=Filters(documents=("debate.txt",), since="2024", until="2024"),
    )
    scene = make_scene(debate, query="?q=What+did+Ada+say&document=debate.txt&since=2024&until=2024")
    html = ask_view(scene, Answer(question, (hit(debate, 1),)))
    for name, href in (
        ("Speaker Ada Berg", "?q=quay&amp;document=debate.txt&amp;since=2024&amp;until=2024"),
        ("Record The harbour debate", "?q=What+did+Ada+say&amp;since=2024&amp;until=2024"),
        ("Date 2024", "?q=What+did+Ada+say&amp;document=debate.txt"),
    ):
        assert f'href="{href}" aria-label="Remove: {name}"' in html


def test_what_was_understood_can_be_corrected(debate: Record, make_scene: Callable[..., Scene]) -> None:
    question = Question(
        "What did Ada Berg say of the quay?", "quay", (ADA,), filters=Filters(since="2024-05-01")
    )
    asked = "?q=What+did+Ada+Berg+say+of+the+quay%3F&organisation=Port+of+Ekeby&since=2024-05-01"
    scene = make_scene((debate[0], (*debate[1], said_by_tomas(debate))), query=asked)
    speaker, organisation, day, topic = chips_of(scene, question)
    assert [(name, href) for name, href in speaker.others if "Noor" in name] == [
        ("Noor Aziz", asked.replace("Ada+Berg", "Noor+Aziz"))
    ]
    assert [href for _, href in organisation.others] == [asked.replace("Port+of+Ekeby", "Lind+Energi")]
    assert day.plain == "since 1 May 2024"
    assert [(field.name, field.value) for field in day.fields] == [("since", "2024-05-01"), ("until", "")]
    (field,) = topic.fields
    assert (field.before, field.value, field.after) == ("What did Ada Berg say of the ", "quay", "?")


def test_one_of_two_people_is_taken_off(debate: Record, make_scene: Callable[..., Scene]) -> None:
    question = Question("Compare Ada Berg and Noor Aziz on the quay", "quay", (ADA, NOOR), compares=True)
    first, second, _ = chips_of(make_scene(debate, query=f"?q={question.text}"), question)
    assert (first.remove_href, second.remove_href) == (
        "?q=quay&speaker=Noor+Aziz",
        "?q=quay&speaker=Ada+Berg",
    )


def test_a_record_that_the_question_names_can_be_left_or_changed(
    debate: Record, make_scene: Callable[..., Scene]
) -> None:
    other = replace(debate[0], id="other.txt", title="The other debate")
    text = "What did Ada Berg say of the quay at the harbour debate?"
    question = Question(text, "quay", (ADA,), filters=Filters(documents=("debate.txt",)))
    scene = make_scene(debate, (other, ()), query=f"?q={text}")
    _, record, _ = chips_of(scene, question)
    assert record.plain == "The harbour debate"
    assert record.remove_href == "?q=quay&speaker=Ada+Berg"
    assert [href for _, href in record.others] == [scene.address.href(document="other.txt")]


def said_by_tomas(record: Record) -> Passage:
    attribution = Attribution(TOMAS, record[1][2].span, None, "reported", 0.9)
    return replace(record[1][2], id="debate.txt:t", attributions=(attribution,))


def test_namesakes_are_told_apart_by_their_ids(make_scene: Callable[..., Scene], debate: Record) -> None:
    document, passages = debate
    other = replace(ADA, id="ada-berg-2", organisation="Lind Energi")
    passage = replace(
        passages[2], attributions=(Attribution(other, passages[2].span, None, "reported", 0.9),)
    )
    scene = make_scene((document, (*passages[:2], passage, passages[3])))
    assert scene.person(ADA).key == "ada-berg"
    assert scene.person(other).key == "ada-berg-2"
    assert scene.person(NOOR).key == "Noor Aziz"
    assert scene.person(ADA).colour != scene.person(other).colour
    chosen = Question("What did Ada Berg say?", "", (ADA, other), filters=Filters(speakers=(other.id,)))
    (chip,) = chips_of(scene, chosen)
    assert chip.plain == "Ada Berg"
    assert [name for name, _ in chip.others] == ["Ada Berg (Harbour Master, Port of Ekeby)", "Noor Aziz"]
    entry = scene.find_speaker("ada-berg-2")
    assert entry is not None
    assert entry.speaker == other


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_view_renders_in_every_language(
    debate: Record, make_scene: Callable[..., Scene], lang: str
) -> None:
    def scene(query: str) -> Scene:
        return make_scene(debate, query=query, lang=lang)

    for html in (
        ask_view(scene(""), None),
        limits(scene("organisation=<b>&document=<b>&since=<b>")),
        speakers_view(scene("view=speakers")),
        speakers_view(scene("view=speakers&speaker=Ada+Berg")),
        speakers_view(scene("view=speakers&speaker=<b>")),
        records_view(scene("view=records")),
        records_view(scene("view=records&document=debate.txt")),
        records_view(scene("view=records&document=<b>")),
        problem_view(scene("view=add"), "<b>"),
    ):
        assert f'lang="{lang}"' in html
        assert "<b>" not in html


def test_dates_are_written_as_far_as_they_are_known() -> None:
    assert words_in("en").day("2024-05-15") == "15 May 2024"
    assert words_in("fr").day("2024-05") == "mai 2024"
    assert words_in("en").day("2024") == "2024"
    assert words_in("en").day("soon") == "soon"


def test_beside_a_speaker_stand_the_records_where_there_are_several(
    debate: Record, make_scene: Callable[..., Scene]
) -> None:
    document = replace(debate[0], id="second.txt", title="The second <debate>")
    passages = tuple(replace(p, id=f"2-{p.id}", document_id="second.txt") for p in debate[1][:2])
    html = speakers_view(make_scene(debate, (document, passages), query="?view=speakers"))
    both = html.split("Noor Aziz")[0]
    assert 'href="?view=records&amp;document=debate.txt"' in both
    assert "The second &lt;debate&gt;" in both
    assert html.count('href="?view=records&amp;document=second.txt"') == 1
    alone = speakers_view(make_scene(debate, query="?view=speakers"))
    assert alone.count('href="?view=records&amp;document=debate.txt"') == 1
    assert ">Records<" not in alone.split("<thead")[1]


def test_the_picture_of_speakers_is_told_in_numbers_too(
    debate: Record, make_scene: Callable[..., Scene]
) -> None:
    html = speakers_view(make_scene(debate, query="?view=speakers"))
    numbers = words_of(html.split("The same in numbers")[1].split("</table>")[0])
    assert numbers == "Name 1. Debate Ada Berg 3 Noor Aziz 2"
