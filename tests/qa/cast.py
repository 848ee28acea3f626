"""Invented people and records, to ask questions about."""

from dataclasses import dataclass

from corpus import Speaker


@dataclass(frozen=True)
class Record:
    id: str
    title: str
    date: str | None


def person(name: str, role: str | None = None, organisation: str | None = None, suffix: str = "") -> Speaker:
    return Speaker(
        f"{name or role or organisation}{suffix}".lower().replace(" ", "-"), name, role, organisation
    )


LINDQVIST = person("Marta Lindqvist", "Chair", "Baltic Ports Forum")
ECHEVERRIA = person("Tomás Echeverría-Luna", "Head of Unit, DG MOVE", "European Commission")
DUBOIS = person("Jean-Luc Dubois", "Secretary General", "Union of Inland Waterways")
NOVOTNY = person("Aleš Novotný", "Moderator")
FERREIRA = person("Ines Ferreira", "CEO", "Harbour Energy Cluster")
CALLOWAY = person("Ines Calloway", "Policy Adviser", "Northern Rail Alliance")
OHARA = person("Robert O'Hara", "Director", "Port of Cork")
BERZINA = person("Oļesja Bērziņa", "Researcher", "Riga Technical University")
MARSH = person("Will Marsh", "Engineer", "TIDALTECH Norway")
RAMAN = person("Priya Raman", "Applications Manager", "National Customs Agency of the Kingdom of Norway")
HOUTEN = person("Pieter van Houten", "Adviser", "Ministry of Economic Affairs and Climate Policy")
KALLAS = person("Kallas", "Commissioner", "European Commission")
PEOPLE = (
    LINDQVIST, ECHEVERRIA, DUBOIS, NOVOTNY, FERREIRA, CALLOWAY, OHARA, BERZINA, MARSH, RAMAN, HOUTEN, KALLAS,
)  # fmt: skip

LABELS = tuple(
    person(label)
    for label in (
        "Project Manager", "Marketing", "User Interface", "Industrial Designer", "Grad B", "PhD A", "PhD C",
        "Professor F", "The Chair (Hon. Ann Rotas (Nipissing, Lib.))", "Hon. Paul Rudd (Carleton, CPC)",
    )
)  # fmt: skip

RECORDS = (
    Record("2023/forum.md", "Baltic Ports Forum 2023", "2023-03-14"),
    Record("2024/forum.md", "Baltic Ports Forum 2024", "2024-05-15"),
    Record("webinar.md", "Hydrogen Shipping Webinar", "2024-09-02"),
)

# Words of the invented records: what is not here, and no name, is unknown to the corpus.
WORDS = frozenset(
    [
        "clusters",
        "cluster",
        "energy",
        "ports",
        "port",
        "rail",
        "hydrogen",
        "shipping",
        "funding",
        "public",
        "budget",
        "panel",
        "strategy",
        "green",
        "trade",
        "rules",
        "customs",
        "data",
        "fees",
        "dredging",
        "channel",
        "article",
        "article",
        "9",
        "europe",
        "european",
        "conference",
        "forum",
        "webinar",
        "meeting",
        "tide",
        "tides",
        "mark",
        "grace",
        "note",
        "will",
        "may",
        "rose",
        "bridge",
        "permits",
        "permit",
        "storage",
        "regions",
        "quay",
        "quays",
        "transition",
        "skills",
        "electricity",
        "shore",
        "power",
        "night",
        "trains",
        "plan",
        "interface",
        "buttons",
        "remote",
        "control",
        "norway",
    ]
)


def is_known_word(word: str) -> bool:
    return word in WORDS
