"""Put right the words of a topic that the corpus does not know, if it knows one that differs by a slip."""

from collections.abc import Callable, Iterable

from qa.folding import Word, words_of
from qa.names import is_misspelling
from qa.wording import wording

# Shorter words have too many neighbours to guess which was meant.
SHORTEST = 6


def misspelt(topic: str, is_known_word: Callable[[str], bool]) -> list[Word]:
    """The words of a topic that occur nowhere in the corpus and are long enough to be put right."""
    return [
        word
        for word in words_of(topic)
        if len(word.folded) >= SHORTEST
        and word.folded.isalpha()
        and wording().is_content(word)
        and not is_known_word(word.folded)
    ]


def corrected(topic: str, unknown: Iterable[Word], texts: Iterable[str]) -> tuple[str, dict[str, str]]:
    """The topic with each unknown word replaced by the commonest word of ``texts`` one slip away.

    Also returns what was replaced by what. A word with no such neighbour stays as it is.
    """
    wanted = list(unknown)
    counts: dict[str, dict[str, int]] = {word.folded: {} for word in wanted}
    initials = {written[0] for written in counts}  # a slip seldom hits the first letter: "nested", "tested"
    alike: dict[str, list[str]] = {}  # by a word of the texts, the unknown words it is one slip away from
    for text in texts:
        for word in words_of(text):
            if word.folded[0] not in initials:
                continue
            if word.folded not in alike:
                alike[word.folded] = [written for written in counts if _is_slip(written, word.folded)]
            for written in alike[word.folded]:
                found = counts[written]
                found[word.text.lower()] = found.get(word.text.lower(), 0) + 1
    replaced: dict[str, str] = {}
    for word in reversed(wanted):
        found = counts[word.folded]
        if found:
            best = max(sorted(found), key=lambda candidate: found[candidate])
            topic = topic[: word.start] + best + topic[word.end :]
            replaced[word.text] = best
    return topic, replaced


def _is_slip(written: str, word: str) -> bool:
    return word[0] == written[0] and abs(len(word) - len(written)) < 2 and is_misspelling(written, word)
