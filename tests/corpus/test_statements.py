"""Every sentence here is invented; the grammar must know its pattern, not its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.statements import Statement, find_statements
from corpus.types import Span


def read(text: str) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    return [
        (s.source and s.source.of(text), s.cue and s.cue.of(text), tuple(c.of(text) for c in s.contents))
        for s in statements(text)
    ]


def statements(text: str) -> tuple[Statement, ...]:
    return find_statements(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        # content after the cue
        ("Orla Quist said the tram is late.", "Orla Quist", "said", "the tram is late"),
        ("She also noted that trams need power.", "She", "also noted", "that trams need power"),
        (
            "Orla Quist has repeatedly argued that it fails.",
            "Orla Quist",
            "has repeatedly argued",
            "that it fails",
        ),
        ("He went on to say that rails rust.", "He", "went on to say", "that rails rust"),
        ("The mayor told the board that rails rust.", "The mayor", "told", "the board that rails rust"),
        (
            "Quist said in a note on Monday that rails rust.",
            "Quist",
            "said",
            "in a note on Monday that rails rust",
        ),
        ("OV asked whether the tram could stop here.", "OV", "asked", "whether the tram could stop here"),
        ("MD answered: the group will decide.", "MD", "answered", "the group will decide"),
        ("Quist pointed out a gap in the plan.", "Quist", "pointed out", "a gap in the plan"),
        ("Quist made it clear that rails rust.", "Quist", "made it clear", "that rails rust"),
        ("Vale, who drives it, said the tram is late.", "Vale", "said", "the tram is late"),
        ("Quist asked and Vale clarified that rails rust.", "Vale", "clarified", "that rails rust"),
        ("Vale had emailed to say that rails rust.", "Vale", "had emailed to say", "that rails rust"),
        ("Mr. Vale responded it runs late.", "Mr. Vale", "responded", "it runs late"),
        # phrases and infinitives as content
        ("Vale called for a new depot.", "Vale", "called", "for a new depot"),
        ("Vale criticised the slow works.", "Vale", "criticised", "the slow works"),
        ("Vale urged members to write letters.", "Vale", "urged", "members to write letters"),
        ("Vale supported the idea of creating a depot.", "Vale", "supported", "the idea of creating a depot"),
        ("Vale vowed to leave.", "Vale", "vowed", "to leave"),
        ("She stressed the importance of rails.", "She", "stressed", "the importance of rails"),
        ("She raised the question of cost.", "She", "raised", "the question of cost"),
        ("She provided an overview of the works.", "She", "provided", "an overview of the works"),
        ("Last May, the board said rails rust.", "the board", "said", "rails rust"),
        ("People who spoke with Vale said rails rust.", "People", "said", "rails rust"),
        ("Hours later, Quist moved on, adding that rails rust.", "Quist", "adding", "that rails rust"),
        ("Jones' aides said rails rust.", "Jones' aides", "said", "rails rust"),
        ("People close to the mayor say rails rust.", "People close to the mayor", "say", "rails rust"),
        (
            "Drivers briefed on trams say that rails rust.",
            "Drivers briefed on trams",
            "say",
            "that rails rust",
        ),
        # content before the cue
        ("Trams are vital for the town, Quist said.", "Quist", "said", "Trams are vital for the town"),
        ("“Trams are vital,” said Orla Quist.", "Orla Quist", "said", "“Trams are vital,”"),
        ("“Trams are vital,” believes Orla Quist.", "Orla Quist", "believes", "“Trams are vital,”"),
        ('"Why now?" the new chair asked.', "the new chair", "asked", '"Why now?"'),
        # "as" and "according to"
        ("As Orla Quist remarked, trams are vital.", "Orla Quist", "remarked", "trams are vital"),
        ("Trams are vital, as Orla Quist noted.", "Orla Quist", "noted", "Trams are vital"),
        ("As Orla Quist had described earlier, rails rust.", "Orla Quist", "described", "rails rust"),
        ("Trams are old, but according to Vale, they run.", "Vale", "according to", "they run"),
        ("According to Vale, both trams work.", "Vale", "According to", "both trams work"),
        ("Both trams work, according to Vale.", "Vale", "according to", "Both trams work"),
        # nouns, adjectives, passives
        ("Her suggestion was to sell the depot.", "Her", "suggestion", "to sell the depot"),
        ("Quist's call for a depot was heard.", "Quist", "call", "for a depot"),
        ("Quist is confident that it works.", "Quist", "is confident", "that it works"),
        ("It was suggested by Norway that it wait.", "Norway", "was suggested by", "that it wait"),
        ('Quist had a short reply: "We shall build it soon."', "Quist", ":", '"We shall build it soon."'),
    ],
)
def test_who_says_what(text: str, source: str, cue: str, content: str) -> None:
    assert read(text) == [(source, cue, (content,))]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Orla Quist, a planner from Tarn, said it fails.", "Orla Quist"),
        ("Orla Quist, R-Tarn, who built it, said it fails.", "Orla Quist"),
        ("Orla Quist, Head of Unit at TRAM said it fails.", "Orla Quist"),
        ("A planner from Tarn, Orla Quist, said it fails.", "Orla Quist"),
        ("Orla Quist (TRAM) said it fails.", "Orla Quist"),
        ("Orla Quist — once its head — said it fails.", "Orla Quist"),
        ("On Monday, Orla Quist said it fails.", "Orla Quist"),
        ("Planners who have seen the rails say it fails.", "Planners"),
        ("Orla Quist, Ed Vale and Ann Shook said it fails.", "Orla Quist, Ed Vale and Ann Shook"),
        ("A spokesman for Orla Quist said it fails.", "A spokesman for Orla Quist"),
        ("They all agree that it fails.", "They all"),
        ("Norway, supported by Chile, suggested that it wait.", "Norway"),
        ("WHO said it fails.", "WHO"),
    ],
)
def test_the_subject_is_found_past_what_stands_between(text: str, source: str) -> None:
    assert [found for found, _, _ in read(text)] == [source]


def test_a_quotation_goes_on_around_and_after_its_source() -> None:
    text = '"Word is," Quist said, "that it works. Really." "I hope so."'
    assert read(text) == [("Quist", "said", ('"Word is,"', '"that it works. Really."', '"I hope so."'))]


def test_words_go_on_after_a_source_in_the_middle() -> None:
    assert read("The urgent issue, Quist argued, is water.") == [
        ("Quist", "argued", ("The urgent issue", "is water"))
    ]


def test_each_clause_has_its_own_source() -> None:
    text = "Ann outlined her plan; Ed supported the idea of trams; and Orla concluded by proposing a depot."
    assert [(source, contents) for source, _, contents in read(text)] == [
        ("Ann", ("her plan",)),
        ("Ed", ("the idea of trams",)),
        ("Orla", ("a depot",)),
    ]


def test_a_participle_shares_the_subject() -> None:
    assert read("Quist said it rained, adding that it was cold.") == [
        ("Quist", "said", ("it rained",)),
        ("Quist", "adding", ("that it was cold",)),
    ]


def test_a_second_verb_shares_the_subject() -> None:
    assert read("Quist rose and said that it was cold.") == [("Quist", "said", ("that it was cold",))]


def test_what_somebody_is_said_to_say_is_not_given_to_them() -> None:
    assert [source for source, _, _ in read("Quist said that Vale believes the tram is late.")] == ["Quist"]


def test_a_quotation_alone_has_no_source() -> None:
    (statement,) = statements("“We shall build the depot this year.”")
    assert statement.source is None
    assert statement.cue is None
    assert statement.kind == "quoted"


def test_quoted_and_reported_words_are_told_apart() -> None:
    quoted, reported = (
        statements(t)[0].kind for t in ("“It is late now,” she said.", "She said it is late.")
    )
    assert (quoted, reported) == ("quoted", "reported")


@pytest.mark.parametrize(
    "text",
    [
        "Orla Quist met the board and travelled to Tarn.",
        "The board voted on the motion and signed the lease.",
        "A recent report of the board is late.",
        "The chair's request of May is still open.",
        "The United States joined the pact.",
        "When people say nothing, the tram leaves.",
        "Community calls are held on Fridays.",
        "The “meta cluster” is a new term.",
        "In May, trams ran late.",
    ],
)
def test_what_was_done_or_is_merely_there_is_no_statement(text: str) -> None:
    assert read(text) == []


def test_markup_layout_and_entities_keep_their_offsets() -> None:
    text = "She proposed the creation of a **town-wide\n\ndepot**, &ldquo;so that&rdquo; trams rest."
    ((source, cue, (content,)),) = read(text)
    assert (source, cue) == ("She", "proposed")
    assert content.startswith("the creation of a **town-wide\n\ndepot**")


def test_offsets_count_from_the_start_of_the_document() -> None:
    text = "Nobody spoke.\n\nQuist said it rained."
    (statement,) = find_statements(text, Span(15, len(text)))
    assert statement.source is not None
    assert statement.source.of(text) == "Quist"


@given(
    st.text(
        alphabet=st.sampled_from("aB said that he , . ; : \" “ ” ' ( ) — and who according to &#8220;\n"),
        max_size=300,
    )
)
def test_any_text_is_read_and_every_span_lies_inside(text: str) -> None:
    within = Span(0, len(text))
    for statement in find_statements(text, within):
        spans = [s for s in (statement.source, statement.cue, *statement.contents) if s]
        assert all(within.contains(span) and len(span) > 0 for span in spans)
        assert 0 <= statement.confidence <= 1


def test_content_stands_on_both_sides_of_its_cue() -> None:
    text = "Training takes three years, Vale answered, so the time is now."
    assert read(text) == [("Vale", "answered", ("Training takes three years", "so the time is now"))]


def test_a_semicolon_parts_what_two_cues_say() -> None:
    text = "Quist explained that rails rust; the rest, she admitted, was old."
    assert read(text) == [
        ("Quist", "explained", ("that rails rust",)),
        ("she", "admitted", ("the rest", "was old")),
    ]


@pytest.mark.parametrize(
    "words", ["Quist defied Vale's call for a depot.", "The works ignored Vale's call for a depot."]
)
def test_what_another_does_about_somebodys_words_is_not_theirs(words: str) -> None:
    assert statements(words) == ()
    assert [source for source, _, _ in read("Vale's call for a depot pleased them.")] == ["Vale"]


def test_a_quotation_goes_on_past_the_abbreviations_of_who_said_it() -> None:
    record = "''Rails rust,'' said Mr. Vale, who sold Quist & Co. to Trams Inc. in May. ''They always did.''"
    (statement,) = statements(record)
    assert [c.of(record) for c in statement.contents] == ["''Rails rust,''", "''They always did.''"]
