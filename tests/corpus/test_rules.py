"""Every rule can be switched off, and then its case comes out otherwise."""

from dataclasses import fields, replace

import pytest

import corpus
from corpus.rules import Rules
from corpus.types import Document

ROSTER = "Attendees\n\nAnn Lee, Director, Korvax\nBob Stone, Engineer, Ports\n\n"
TALK = "# Webinar for participants and speakers of the workshop\n\n## Ports\n\n"
CASES = {
    "labels": "Ann Lee: Hello there.\n\nBob Stone: Hello.\n",
    "label_continuation": (
        "Ann Lee: Hello there.\n\nIt is late.\n\nBob Stone: Hello.\n\nAnn Lee: Yes.\n\nBob Stone: So.\n"
    ),
    "headings": "# Day\n\n## Ann Lee: Ferries\n\nFerries matter.\n",
    "introductions": TALK + "Our next speaker, Ann Lee, is a director.\n\nFerries matter.\n",
    "items": ROSTER + "Ann Lee proposed:\n\n- more ferries\n- fewer cars\n",
    "block_quotes": ROSTER + "As Ann Lee observed:\n\n> Ferries matter.\n",
    "pronouns": ROSTER + "Ann Lee came. She said that ferries matter.\n",
    "continuation": ROSTER + "Ann Lee said that ferries matter. The quay sinks.\n",
    "between": "Ann Lee said that ferries matter. The quay sinks. Ann Lee said that cars do not.\n",
    "quotes_alone": ROSTER + "**Ann Lee** walked in. “Ferries are the roads of the poor.”\n",
    "collectives": "The participants agreed that ferries matter.\n",
    "offices": "The Chairman said that ferries matter.\n",
    "misspellings": ROSTER.replace("Ann Lee", "Clare Martorana") + "Mortorana said that ferries matter.\n",
    "silence": "# Biographies\n\nAnn Lee said that ferries matter.\n",
    "decisions": ROSTER + "Ann Lee said that ferries matter. The editorial team will look into it.\n",
}


def said(text: str, rules: Rules) -> list[tuple[str, list[str]]]:
    passages = corpus.split_document(Document("x.md", "x", text), rules)
    return [(p.text, [a.speaker.label if a.speaker else "?" for a in p.attributions]) for p in passages]


@pytest.mark.parametrize("name", [field.name for field in fields(Rules)])
def test_a_rule_that_is_off_changes_its_case(name: str) -> None:
    assert said(CASES[name], Rules()) != said(CASES[name], replace(Rules(), **{name: False}))
