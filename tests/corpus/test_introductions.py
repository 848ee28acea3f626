"""Who the people of a record are, as its sentences say it, by invented mini-records."""

import pytest

from tests.corpus.records import said
from tests.corpus.test_event_records import people


@pytest.mark.parametrize(
    ("sentence", "name", "role", "organisation"),
    [
        ("The chair of the group on fees (GF), Bo Ray (Norland), spoke.", "Bo Ray", "fees", "Norland"),
        ("The keynote speaker, Vera Lachman of Korvax, was funny.", "Vera Lachman", "keynote", "Korvax"),
        ("As treasurer, Vera Lachman closed the books.", "Vera Lachman", "treasurer", ""),
        (
            "The director of the show was Vera Lachman, who smiled.",
            "Vera Lachman",
            "director of the show",
            "",
        ),
        ("We met Federal Salt Officer (FSO) Vera Lachman there.", "Vera Lachman", "Federal Salt Officer", ""),
        ("The panel was moderated by Vera Lachman.", "Vera Lachman", "Moderator", ""),
        ("Vera Lachman took the chair at six.", "Vera Lachman", "Chair", ""),
        ("Minutes were taken by Vera Lachman (secretary).", "Vera Lachman", "Secretary", ""),
        ("Vera Lachman, Product Growth at Korvax, spoke.", "Vera Lachman", "Product Growth", "Korvax"),
        ("Vera Lachman, Code for Ekeby Brigade Captain, spoke.", "Vera Lachman", "Ekeby Brigade Captain", ""),
        (
            "Vera Lachman, chemist and salt mines lead at Korvax, spoke.",
            "Vera Lachman",
            "mines lead",
            "Korvax",
        ),
        ("Vera Lachman, is Director of Salt at Korvax.", "Vera Lachman", "Director of Salt", "Korvax"),
        ("By Shalu Gar (Director, Korvax) and Ödgard Holm (Nordvind).", "Ödgard Holm", "", "Nordvind"),
    ],
)
def test_an_office_beside_a_name(sentence: str, name: str, role: str, organisation: str) -> None:
    found = people(sentence + "\n")
    assert name in found
    assert role in (found[name][0] or "")
    assert (found[name][1] or "") == organisation
    assert not (found[name][0] or "").startswith("is ")


def test_several_share_an_office_and_the_next_has_their_own() -> None:
    found = people(
        "We greet Supervisors Janet Keel, Gary Mant and Dick Doll, Treasurer Ray Barnes and Bo Lee.\n"
    )
    assert {name: found[name][0] for name in found if name != "Bo Lee"} == {
        "Janet Keel": "Supervisor",
        "Gary Mant": "Supervisor",
        "Dick Doll": "Supervisor",
        "Ray Barnes": "Treasurer",
    }


def test_an_office_names_nobody_else() -> None:
    found = people("By Ana Ruiz (CEO and Head Stemmate of Stems) and Philippa Holt, Felix Editor.\n")
    assert set(found) == {"Ana Ruiz", "Philippa Holt"}


def test_the_next_person_is_no_part_of_an_office() -> None:
    found = people(
        "Alex Soble, 2015 fellow and Uri Harel, the Curriculum Coordinator at Korvax, shared a tool.\n"
    )
    assert found["Alex Soble"][0] == "2015 fellow"
    assert found["Uri Harel"] == ("Curriculum Coordinator", "Korvax")


def test_links_whose_targets_stand_elsewhere() -> None:
    record = """The day was long.

[Diego Alonso], head of Imperial's Salt Team, and [Marta Vidal] from the [Institute of Tides] spoke.

[Diego Alonso]: https://example.org/diego
[Marta Vidal]: https://example.org/marta
[Institute of Tides]: https://example.org/tides
"""
    found = people(record)
    assert found["Diego Alonso"][0] == "head of Imperial's Salt Team"
    assert found["Marta Vidal"] == (None, "Institute of Tides")


def test_payments_present_nobody() -> None:
    found = people("- Mrs Jane Moss, Clerk's April salary, cheque 12 £450.00\n- Ana Ruiz spoke.\n")
    assert found.get("Jane Moss", (None, None)) == (None, None)


def test_the_fuller_role_counts() -> None:
    found = people("Strategist Ana Ruiz spoke.\n\nAna Ruiz, communications strategist at Korvax, left.\n")
    assert found["Ana Ruiz"] == ("communications strategist", "Korvax")
    later = people("We met President Ana Ruiz.\n\nThen our Ana Ruiz, vice president, left.\n")
    assert later["Ana Ruiz"][0] == "President"


class TestSelfIntroductions:
    RECORD = """Olu Osun, Justin Camp, Mike Folk

Q: Who are you?

OO: My name is Olu. I am co-founder and CTO at Korvax Labs. I work on pumps.

JC: My name is Justin. I'm a software engineer at Bitfill. We were first.

MF: When I was head of research at Nordvind, we had none. I'm sure the director of Bitfill knows.

OO: They are slow.

JC: They are not.

MF: I'm from Umbria. They are.
"""

    def test_speakers_say_what_they_are(self) -> None:
        found = people(self.RECORD)
        assert found["Olu Osun"] == ("co-founder and CTO", "Korvax Labs")
        assert found["Justin Camp"] == ("software engineer", "Bitfill")

    def test_what_they_were_does_not_count(self) -> None:
        assert people(self.RECORD)["Mike Folk"][0] is None


class TestLists:
    def test_a_list_below_a_heading_and_a_blank_line(self) -> None:
        record = """
            #### PRESENT

            Councillors Alun Davies, Gwen Ifans, Owen Williams and
            County Councillor Joseph Davies.

            #### NOTES

            Cllr. O. Williams took the Chair. Mrs Jane Davies sent her regrets.

            Cllr. J. Davies said that the hedge was cut.
            """
        assert said(record, "the hedge was cut") == ["Joseph Davies"]

    def test_a_list_that_goes_on_in_the_next_line(self) -> None:
        record = "Present\n-------\nAnn (ESF), Nico (CER),\nOrla (CER), Petra (ESS) and Tobias(ESS).\n"
        assert people(record)["Tobias"] == (None, "ESS")
        assert people(record)["Orla"] == (None, "CER")

    def test_headings_of_one_form_say_where_somebody_is_from(self) -> None:
        record = """# Hearing

#### Ana Ruiz, Institute of Tides

Tides matter.

#### Jildau Boum, Department of Salt

Salt matters.

#### Bruno Conti, Korvax

Pumps matter.
"""
        assert people(record)["Jildau Boum"] == (None, "Department of Salt")
