"""What real records do, each by an invented mini-record; the names of the classes number the phenomena."""

import pytest

from tests.corpus.records import attributions, said, split

AGENDA = """
    Programme

    Moderation: Ines Falkner

    Amara Diallo, Head of Data, AgriLab
    Tom Willems, Director, Flemish Soil Service
    Kristín Þórsdóttir, General Manager, Icelandic Farmers Union

"""


class TestHeadings:
    RECORD = """
        # Field day 2031

        ## Hana Sato: Soils that forget

        Hit rates say nothing about drainage. Most farms measure the wrong thing.

        ## Small ditches, large promises – Piotr Zielinski (Korvax)

        Ditches had a bad decade.

        ## Practical matters

        The bus leaves at nine.
        """

    def test_name_and_title_of_talk(self) -> None:
        assert said(self.RECORD, "Most farms measure the wrong thing") == ["Hana Sato"]

    def test_title_of_talk_and_name(self) -> None:
        assert said(self.RECORD, "Ditches had a bad decade") == ["Piotr Zielinski"]

    def test_the_next_heading_ends_the_scope(self) -> None:
        assert said(self.RECORD, "The bus leaves at nine") == []

    def test_a_person_with_role_in_plain_text(self) -> None:
        record = (
            AGENDA
            + """
    Amara Diallo, Head of Data, AgriLab

    Sensors now cost less than ten euros. Farmers can read them with a phone.
        """
        )
        (found,) = attributions(record, "Farmers can read them with a phone")
        assert found.speaker is not None
        assert (found.speaker.role, found.speaker.organisation) == ("Head of Data", "AgriLab")

    def test_organisation_with_the_speaker_introduced_below(self) -> None:
        record = """
            # Webinar on soils: our speakers and their talks

            ## Flemish Soil Service

            Our first speaker, **Tom Willems**, is director of the Soil Service. Tom grew up on a farm.

            Samples are cheap. Every region sends them in.

            ## Questions

            Lunch was served at noon.
            """
        assert said(record, "Every region sends them in") == ["Tom Willems"]
        assert said(record, "Tom grew up on a farm") == []
        assert said(record, "Lunch was served at noon") == []


class TestRosters:
    def test_agenda_gives_role_and_organisation(self) -> None:
        (found,) = attributions(
            AGENDA + "\n    Willems argued that samples must stay free.", "samples must stay free"
        )
        assert found.speaker is not None
        assert found.speaker.name == "Tom Willems"
        assert found.speaker.role == "Director"
        assert found.speaker.organisation == "Flemish Soil Service"

    def test_bold_name_title_and_organisation_in_a_sentence(self) -> None:
        record = (
            "At the panel, **Lena Okoro**, Lead Planner at the "
            "**Harbour Office**, said that the quay is sinking. "
            "The panel was held at a workshop for participants."
        )
        (found,) = attributions(record, "the quay is sinking")
        assert found.speaker is not None
        assert (found.speaker.role, found.speaker.organisation) == ("Lead Planner", "Harbour Office")

    def test_observer_in_brackets(self) -> None:
        record = (
            "Ms. Odile Marchand (Observer for the Ocean Alliance) asked whether the data would be published."
        )
        (found,) = attributions(record, "whether the data would be published")
        assert found.speaker is not None
        assert found.speaker.name == "Odile Marchand"
        assert found.speaker.organisation == "Ocean Alliance"

    def test_table_with_initials(self) -> None:
        record = """
            # Attendees

            | Name | Initials | Organisation |
            |------|----------|--------------|
            | Mira Halloran | MH | Port Authority |
            | Jon Ekström | JE | Harbour Office |

            # Notes

            MH said that the crane is late. JE asked why it had not been ordered in May.
            """
        (found,) = attributions(record, "the crane is late")
        assert found.speaker is not None
        assert (found.speaker.name, found.speaker.organisation) == ("Mira Halloran", "Port Authority")
        assert said(record, "why it had not been ordered in May") == ["Jon Ekström"]


class TestLaterMentions:
    @pytest.mark.parametrize(
        "mention", ["Willems", "Tom", "Mr Willems", "Tom Wilems", "Wilems", "TOM WILLEMS"]
    )
    def test_any_form_of_the_name(self, mention: str) -> None:
        assert said(
            AGENDA + f"\n    {mention} argued that samples must stay free.", "samples must stay free"
        ) == ["Tom Willems"]

    @pytest.mark.parametrize("mention", ["Kristin Thorsdottir", "Thorsdottir", "Kristin"])
    def test_without_diacritics(self, mention: str) -> None:
        assert said(
            AGENDA + f"\n    {mention} argued that samples must stay free.", "samples must stay free"
        ) == ["Kristín Þórsdóttir"]

    def test_two_people_with_one_first_name(self) -> None:
        record = """
            Participants

            Anna Berg, Director, Nordic Ports
            Anna Costa, Engineer, Lisbon Docks

            Anna Costa opened with the tides. Anna said that they rise by a hand every decade.
            """
        assert said(record, "they rise by a hand every decade") == ["Anna Costa"]


class TestOffices:
    def test_the_chairman_is_who_holds_the_office(self) -> None:
        record = """
            Present: Cllr D Marlowe - Chairman, Cllr Mrs J Pettit (Vice-Chair), Mrs S Larkin (Clerk)

            The Chairman said that the ditch on Mill Lane was clear. The Clerk reported that she
            still awaited a letter from the county, which was late again, and from the bank.
            """
        assert said(record, "the ditch on Mill Lane was clear") == ["D Marlowe"]
        assert said(record, "still awaited a letter") == ["S Larkin"]

    def test_an_office_that_nobody_is_said_to_hold(self) -> None:
        assert said(
            "The Chairman replied that the paper would follow in June.", "the paper would follow"
        ) == ["Chairman"]

    def test_a_delegation_and_its_pronoun(self) -> None:
        record = (
            "Japan stated that catches had fallen. Mexico's representative disagreed. "
            "She said that no quota should be set at this session of the plenary for delegates."
        )
        assert said(record, "catches had fallen") == ["Japan"]
        (found,) = attributions(record, "no quota should be set")
        assert found.speaker is not None
        assert (found.speaker.name, found.speaker.organisation) == ("", "Mexico")


class TestNameShapes:
    @pytest.mark.parametrize(
        "name",
        [
            "Pieter van Rossum",
            "Rachel Keith-Magee",
            "Dominique Hazaël-Massieux",
            "NATALIE MURIC",
            "Kristina Šermukšnytė-Alešiūnienė",
            "Sean McInnes",
            "Fiona O'Dowd",
            "María García Fernández",
            "J.P. Lovato",
            "Daniel S. Okafor",
        ],
    )
    def test_full_name_and_surname(self, name: str) -> None:
        record = f"Panel members\n\n{name}, Director, Nordic Ports\n\n{name} said that the quay is sinking.\n"
        assert said(record, "the quay is sinking") == [name]


class TestPronouns:
    def test_across_sentences_and_paragraphs(self) -> None:
        record = (
            AGENDA
            + """
    Amara Diallo said that sensors are cheap. She added that calibration is not.

    She also warned about batteries.
        """
        )
        assert said(record, "calibration is not") == ["Amara Diallo"]
        assert said(record, "warned about batteries") == ["Amara Diallo"]

    def test_gender_rules_a_candidate_out(self) -> None:
        record = (
            AGENDA + "\n    Amara Diallo spoke about sensors after Tom Willems. He asked whether they last."
        )
        assert said(record, "whether they last") == ["Tom Willems"]

    def test_somebody_unnamed_is_meant(self) -> None:
        record = AGENDA + (
            "\n    Amara Diallo said that sensors last. One "
            "attendee doubted that. She said that hers had failed."
        )
        assert said(record, "hers had failed") == []


class TestContinuation:
    def test_sentences_without_a_cue(self) -> None:
        record = AGENDA + "\n    Amara Diallo said that sensors are cheap. The weak point is calibration."
        assert said(record, "The weak point is calibration") == ["Amara Diallo"]

    def test_it_ends_with_the_next_speaker(self) -> None:
        record = (
            AGENDA + "\n    Amara Diallo said that sensors are cheap. Willems doubted that. Lime is cheap."
        )
        assert "Amara Diallo" not in said(record, "Lime is cheap")

    def test_it_ends_with_a_blank_line(self) -> None:
        record = (
            AGENDA + "\n    Amara Diallo said that sensors are cheap.\n\n    Coffee was served in the garden."
        )
        assert said(record, "Coffee was served in the garden") == []


class TestInverted:
    RECORD = """
        "Trust is built on Tuesdays," says Irena Kos, director of the Housing Union. "Nobody builds it."

        The door must be open, added Kos.

        According to Mateo Ruiz, ninety minutes is the limit.
        """

    def test_role_behind_the_name(self) -> None:
        (found,) = attributions(self.RECORD, "Trust is built on Tuesdays")
        assert found.speaker is not None
        assert (found.speaker.name, found.speaker.role) == ("Irena Kos", "director")

    def test_quote_of_several_sentences(self) -> None:
        (found,) = attributions(self.RECORD, "Nobody builds it")
        assert (found.speaker and found.speaker.name, found.kind) == ("Irena Kos", "quoted")

    def test_post_posed_without_quotes(self) -> None:
        assert said(self.RECORD, "The door must be open") == ["Irena Kos"]

    def test_according_to(self) -> None:
        assert said(self.RECORD, "ninety minutes is the limit") == ["Mateo Ruiz"]

    def test_block_quote_with_its_author_below(self) -> None:
        record = """
            The day ended with a poem.

            > A ledger is a letter to a stranger, and nobody answers it.

            — Irena Kos, director
            """
        (found,) = attributions(record, "A ledger is a letter to a stranger")
        assert (found.speaker and found.speaker.name, found.kind) == ("Irena Kos", "quoted")

    def test_block_quote_below_its_cue(self) -> None:
        record = """
            At the workshop the speakers and the participants met. As Irena Kos observed:

            > For the cooperative, the vision was to keep the rents
            > where they were.
            """
        assert said(record, "For the cooperative, the vision was to keep") == ["Irena Kos"]


class TestQuotesInQuotes:
    def test_relayed_by_another(self) -> None:
        record = """
            # Panel

            ## Amara Diallo, Head of Data, AgriLab

            She recapped. A quote that sums it up was from Commissioner Rossi: "Soil is the skin of us".
            """
        (found,) = attributions(record, "Soil is the skin of us")
        assert found.speaker is not None
        assert found.via is not None
        assert (found.speaker.name, found.speaker.role) == (
            "Commissioner Rossi",
            "Commissioner",
        )
        assert (found.via.name, found.kind) == ("Amara Diallo", "quoted")

    def test_the_title_of_a_work_is_no_speech(self) -> None:
        record = 'At the workshop, Jon Ekström wrote a book called "The long way down to the sea". It rained.'
        assert said(record, "It rained") == []


class TestAbsentPeople:
    def test_reported_words_stay_with_who_reports(self) -> None:
        record = """
            Ann: We wrote to Mara last week.

            Bob: Mara responded that they have plans for that.

            Ann: Good.

            Bob: So we can wait.
            """
        assert said(record, "they have plans for that") == ["Bob"]


class TestTogether:
    ROSTER = """
        Attendees
        Lena Rask LR Norway
        Jim Yates JY Wales
        Bo Vind BV Denmark

        Notes of the webinar

    """

    def test_initials_joined_by_and(self) -> None:
        assert said(
            self.ROSTER + "    LR and JY agreed that use cases come first.", "use cases come first"
        ) == [
            "Lena Rask",
            "Jim Yates",
        ]

    def test_joint_label(self) -> None:
        record = "**Ann Lee & Bob Stone:** We both want the early slot.\n\n**Cy Young:** Fine.\n"
        assert said(record, "We both want the early slot") == ["Ann Lee", "Bob Stone"]

    def test_panellists_are_known(self) -> None:
        record = """
            Panellists Ann Lee (Korvax), Bob Stone (Port Authority), and Cy Young (Docks) met the audience.

            The panellists agreed that ferries matter.
            """
        found = attributions(record, "ferries matter")
        assert {a.kind for a in found} == {"collective"}
        assert [a.speaker.name for a in found if a.speaker] == ["Ann Lee", "Bob Stone", "Cy Young"]

    @pytest.mark.parametrize(
        "group", ["Thirteen delegations", "The participants", "Most of the audience", "The speakers"]
    )
    def test_groups_without_members(self, group: str) -> None:
        (found,) = attributions(f"{group} agreed that ferries matter.", "ferries matter")
        assert (found.speaker, found.kind) == (None, "collective")


class TestAnonymous:
    @pytest.mark.parametrize(
        "source", ["An audience member from Leeds", "One attendee", "A member of the public", "Somebody"]
    )
    def test_nobody_is_named(self, source: str) -> None:
        assert said(f"{source} asked whether the ferry would run.", "whether the ferry would run") == []

    def test_unknown_label(self) -> None:
        record = "Ann: Hello.\n\nUnknown speaker: Can you hear me?\n\nAnn: Yes.\n\nBob: So can I.\n"
        assert said(record, "Can you hear me?") == []
        assert said(record, "So can I.") == ["Bob"]


class TestQuestionsAndAnswers:
    def test_inline_marks_name_nobody(self) -> None:
        record = "Q: Are ferries boats? A: Yes, of course.\n\nQ: Ann Lee: Do they float? A: They do.\n"
        assert said(record, "Are ferries boats?") == []
        assert said(record, "They do.") == []

    def test_asked_and_answered(self) -> None:
        record = AGENDA + "\n    Diallo asked whether samples are free.\n    Willems answered that they are."
        assert said(record, "whether samples are free") == ["Amara Diallo"]
        assert said(record, "they are.") == ["Tom Willems"]

    def test_after_a_question_nothing_goes_on(self) -> None:
        record = AGENDA + "\n    Diallo asked whether samples are free. This will be tackled in June."
        assert said(record, "This will be tackled in June") == []


class TestNamedButSilent:
    @pytest.mark.parametrize("heading", ["Biographies", "References", "About the author", "Acknowledgements"])
    def test_sections_that_say_nothing(self, heading: str) -> None:
        record = (
            "# Panel\n\nAnn Lee said that ferries matter.\n\n# "
            f"{heading}\n\nAnn Lee advocates for ferries and says so.\n"
        )
        assert said(record, "advocates for ferries and says so") == []

    def test_a_list_of_roles(self) -> None:
        record = "# Meeting\n\n- Scribe: Ann Lee\n- Chair: Bob Stone\n\nThe hall was full.\n"
        assert all(not p.attributions for p in split(record))


class TestUnspoken:
    @pytest.mark.parametrize(
        "sentence",
        [
            "It was resolved to support the application.",
            "The editorial team will look into the matter.",
            "Cllr Pettit proposed acceptance, seconded by Cllr Okafor.",
            "Unanimously agreed.",
            "The meeting closed at nine.",
            "The participants were thanked for their work.",
        ],
    )
    def test_decisions_and_narration(self, sentence: str) -> None:
        record = AGENDA + f"\n    Willems said that samples are free. {sentence}"
        assert said(record, sentence) == []

    def test_tasks(self) -> None:
        record = (
            "* Ann: ferries matter\n    * Bob to check the timetable\n* Bob: fine\n* Ann: next\n* Bob: done\n"
        )
        assert said(record, "Bob to check the timetable") == []


class TestTurns:
    def test_labels_of_every_kind(self) -> None:
        record = """
            **Ann Lee:** The quay is sinking.

            BOB STONE (Port Authority): By how much?

            Cy Young [00:12:03]: A hand a year.

            The Chair (Hon. Rosa Lind (Northfield, Lib.)): Order.
            """
        assert said(record, "The quay is sinking.") == ["Ann Lee"]
        (found,) = attributions(record, "By how much?")
        assert found.speaker is not None
        assert (found.speaker.name, found.speaker.organisation, found.kind) == (
            "BOB STONE",
            "Port Authority",
            "turn",
        )
        assert said(record, "A hand a year.") == ["Cy Young"]
        assert said(record, "Order.") == ["Rosa Lind"]
        assert [p.time for p in split(record)] == [None, None, "00:12:03", None]

    def test_roles_as_labels(self) -> None:
        record = (
            "Project Manager: Shall we start?\nGrad B: Yes.\n"
            "Project Manager: Good.\nGrad B: Slides, please.\n"
        )
        assert said(record, "Shall we start?") == ["Project Manager"]
        assert said(record, "Slides, please.") == ["Grad B"]

    def test_unlabelled_paragraphs_go_on(self) -> None:
        record = (
            "TC: Here is the budget.\n\nNote that travel is in it.\n"
            "\n- Fuel went up.\n\nOli: Why?\n\nTC: War.\n\nOli: Oh.\n"
        )
        assert said(record, "Note that travel is in it.") == ["TC"]
        assert said(record, "Fuel went up.") == ["TC"]

    def test_scribed_lines(self) -> None:
        record = """
            *Present:* Mark Nolan, Jeni Tarr, Tim Birk-Lee

            __Jeni:__ Closed.

            __TimBL:__ I disagree.

            > **mnolan** [ group looks at document ]

            > **jeni** TimBL: then say so

            __mnolan:__ Next.
            """
        assert said(record, "then say so") == ["Tim Birk-Lee"]
        assert said(record, "[ group looks at document ]") == []
        assert said(record, "Next.") == ["Mark Nolan"]

    def test_items_below_a_name(self) -> None:
        record = """
            * Ann Lee
                * we moved the buoys
                * two are missing
            * Harbour Office (Bob Stone)
                * nothing new
            * Any other business
                * none
            """
        assert said(record, "two are missing") == ["Ann Lee"]
        assert said(record, "nothing new") == ["Bob Stone"]
        assert said(record, "none") == []

    def test_fields_are_no_turns(self) -> None:
        record = (
            "- **Link:** there\n- **Labels:** ferry\n\nAnn: Hi.\n\nBob: "
            "Hi.\n\nAnn: So?\n\n- **Link:** here\n- **Labels:** boat\n"
        )
        assert {s.label for p in split(record) for s in p.speakers} == {"Ann", "Bob"}


class TestSeveralInOneSentence:
    def test_each_clause_is_a_passage(self) -> None:
        record = AGENDA + (
            "\n    Amara outlined her plan for sensors; Tom supported the idea of free samples; "
            "and Kristín concluded that lime is cheap."
        )
        assert said(record, "her plan for sensors") == ["Amara Diallo"]
        assert said(record, "the idea of free samples") == ["Tom Willems"]
        assert said(record, "lime is cheap") == ["Kristín Þórsdóttir"]


class TestItems:
    def test_a_list_that_somebody_presents(self) -> None:
        record = AGENDA + (
            "\n    Ines Falkner shared the following calls:\n\n"
            "    1. Clean Quays; June\n    2. Green Docks; July"
        )
        found = attributions(record, "Green Docks; July")
        assert [(a.speaker and a.speaker.name, a.kind) for a in found] == [("Ines Falkner", "item")]

    def test_a_list_that_nobody_presents(self) -> None:
        record = AGENDA + (
            "\n    After the opening by Ines Falkner, these news "
            "were presented:\n\n    1. Clean Quays\n    2. Docks"
        )
        assert said(record, "Clean Quays") == []


class TestLayout:
    def test_a_sentence_cut_by_a_page_break(self) -> None:
        record = AGENDA + (
            "\n    Amara Diallo said that the sensors play a key "
            "role\n\n\f\n\n    in the policy of the region, and last."
        )
        passages = [p for p in split(record) if "key role" in p.text]
        assert len(passages) == 1
        assert passages[0].text.endswith("in the policy of the region, and last.")

    def test_hard_wraps(self) -> None:
        record = (
            "Amara Diallo, who leads the data team at AgriLab, said at the workshop that the\n"
            "sensors play a key role in the policy of the region. She added that the price of a\n"
            "sensor has fallen by half since the last workshop, while the price of a battery has\n"
            "not changed at all. The participants and the other speakers of the panel agreed.\n"
        )
        assert said(record, "sensors play a key role") == ["Amara Diallo"]
        assert said(record, "sensor has fallen by half") == ["Amara Diallo"]

    def test_flattened_bullets(self) -> None:
        record = (
            "Topic Summary\nWelcome ● Ann Lee opened the webinar. ● Bob Stone said that ferries matter.\n"
        )
        assert said(record, "ferries matter") == ["Bob Stone"]

    def test_front_matter_and_captions_are_no_passages(self) -> None:
        record = (
            "---\ntitle: Ferries\nauthor: Ann Lee\n---\n\n"
            '{{< img src="x.jpg" alt="Ann Lee says hello" >}}\n\nAnn Lee said that ferries matter.\n'
        )
        assert [p.text for p in split(record)] == ["Ann Lee said that ferries matter."]

    def test_quote_shortcode_with_its_author(self) -> None:
        record = (
            'Ann Lee of Korvax opened.\n\n{{< quote-block text="Ferries '
            'are the roads of the poor." cite="Ann Lee" >}}\n'
        )
        assert said(record, "Ferries are the roads of the poor.") == ["Ann Lee"]
