"""What secretariats write: each mechanism by an invented mini-record, with its negative control."""

import corpus
from corpus.explain import explain
from corpus.types import Document
from tests.corpus.records import attributions, said


def people(record: str) -> dict[str, tuple[str | None, str | None]]:
    """Role and organisation of everybody who is found in a record."""
    found = explain(Document("record.md", "A record", record)).people
    return {p.speaker.name: (p.speaker.role, p.speaker.organisation) for p in found}


class TestRosters:
    def test_one_line_gives_everybody_their_own_role(self) -> None:
        line = "Speakers: Karen Holt, Head of Procurement, Nordvind; Luis Amaro, Director, Porto Lab.\n"
        assert people(line) == {
            "Karen Holt": ("Head of Procurement", "Nordvind"),
            "Luis Amaro": ("Director", "Porto Lab"),
        }

    def test_an_office_before_a_name_is_that_persons(self) -> None:
        record = """
            Present: The Mayor, Cr J. Abbot, and Crs Fenwick, Tully and Yeo.

            The Mayor reported that the library was full.
            """
        assert said(record, "library was full") == ["J. Abbot"]

    def test_short_forms_behind_family_names(self) -> None:
        record = """
            Present J Rothwell (JR) Chair, Councillors Tate (PT) M Dobson (MD)

            PT said that the swings were past repair. The Chair suggested a site visit.
            """
        assert said(record, "swings were past repair") == ["Tate"]
        assert said(record, "a site visit") == ["J Rothwell"]

    def test_short_forms_behind_organisations(self) -> None:
        record = """
            ### 3 March, meeting Attendees

            - Rosa Cintron (RCI) Igloo Works
            - Emil Aaro - Bluebird (EAR)
            - Zofia Branicka - Harbour Lab (HBL)

            ### Notes

            RCI: the syntax is too long

            EAR: I would keep it
            """
        assert said(record, "syntax is too long") == ["Rosa Cintron"]
        assert said(record, "I would keep it") == ["Emil Aaro"]
        assert people(record)["Emil Aaro"] == (None, "Bluebird")
        assert people(record)["Zofia Branicka"] == (None, "Harbour Lab (HBL)")  # not her letters

    def test_headings_in_html_introduce_their_speakers(self) -> None:
        record = """
            <h4><span style="color: #800000;">Vera Lachman, Rights Adviser, Museum of Salt </span></h4>

            Vera outlined what the museum lends and to whom.

            <p>The room was full.</p>
            """
        assert said(record, "what the museum lends") == ["Vera Lachman"]
        assert people(record)["Vera Lachman"] == ("Rights Adviser", "Museum of Salt")

    def test_a_key_of_short_forms(self) -> None:
        record = """
            Weekly sync, present: AB, KV

            key: AB = Alice Bright, KV = Katya Vogel

            - AB: the bill doubled
            - KV: can we drop the old image?
            """
        assert said(record, "the bill doubled") == ["Alice Bright"]
        assert said(record, "drop the old image") == ["Katya Vogel"]

    def test_what_a_moderator_says_is_no_roster(self) -> None:
        record = "MODERATOR: Thanks, Ambassador Ruiz.\n\nAMBASSADOR RUIZ: It is a good day.\n"
        assert ("Moderator", None) not in {k: v for k, v in people(record).items() if k}.values()

    def test_names_in_a_headings_brackets(self) -> None:
        record = """
            # Workshop notes

            ## Small data, big trouble (Mikkel Thorsen & Aiko Tanaka)

            Mikkel and Aiko work at a hospital. They argue that most questions have few rows.
            """
        assert said(record, "most questions have few rows") == ["Mikkel Thorsen", "Aiko Tanaka"]

    def test_headings_of_one_form(self) -> None:
        record = """
            # Conference notes, day one

            ## Graphs - Jim Webber

            Graphs are old.

            ## Columns - Anna Lee

            Columns are fast.

            ## Documents - Qwertz Rattigan

            Documents are flexible.

            ## Lunch and coffee

            Dumplings were served.
            """
        assert said(record, "Documents are flexible") == ["Qwertz Rattigan"]
        assert said(record, "Dumplings were served") == []


class TestTurns:
    def test_long_turns_go_on_over_paragraphs(self) -> None:
        speech = "\n\n".join(f"We will keep promise number {n}." for n in range(12))
        record = (
            "MODERATOR: Good morning.\n\nAMBASSADOR RUIZ: Thank you.\n\nMODERATOR: Loud and clear.\n\n"
            f"AMBASSADOR RUIZ: Super.\n\n{speech}\n\nMODERATOR: Thanks.\n"
        )
        assert said(record, "promise number 11") == ["Ambassador Ruiz"]

    def test_reports_between_labels_are_no_turn(self) -> None:
        story = "\n\n".join(f"Trams on line {n} ran late for a week." for n in range(20))
        record = f"Mayor: a\n\nMayor: b\n\nClerk: c\n\n{story}\n\nClerk: d\n"
        assert said(record, "Trams on line 3") == []

    def test_a_reporter_whom_the_moderator_calls(self) -> None:
        record = """
            MODERATOR: Good morning. Why don't we start with Jo Marsh from Radio Nord.

            Q Will the mill repay the grant?

            MS. RUIZ: It will.

            Q And when?

            MODERATOR: That is all.
            """
        assert said(record, "repay the grant") == ["Jo Marsh"]
        assert said(record, "And when?") == []

    def test_an_office_in_capitals_has_the_floor(self) -> None:
        record = """
            MODERATOR: Good evening.

            SENIOR ADMINISTRATION OFFICIAL: The season is longer now.

            SENIOR ADMINISTRATION OFFICIAL: We hired more crews.
            """
        assert said(record, "We hired more crews.") == ["Senior administration official"]

    def test_an_unnamed_voice_is_nobody(self) -> None:
        record = """
            MR. VOSS: I disagree with the arithmetic.

            An hon. member: He always does!

            MR. VOSS: Order, please.

            UNIDENTIFIED MALE: Every year!
            """
        assert said(record, "He always does!") == []
        assert said(record, "Every year!") == []
        assert said(record, "Order, please.") == ["Mr. Voss"]

    def test_a_hearing_by_questions_and_answers(self) -> None:
        record = """
            Public inquiry, day 3

            MR ARTHUR COLE (sworn)

            Questions from MS BRANDT

            Q. When did the sluice jam?

            A. At twenty to two.

            Q. And then?

            A. I rang the mill.
            """
        assert said(record, "When did the sluice jam?") == ["Ms Brandt"]
        assert said(record, "I rang the mill.") == ["ARTHUR COLE"]

    def test_an_interview_with_bold_questions(self) -> None:
        record = """
            # In conversation: Helena Vance on rivers

            Helena Vance runs the river trust.

            **What made you start?**

            Anger, mostly.

            **And the council?**

            They said it was not their river.

            **What next?**

            Bring gloves.

            *The next volunteers' day is in May.*
            """
        assert said(record, "Anger, mostly.") == ["Helena Vance"]
        assert said(record, "Bring gloves.") == ["Helena Vance"]
        assert said(record, "runs the river trust") == []
        assert said(record, "volunteers' day is in May") == []

    def test_a_label_alone_leads_to_the_quotation_below_it_only(self) -> None:
        record = """
            # Call notes

            Attendees: Tracy Kunkler, Bo Lind

            Tracy:

            > Run it as it was designed.

            Bo Lind argued that formulas fail.
            """
        assert said(record, "Run it as it was designed.") == ["Tracy Kunkler"]
        assert said(record, "formulas fail") == ["Bo Lind"]


class TestPronouns:
    def test_two_who_may_be_meant_are_nobody(self) -> None:
        record = """
            Minutes of the meeting. Present: Mrs A Hardy, T Ryves and J Moss.

            Mrs Hardy said that one more was needed. T Ryves agreed to sign. She added that the bank knew.
            """
        assert said(record, "the bank knew") == []

    def test_somebody_in_a_list_behind_by_is_not_meant(self) -> None:
        record = """
            Minutes of the meeting. Present: Ann Hardy, Tom Ryves, Bea Moss and Lea Yeo.

            Ann Hardy, opposed by Bea Moss, Lea Yeo and Tom Ryves, pointed to drains. She said they leaked.
            """
        assert said(record, "they leaked") == ["Ann Hardy"]

    def test_who_was_asked_answers(self) -> None:
        record = """
            Minutes of the meeting. Present: Mrs M Lee and Mrs C Hardy (Clerk).

            Mrs Lee asked whether the Clerk had the keys. She replied that they were in the safe.
            """
        assert said(record, "they were in the safe") == ["C Hardy"]

    def test_indirect_speech_goes_on_with_its_speaker(self) -> None:
        record = """
            Minutes of the council meeting. Present: Cr Tully and Cr Mrs Wise.

            Cr Tully thought that the path was a danger. He had seen two people fall.

            Cr Mrs Wise disagreed. She had walked it for nine years.
            """
        assert said(record, "two people fall") == ["Cr Tully"]
        assert said(record, "walked it for nine years")[0].endswith("Wise")

    def test_an_office_goes_on_too(self) -> None:
        record = """
            Minutes of the council meeting.

            The Town Engineer replied that slates were late. They were expected within the fortnight.
            The meeting rose at nine.
            """
        assert said(record, "expected within the fortnight") == ["Town Engineer"]
        assert said(record, "The meeting rose at nine.") == []


class TestProse:
    def test_the_subject_is_not_whom_a_phrase_before_it_names(self) -> None:
        record = """
            Minutes of the council meeting. Present: Cr Fenwick and Cr Yeo.

            In reply to Cr Fenwick, the Town Clerk said that the letters went back to 1951.
            """
        assert said(record, "went back to 1951") == ["Town Clerk"]

    def test_what_stands_behind_a_name_and_a_colon(self) -> None:
        record = """
            Panel recap, members' evening with Ann Marsh and Tom Bakare.

            Tom Bakare owns three shops. Tom was not convinced: a council that fails at holes fails at shops.
            Ann Marsh brought: slides, books and a model.
            """
        assert said(record, "fails at shops") == ["Tom Bakare"]

    def test_bodies_are_heard_where_countries_speak(self) -> None:
        talks = "Delegates met. Japan said no. Norway said yes. Canada asked why. The EU said maybe so."
        assert said(talks, "maybe so") == ["EU"]

    def test_a_short_form_in_somebodys_speech_is_no_speaker(self) -> None:
        record = """
            # Workshop report

            Ann Marsh said that trust was lost. CFRG noted that it would wait.
            """
        assert "CFRG" not in said(record, "it would wait")

    def test_the_writers_own_words_at_the_event(self) -> None:
        record = """
            ---
            author: Rick Andrews
            ---

            # Workshop report

            I reported that two per cent of certificates use curves. I think the coffee was weak.
            """
        assert said(record, "two per cent of certificates") == ["Rick Andrews"]
        assert said(record, "the coffee was weak") == []

    def test_what_a_company_does_is_not_said_in_its_persons_section(self) -> None:
        record = """
            # Panel recap

            ## The panelists

            ### Oscar Wu - CTO, Workato

            Workato builds pumps for farms. It runs them in nine countries.

            ## Debate

            The panelists agreed that pumps are old.
            """
        assert said(record, "builds pumps for farms") == []
        assert said(record, "pumps are old") == ["Oscar Wu"]

    def test_coming_and_going_is_nobodys(self) -> None:
        record = """
            Minutes of the meeting. Present: Mrs C Hardy (Clerk) and T Ryves.

            The Clerk informed the meeting that five requests were received. The Clerk left the meeting.
            This matter will be discussed at the next meeting.
            """
        assert said(record, "five requests") == ["C Hardy"]
        assert said(record, "The Clerk left the meeting") == []
        assert said(record, "at the next meeting") == []

    def test_a_welcome_is_nobodys_unless_words_follow(self) -> None:
        record = """
            Minutes of the meeting. Present: Trudy Mann and Mark Reeve.

            Trudy Mann welcomed everyone to it. Mark Reeve thanked all members, noting that it rained.
            """
        assert said(record, "welcomed everyone") == []
        assert said(record, "it rained") == ["Mark Reeve"]

    def test_an_office_is_not_found_by_the_end_of_its_description(self) -> None:
        record = """
            Minutes of the meeting. Present: Ann Lee (Treasurer to the Foundation) and Bo Marsh.

            Bo Marsh said that the terms were those that the Foundation had agreed to with the mill.
            """
        assert said(record, "the terms were those") == ["Bo Marsh"]

    def test_the_members_of_a_panel_below_its_name(self) -> None:
        record = """
            # Recap of the evening

            The panel of experts included:

            - [David Marsh](https://x.example), Head of Support at Korvax
            - [Kelly Lind](https://x.example), Team Lead at Nylund

            Each panelist described how writing is a key trait.
            """
        assert said(record, "writing is a key trait") == ["David Marsh", "Kelly Lind"]

    def test_the_name_behind_an_inverted_office(self) -> None:
        record = """
            # Panel recap

            Ann Marsh (Korvax) said that it is slow. “It cannot work that way,” shared its CTO, Tom Lind.
            """
        assert said(record, "It cannot work that way") == ["Tom Lind"]

    def test_an_editors_brackets_are_nobodys(self) -> None:
        record = """
            Minutes of the meeting. Present: Cr Hardy and Cr Yeo.

            Cr Hardy drew attention to the number of carts in the dark. [Presumably they had no lamps.]
            """
        assert said(record, "number of carts") == ["Cr Hardy"]
        assert said(record, "they had no lamps") == []

    def test_what_is_noted_in_the_passive_is_nobodys(self) -> None:
        record = """
            Minutes of the meeting. Present: Ann Hardy and Bo Marsh.

            Ann Hardy said that costs rose. It was noted that the mill was late. It would close in May.
            """
        assert said(record, "costs rose") == ["Ann Hardy"]
        assert said(record, "the mill was late") == []

    def test_a_wiki_link_shows_its_label(self) -> None:
        record = "# Board meeting notes\n\n- [[Josh Brown|people.Josh Brown]] said that it is a burden.\n"
        assert said(record, "it is a burden") == ["Josh Brown"]

    def test_others_come_into_a_noted_turn(self) -> None:
        record = """
            Attendees: Cleo Marsh, Noor Haddad

            Cleo: the token is in a drawer in Lisbon. Noor suggested that it be fetched on Monday.
            """
        assert said(record, "fetched on Monday") == ["Noor Haddad"]
        assert said(record, "in a drawer in Lisbon") == ["Cleo Marsh"]


def test_every_attribution_lies_in_its_passage() -> None:
    record = "Attendees: Cleo Marsh, Noor Haddad\n\nCleo: it leaks. Noor: not yet, wait for May.\n"
    assert attributions(record, "not yet")[0].confidence > 0
    for passage in corpus.split_document(Document("r.md", "r", record)):
        assert all(passage.span.contains(a.content) for a in passage.attributions)
