"""What minutes, captions and logs do: acts of the chair, tasks, spliced clauses, devices, wiki links."""

import pytest

from corpus.label_forms import surname_last
from corpus.names import is_person_name
from corpus.narration import is_procedure
from corpus.sentences import split_sentences
from corpus.types import Span
from tests.corpus.records import said

BOARD = """
    # Minutes of the Mill Lane planning board

    Present: Rosa Finch, Chair; Carla Moss; Dean Amber; Olga Petrova.

    {paragraph}
    """


def board(paragraph: str, words: str) -> list[str]:
    return said(BOARD.format(paragraph=paragraph), words)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ms. Finch called the meeting to order at 7:31 PM.",
        "Rosa Finch opened the public hearing at 8.",
        "The clerk called the roll.",
    ],
)
def test_an_act_of_the_chair_is_nobodys(sentence: str) -> None:
    assert is_procedure(sentence)
    assert board(sentence, sentence) == []


def test_what_the_chair_says_on_opening_stays_hers() -> None:
    assert board("Ms. Finch asked for order in the hall.", "order in the hall") == ["Rosa Finch"]


def test_what_somebody_will_ask_is_a_task() -> None:
    assert board("Dean will ask the supplier to wait until May.", "to wait until May") == []
    assert board("Dean asked the supplier to wait until May.", "to wait until May") == ["Dean Amber"]


def test_a_clause_behind_a_comma_alone_is_the_next_speakers() -> None:
    line = "Rosa recommended ending at five, Dean recommended going on, it was agreed to go on until six."
    assert board(line, "ending at five") == ["Rosa Finch"]
    assert board(line, "going on") == ["Dean Amber"]
    assert board(line, "until six") == []


def test_a_clause_behind_a_subordinate_one_is_still_reported() -> None:
    line = "Rosa noted that in May, Dean recommended leaving the hall."
    assert board(line, "leaving the hall") == ["Rosa Finch"]


def test_what_the_councillors_agree_is_no_more_the_speakers() -> None:
    line = "Dean reported that the hedge was cut. The gate is open. The board agreed to close it."
    assert board(line, "The gate is open") == ["Dean Amber"]
    assert board(line, "to close it") == ["?"] or board(line, "to close it") == []


def test_a_pronoun_behind_somebody_unknown_with_a_title_is_nobody_before() -> None:
    line = "Dean reported a loss. Chancellor Goldmund spoke to it. He commented that no cuts are planned."
    assert board(line, "no cuts are planned") != ["Dean Amber"]


def test_a_stand_taken_by_initials_leads_to_its_reasons() -> None:
    record = """
        # Minutes of the mill committee

        Present: Rosa Finch (RF), Dean Amber (DA)

        RF asked whether the mill was safe. DA disagreed. The wheel is rotten.
        """
    assert said(record, "The wheel is rotten") == ["Dean Amber"]


def test_a_letter_goes_with_the_letter_before_wherever_it_stands() -> None:
    record = """
        # Minutes of the meeting of Ditch Parish Council

        Present: Cllr Rosa Finch, Cllr Dean Amber

            d. Cllr Finch noted that an audit had been carried out.

              e. Balances. Treasurer: 4,999.
        """
    assert said(record, "an audit had been carried out") == ["Rosa Finch"]
    assert said(record, "Balances") == []


def test_the_section_of_the_minutes_is_no_list_of_people() -> None:
    record = """
        # Mole club, 3 May

        ### Meeting Minutes:

        **Attendees:** 8

         * Gene asked what was the best trap for the garden.
        """
    assert said(record, "the best trap for the garden") == ["Gene"]


CAPTIONS = """
    Budget working party

    0:00:05.120 --> 0:00:09.400
    Hansen, Ole
    Thanks everyone for joining.

    0:00:09.900 --> 0:00:15.000
    Okafor, Chidi
    I want to raise the travel costs.
    They doubled since May.

    0:00:15.500 --> 0:00:21.000
    Hansen, Ole
    Let us look at the table first.
    """


def test_the_line_below_the_times_of_a_cue_is_its_speaker() -> None:
    assert said(CAPTIONS, "I want to raise the travel costs") == ["Chidi Okafor"]
    assert said(CAPTIONS, "They doubled since May") == ["Chidi Okafor"]
    assert said(CAPTIONS, "Let us look at the table first") == ["Ole Hansen"]


def test_captions_without_names_are_nobodys() -> None:
    record = CAPTIONS.replace("Hansen, Ole", "Well, thank you.").replace("Okafor, Chidi", "Now the costs.")
    assert said(record, "They doubled since May") == []


def test_a_family_name_first_is_turned_round_only_before_a_given_name() -> None:
    assert surname_last("Hansen, Ole") == "Ole Hansen"
    assert surname_last("Ferris, Host") == "Ferris, Host"


def test_a_device_ends_the_turn_before_and_is_nobody() -> None:
    record = """
        Steering group, captions

        00:00:03 Maria Lopez
        The first one is the grant report.

        00:00:12 Dean Amber
        Can you hear me?

        00:00:31 iPhone (2)
        I think the deadline moved to Friday.

        00:00:40 Maria Lopez
        That is right.
        """
    assert said(record, "The first one is the grant report") == ["Maria Lopez"]
    assert said(record, "the deadline moved to Friday") == []


def test_the_office_of_a_label_is_held_by_whom_the_opening_names() -> None:
    record = """
        # Noon briefing

        A transcript of the briefing by Farid Hakim, Deputy Spokesman for the Secretary-General.

        Question: Do you expect a vote?

        Deputy Spokesman: We have no date.

        Question: And tomorrow?

        Deputy Spokesman: There will be news.
        """
    assert said(record, "We have no date") == ["Farid Hakim"]


@pytest.mark.parametrize(
    "name",
    ["[[people.board.Rosa Finch]]", "[[Rosa Finch|people.board.Rosa Finch]]", "[[Board/Finch|Rosa Finch]]"],
)
def test_a_wiki_link_is_the_name_it_shows(name: str) -> None:
    record = f"""
        # School board meeting in May

        Highlights of the session and the discussion of the agenda:

        - {name} said that the roof leaks.
        """
    assert said(record, "the roof leaks") == ["Rosa Finch"]


def test_the_title_of_a_talk_is_no_name() -> None:
    assert not is_person_name("Introduction To Ditches")
    assert is_person_name("Thi Van Tran")


def test_what_befalls_the_speaker_of_a_turn_is_told_by_the_scribe() -> None:
    record = """
        # Public participation

        Mrs Evans: There is no agenda on the board.

        Mr Holm: Asked why the gate was shut. Mr Holm was stopped by the chairman. There is no key.

        Mrs Evans: It is lost.
        """
    assert said(record, "Asked why the gate was shut") == ["Mr Holm"]
    assert said(record, "was stopped by the chairman") == []


def test_who_is_present_may_stand_below_a_bare_title() -> None:
    record = """
        Widget Task Force
        14 May 2024

        Attendees

        Present
        Dana, Jo_H, mbrandt, Ravi Pillai
        Regrets
        Leonie

        Meeting minutes

        Dana: any agenda changes?

        Jo_H: I would like to add labels.

        Labels

        Jo_H: screen readers read the label twice
        """
    assert said(record, "I would like to add labels") == ["Jo_H"]
    assert said(record, "screen readers read the label twice") == ["Jo_H"]


@pytest.mark.parametrize(
    "line",
    ["Clerk and RFO: Mr S Baxter   Members of the public: seven", "Clerk: Mr S Baxter | Tel: 0781 4443"],
)
def test_a_field_names_who_holds_the_office(line: str) -> None:
    record = f"""
        # Minutes of the meeting of Ditch Parish Council

        Councillors: Cllr. Finch (Chair), Cllr. Moss, Cllr. Petrova

        {line}

        The Clerk confirmed that the hedge was cut. The Councillors agreed.
        """
    assert said(record, "the hedge was cut") == ["S Baxter"]
    assert said(record, "The Councillors agreed") == []
    assert said(record, "Cllr. Moss") == []


def test_codes_of_countries_are_delegations_where_several_speak() -> None:
    record = """
        # Summary record of the committee on labels, 12th meeting

        The Chair opened the meeting. The agenda was adopted without comments by the members.

        COM explained that the comments had been taken into account. DE thanked the Commission. \
FR, supported by BE, asked for 18 months. NL and SE considered that the text is clear.
        """
    assert said(record, "asked for 18 months") == ["FR"]
    assert said(record, "that the text is clear") == ["NL", "SE"]


def test_two_capitals_are_no_country_where_few_speak() -> None:
    record = """
        # Minutes of the labels meeting

        Present: Dean Emery (DE), Rosa Finch (RF)

        DE considered that the text is clear. IT problems were discussed by the group.
        """
    assert said(record, "that the text is clear") == ["Dean Emery"]


def test_a_given_name_that_means_something_else_too() -> None:
    assert board("Bill Marlow, of 61 Mill Road, said that the wheel is loud.", "the wheel is loud") == [
        "Bill Marlow"
    ]
    assert not is_person_name("Action Plan")


def test_stage_directions_and_acts_in_a_log_are_nobodys() -> None:
    record = """
        # Episode 41: seeds

        **Nora:** How many seeds do you lose?

        **Pete:** About two percent a year.

        *Music break*

        **Nora:** And we are back.

        **Pete:** *They are patient.*
        """
    assert said(record, "Music break") == []
    assert said(record, "They are patient") == ["Pete"]
    log = """
        [10:01] amina: the cache is full again
        [10:05] tobias: we could prune old entries
        [10:07] * tobias writes the script
        [10:08] amina: thank you
        [10:09] tobias: welcome
        """
    assert said(log, "writes the script") == []
    assert said(log, "we could prune old entries") == ["tobias"]


BACKGROUND = """
    # Background call on ditches

    MODERATOR: Thank you for joining.

    SENIOR DITCH OFFICIAL: The minister asked me to visit every ditch.

    President Marlow wants them cleaned by May. We are ahead of the plan.

    Q: What does it cost?

    SENIOR DITCH OFFICIAL: Less than last year.
    """


def test_a_function_in_capitals_is_a_speaker() -> None:
    assert said(BACKGROUND, "asked me to visit every ditch") == ["Senior ditch official"]
    assert said(BACKGROUND, "We are ahead of the plan") == ["Senior ditch official"]
    assert said(BACKGROUND, "What does it cost?") == []


def test_a_field_in_capitals_is_no_speaker() -> None:
    record = BACKGROUND.replace("SENIOR DITCH OFFICIAL", "SENIOR DITCH PLAN")
    assert "Senior ditch plan" not in said(record, "Less than last year")


CALL = """
    # Widget calls: agenda and notes

    ## Attendees: please sign in!

    1. Michael Kleber (Alder)
    2. Jonasz Pamula (Birch House)
    3. Remi Lemon (Cedar)
    4. Wendy Baker (Dogwood)

    # Notes

    MK: Let us get started with the reports.

    Jonasz Pamula: We need one more report.

    MK: Good, thank you.

    JP: I am happy to hear that.

    MK: We need details.

    JP: We shall write them.

    MK: Fine.

    {last}
    """


def test_a_heading_invites_those_who_attend_to_sign() -> None:
    record = CALL.format(last="JP: Last question.")
    assert said(record, "We need one more report") == ["Jonasz Pamula"]
    assert said(record, "I am happy to hear that") == ["Jonasz Pamula"]


@pytest.mark.parametrize("label", ["XQ", "Olga Petrova", "**Olga Petrova** (Elm)"])
def test_somebody_unknown_with_a_label_ends_the_turn_before(label: str) -> None:
    record = CALL.format(last=f"{label}: This is another view of the matter.")
    assert "Michael Kleber" not in said(record, "This is another view of the matter")


def test_a_word_and_a_colon_inside_a_turn_end_nothing() -> None:
    record = CALL.format(last="Note: the deadline is Friday, as we said.")
    assert said(record, "the deadline is Friday") == ["Michael Kleber"]


def test_a_role_right_behind_a_name_and_a_company_behind_a_surname() -> None:
    record = """
        # Notes of the public meeting on the hall

        Present: Dr Clive Bond Section 106 Officer, Mr Paul White (Agents), Mrs Carol Hardy Parish Clerk

        Mr White R&T explained the position of the new hall. The Clerk noted that the bank had written.
        """
    assert said(record, "the position of the new hall") == ["Paul White"]
    assert said(record, "the bank had written") == ["Carol Hardy"]
    assert not is_person_name("Merged PRs")


def test_a_list_announced_with_brackets_holds_the_people() -> None:
    record = """
        # Minutes of the mole group meeting

        Participants (voting members in bold):

        * **Ilka Rinne (IR)**
        * **Sylvan Gretel (SG)**

        ## 1. Moles

        SG told that the traps were new. IR went on about hats. SG told that they were cheap.

        IR also suggested to have a picnic at some point.
        """
    assert said(record, "the traps were new") == ["Sylvan Gretel"]
    assert said(record, "to have a picnic") == ["Ilka Rinne"]
    assert said(record, "IR went on about hats") != ["Sylvan Gretel"]


BOLD = """
    # Minutes of the board meeting

    Present: Mike Miller, Director, Janet Camp, Secretary of the Mill Foundation

    **Bylaw Changes**

    Mike Miller indicated that the bylaws are old. {sentence}

    **Mill Update**

    **Dual Licensing**

    **General Business**

    Janet Camp noted that the roof leaks.
    """


def test_a_bold_topic_is_no_speaker_and_a_role_ends_before_the_next_name() -> None:
    record = BOLD.format(sentence="The Secretary added that they are long.")
    assert said(record, "the bylaws are old") == ["Mike Miller"]
    assert said(record, "they are long") == ["Janet Camp"]


@pytest.mark.parametrize(
    "sentence",
    ["Janet Camp provided a short presentation on mills.", "Janet Camp declared the meeting adjourned."],
)
def test_that_somebody_presented_something_is_the_minutes(sentence: str) -> None:
    assert said(BOLD.format(sentence=sentence), sentence) == []


def test_a_lettered_exhibit_ends_its_sentence() -> None:
    record = BOLD.format(sentence="The slides are attached as Exhibit A. Mike noted that the wheel is loud.")
    assert said(record, "the wheel is loud") == ["Mike Miller"]
    assert split_sentences("See J. Smith. He left.", Span(0, 22))[0] == Span(0, 13)


@pytest.mark.parametrize(
    "sentence",
    [
        "Dean Amber agreed to mend the wheel by May.",
        "There followed a lengthy discussion of the wheel.",
        "To receive and adopt the accounts of the year",
    ],
)
def test_promises_discussions_and_items_of_the_agenda_are_nobodys(sentence: str) -> None:
    line = f"Carla Moss reported that the year was busy. The party had been a success.\n    {sentence}"
    assert board(line, sentence) == []
    assert board(line, "The party had been a success") == ["Carla Moss"]


def test_to_agree_that_something_is_so_stays_somebodys() -> None:
    assert board("Dean Amber agreed that the wheel is loud.", "the wheel is loud") == ["Dean Amber"]


def test_an_adverb_is_no_part_of_a_name() -> None:
    line = "Subsequently Carla Moss stated that the wheel is loud."
    assert board(line, "the wheel is loud") == ["Carla Moss"]
    assert is_person_name("Kelly Clark")


def test_who_bears_the_function_stands_behind_it() -> None:
    line = "“Wheels do not work that way,” shared its director, Carla Moss. {rest}"
    assert board(line.format(rest=""), "Wheels do not work that way") == ["Carla Moss"]
    other = "“Wheels do not work that way,” shared its director, a miller."
    assert board(other, "Wheels do not work that way") != ["Carla Moss"]
