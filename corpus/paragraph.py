"""A paragraph while it is read: its sentences, whose section it is, and who spoke before."""

import re
from dataclasses import dataclass

from corpus.discourse import Discourse
from corpus.names import Name
from corpus.paragraph_sentences import Sentence
from corpus.people import Person
from corpus.reference import Resolver
from corpus.rules import Rules
from corpus.voices import Voice

WORD = re.compile(r"[^\W_][\w'’-]*")
QUOTATION = re.compile(r"[“\"«„]([^“”\"«»„]{12,})[”\"»“]")
IS_SOMETHING = re.compile(
    r"[\]),\s]+(?:is|was|has been|works as|serves as|joined)\s+(?:currently\s+)?(?:a|an|the|one)\b"
)
OTHERS = re.compile(
    r"The\s+remaining\s+[a-z]+s\s+[a-z]+ed\b"
    r"|The\s+(?:debate|discussion|conversation|exchange|mood|atmosphere|tone|audience|room|crowd)\b"
    r"|(?:The|All|Most|Many|Some|Several|Those|Two|Three|Our)\s+(?:[a-z]+\s+){0,3}?(?:attendees|participants|audience|developers"
    r"|crowd|group|room|team|members|delegates|people|debate|discussion|conversation)\s+(?:(?:then|also|soon|quickly)\s+)?"
    r"(?:[a-z]+ed|went|stood|left|broke|came|got|had|began|took|became|were|was)\b"
)
NOT_A_SUBJECT_AFTER = re.compile(
    r"\b(?:of|to|with|by|for|from|in|at|about|like|than|on|via|between|among|including|under|against|the|as|into|through|per|near)\s+$"
)
_IN_A_LIST_AFTER = re.compile(  # "opposed by CHILE, CANADA and"
    r"\b(?:by|including)\s+(?:the\s+)?(?:[A-Z][\w.'’/-]*(?:\s+[A-Z][\w.'’/-]*){0,3}(?:,|\s+and|,\s+and)\s+(?:the\s+)?){1,12}$"
)
PRONOUN_SUBJECT = re.compile(r"(?:[Hh]e|[Ss]he)\b")
REACH = 300  # characters around a name that may say what it is doing there
SPEECH_WORDS = 4  # a quotation of fewer words is a term or a title


@dataclass(slots=True)
class Paragraph:
    """The state of reading one paragraph from its first sentence to its last.

    ``scope`` is whose section it is; ``may_continue`` says whether sentences without a cue go on with the
    speaker before; ``presents`` whether talks are introduced in it; ``by_writer`` whether "I" is who
    wrote the record; ``is_direct`` whether words stand as they were said, without quotation marks.
    """

    text: str
    resolver: Resolver
    discourse: Discourse
    rules: Rules
    scope: Voice | None
    may_continue: bool
    presents: bool
    sentences: list[Sentence]
    prior: Voice | None = None  # of the sentence before
    by_writer: bool = True
    is_direct: bool = False
    talk: Voice | None = None  # somebody gives a talk in this paragraph
    only_questions: bool = False  # the cue before was a question or a request
    inserted: bool = False  # the writer brought in the last quotation for an argument of their own
    asked: Person | None = None  # who is to answer the question before
    opener: Person | None = None  # whom the paragraph names first
    biography: Person | None = None  # of whom the first sentence says what they are

    def __post_init__(self) -> None:
        self.biography = self._introduced()

    def person(self, name: Name) -> Person | None:
        """Whom a name means here; of namesakes the one spoken of last."""
        return self.resolver.name(name.text, self.discourse.salient, name.title)

    def _introduced(self) -> Person | None:
        """Who the paragraph's first sentence says what they are: "Ana Ruiz is a researcher at X"."""
        first = self.sentences[0] if self.sentences else None
        name = first.names[0] if first and first.names else None
        if not first or not name or name.start > 30 or not IS_SOMETHING.match(first.view.text, name.end):
            return None
        return self.resolver.name(name.text, (), name.title)


def is_subject(sentence: Sentence, name: Name) -> bool:
    """Whether a name may be the subject of its clause: no preposition stands before it or its title."""
    before = sentence.view.text[max(0, name.start - REACH) : name.start]
    if name.title:
        at = before.casefold().rfind(name.title[:4])
        before = before[:at] if at >= 0 else before
    return not (NOT_A_SUBJECT_AFTER.search(before) or _IN_A_LIST_AFTER.search(before))
