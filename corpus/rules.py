"""The rules of attribution by name, so that what each of them earns can be measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule is on by default; the benchmark switches them off one at a time."""

    labels: bool = True  # "Name: words" begins a turn
    label_continuation: bool = True  # unlabelled lines below a label belong to its turn
    headings: bool = True  # a section headed by a person is theirs
    introductions: bool = True  # "Our next speaker, X, is ..." opens X's talk
    items: bool = True  # the items below "X proposed:" are X's
    block_quotes: bool = True  # a block quote belongs to whom the sentence before it names
    pronouns: bool = True  # "she" is whom the sentences before name
    continuation: bool = True  # sentences without a cue, after one that names the speaker
    between: bool = True  # a sentence between two of one speaker
    quotes_alone: bool = True  # a quotation without a cue belongs to the paragraph's person
    collectives: bool = True  # "the panellists agreed"
    offices: bool = True  # "the Chairman", "Mexico's representative"
    misspellings: bool = True  # Martorana, Mortorana
    silence: bool = True  # biographies, references and lists of people say nothing
    decisions: bool = True  # what a body will do is nobody's words
