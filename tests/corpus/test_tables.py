"""Tables whose rows are turns, and records in another language: structure alone tells who speaks."""

from tests.corpus.records import attributions, said, split

TABLE = """
    # Transcript

    | Time | Speaker | Remarks |
    |------|---------|---------|
    | 10:00 | Ann Lee | The pump is old and leaks. |
    | 10:05 | Bo Ito | I would mend it first. |

    | Speaker | Wells |
    |---------|-------|
    | Ann Lee | three deep wells in Ghent |
    """


def test_rows_with_speaker_and_remarks_are_turns() -> None:
    (found,) = attributions(TABLE, "The pump is old and leaks.")
    assert found.speaker is not None
    assert (found.speaker.name, found.kind) == ("Ann Lee", "turn")
    assert said(TABLE, "I would mend it first.") == ["Bo Ito"]


def test_a_turn_of_a_table_keeps_its_time() -> None:
    assert [p.time for p in split(TABLE) if "mend it" in p.text] == ["10:05"]


def test_a_table_without_words_has_no_turns() -> None:
    assert said(TABLE, "three deep wells in Ghent") == []


MINUTES = """
    # Meeting Minutes of the mill committee

    | Name | Role |
    |------|------|
    | Ann Lee | Chair |
    | Bo Ito | Treasurer |

    | Topic | Discussion | Notes | Actions |
    |-------|------------|-------|---------|
    | Pump | Ann said that the pump leaks. She noted rust. | Bo asked if it may stay. | Bo: done in May. |
    | Rent | - Bo said that the rent is due.<br>- Ann proposed paying half of it now. | | Bo: pay the rent. |
    | Paint | After a vote the committee chose blue. | Ann Lee, Chair of the committee | |
    """


def test_the_cells_of_minutes_are_read_as_prose() -> None:
    assert said(MINUTES, "the pump leaks") == ["Ann Lee"]
    assert said(MINUTES, "rust") == ["Ann Lee"]
    assert said(MINUTES, "it may stay") == ["Bo Ito"]


def test_a_cell_of_several_paragraphs_holds_several_speakers() -> None:
    assert said(MINUTES, "the rent is due") == ["Bo Ito"]
    assert said(MINUTES, "paying half of it now") == ["Ann Lee"]


def test_nobody_speaks_in_columns_of_actions_and_in_cells_without_a_sentence() -> None:
    assert said(MINUTES, "done in May.") == []
    assert said(MINUTES, "pay the rent.") == []
    assert said(MINUTES, "Chair of the committee") == []


FRENCH = """
    # Compte rendu de la réunion du conseil municipal

    Présents : Mme Claire Dubois, maire ; M. Paul Lefèvre, adjoint.

    M. Lefèvre indique que le moulin est vieux. Elle propose de le vendre avant l'hiver.

    **Paul Lefèvre :** La pompe fuit depuis mars.

    **Claire Dubois :** Nous allons la remplacer.

    **Paul Lefèvre :** Merci beaucoup.

    **Claire Dubois :** La séance est levée.
    """

GERMAN = """
    # Protokoll der Sitzung des Gemeinderats

    Anwesend: Karl Huber (Bürgermeister), Anna Schmidt, Peter Wolf

    Herr Huber sagte, dass die Mühle alt sei. Frau Schmidt fragte, ob man sie verkaufen könne.

    Anna Schmidt: Die Pumpe ist seit März undicht.

    Karl Huber: Wir werden sie ersetzen.

    Anna Schmidt: Danke.

    Peter Wolf: Wer bezahlt das?
    """


def test_turns_in_another_language() -> None:
    assert said(FRENCH, "La pompe fuit depuis mars.") == ["Paul Lefèvre"]
    assert said(FRENCH, "Nous allons la remplacer.") == ["Claire Dubois"]
    assert said(GERMAN, "Wir werden sie ersetzen.") == ["Karl Huber"]
    assert said(GERMAN, "Wer bezahlt das?") == ["Peter Wolf"]


def test_prose_in_another_language_gets_nobody_rather_than_somebody_wrong() -> None:
    assert said(FRENCH, "Elle propose de le vendre avant l'hiver.") == []
    assert said(GERMAN, "ob man sie verkaufen könne") == []
