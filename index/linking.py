"""Who a speaker of one record is in the whole corpus.

Passages are stored with the speakers of their own record, so that a new record changes no other; who is
the same person across records is decided again at every build, over the speakers alone.
"""

from collections.abc import Iterable, Mapping, Sequence

from corpus import Attribution, Passage, Span, Speaker, link_speakers

Local = tuple[str, Speaker]  # the id of a document, and a speaker as that document names them


def link(speakers: Mapping[str, Sequence[Speaker]]) -> dict[Local, Speaker]:
    """Each document's speakers as the whole corpus knows them; ``speakers`` are by document id."""
    stand_ins = [_stand_in(document_id, speakers[document_id]) for document_id in sorted(speakers)]
    return dict(_pairs(stand_ins, link_speakers(stand_ins)))


def _stand_in(document_id: str, speakers: Sequence[Speaker]) -> Passage:
    """A passage that says nothing but who speaks in the document: one for all its passages."""
    nowhere = Span(0, 0)
    said = tuple(Attribution(speaker, nowhere, None, "turn", 1.0) for speaker in speakers)
    return Passage(document_id, document_id, nowhere, "", attributions=said)


def _pairs(before: Sequence[Passage], after: Sequence[Passage]) -> Iterable[tuple[Local, Speaker]]:
    for old, new in zip(before, after, strict=True):
        for was, is_ in zip(old.attributions, new.attributions, strict=True):
            if was.speaker is not None and is_.speaker is not None:
                yield (old.document_id, was.speaker), is_.speaker
