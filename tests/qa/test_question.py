# ruff: noqa: E501 - a table reads best with one row a line
"""A table of questions to invented records: whom each asks, about what, and for which act."""

from typing import Any, NamedTuple

import pytest

from corpus import Speaker
from qa.question import LONGEST_QUESTION, Interpreter, understand
from qa.types import Question
from tests.qa.cast import LABELS, PEOPLE, RECORDS, is_known_word, person


class Row(NamedTuple):
    question: str
    speakers: list[str]
    topic: str
    rest: dict[str, Any]


def row(question: str, speakers: list[str], topic: str, **rest: Any) -> Row:
    return Row(question, speakers, topic, rest)


# fmt: off
PROSE = (
    row('What did Marta Lindqvist propose', ["Marta Lindqvist"], '', act='propose'),
    row('What did Marta Lindqvist say about dredging?', ["Marta Lindqvist"], 'dredging'),
    row('What did Lindqvist think of the channel?', ["Marta Lindqvist"], 'channel'),
    row('What does Marta want for the quays?', ["Marta Lindqvist"], 'quays'),
    row('what did marta lindqvist say about shore power', ["Marta Lindqvist"], 'shore power'),
    row('marta lindqvist shore power', ["Marta Lindqvist"], 'shore power'),
    row('LINDQVIST ON SHORE POWER', ["Marta Lindqvist"], 'SHORE POWER'),
    row('What did Marta Lindquist say about fees?', ["Marta Lindqvist"], 'fees'),
    row('What did Marta Linqvist say about fees?', ["Marta Lindqvist"], 'fees'),
    row('marta lindkvist fees', ["Marta Lindqvist"], 'fees'),
    row('Martha Lindqvist on fees', ["Marta Lindqvist"], 'fees'),
    row('What did Tomas Echeverria-Luna say about rail?', ["Tomás Echeverría-Luna"], 'rail'),
    row('tomas echeverria luna rail', ["Tomás Echeverría-Luna"], 'rail'),
    row('What did Echeverría say about rail?', ["Tomás Echeverría-Luna"], 'rail'),
    row('What did Luna say about rail?', ["Tomás Echeverría-Luna"], 'rail'),
    row('What did Mr Dubois promise about tolls?', ["Jean-Luc Dubois"], 'tolls', act='promise'),
    row("Jean-Luc Dubois's view on night trains", ["Jean-Luc Dubois"], 'night trains'),
    row('Jean Luc Dubois on night trains', ["Jean-Luc Dubois"], 'night trains'),
    row('What is the opinion of Dubois on night trains?', ["Jean-Luc Dubois"], 'night trains'),
    row("What were Dubois' remarks about night trains?", ["Jean-Luc Dubois"], 'night trains'),
    row("Dubois's proposals for the budget", ["Jean-Luc Dubois"], 'budget', act='propose'),
    row("According to Robert O'Hara, how many permits were issued?", ["Robert O'Hara"], 'permits were issued', wants='number'),
    row("How many permits were issued according to O'Hara?", ["Robert O'Hara"], 'permits issued', wants='number'),
    row("Bob O'Hara permits", ["Robert O'Hara"], 'permits'),
    row('What did Ohara say about permits?', ["Robert O'Hara"], 'permits'),
    row('What did Ines say about storage?', ["Ines Ferreira", "Ines Calloway"], 'storage'),
    row('What did Ines Ferreira say about storage?', ["Ines Ferreira"], 'storage'),
    row('What did Ferreira and Calloway say about storage?', ["Ines Ferreira", "Ines Calloway"], 'storage', compares=True),
    row('Compare Ferreira and Calloway on storage', ["Ines Ferreira", "Ines Calloway"], 'storage', compares=True),
    row('Compare the views of Ines Ferreira and Will Marsh on storage', ["Ines Ferreira", "Will Marsh"], 'storage', compares=True),
    row('Ferreira vs Calloway: storage', ["Ines Ferreira", "Ines Calloway"], 'storage', compares=True),
    row('How do Ferreira and Calloway differ on storage?', ["Ines Ferreira", "Ines Calloway"], 'storage', compares=True),
    row('Do Marta Lindqvist and Will Marsh agree that dredging is needed?', ["Marta Lindqvist", "Will Marsh"], 'dredging is needed', act='agree', compares=True),
    row('What did Will Marsh warn about?', ["Will Marsh"], '', act='warn'),
    row('TIDALTECH on ferries', ["Will Marsh"], 'ferries'),
    row('Harbour Energy Cluster: are ferries cheap?', ["Ines Ferreira"], 'ferries cheap'),
    row('Which help may be hoped for from Brussels?', [], 'help Brussels', act='expect'),
    row('How do Swedish ferries compare with ports?', [], 'Swedish ferries compare with ports', act='compare'),
    row('What did Marsh ask for at the consultation?', ["Will Marsh"], '', act='ask'),
    row('What did Supervisor Energy Ports say about dredging?', [], 'dredging', unknown=('Energy Ports',)),
    row('Which salary do the pilots receive?', [], 'salary pilots receive', wants='number'),
    row('What did Hans say about dredging?', [], 'dredging', unknown=('Hans',)),
    row("What is Councillor Energy Ports's view of the quays?", [], 'quays', unknown=('Energy Ports',)),
    row('What did we hear from Macron on tolls?', [], 'tolls', unknown=('Macron',)),
    row('What did Marsh criticise?', ["Will Marsh"], '', act='criticise'),
    row('will marsh tides', ["Will Marsh"], 'tides'),
    row('will the tides change?', [], 'tides change'),
    row('What did Will say about tides?', ["Will Marsh"], 'tides'),
    row('What did the moderator say about time?', ["Aleš Novotný"], 'time'),
    row('What did the moderator Aleš Novotný ask?', ["Aleš Novotný"], '', act='ask'),
    row('What did the chair say about quays?', ["Marta Lindqvist"], 'quays'),
    row('What did the head of unit at DG MOVE say about rail?', ["Tomás Echeverría-Luna"], 'rail'),
    row('What did the CEO of Harbour Energy Cluster announce?', ["Ines Ferreira"], '', act='announce'),
    row('What did the Harbour Energy Cluster announce?', ["Ines Ferreira"], '', act='announce'),
    row('What did Harbour Energy Cluster say about hydrogen?', ["Ines Ferreira"], 'hydrogen'),
    row('Harbour Energy Cluster hydrogen storage', [], 'Harbour Energy Cluster hydrogen storage', preferred=('Ines Ferreira',)),
    row('What did TIDALTECH say about tides?', ["Will Marsh"], 'tides'),
    row('What did the European Commission say about trade rules?', ["Tomás Echeverría-Luna", "Kallas"], 'trade rules'),
    row('What did the Commission promise?', ["Tomás Echeverría-Luna", "Kallas"], '', act='promise'),
    row('What did the adviser from the ministry of economic affairs say about fees?', ["Pieter van Houten"], 'fees'),
    row('What did the treasurer say about quays?', [], 'quays', unknown=("the treasurer",)),
    row('What did the director of Ocean Sweden say about quays?', [], 'quays', unknown=("the director of Ocean Sweden",)),
    row('What did the representative of Ocean Sweden say about quays?', [], 'quays', unknown=("the representative of Ocean Sweden",)),
    row('Until when can one register for the forum?', [], 'one register for the forum', wants='date'),
    row('What was the turnout at the fair Priya Raman spoke about?', ["Priya Raman"], 'turnout at the fair'),
    row('What did the Norwegian customs agency say about data?', ["Priya Raman"], 'data'),
    row('What does the applications manager at the National Customs Agency want?', ["Priya Raman"], ''),
    row('What did the secretary general of the Union of Inland Waterways ask for?', ["Jean-Luc Dubois"], '', act='ask'),
    row('the researcher from Riga on skills', ["Oļesja Bērziņa"], 'skills'),
    row('What did the researcher from Riga say on skills?', ["Oļesja Bērziņa"], 'skills'),
    row('What did Pieter van Houten say about funding?', ["Pieter van Houten"], 'funding'),
    row('What did van Houten say about funding?', ["Pieter van Houten"], 'funding'),
    row('pieter van houten funding', ["Pieter van Houten"], 'funding'),
    row('What did Commissioner Kallas say?', ["Kallas"], ''),
    row('What did Kaja Kallas say about energy?', ["Kallas"], 'energy'),
    row('What did Olesja Berzina say about skills?', ["Oļesja Bērziņa"], 'skills'),
    row('What did Bērziņa recommend?', ["Oļesja Bērziņa"], '', act='propose'),
    row('What did Angela Merkel say about ports?', [], 'ports', unknown=('Angela Merkel',)),
    row('What did Merkel say about ports?', [], 'ports', unknown=('Merkel',)),
    row('Angela Merkel on ports', [], 'ports', unknown=('Angela Merkel',)),
    row('angela merkel on ports', [], 'ports', unknown=('angela merkel',)),
    row('What did Petra Lindqvist say about ports?', [], 'ports', unknown=('Petra Lindqvist',)),
    row('What did Marta Jones say about ports?', [], 'ports', unknown=('Marta Jones',)),
    row('Petra Lindqvist ports', [], 'ports', unknown=('Petra Lindqvist',)),
    row('What did Ursula von der Leyen say about ports?', [], 'ports', unknown=('Ursula von der Leyen',)),
    row('Did Greenpeace say anything about ports?', [], 'ports', unknown=('Greenpeace',)),
    row("Angela Merkel's view on ports", [], 'ports', unknown=('Angela Merkel',)),
    row('According to Angela Merkel, are ports green?', [], 'ports green', unknown=('Angela Merkel',)),
    row('Was Angela Merkel at the forum?', [], 'forum', unknown=('Angela Merkel',)),
    row('Who said that dredging harms the channel?', [], 'dredging harms the channel', asks_who=True),
    row('Who proposed night trains?', [], 'night trains', act='propose', asks_who=True),
    row('who wants more permits', [], 'more permits', asks_who=True),
    row('Who agreed with Marta Lindqvist?', [], 'Marta Lindqvist', act='agree', asks_who=True, mentioned=('Marta Lindqvist',)),
    row('Who supports public funding?', [], 'public funding', act='agree', asks_who=True),
    row('Who asked about permits?', [], 'permits', act='ask', asks_who=True),
    row('Which speaker mentioned electricity?', [], 'electricity', asks_who=True),
    row('Which panellists support shore power?', [], 'shore power', act='agree', asks_who=True),
    row('Which countries questioned the need for tolls?', [], 'need for tolls', asks_who=True),
    row('Which companies are in the forum?', [], 'companies in the forum'),
    row('By whom was the channel criticised?', [], 'channel criticised', act='criticise', asks_who=True),
    row('Whose idea was the bridge?', [], 'bridge', asks_who=True),
    row('Who is Marta Lindqvist?', [], 'Marta Lindqvist', asks_who=True, asks_cast=True, mentioned=('Marta Lindqvist',)),
    row('who said "the tide waits for no port"', [], 'tide waits for no port', asks_who=True, quoted=('the tide waits for no port',)),
    row('What did the panellists agree on?', [], '', act='agree', asks_group=True),
    row('What did the panel agree about shore power?', [], 'shore power', act='agree', asks_group=True),
    row('What did the speakers say about skills?', [], 'skills', asks_group=True),
    row('What did everyone agree on?', [], '', act='agree', asks_group=True),
    row('What did they all agree on?', [], '', act='agree', asks_group=True),
    row('What did the participants decide about fees?', [], 'fees', act='agree', asks_group=True),
    row('What was agreed about fees?', [], 'fees', act='agree'),
    row('What was proposed on customs data?', [], 'customs data', act='propose'),
    row('What is recommended for quays?', [], 'quays', act='propose'),
    row('How many ports joined the forum?', [], 'ports joined the forum', wants='number'),
    row('How much does shore power cost?', [], 'shore power cost', wants='number'),
    row('When will the bridge open?', [], 'bridge open', wants='date'),
    row('On which date does the channel close?', [], 'date channel close', wants='date'),
    row('What is the deadline for permits?', [], 'deadline for permits', wants='date'),
    row('Where will the next forum take place?', [], 'next forum take place', wants='place'),
    row('Which city hosts the webinar?', [], 'city hosts the webinar', wants='place'),
    row('What percentage of fees is public?', [], 'percentage of fees public', wants='number'),
    row('What are the rules for storage?', [], 'rules for storage'),
    row('Is hydrogen safe for quays?', [], 'hydrogen safe for quays'),
    row('Why is dredging delayed?', [], 'dredging delayed'),
    row('hydrogen storage at quays', [], 'hydrogen storage at quays'),
    row('dredging', [], 'dredging'),
    row('Tell me what Ines Calloway thinks about night trains', ["Ines Calloway"], 'night trains'),
    row('Please tell me about shore power', [], 'shore power'),
    row('Can you summarise what Dubois said about the budget?', ["Jean-Luc Dubois"], 'budget'),
    row('I would like to know what the moderator asked', ["Aleš Novotný"], '', act='ask'),
    row('Did anyone mention hydrogen?', [], 'hydrogen'),
    row('Did Lindqvist mention hydrogen?', ["Marta Lindqvist"], 'hydrogen'),
    row('Has Marsh said anything about tides?', ["Will Marsh"], 'tides'),
    row('What was said about Marta Lindqvist?', [], 'Marta Lindqvist', mentioned=('Marta Lindqvist',)),
    row("What did Dubois say about Marta Lindqvist's plan?", ["Jean-Luc Dubois"], "Marta Lindqvist's plan", mentioned=('Marta Lindqvist',)),
    row('What did Dubois reply to Lindqvist?', ["Jean-Luc Dubois"], 'Lindqvist', act='answer', mentioned=('Marta Lindqvist',)),
    row('Does Dubois agree with Calloway on rail?', ["Jean-Luc Dubois"], 'Calloway on rail', act='agree', mentioned=('Ines Calloway',)),
    row('What did Marta Lindqvist say at the 2023 forum?', ["Marta Lindqvist"], '', documents=('2023/forum.md',)),
    row('What was said about shore power in the March meeting?', [], 'shore power', documents=('2023/forum.md',)),
    row('What did Lindqvist propose at the Baltic Ports Forum in 2024?', ["Marta Lindqvist"], '', act='propose', documents=('2024/forum.md',)),
    row('What was discussed in the hydrogen shipping webinar?', [], '', documents=('webinar.md',)),
    row('What did Lindqvist say in the 2019 conference?', ["Marta Lindqvist"], '', missing='the 2019 conference'),
    row('What did Dubois say about the 2023 forum?', ["Jean-Luc Dubois"], '2023 forum'),
    row('Was hat Marta Lindqvist über Häfen gesagt?', ["Marta Lindqvist"], 'Häfen', language='German'),
    row("Qu'a dit Marta Lindqvist sur les ports?", ["Marta Lindqvist"], 'ports', language='French'),
    row('¿Qué dijo Marta Lindqvist sobre los puertos?', ["Marta Lindqvist"], 'puertos', language='Spanish'),
    row('Cosa ha detto Marta Lindqvist sui porti?', ["Marta Lindqvist"], 'porti', language='Italian'),
    row('What Did Marta Lindqvist Say About Ports?', ["Marta Lindqvist"], 'Ports'),
    row('Why does Dubois think that rail is cheaper?', ["Jean-Luc Dubois"], 'rail is cheaper'),
    row('How did Ferreira describe the storage plan?', ["Ines Ferreira"], 'storage plan'),
    row('What does Calloway expect from the budget?', ["Ines Calloway"], 'budget', act='expect'),
    row("In Calloway's opinion, is rail cheaper?", ["Ines Calloway"], 'rail cheaper'),
    row('What examples did Dubois give of night trains?', ["Jean-Luc Dubois"], 'examples night trains'),
    row('What use case did Priya mention for customs data?', ["Priya Raman"], 'use case customs data'),
    row('What does the engineer at the Norwegian TIDALTECH want?', ["Will Marsh"], ''),
    row("What did Norway's customs agency want?", ["Priya Raman"], ''),
    row('What advice did the CEO of Harbour Energy Cluster give to energy clusters?', ["Ines Ferreira"], 'advice energy clusters'),
    row('What did Ines Calloway of the Northern Rail Alliance say about fees?', ["Ines Calloway"], 'fees'),
    row('What did Ines from the Northern Rail Alliance say about fees?', ["Ines Calloway"], 'fees'),
    row('What did Priya Raman, applications manager at the National Customs Agency, say about data?', ["Priya Raman"], 'data'),
    row('What did Kallas, the commissioner, promise?', ["Kallas"], '', act='promise'),
    row('What is the position of the Northern Rail Alliance on fees?', ["Ines Calloway"], 'fees'),
    row('What did Wil Mersh say on tides?', ["Will Marsh"], 'tides'),
    row('What did Jeen-Luc Duboit say about fees?', ["Jean-Luc Dubois"], 'fees'),
    row('Mary Lindqvist on fees', [], 'fees', unknown=('Mary Lindqvist',)),
    row('What did somebody in the audience want to know?', [], '', act='ask', asks_group=True),
    row('What did one of the participants ask about fees?', [], 'fees', act='ask', asks_group=True),
    row('What do Ferreira and Calloway each foresee for the ports?', ["Ines Ferreira", "Ines Calloway"], 'ports', act='expect', compares=True),
    row('How do the views of Ferreira and Marsh on storage differ?', ["Ines Ferreira", "Will Marsh"], 'storage', compares=True),
    row('How do Ferreira and Calloway compare in their views on storage?', ["Ines Ferreira", "Ines Calloway"], 'storage', compares=True),
    row('What did Ferreira and Calloway both say about storage?', ["Ines Ferreira", "Ines Calloway"], 'storage', compares=True),
    row('What did Lindqvist take home personally from attending the conference?', ["Marta Lindqvist"], ''),
    row('What did Lindqvist learn from the conference?', ["Marta Lindqvist"], ''),
    row('What did Marsh say about the conference?', ["Will Marsh"], 'conference'),
    row('What did Dubois do in May?', [], 'Dubois do in May', mentioned=('Jean-Luc Dubois',)),
    row("What is the opinion of the Northern Rail Alliance on rail tickets?", ["Ines Calloway"], "rail tickets"),
    row("What did Priya Raman say regarding jobs?", ["Priya Raman"], "jobs"),
    row("Priya Raman on jobs", ["Priya Raman"], "jobs"),
    row("What is Priya Raman's job title?", [], "Priya Raman's job title", asks_cast=True, mentioned=('Priya Raman',)),
    row('Which organisation does Priya Raman work for?', [], 'organisation Priya Raman work', asks_cast=True, mentioned=('Priya Raman',)),
    row('What role does Priya Raman see for customs?', ["Priya Raman"], 'role customs'),
    row('Who moderated the forum?', [], 'moderated', asks_who=True, asks_cast=True),
    row('Who organised the ports forum, and on whose behalf?', [], 'organised and on whose behalf', asks_who=True, asks_cast=True),
    row('Who were the panellists?', [], 'panellists', asks_who=True, asks_cast=True),
    row('learning from what went wrong', [], 'learning from what went wrong'),
    row('views on night trains', [], 'night trains'),
    row('', [], ''),
    row('?!', [], ''),
    row('asdf qwerty', [], 'asdf qwerty'),
)
TRANSCRIPT = (
    row('What did PhD C think about on-line normalization?', ["PhD C"], 'on-line normalization'),
    row('What did the professor think about phase normalization?', ["Professor F"], 'phase normalization'),
    row("What doubts does Project Manager have about Marketing's suggestion?", ["Project Manager"], "doubts Marketing's suggestion", mentioned=('Marketing',)),
    row('Why did the User Interface disagree with the Industrial Design when discussing the buttons?', ["User Interface"], 'disagree with the Industrial Design when discussing the buttons', mentioned=('Industrial Designer',)),
    row("Summarize Industrial Designer's desire about the working design.", ["Industrial Designer"], 'desire about the working design'),
    row("What's User Interface's opinions toward Marketing when discussing the new remote control?", ["User Interface"], 'Marketing when discussing the new remote control', mentioned=('Marketing',)),
    row('Did PhD A and PhD C agree about the variance?', ["PhD A", "PhD C"], 'variance', act='agree', compares=True),
    row('What did the group discuss about use cases?', [], 'use cases', asks_group=True),
    row('Summarize the discussion about speech recognition.', [], 'speech recognition'),
    row('Marketing thought the buttons too small', ["Marketing"], 'buttons too small'),
    row('What did the group conclude on the screen suggested by Marketing?', [], 'screen suggested by Marketing', act='conclude', asks_group=True, mentioned=('Marketing',)),
    row('What did the user interface designer recommend to do?', ["User Interface"], '', act='propose'),
    row('What did the marketing department say about fruit?', ["Marketing"], 'fruit'),
    row('What did A think about latency?', ["PhD A"], 'latency'),
    row('Summarize the discussion about evaluating the project.', [], 'evaluating the project'),
    row('What designs exist in the market?', [], 'designs exist in the market'),
    row('Why did Marketing and the Industrial Designer appreciate the keys?', ["Marketing", "Industrial Designer"], 'appreciate the keys', compares=True),
    row('According to the industrial manager, what is missing?', ["Industrial Designer"], 'missing'),
    row("Summarize the group's plan of their marketing strategy", [], "group's plan of their marketing strategy"),
    row('Which size was chosen when discussing the design of the remote?', [], 'size chosen when discussing the design of the remote'),
    row('What was said on buttons, user interface and market trends?', [], 'buttons, user interface and market trends'),
    row("What was the Marketing's view of the market trends?", ["Marketing"], 'market trends'),
    row('What did the marketing say about fruit?', ["Marketing"], 'fruit'),
    row('What did Paul Rudd say about grants?', ["Hon. Paul Rudd (Carleton, CPC)"], 'grants'),
    row('What did Rudd say about grants?', ["Hon. Paul Rudd (Carleton, CPC)"], 'grants'),
    row('What did the Chair say about order?', ["The Chair (Hon. Ann Rotas (Nipissing, Lib.))"], 'order'),
    row("Why didn't the Project Manager like the buttons?", ["Project Manager"], 'like the buttons'),
)
# fmt: on

DEFAULTS: dict[str, Any] = {
    "unknown": (), "act": None, "asks_who": False, "asks_cast": False, "asks_group": False, "compares": False, "wants": None,
    "quoted": (), "language": "English", "missing": None, "mentioned": (), "preferred": (), "documents": (),
}  # fmt: skip

prose = Interpreter(PEOPLE, RECORDS, is_known_word=is_known_word)
transcript = Interpreter(LABELS, is_known_word=is_known_word)


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len({r.question for r in (*PROSE, *TRANSCRIPT)}) >= 120


@pytest.mark.parametrize("expected", PROSE, ids=lambda r: r.question)
def test_questions_to_records_in_prose(expected: Row) -> None:
    check(prose.understand(expected.question), expected)


@pytest.mark.parametrize("expected", TRANSCRIPT, ids=lambda r: r.question)
def test_questions_to_transcripts_whose_speakers_are_labels(expected: Row) -> None:
    check(transcript.understand(expected.question), expected)


def check(question: Question, expected: Row) -> None:
    assert [speaker.label for speaker in question.speakers] == expected.speakers
    assert question.topic == expected.topic
    found = {name: getattr(question, name) for name in DEFAULTS if hasattr(question, name)}
    found["mentioned"] = tuple(speaker.label for speaker in question.mentioned)
    found["preferred"] = tuple(speaker.label for speaker in question.preferred)
    found["documents"] = question.filters.documents
    assert found == DEFAULTS | expected.rest


def test_the_only_event_there_is_limits_nothing_and_is_no_topic() -> None:
    question = understand(
        "What did Lindqvist say at the Hydrogen Shipping Webinar about fees?", PEOPLE, RECORDS[2:]
    )
    assert question.topic == "fees"
    assert question.filters.documents == ()


def test_a_name_that_only_begins_like_a_label_is_another() -> None:
    delegation = person("", None, "New Zealand")
    assert understand("Do small missions in New York keep up?", [delegation]).speakers == ()
    assert understand("What did New Zealand say?", [delegation]).speakers == (delegation,)


def test_a_slip_in_both_names_is_one_person_and_told() -> None:
    question = prose.understand("What did Wil Mersh say on tides?")
    assert question.notes == ("Read “Wil Mersh” as Will Marsh.",)


def test_a_corrected_spelling_is_told() -> None:
    assert prose.understand("What did Marta Linqvist say?").notes == (
        "Read “Marta Linqvist” as Marta Lindqvist.",
    )


def test_an_ambiguous_first_name_is_told_with_everybody_it_fits() -> None:
    (note,) = prose.understand("What did Ines say about storage?").notes
    assert "Ines Ferreira" in note
    assert "Ines Calloway" in note


def test_the_person_a_description_was_taken_for_is_told() -> None:
    (note,) = prose.understand("What did the moderator say?").notes
    assert note == "Took “the moderator” to be Aleš Novotný."


def test_another_language_is_told() -> None:
    (note,) = prose.understand("Was hat Marta Lindqvist über Häfen gesagt?").notes
    assert "German" in note


def test_a_long_question_is_bounded() -> None:
    question = prose.understand("What did Marta Lindqvist say about " + "ports and " * 1000)
    assert [s.name for s in question.speakers] == ["Marta Lindqvist"]
    assert len(question.topic) <= LONGEST_QUESTION


@pytest.mark.parametrize(
    "text", ["", " ", "?", "''", "“”", "-", "...", "\n", "🦀", "who", "the", "what did", "by"]
)
def test_empty_and_absurd_questions_are_read_without_harm(text: str) -> None:
    assert understand(text, PEOPLE, RECORDS).speakers == ()


def test_an_office_that_several_hold_asks_all_of_them() -> None:
    professors = [Speaker("a", "Professor D"), Speaker("b", "Professor G"), Speaker("c", "PhD B")]
    question = understand("What did the professor think about speech rate?", professors)
    assert {speaker.label for speaker in question.speakers} == {"Professor D", "Professor G"}
    assert not question.unknown


def test_who_heads_a_team_is_asked_and_not_the_team() -> None:
    head = person("Diego Alonso", "head of Imperial's RSE Team")
    interpreter = Interpreter([head, person("Ryan Smith", None, "RSE Team")], is_known_word=is_known_word)
    question = interpreter.understand("How does the head of Imperial's RSE team suggest cutting costs?")
    assert ([s.name for s in question.speakers], question.asks_group) == (["Diego Alonso"], False)
