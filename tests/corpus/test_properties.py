"""What must hold for any text whatever: verbatim passages without overlap, and no failure."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpus
from corpus.types import Document, Passage

NAMES = ("Ann Lee", "Bob Stone", "Cy", "MD", "Mexico", "the panellists", "She", "He", "They", "The Chairman")
CUES = (
    "said that",
    "asked whether",
    "argued",
    "agreed with",
    "replied:",
    "(Korvax) noted that",
    "is the CEO of",
)
WORDS = (
    "ferries matter",
    "“the quay is sinking”",
    "will it float?",
    "the team will look into it",
    "1.5 km of rope",
)
LINES = st.one_of(
    st.builds("{} {} {}.".format, st.sampled_from(NAMES), st.sampled_from(CUES), st.sampled_from(WORDS)),
    st.builds("{}: {}".format, st.sampled_from(NAMES), st.sampled_from(WORDS)),
    st.builds("- {}".format, st.sampled_from(WORDS)),
    st.builds("## {}".format, st.sampled_from(NAMES)),
    st.builds("> {}".format, st.sampled_from(WORDS)),
    st.sampled_from(
        ["", "\f", "***", "---", "| a | b |", "|---|---|", "Q: Why? A: So.", "<br>", "{{< x >}}"]
    ),
    st.text(alphabet=string.printable + "“”‘’–—…•○éßŁ\u200e\ufeff\x00", max_size=40),
)
RECORDS = st.lists(LINES, max_size=25).map("\n".join)


def check(text: str) -> tuple[Passage, ...]:
    document = Document("x.md", "x", text)
    passages = corpus.split_document(document)
    end = 0
    for passage in passages:
        assert text[passage.span.start : passage.span.end] == passage.text
        assert passage.text.strip()
        assert end <= passage.span.start, "passages overlap or are out of order"
        end = passage.span.end
        for attribution in passage.attributions:
            assert passage.span.contains(attribution.content)
            assert 0 < attribution.confidence <= 1
            assert attribution.speaker is not None or attribution.kind == "collective"
            assert attribution.cue is None or attribution.cue.end <= len(text)
        together = {a.kind for a in passage.attributions}
        assert len(together) <= 1
    assert len({p.id for p in passages}) == len(passages)
    return passages


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RECORDS)
def test_records_made_of_odds_and_ends(text: str) -> None:
    check(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_json_round_trip(text: str) -> None:
    for passage in check(text):
        assert corpus.passage_from_json(corpus.passage_to_json(passage)) == passage


@settings(max_examples=40, deadline=None)
@given(RECORDS, RECORDS)
def test_linking_speakers_keeps_the_words(one: str, other: str) -> None:
    passages = (
        *corpus.split_document(Document("a.md", "a", one)),
        *corpus.split_document(Document("b.md", "b", other)),
    )
    linked = corpus.link_speakers(passages)
    assert [(p.id, p.text) for p in linked] == [(p.id, p.text) for p in passages]
    by_id = {s.id: s for p in linked for s in p.speakers}
    assert all(by_id[s.id] == s for p in linked for s in p.speakers)


HOSTILE = {
    "brackets": "(" * 20_000,
    "nested brackets": "((" * 5_000 + "a" + "))" * 5_000,
    "quotes": "“" * 20_000,
    "straight quotes": '"a ' * 10_000,
    "stars": "*" * 20_000,
    "bold": "**a " * 8_000,
    "hashes": "# " * 10_000,
    "spaces": " " * 30_000 + "x",
    "one long word": "a" * 50_000,
    "capitals": "Anna " * 10_000,
    "initials": "A. B. " * 8_000,
    "links": "[a](" * 8_000,
    "colons": "Ann: " * 8_000,
    "commas": "Ann Lee, " * 6_000,
    "pipes": "| a " * 8_000,
    "dashes": "- " * 12_000,
    "times": "00:00:01 " * 6_000,
    "said": "Ann Lee said that " * 4_000,
    "shortcode": "{{< " * 6_000,
    "comments": "<!--" * 8_000,
    "tags": "<p " * 8_000,
    "roles": "director of the " * 5_000,
    "lines": "Ann\n" * 8_000,
    "turns": "Ann: yes\nBob: no\n" * 4_000,
    "entities": "&amp" * 8_000,
}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_text_is_read_to_its_end(kind: str) -> None:
    """An expression that explodes on one of these would not come back."""
    check(HOSTILE[kind])
