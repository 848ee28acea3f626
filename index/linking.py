"""Who a speaker of one record is in the whole corpus.

Passages are stored with the speakers of their own record, so that a new record changes no other; who is
the same person across records is decided again at every build, over the speakers alone.
"""

from collections.abc import Mapping, Sequence

from corpus import Attribution, Passage, Span, Speaker, link_speakers


def link(speakers: Mapping[str, Sequence[Speaker]]) -> dict[Speaker, Speaker]:
    """Each speaker as the whole corpus knows them; ``speakers`` are given by the id of their document.

    Only who they are and who came first matters, not how often: everybody stands once in one passage.
    """
    everybody = dict.fromkeys(speaker for id_ in sorted(speakers) for speaker in speakers[id_])
    nowhere = Span(0, 0)
    said = tuple(Attribution(speaker, nowhere, None, "turn", 1.0) for speaker in everybody)
    [linked] = link_speakers([Passage("", "", nowhere, "", attributions=said)])
    pairs = zip(everybody, linked.attributions, strict=True)
    return {speaker: found.speaker for speaker, found in pairs if found.speaker}
