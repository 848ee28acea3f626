"""Whom labels of initials and of offices mean."""

from tests.corpus.records import attributions, said

INTERVIEW = """
    # Ditches and moles: an interview

    Carla Moss spoke with Oduya Penn about ditches.

    CM: Are ditches cheap?

    OP: They are not.

    CM: And moles?

    OP: Moles cost nothing.
    """

REMARKS = """
    # Remarks by President Adams and Prime Minister Ruth Gray after their meeting

    THE PRESIDENT: The ditches are dry.

    PRIME MINISTER: Ours are full of water.

    THE PRESIDENT: We shall share them.

    PRIME MINISTER: Thank you for that.
    """


def test_initials_of_the_one_person_the_record_introduces() -> None:
    assert said(INTERVIEW, "Are ditches cheap?") == ["Carla Moss"]
    assert said(INTERVIEW, "They are not.") == ["Oduya Penn"]


def test_initials_of_two_people_stay_initials() -> None:
    record = INTERVIEW.replace("about ditches.", "and Cora Mann about ditches.")
    assert said(record, "Are ditches cheap?") == ["CM"]


def test_the_holder_whom_the_title_names() -> None:
    (found,) = attributions(REMARKS, "The ditches are dry.")
    assert found.speaker is not None
    assert found.speaker.name == "President Adams"
    (other,) = attributions(REMARKS, "Ours are full of water.")
    assert other.speaker is not None
    assert (other.speaker.name, other.speaker.role) == ("Ruth Gray", "Prime Minister")


def test_an_item_with_a_cue_is_no_label_and_hands_its_speaker_down() -> None:
    record = """
        # Notes of the user group: minutes of the session

        Attendees: Carla Moss, Rosa Finch

        - Rosa suggested a second pump
            - it would cost 300
        """
    assert said(record, "a second pump") == ["Rosa Finch"]
    assert said(record, "it would cost 300") == ["Rosa Finch"]


def test_brackets_with_an_office_are_a_role() -> None:
    record = """
        **Bill Marlow (Minister of Ditches)**: The budget is balanced for the year.

        **Jean Roy (AgriLab)**: It is not so at all.

        **Bill Marlow (Minister of Ditches)**: It is.
        """
    (found,) = attributions(record, "The budget is balanced for the year.")
    assert found.speaker is not None
    assert found.speaker.role is not None
    assert found.speaker.role.startswith("Minister")


def test_a_time_before_a_colon_is_no_speaker() -> None:
    record = """
        # Notes of the call

        - Previously: the gate was to be painted.
        - Last month: wait for the spring.

        AR: Who has the paint?

        BL: I have.

        - Previously: the pump was to be sold.
        - Last month: nobody bought it.

        AR: Then we keep it.

        BL: Yes, keep it.
        """
    assert said(record, "the gate was to be painted") == []
    assert said(record, "wait for the spring") == []
    assert said(record, "Then we keep it") == ["AR"]


def test_initials_of_the_one_full_name_that_the_record_has() -> None:
    record = """
        # Call of the salt group

        ## Notes

        AB: who goes first?

        RT: I do.

        <TODO Ross Tate to add slides>

        AB: please do

        RT: The roadmap is short.

        AB: thanks
        """
    assert said(record, "The roadmap is short") == ["Ross Tate"]
    assert said(record, "who goes first") == ["AB"]
    twice = record.replace("please do", "please do, said Rita Thorn")
    assert said(twice, "The roadmap is short") == ["RT"]


def test_small_letters_of_somebody_who_has_a_label() -> None:
    record = """
        mt: move on

        Martin Thompson: the cost is modest

        Eva Nyg: it is not

        mt: no difference

        Eva Nyg: there is one
        """
    assert said(record, "no difference") == said(record, "move on") == ["Martin Thompson"]


def test_a_given_name_of_whom_a_heading_presents() -> None:
    record = """
        ### Lisette Meij presents the use case

        __Lisette__: The list has 270 terms.

        __Tom__: And who keeps it?

        __Lisette__: We do.

        __Tom__: Good.
        """
    assert said(record, "The list has 270 terms") == ["Lisette Meij"]
    assert said(record, "And who keeps it") == ["Tom"]
