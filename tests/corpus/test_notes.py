"""What hasty notes do: tight labels, tasks below a line, names that are things, answers in one sentence."""

import pytest

from corpus.names import find_names, names_thing
from corpus.sentences import split_sentences
from corpus.statements import find_statements
from corpus.types import Span
from tests.corpus.records import said

CALL = """
    # Notes of the ditch call

    Present: Ana Ruiz (AR), Bo Lind (BL)

    AR: The gate is open.

    BL: Who left it open?

    AR: Nobody I know.

    BL:Any reason not to close it?

    AR: None at all.

    {more}
    """


def test_initials_may_stand_close_to_their_words() -> None:
    assert said(CALL.format(more=""), "Any reason not to close it?") == ["Bo Lind"]


@pytest.mark.parametrize("title", ["Actions:", "Action items:", "- Action items:", "## Decisions/Actions"])
def test_nobody_speaks_below_a_line_that_announces_tasks(title: str) -> None:
    bullet = "  - " if title.startswith("-") else "- "
    more = f"{title}\n\n{bullet}Bo: Paint the gate before Ana complains about it."
    record = CALL.replace("    {more}", "{more}").format(more=more)
    assert said(record, "Paint the gate before Ana complains") == []


def test_prose_below_the_tasks_is_read_again() -> None:
    record = """
        # Minutes of the ditch council

        Present: Ana Ruiz, Bo Lind

        Actions:

        - Bo: paint the gate.

        Ana Ruiz said that the gate is open and that it should be closed.
        """
    assert said(record, "the gate is open") == ["Ana Ruiz"]


def test_a_bold_name_that_comes_once_speaks_where_all_labels_are_bold() -> None:
    turns = "\n\n".join(f"**{who}**: We talk of moles today." for who in ["Lisette", "Dean"] * 3)
    record = (
        f"# Session on moles\n\n{turns}\n\n**Osmaro**: I could not find the traps.\n\n**Dean**: Too bad.\n"
    )
    assert said(record, "I could not find the traps") == ["Osmaro"]


@pytest.mark.parametrize("words", ["a Monty Rivers sketch", "`a Monty Rivers sketch", "the Ana Ruiz prize"])
def test_a_name_that_says_which_thing_it_is(words: str) -> None:
    assert names_thing(words, find_names(words)[0])


@pytest.mark.parametrize(
    "words", ["the moderator Ana Ruiz asked", "Monty Rivers asked", "the Ana Ruiz who asked"]
)
def test_a_name_that_is_somebodys(words: str) -> None:
    assert not names_thing(words, find_names(words)[0])


def test_a_pronoun_passes_over_a_name_that_is_a_thing() -> None:
    record = """
        # Summary of the tool workshop

        Christian Heim told the workshop that the old mower must go.
        The tool is named for a Monty Rivers sketch, and the mower is not. In May he plans to sell it.
        """
    assert said(record, "he plans to sell it") == ["Christian Heim"]


def sources(text: str) -> list[str]:
    return [s.source.of(text) for s in find_statements(text, Span(0, len(text))) if s.source]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana asked whether there are any other events and Bo replied that he is away.",
        "Ana asked how to pay and Bo replied by quoting the rules that apply.",
        "Ana asked if the fee is due and Bo said no.",
    ],
)
def test_a_question_ends_where_its_answer_begins(sentence: str) -> None:
    assert sources(sentence) == ["Ana", "Bo"]
    (question, _) = find_statements(sentence, Span(0, len(sentence)))
    assert "Bo" not in question.contents[-1].of(sentence)


def test_sentences_inside_one_bracket_are_sentences() -> None:
    text = "It rained. (Ana asked why the gate was open. Bo said it was old.) They agreed."
    assert [s.of(text) for s in split_sentences(text, Span(0, len(text)))] == [
        "It rained.",
        "(Ana asked why the gate was open.",
        "Bo said it was old.)",
        "They agreed.",
    ]


def test_who_a_new_member_is_belongs_to_nobody() -> None:
    record = """
        # Minutes of the mill board

        Present: Jon Prett, Stuart Hood

        Jon Prett opened the session and asked everybody to introduce themselves, also the new members:

        * **Stuart Hood** has been at the mill for five years.
        """
    assert said(record, "has been at the mill for five years") == []


def test_the_line_below_an_image_is_nobodys() -> None:
    record = """
        # What we heard at the mole summit

        The keynote speaker, Andrew Clay, said that moles dig.

        ![a mole](mole.jpg)
        *The mole is fast, as in a fast mole.*
        """
    assert said(record, "The mole is fast") == []


def test_what_somebody_is_reminded_of_goes_on() -> None:
    record = """
        # Minutes of the mill board

        Present: Ana Ruiz, Bo Lind

        Ana reminded everybody that the rent is due in May. A second letter will follow in June.
        """
    assert said(record, "A second letter will follow") == ["Ana Ruiz"]


def test_advice_about_and_on_something() -> None:
    record = """
        # Minutes of the ditch council

        Present: Cllr Ana Ruiz, Cllr Bo Lind

        Cllr A. Ruiz advised about a recent grant for the hall.

        Cllr B. Lind advised on the availability of gravel.
        """
    assert said(record, "a recent grant for the hall") == ["Ana Ruiz"]
    assert said(record, "the availability of gravel") == ["Bo Lind"]


def test_she_in_lower_case_tells_of_whom_the_section_is() -> None:
    record = """
        # Panel on moles

        Panellists: Sunaina Mai, Fred Moss

        ### Sunaina Mai

        - she's co-editor of a book on moles
        - Moles dig where they please.
        """
    assert said(record, "co-editor of a book") == []
    assert said(record, "Moles dig where they please") == ["Sunaina Mai"]


def test_a_story_that_somebody_shares_is_theirs() -> None:
    record = """
        # What we heard at the mole summit

        Colleen Johns of Molex shared a great story about fencing a whole valley. It took her five years.
        """
    assert said(record, "fencing a whole valley") == ["Colleen Johns"]


COUNCIL = """
    # Minutes of the town council

    Present: Jan Keogh, Gary Mantel, Dick Dillon

    {sentence}
    """


def council(sentence: str, words: str) -> list[str]:
    return said(COUNCIL.format(sentence=sentence), words)


def test_a_clause_about_somebody_else_leads_up_to_the_words() -> None:
    line = "Dick Dillon has painted the hall twice, and Jan has proposed to sell it."
    assert council(line, "painted the hall") == []
    assert council(line, "to sell it") == ["Jan Keogh"]


def test_who_agrees_at_the_end_has_not_said_it() -> None:
    line = "Jan suggests posting copies at the hall, Gary no comment at this time, Dick agrees."
    assert council(line, "posting copies at the hall") == ["Jan Keogh"]


def test_the_act_of_the_chair_may_end_with_a_list_of_people() -> None:
    line = "Jan Keogh called the meeting to order at 6:30 -- in attendance are Jan, Gary and Dick."
    assert council(line, "called the meeting to order") == []
    line = "Jan Keogh called the meeting to order and said that the hall is cold."
    assert council(line, "the hall is cold") == ["Jan Keogh"]


def test_a_participle_goes_with_the_nearest_subject() -> None:
    text = "Norway was present and accordingly Chile made a statement asserting that it is late."
    assert sources(text)[-1] == "Chile"


def test_talking_a_lot_about_something() -> None:
    assert sources("Ana talked a lot about the old mill.") == ["Ana"]


def test_a_declaration_is_no_person() -> None:
    assert not [n for n in find_names("They recalled Potsdam Declaration.") if n.is_full]


@pytest.mark.parametrize("label", ["sethy", "FrixL"])
def test_an_unknown_nick_ends_the_turn_before(label: str) -> None:
    record = CALL.format(more=f"{label}: It is used for nothing else.")
    assert said(record, "It is used for nothing else") == []


def test_a_line_of_a_transcript_in_italics_is_the_scribes() -> None:
    record = CALL.format(more="*response in the room was that this gate supplants the old one*")
    assert said(record, "response in the room") == []
    assert said(CALL.format(more="AR: *missed this*"), "missed this") == []


CITY = """
    # Minutes of the city council

    COUNCIL PRESENT: Mayor Tier, Councilmembers Hewett and Black.

    STAFF PRESENT: City Manager Jonson, Assistant City Manager Ahrens, City Forester Buck.

    {sentence}
    """


def city(sentence: str, words: str) -> list[str]:
    return said(CITY.format(sentence=sentence), words)


def test_staff_by_office_and_family_name() -> None:
    line = "City Forester Buck introduced the scouts. He explained that the plants came from the river."
    assert [name.removeprefix("City Forester ") for name in city(line, "the plants came from the river")] == [
        "Buck"
    ]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Staff were advised that a permit is needed.", "a permit is needed"),
        ("Someone in the audience wondered about costs.", "wondered about costs"),
        ("A resident worried aloud about the noise.", "about the noise"),
    ],
)
def test_what_nobody_known_says_is_not_the_speakers_before(sentence: str, words: str) -> None:
    assert city(f"Councilmember Black said that the fee was waived. {sentence}", words) == []


def test_what_all_three_agree_on_is_not_the_speakers_before() -> None:
    line = "Councilmember Black said that the fee was waived. All three agreed that hiring is hard."
    assert city(line, "hiring is hard") == ["?"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cllr Hewett informed members she had resigned.",
        "Cllr Hewett told the board she had resigned.",
        "Cllr Hewett assured everyone she had resigned.",
    ],
)
def test_a_clause_behind_whom_somebody_informs(sentence: str) -> None:
    assert city(sentence, "she had resigned") == ["Hewett"] or city(sentence, "she had resigned")[0].endswith(
        "Hewett"
    )


def test_a_title_makes_a_name_of_a_common_word() -> None:
    assert [n.text for n in find_names("Ms. Park spoke.")] == ["Park"]


def test_several_fields_on_one_line_are_no_turn() -> None:
    record = """
        # Panel on moles

        Moderator: Ana Ruiz. Panelists: Tom Ray and Sue Ekman.

        Ana asked what had changed.
        """
    assert said(record, "Panelists: Tom Ray") == []
    assert said(record, "what had changed") == ["Ana Ruiz"]


def test_the_subject_behind_a_semicolon_says_what_follows() -> None:
    line = "Somebody asked whether it would help; Jan shrugged and said that it would have failed."
    assert council(line, "it would have failed") == ["Jan Keogh"]


def test_a_pronoun_behind_an_office_is_who_holds_it() -> None:
    record = """
        # Minutes of the library trustees

        Present: Margaret Ols (Chair), David Pat (Treasurer)

        The Treasurer presented the accounts. He warned that reserves would last two years.
        """
    assert said(record, "reserves would last two years") == ["David Pat"]


def test_handles_of_attendees_are_speakers() -> None:
    record = """
        # Weekly storage call

        Attendees: @mira, @jonas-k, Oleg Sidor, Wei Chen

        - volume migration
          - Oleg: do we have tests for it?
          - mira: partly, there is a flake in one
        """
    assert said(record, "partly, there is a flake") == ["mira"]


def test_nobody_speaks_below_a_bare_title_of_tasks() -> None:
    record = """
        Weekly storage call

        Attendees: Oleg Sidor, Wei Chen

        - Oleg: do we have tests for it?

        Action items
        - Oleg: look at the flake
        """
    assert said(record, "look at the flake") == []
