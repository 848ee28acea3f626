"""Who says which sentence of one paragraph of prose: its cues, and the sentences that go on without one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clauses import clauses_of, hull_of
from corpus.continuation import fill_between, unspoken_voice
from corpus.discourse import ANONYMOUS, SOMEBODY, Discourse, Referent
from corpus.mentions import mention_office, mention_until
from corpus.names import find_names
from corpus.narration import decision_in, is_motion, is_narrated
from corpus.opinions import find_before_colon, find_opinion, with_quoted
from corpus.paragraph import PRONOUN_SUBJECT, Paragraph, is_subject
from corpus.paragraph_sentences import Sentence, read_sentences
from corpus.prose_view import prose_view
from corpus.reference import Resolver
from corpus.rules import Rules
from corpus.sections import presents_body
from corpus.statement_sources import find_referent, person_asked
from corpus.statements import Statement
from corpus.talks import find_introduced, find_presenter
from corpus.types import Kind, Span
from corpus.voices import Reading, Voice

_PRESENTING = frozenset(("provide", "present", "give", "deliver", "share", "offer", "make"))
_PRESENTED = re.compile(
    r"(?:[\w.]+\s+){0,6}?(?:an?|the|his|her|their|brief|short)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:updates?|presentation|overview|briefing|demo|demonstration|introduction|slides)\b"
    r"(?!\s+(?:that|(?:of|on|about)\s+(?:what|why|how|whether|where|when|which))\b)"
)
_TO_BE_SAID = re.compile(
    r"(?:will|shall|is\s+to|are\s+to|was\s+to|were\s+to)\s+(?:(?:also|then|now|therefore)\s+)?"
    r"(?:ask|instruct|inform|remind|tell|invite|urge|request|write|contact|report|query|enquire|inquire|notify|advise|recommend|propose|suggest"
    r"|circulate|discuss|raise|present|speak|talk)\b"
)
_WRITES = re.compile(r"[*_]*(?:I|I['’](?:ll|m|ve|d)|My)\b")
_TOPICS = frozenset(
    (
        "discuss",
        "debate",
        "touch",
        "cover",
        "talk",
        "explore",
        "address",
        "consider",
        "exchange",
        "tackle",
        "examine",
        "review",
    )
)
_NEW_ITEM = re.compile(
    r"(?:\(?[a-z][.)]|\(?[ivx]{1,4}[.)]|\d{1,3}(?:[./]\d{1,3}){1,2}[.)]?|\d{1,3}[.)])\s+\S"
)
_NO_CONTINUATION = re.compile(
    r"\b(?:ask|enquir|inquir|wonder|quer|request|invit|thank|welcom|introduc|congratulat|question|applaud|greet|open|clos|urg|remind)\w*",
    re.I,
)
_REMINDS = re.compile(r"(?:\w+\s+)?remind", re.I)
_JOINED_BY = re.compile(r"(?:,|;)?\s(?:and|but|while)(?:\s(?:then|also))?$")
_ACTS = re.compile(r"\s(?!and\b|or\b|of\b|for\b|from\b|at\b|in\b|to\b|with\b|who\b|as\b)[a-z]+\s")
_AGREES = re.compile(r"\b(?:agree|second|concur|support|endors|approv)\w*\b", re.I)
LEAST_CONFIDENCE = 0.45  # below it, a cue proves nothing


def read_paragraph(
    text: str,
    span: Span,
    resolver: Resolver,
    discourse: Discourse,
    rules: Rules,
    *,
    scope: Voice | None,
    may_continue: bool,
    presents: bool,
    prior: Voice | None = None,
    by_writer: bool = True,
    is_direct: bool = False,
) -> list[Reading]:
    """Read one logical paragraph into sentences and clauses with their voices.

    ``scope`` is whose section it is; ``may_continue`` whether sentences without a cue go on with the
    speaker before, ``prior`` at first; ``presents`` whether talks are introduced in it; ``by_writer``
    whether "I" is who wrote the record; ``is_direct`` whether words stand as they were said, without marks.
    """
    paragraph = Paragraph(
        text,
        resolver,
        discourse,
        rules,
        scope,
        may_continue,
        presents,
        read_sentences(text, span, resolver.aliases()),
        prior,
        by_writer,
        is_direct,
    )
    return _readings(paragraph)


def _readings(paragraph: Paragraph) -> list[Reading]:
    found: list[Reading] = []
    voices: dict[int, Voice] = {}  # of cues whose words go on
    carried: list[Statement | None] = []
    if paragraph.scope and paragraph.sentences and presents_body(paragraph.sentences[0], paragraph.scope):
        paragraph.scope = None  # what somebody's company does is not what they say
    for sentence in paragraph.sentences:
        if _NEW_ITEM.match(sentence.plain):  # a list that lost its lines
            paragraph.prior = None
        parts = _spoken(paragraph, sentence, voices)
        if not parts:
            parts = [(sentence.span, unspoken_voice(paragraph, sentence, voices))]
        introduces = find_introduced(paragraph, sentence)
        for span, voice in parts:
            narrated = voice is None and is_narrated(sentence.plain)
            found.append(Reading(span, voice, is_narrated=narrated, introduces=introduces))
        carried += [sentence.carried] * len(parts)
    for i, statement in enumerate(carried):  # the first sentences of a quotation, whose cue comes last
        if found[i].voice is None and statement is not None and id(statement) in voices:
            found[i] = replace(found[i], voice=replace(voices[id(statement)], kind="quoted"))
    found = fill_between(paragraph, found)
    if found:
        last = found[-1]
        lead = last.voice or find_presenter(paragraph, paragraph.sentences[-1])
        found[-1] = replace(last, lead=lead, goes_on=not paragraph.inserted)
    return found


def _spoken(
    paragraph: Paragraph, sentence: Sentence, voices: dict[int, Voice]
) -> list[tuple[Span, Voice | None]]:
    """The clauses of a sentence that cues give to somebody, each with its voice; empty if none is."""
    found: list[tuple[Span, Voice]] = []
    if paragraph.rules.decisions and is_motion(sentence.plain):
        mention_until(paragraph, sentence, sentence.span.end, 0)
        paragraph.prior = None
        return [(sentence.span, None)]
    mention_office(paragraph, sentence)
    anonymous = aside = False
    mentioned = 0
    for statement in sentence.statements:
        at = (statement.source or statement.cue or statement.contents[0]).start
        mentioned = mention_until(paragraph, sentence, at, mentioned)
        referent = find_referent(paragraph, sentence, statement)
        if referent is None or referent.kind in ("thing", "unknown"):
            _pass_over(paragraph, statement)
            is_unheard = referent is not None and referent.kind == "unknown" and not paragraph.scope
            is_somebodys = statement.kind == "quoted" or _are_others(paragraph, statement)
            anonymous = anonymous or (is_unheard and is_somebodys)
            continue
        if referent.kind == "collective" and statement.rule.split()[0] in _TOPICS:
            referent = ANONYMOUS  # what a group discussed is the writer's summary
        if referent.kind == "anonymous":
            anonymous = True
            paragraph.discourse.mention(SOMEBODY)
            continue
        if _is_biography(paragraph, sentence, statement, referent):
            continue
        voice = _voice(statement, referent)
        if (
            voice.confidence < LEAST_CONFIDENCE
            or _is_task(paragraph, statement)
            or _is_presenting(paragraph, statement)
        ):
            anonymous = True  # somebody else says it, but who is not certain, or only later
            continue
        voices[id(statement)] = voice
        aside = aside or _is_aside(paragraph, sentence, statement)
        found.append((hull_of(statement, sentence.span), voice))
        paragraph.asked = person_asked(paragraph, statement)
        paragraph.discourse.mention(*referent.people)
        if voice.group or len(voice.people) > 1:
            paragraph.discourse.group, paragraph.discourse.group_is_fresh = voice.people, True
    mention_until(paragraph, sentence, sentence.span.end, mentioned)
    found = with_quoted(
        paragraph,
        sentence,
        found or find_opinion(paragraph, sentence) or find_before_colon(paragraph, sentence),
    )
    if not found:
        if anonymous:
            paragraph.prior, paragraph.only_questions = None, True
            return [(sentence.span, None)]
        return []
    _remember(paragraph, sentence, found)
    clauses = _without_decision(paragraph, clauses_of(paragraph.text, sentence.span, found))
    first = min(hull.start for hull, _ in found)
    clauses = _without_lead(paragraph, sentence, first, clauses)
    if aside and first > sentence.span.start:  # the writer's words lead up to somebody's
        span, speaker = clauses[0]
        lead = paragraph.text[sentence.span.start : first].rstrip()
        clauses[:1] = [(Span(span.start, span.start + len(lead)), None), (Span(first, span.end), speaker)]
    return clauses


def _are_others(paragraph: Paragraph, statement: Statement) -> bool:
    """Whether "they" who say it are not the one man or woman who spoke before."""
    words = statement.source.of(paragraph.text) if statement.source else ""
    before = paragraph.prior.people if paragraph.prior else ()
    return words.lower() == "they" and len(before) == 1 and before[0].gender in ("f", "m")


def _without_lead(
    paragraph: Paragraph, sentence: Sentence, first: int, clauses: list[tuple[Span, Voice | None]]
) -> list[tuple[Span, Voice | None]]:
    """What somebody else does before the first cue is not the speaker's: "Ana is away and Bo said ..."."""
    span, voice = clauses[0] if clauses else (sentence.span, None)
    lead = paragraph.text[span.start : first].rstrip()
    joint = _JOINED_BY.search(lead)
    if voice is None or not joint:
        return clauses
    for name in sentence.names:
        at = sentence.view.span(name.start, name.end)
        acts = _ACTS.match(sentence.view.text, name.end)
        if at.end > span.start + joint.start() or not acts or not is_subject(sentence, name):
            continue
        person = paragraph.person(name)
        if person is not None and person not in voice.people:
            lead = lead[: joint.start()].rstrip(" ,;")
            return [
                (Span(span.start, span.start + len(lead)), None),
                (Span(first, span.end), voice),
                *clauses[1:],
            ]
    return clauses


def _is_presenting(paragraph: Paragraph, statement: Statement) -> bool:
    """Whether the record tells only that somebody presented something: "provided an update on ..."."""
    if not paragraph.presents or statement.rule.split()[0] not in _PRESENTING:
        return False
    return bool(_PRESENTED.match(prose_view(paragraph.text, statement.contents[0]).text))


def _is_task(paragraph: Paragraph, statement: Statement) -> bool:
    """Whether somebody is to say it later: "Ana will ask the supplier"."""
    cue = statement.cue.of(paragraph.text) if statement.cue else ""
    is_promise = statement.rule == "agree infinitive" and not cue.endswith("ing")  # "agreed to write it"
    return (
        paragraph.presents and statement.kind == "reported" and (is_promise or bool(_TO_BE_SAID.match(cue)))
    )


def _is_aside(paragraph: Paragraph, sentence: Sentence, statement: Statement) -> bool:
    """Whether a statement ends the writer's own sentence: "I know it from X, who says ..."."""
    if statement.source is None or statement.kind == "quoted":
        return False
    if not paragraph.presents:
        return False
    lead = paragraph.text[sentence.span.start : statement.source.start]
    possessed = paragraph.text[statement.source.end : statement.source.end + 2] in ("'s", "’s")
    is_long = len(lead.split()) > 7
    return is_long and (possessed or bool(_WRITES.match(lead)))


def _without_decision(
    paragraph: Paragraph, clauses: list[tuple[Span, Voice | None]]
) -> list[tuple[Span, Voice | None]]:
    """What was decided at the end of somebody's sentence is nobody's."""
    span, voice = clauses[-1] if clauses else (Span(0, 0), None)
    at = decision_in(paragraph.text, span) if paragraph.rules.decisions and voice else None
    if at is None or at <= span.start:
        return clauses
    paragraph.prior = None
    start = at
    while paragraph.text[start] in ",; \n\t":
        start += 1
    return [*clauses[:-1], (Span(span.start, at), voice), (Span(start, span.end), None)]


def _remember(paragraph: Paragraph, sentence: Sentence, found: Sequence[tuple[Span, Voice]]) -> None:
    last = found[-1][1]
    paragraph.inserted = _is_inserted(paragraph, sentence, last)
    paragraph.prior = None if last.via or paragraph.inserted else last
    cue = last.cue.of(paragraph.text) if last.cue else ""
    bare_agreement = bool(_AGREES.search(cue)) and not last.group and " that " not in sentence.plain
    reminds = bool(_REMINDS.match(cue)) and " that " in sentence.plain  # of facts, not of a duty
    paragraph.only_questions = (bool(_NO_CONTINUATION.search(cue)) and not reminds) or bare_agreement


def _is_inserted(paragraph: Paragraph, sentence: Sentence, voice: Voice) -> bool:
    """Whether the writer brings in a quotation for an argument of their own: "As Ana puts it, '...'"."""
    is_aside = any(
        s.rule == "as-clause" and s.kind == "quoted" and s.cue == voice.cue for s in sentence.statements
    )
    return is_aside and paragraph.presents and paragraph.by_writer


def _pass_over(paragraph: Paragraph, statement: Statement) -> None:
    """Somebody is named whom the record does not know: what follows is no longer the speaker's before."""
    words = statement.source.of(paragraph.text) if statement.source else ""
    if paragraph.scope is None and any(
        name.text.strip() and not name.text.isupper() for name in find_names(words)
    ):
        paragraph.prior = None


def _is_biography(paragraph: Paragraph, sentence: Sentence, statement: Statement, referent: Referent) -> bool:
    """What somebody "is interested in" after "X is a researcher at Y" is their life, not their words."""
    if paragraph.biography is None or referent.people != (paragraph.biography,) or statement.kind == "quoted":
        return False
    return bool(PRONOUN_SUBJECT.match(sentence.plain)) and " that " not in sentence.plain


def _voice(statement: Statement, referent: Referent) -> Voice:
    group = referent.kind == "collective"
    kind: Kind = "collective" if group else statement.kind
    return Voice(
        referent.people,
        statement.cue,
        kind,
        round(statement.confidence * referent.confidence, 2),
        group=group,
    )
