"""People of the same name: one is taken and said so, the others are offered; their words are never mixed."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus import Speaker
from index import SearchHit
from qa.folding import fold
from qa.remarks import remark
from qa.types import Question

Describe = Callable[[Speaker], str]  # a name with what tells it from its namesakes


def settle_namesakes(
    question: Question, hits: Sequence[SearchHit], describe: Describe
) -> tuple[Question, list[SearchHit]]:
    """The question asked of one person of each name, and the hits without the words of the others.

    Taken is whoever said the best hit; without any, the first in the order of the question.
    """
    taken: list[Speaker] = []
    for name in dict.fromkeys(fold(person.name or person.id) for person in question.speakers):
        same = [person for person in question.speakers if fold(person.name or person.id) == name]
        said = (speaker for hit in hits for speaker in hit.passage.speakers if speaker in same)
        taken.append(same[0] if len(same) == 1 else next(said, same[0]))
    left = [person for person in question.speakers if person not in taken]
    if not left:
        return question, list(hits)
    notes = [
        remark("namesakes", name=person.name, taken=describe(person), people=tuple(map(describe, others)))
        for person in taken
        if (others := [other for other in left if fold(other.name) == fold(person.name)])
    ]
    kept = [hit for hit in hits if not set(taken).isdisjoint(hit.passage.speakers)]
    return replace(question, speakers=tuple(taken), notes=(*question.notes, *notes)), kept
