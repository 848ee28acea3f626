"""Records in other languages are split and labelled by their structure alone; nobody is invented."""

import pytest

from tests.corpus.records import said, split

GERMAN = """
    Sitzung des Stadtrats vom 3. Mai 2023

    Teilnehmende

    Jürgen Groß, Oberbürgermeister, Stadt Ekeby
    Anke Müller, Referentin, Hafenamt

    Jürgen Groß: Wir brauchen ein neues Depot. Das sagte schon Frau Müller, als der alte Bau zu klein war.

    Anke Müller: Das stimmt. Herr Groß hat recht, und wie Bo Lind sagt: „Wir müssen handeln.“

    Dr. Uwe Ernst (CDU): Man is(s)t, was man will. Die Kosten betragen fünf Millionen.
    """
FRENCH = """
    # Compte rendu de la réunion du 3 mai 2023

    ## Hélène Dubois : Le nouveau dépôt

    Le dépôt coûte cinq millions. Il ouvrira en mai.

    ## Débat

    **Luc Martin :** C'est vrai. « Il faut agir », disait le préfet.

    **Hélène Dubois :** M. Martin a dit que la ville manque d'argent. Alors votons.
    """


@pytest.mark.parametrize(
    ("record", "words", "who"),
    [
        (GERMAN, "Wir brauchen ein neues Depot.", "Jürgen Groß"),
        (GERMAN, "Das sagte schon Frau Müller", "Jürgen Groß"),
        (GERMAN, "Herr Groß hat recht", "Anke Müller"),
        (GERMAN, "„Wir müssen handeln.“", "Anke Müller"),
        (GERMAN, "Die Kosten betragen fünf Millionen.", "Uwe Ernst"),
        (FRENCH, "Il ouvrira en mai.", "Hélène Dubois"),
        (FRENCH, "« Il faut agir »", "Luc Martin"),
        (FRENCH, "M. Martin a dit que la ville", "Hélène Dubois"),
    ],
)
def test_labels_and_headings_tell_who_speaks(record: str, words: str, who: str) -> None:
    assert said(record, words) == [who]


@pytest.mark.parametrize(
    "prose",
    [
        "Jürgen Groß sagte, dass die Stadt ein Depot braucht. Er fügte hinzu, dass der Bau zu klein sei.",
        "„Wir müssen handeln“, so Anke Müller vom Hafenamt. Laut Bo Lind kostet das Depot viel.",
        "M. Martin a déclaré que la ville manque d'argent. Selon Hélène Dubois, le prix est de cinq.",
        "Ana Ruiz dijo que la ciudad necesita un depósito. Según Luis Mora, cuesta cinco millones.",
        "Åsa Öberg sade att staden behöver en depå. Hon menade att den gamla var för liten.",
    ],
)
def test_prose_in_another_language_is_nobodys(prose: str) -> None:
    assert [passage.attributions for passage in split(prose)] == [() for _ in split(prose)]
