"""Who says which sentence of one paragraph of prose: its cues, and the sentences that go on without one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clauses import clauses_of, hull_of, without
from corpus.discourse import ANONYMOUS, SOMEBODY, Discourse, Referent
from corpus.names import Name, find_names
from corpus.narration import decision_in, is_motion, is_narrated, is_outcome, is_remark
from corpus.paragraph_sentences import Sentence, read_sentences
from corpus.people import Person
from corpus.prose_view import prose_view
from corpus.reference import Resolver
from corpus.rules import Rules
from corpus.statements import Statement
from corpus.tokens import word_class
from corpus.types import Kind, Span
from corpus.vocabulary import fold, vocabulary
from corpus.voices import Reading, Voice

_WORD = re.compile(r"[^\W_][\w'’-]*")
_QUOTATION = re.compile(r"[“\"«„]([^“”\"«»„]{12,})[”\"»“]")
_QUOTED_OF = re.compile(
    r"\b(?:quot\w+|words|phrase|motto|saying|line)\b[^.!?]{0,120}?\b(?:(?:from|by|of)\s+)?(?P<who>[A-Z][^.!?:“\"]{1,80}?)\s*[:,]\s*$"
)
_QUOTED_OPINION = re.compile(
    r"\b[Ii]n\s+(?P<who>[A-Z][^.!?:,“\"]{1,60}?)['’]s\s+(?:own\s+)?(?:opinion|words|view),?\s*$"
)
_FOR = re.compile(r"(?:For|In the (?:view|opinion|words) of)\s+(?P<who>[^,.;:]{1,60}),\s")
_IN_THEIR_VIEW = re.compile(
    r"(?:In|To)\s+(?P<who>his|her)\s+(?:own\s+)?(?:view|opinion|words|experience|mind|knowledge),?\s"
)
_IN_WORDS_OF = re.compile(
    r"(?:In|To quote|As)\s+(?P<who>[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,3})['’]s\s+"
    r"(?:own\s+)?(?:words|view|opinion|experience)\b"
)
_QUOTED_AS = re.compile(
    r"[,.]?[”\"]?,?\s*(?:[\w.'’ ]{1,40}?\s)?(?:quoted|quotes|quoting|citing|cited)\s+"
    r"(?P<who>[A-Z][^,.;:]{1,60}?)(?:\s+as\b|[,.;]|$)"
)
_IS_SOMETHING = re.compile(
    r"[\]),\s]+(?:is|was|has been|works as|serves as|joined)\s+(?:currently\s+)?(?:a|an|the|one)\b"
)
_NARRATOR = re.compile(
    r"(?:I|I['’](?:ll|m|ve|d)|My|We|We['’](?:ll|re|ve|d)|Our|Here['’]?s?(?: is| are)?|You can|See|Read"
    r"|Check)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine)\b")
_PRESENTING = frozenset(("provide", "present", "give", "deliver", "share", "offer", "make"))
_PRESENTED = re.compile(
    r"(?:[\w.]+\s+){0,6}?(?:an?|the|his|her|their|brief|short)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:updates?|presentation|overview|briefing|demo|demonstration|introduction|slides)\b"
)
_AGENDA_LINE = re.compile(r"(?:To [a-z]+ |\S+(?: \S+){0,5}$)")
_TO_BE_SAID = re.compile(
    r"(?:will|shall|is\s+to|are\s+to|was\s+to|were\s+to)\s+(?:(?:also|then|now|therefore)\s+)?"
    r"(?:ask|instruct|inform|remind|tell|invite|urge|request|write|contact|report|query|enquire|inquire|notify|advise|recommend|propose|suggest"
    r"|circulate|discuss|raise|present|speak|talk)\b"
)
_WRITER_DID = re.compile(
    r"\b(?:I|me|my|mine)\b"
    r"|\b[Ww]e\s+(?:all\s+|also\s+|then\s+)?(?:discussed|were|had|talked|saw|heard|learned|learnt|went|spent|tried|played|walked|got)\b"
)
_SUFFERED = re.compile(
    r"(?:He|She)\s+was\s+(?:then\s+)?(?:told|asked|yelled|informed|shouted|advised|warned|offered|given|met|greeted|introduced)\b"
)
_WRITES = re.compile(r"[*_]*(?:I|I['’](?:ll|m|ve|d)|My)\b")
_THING_OF = re.compile(r"\b(\w+)\s+(?:from|of|by|among|with)\s+(?:[\w'-]+\s+){0,2}[\w'-]+\s*$")
_OTHERS = re.compile(
    r"The\s+remaining\s+[a-z]+s\s+[a-z]+ed\b"
    r"|The\s+(?:debate|discussion|conversation|exchange|mood|atmosphere|tone|audience|room|crowd)\b"
    r"|(?:The|All|Most|Many|Some|Several|Those|Two|Three|Our)\s+(?:[a-z]+\s+){0,3}?(?:attendees|participants|audience|developers"
    r"|crowd|group|room|team|members|delegates|people|debate|discussion|conversation)\s+(?:(?:then|also|soon|quickly)\s+)?"
    r"(?:[a-z]+ed|went|stood|left|broke|came|got|had|began|took|became|were|was)\b"
)
_PRESENTS = re.compile(  # what the one who gives a talk does in it
    r"(?:He|She)\s+(?:(?:then|also|next|first|finally|later)\s+)?(?:covered|covers|went\s+(?:through|over|on|into)|goes\s+(?:through|over|into)"
    r"|walked|walks|demonstrated|demonstrates|demoed|focused|focuses|touched|touches|started|starts|ended|ends|finished|concluded"
    r"|presented|presents|showed|shows|listed|lists|offered|offers|discussed|discusses|explored|explores|delved|dived)\b"
)
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
_NOT_A_SUBJECT_AFTER = re.compile(
    r"\b(?:of|to|with|by|for|from|in|at|about|like|than|on|via|between|among|including|under|against|the|as|into|through|per|near)\s+$"
)
_IN_A_LIST_AFTER = re.compile(  # "opposed by CHILE, CANADA and"
    r"\b(?:by|including)\s+(?:the\s+)?(?:[A-Z][\w.'’/-]*(?:\s+[A-Z][\w.'’/-]*){0,3}(?:,|\s+and|,\s+and)\s+(?:the\s+)?){1,12}$"
)
_NO_CONTINUATION = re.compile(
    r"\b(?:ask|enquir|inquir|wonder|quer|request|invit|thank|welcom|introduc|congratulat|question|applaud|greet|open|clos|urg|remind)\w*",
    re.I,
)
_AGREES = re.compile(r"\b(?:agree|second|concur|support|endors|approv)\w*\b", re.I)
_ENUMERATES = re.compile(r"[^,.;]{2,40},\s[^,.;]{2,40}(?:,[^,.;]{2,60})*\s(?:and|&)\s[^,.;]{2,40}\.?$")
_SAID_THERE = re.compile(
    r"\b(?:said|noted|reported|asked|argued|suggested|explained|gave|pointed|told|proposed|presented|replied|answered|stressed"
    r"|mentioned|spoke|emphasi[sz]ed|warned|commented|remarked|responded|recommended|described)\b"
)
_ASKS = re.compile(r"\b(?:ask|quer|enquir|inquir|question|wonder)\w*\b", re.I)
_ASKED_PERSON = re.compile(r"(?:whether|if)?\s*(?:the\s+)?(?=[A-Z])")
_ANSWERS = re.compile(
    r"\b(?:advised|replied|answered|responded|confirmed|explained|said|stated|clarified|reported)\b", re.I
)
_ON_TOPIC = re.compile(r"(?:And\s+)?(?:On|About|Regarding)\s+[^,.]{2,40}:$")
_BRACKETED = re.compile(r"\[[^\[\]]{2,400}\][.!?]?")  # an editor's remark
_BACKSHIFTED = re.compile(
    r"(?P<who>He|She)\s+(?:(?:also|further|therefore|personally|himself|herself)\s+)?"
    r"(?:had(?!\s+(?:a|an|the|to)\b)|would|could|might|should|must)(?:\s+(?:also|not|never|therefore|once|always|often))*\s+[a-z]+\b"
)
_STANCE = re.compile(
    r"[^,;:]{2,80}?\s(?:strongly\s+|respectfully\s+)?(?:disagreed|dissented|objected|protested|demurred|concurred|agreed|begged\s+to\s+differ"
    r"|(?:was|were)\s+(?:less|more)\s+\w+|saw\s+(?:it|things)\s+differently)\.$"
    r"|[^,;:]{3,80}?(?:,[^;:]{3,160},|\([^)]{3,80}\))?\s(?:\w+ly\s|then\s|also\s)?"
    r"(?:presented|introduced|summari[sz]ed|outlined|demonstrated)\s[^;:]{3,200}\.$"
)
_PRONOUN_SUBJECT = re.compile(r"(?:He|She)\b")
_NEXT_SPEAKER = re.compile(
    r"\b(?:[Oo]ur|[Tt]he|[Nn]ext|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ff]inal|[Ll]ast|[Kk]eynote|[Gg]uest|[Oo]pening|[Cc]losing)\s+"
    r"(?:\w+\s+)?(?:speaker|presenter|panell?ist|keynote|guest|lecturer)\b"
    r"(?:[^.;:]{0,40}?(?:,|\b(?:was|is|were|are|be|been|came|comes|from|by)))?\s*(?:\(?[A-Z][\w.-]*\s+){0,4}$"
)
_TALK = (
    r"(?:talk|presentation|keynote|lecture|speech|address|remarks|paper|poster|demo|conversation|interview"
    r"|session|overview|introduction|update)s?"
)
_TALK_BEFORE = re.compile(rf"\b{_TALK}\b[^.;:]{{0,160}}?\b(?:by|with|from|of)\s+(?:[a-z-]+\s+)?$", re.S)
_TALK_AFTER = re.compile(
    rf"[^.;:!?]{{0,140}}?\b(?:gave|gives|delivered|delivers|presented|presents|opened|opens|provided|provides|began|kicked\s+off)\b"
    rf"[^.;:!?]{{0,80}}?\b(?:{_TALK}|(?:examples?|cases?|case\s+stud(?:y|ies)|results|findings|experiences?)\b(?!\s+of\b))\b",
    re.S,
)
_BY_HANDLE = re.compile(rf"\b{_TALK}\b[^.;:]{{0,160}}?\bby\s+@(\w{{2,30}})", re.S)
_FROM_TALK = re.compile(
    r"\b(?:from|of|in)\s+(?:this|the|that|his|her|their)\s+(?:\w+\s+)?(?:talk|presentation|keynote|lecture|speech)\b"
)
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i"))
REACH_OF_SUBJECT = 60  # characters before the name of a sentence's subject
REACH = 300  # characters around a name that may say what it is doing there
LEAST_CONFIDENCE = 0.45  # below it, a cue proves nothing
_OFFICE_SUBJECT = re.compile(
    r"(?:(?:The\s+)?[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,3}['’]s?\s+[a-z][a-z-]+\b"
    r"|(?:The|An?|One|Another)\s+[a-z][a-z-]+(?:\s+(?:of|for|from)\s+(?:the\s+)?[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,4})?)"
)
SPEECH_WORDS = 4  # a quotation of fewer words is a term or a title


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
) -> list[Reading]:
    """Read one logical paragraph into sentences and clauses with their voices.

    ``scope`` is whose section it is; ``may_continue`` whether sentences without a cue go on with the
    speaker before, ``prior`` at first; ``presents`` whether talks are introduced in it; ``by_writer``
    whether "I" is who wrote the record.
    """
    paragraph = _Paragraph(text, span, resolver, discourse, rules, scope, may_continue, presents)
    paragraph.prior, paragraph.by_writer = prior, by_writer
    return paragraph.readings()


class _Paragraph:
    def __init__(
        self,
        text: str,
        span: Span,
        resolver: Resolver,
        discourse: Discourse,
        rules: Rules,
        scope: Voice | None,
        may_continue: bool,
        presents: bool,
    ) -> None:
        self.text, self.resolver, self.discourse, self.rules = text, resolver, discourse, rules
        self.scope, self.may_continue, self.presents = scope, may_continue, presents
        self.sentences = read_sentences(text, span, resolver.aliases())
        self.talk: Voice | None = None  # somebody gives a talk in this paragraph
        self.prior: Voice | None = None  # of the sentence before
        self.by_writer = True
        self.only_questions = False  # the cue before was a question or a request
        self.asked: Person | None = None  # who is to answer the question before
        self.opener: Person | None = None  # whom the paragraph names first
        self.biography: Person | None = self._introduced()

    def _introduced(self) -> Person | None:
        """Who the paragraph's first sentence says what they are: "Ana Ruiz is a researcher at X"."""
        first = self.sentences[0] if self.sentences else None
        name = first.names[0] if first and first.names else None
        if not first or not name or name.start > 30 or not _IS_SOMETHING.match(first.view.text, name.end):
            return None
        return self.resolver.name(name.text, (), name.title)

    def readings(self) -> list[Reading]:
        found: list[Reading] = []
        voices: dict[int, Voice] = {}  # of cues whose words go on
        carried: list[Statement | None] = []
        if self.scope and self.sentences and self._presents_body(self.sentences[0], self.scope):
            self.scope = None  # what somebody's company does is not what they say
        for sentence in self.sentences:
            if _NEW_ITEM.match(sentence.plain):  # a list that lost its lines
                self.prior = None
            parts = self._spoken(sentence, voices)
            if not parts:
                parts = [(sentence.span, self._unspoken(sentence, voices))]
            introduces = self._presented(sentence)
            for span, voice in parts:
                narrated = voice is None and is_narrated(sentence.plain)
                found.append(Reading(span, voice, is_narrated=narrated, introduces=introduces))
            carried += [sentence.carried] * len(parts)
        for i, statement in enumerate(carried):  # the first sentences of a quotation, whose cue comes last
            if found[i].voice is None and statement is not None and id(statement) in voices:
                found[i] = replace(found[i], voice=replace(voices[id(statement)], kind="quoted"))
        found = self._fill_between(found)
        if found:
            last = found[-1]
            found[-1] = replace(last, lead=last.voice or self._presenting(self.sentences[-1]))
        return found

    # --- with a cue --------------------------------------------------------------------------------

    def _spoken(self, sentence: Sentence, voices: dict[int, Voice]) -> list[tuple[Span, Voice | None]]:
        """The clauses of a sentence that cues give to somebody, each with its voice; empty if none is."""
        found: list[tuple[Span, Voice]] = []
        if self.rules.decisions and is_motion(sentence.plain):
            self._mention_until(sentence, sentence.span.end, 0)
            self.prior = None
            return [(sentence.span, None)]
        self._mention_office(sentence)
        anonymous = aside = False
        mentioned = 0
        for statement in sentence.statements:
            at = (statement.source or statement.cue or statement.contents[0]).start
            mentioned = self._mention_until(sentence, at, mentioned)
            referent = self._referent(sentence, statement)
            if referent is None or referent.kind in ("thing", "unknown"):
                self._pass_over(statement)
                is_unheard = referent is not None and referent.kind == "unknown" and not self.scope
                anonymous = anonymous or (is_unheard and statement.kind == "quoted")
                continue
            if referent.kind == "collective" and statement.rule.split()[0] in _TOPICS:
                referent = ANONYMOUS  # what a group discussed is the writer's summary
            if referent.kind == "anonymous":
                anonymous = True
                self.discourse.mention(SOMEBODY)
                continue
            if self._is_biography(sentence, statement, referent):
                continue
            voice = self._voice(statement, referent)
            if (
                voice.confidence < LEAST_CONFIDENCE
                or self._is_task(statement)
                or self._is_presenting(statement)
            ):
                anonymous = True  # somebody else says it, but who is not certain, or only later
                continue
            voices[id(statement)] = voice
            aside = aside or self._is_aside(sentence, statement)
            found.append((hull_of(statement, sentence.span), voice))
            self.asked = self._person_asked(statement)
            self.discourse.mention(*referent.people)
            if voice.group or len(voice.people) > 1:
                self.discourse.group, self.discourse.group_is_fresh = voice.people, True
        self._mention_until(sentence, sentence.span.end, mentioned)
        found = self._with_quoted(sentence, found or self._opinion(sentence) or self._before_colon(sentence))
        if not found:
            if anonymous:
                self.prior, self.only_questions = None, True
                return [(sentence.span, None)]
            return []
        self._remember(sentence, found)
        clauses = self._without_decision(clauses_of(self.text, sentence.span, found))
        first = min(hull.start for hull, _ in found)
        if aside and first > sentence.span.start:  # the writer's words lead up to somebody's
            span, speaker = clauses[0]
            lead = self.text[sentence.span.start : first].rstrip()
            clauses[:1] = [(Span(span.start, span.start + len(lead)), None), (Span(first, span.end), speaker)]
        return clauses

    def _is_presenting(self, statement: Statement) -> bool:
        """Whether the record tells only that somebody presented something: "provided an update on ..."."""
        words = statement.contents[0].of(self.text) if statement.rule.split()[0] in _PRESENTING else ""
        return self.presents and bool(_PRESENTED.match(words))

    def _is_task(self, statement: Statement) -> bool:
        """Whether somebody is to say it later: "Ana will ask the supplier"."""
        cue = statement.cue.of(self.text) if statement.cue else ""
        is_promise = statement.rule == "agree infinitive" and not cue.endswith("ing")  # "agreed to write it"
        return self.presents and statement.kind == "reported" and (is_promise or bool(_TO_BE_SAID.match(cue)))

    def _is_aside(self, sentence: Sentence, statement: Statement) -> bool:
        """Whether a statement ends the writer's own sentence: "I know it from X, who says ..."."""
        if statement.source is None or statement.kind == "quoted":
            return False
        if not self.presents:
            return False
        lead = self.text[sentence.span.start : statement.source.start]
        possessed = self.text[statement.source.end : statement.source.end + 2] in ("'s", "’s")
        is_long = len(lead.split()) > 7
        return is_long and (possessed or bool(_WRITES.match(lead)))

    def _without_decision(self, clauses: list[tuple[Span, Voice | None]]) -> list[tuple[Span, Voice | None]]:
        """What was decided at the end of somebody's sentence is nobody's."""
        span, voice = clauses[-1] if clauses else (Span(0, 0), None)
        at = decision_in(self.text, span) if self.rules.decisions and voice else None
        if at is None or at <= span.start:
            return clauses
        self.prior = None
        start = at
        while self.text[start] in ",; \n\t":
            start += 1
        return [*clauses[:-1], (Span(span.start, at), voice), (Span(start, span.end), None)]

    def _remember(self, sentence: Sentence, found: Sequence[tuple[Span, Voice]]) -> None:
        last = found[-1][1]
        self.prior = None if last.via else last
        cue = last.cue.of(self.text) if last.cue else ""
        bare_agreement = bool(_AGREES.search(cue)) and not last.group and " that " not in sentence.plain
        self.only_questions = bool(_NO_CONTINUATION.search(cue)) or bare_agreement

    def _pass_over(self, statement: Statement) -> None:
        """Somebody is named whom the record does not know: what follows is no longer the speaker's before."""
        words = statement.source.of(self.text) if statement.source else ""
        if self.scope is None and any(
            name.text.strip() and not name.text.isupper() for name in find_names(words)
        ):
            self.prior = None

    def _is_biography(self, sentence: Sentence, statement: Statement, referent: Referent) -> bool:
        """What somebody "is interested in" after "X is a researcher at Y" is their life, not their words."""
        if self.biography is None or referent.people != (self.biography,) or statement.kind == "quoted":
            return False
        return bool(_PRONOUN_SUBJECT.match(sentence.plain)) and " that " not in sentence.plain

    def _voice(self, statement: Statement, referent: Referent) -> Voice:
        group = referent.kind == "collective"
        kind: Kind = "collective" if group else statement.kind
        return Voice(
            referent.people,
            statement.cue,
            kind,
            round(statement.confidence * referent.confidence, 2),
            group=group,
        )

    def _referent(self, sentence: Sentence, statement: Statement) -> Referent | None:
        if statement.source is None:
            return None
        words = prose_view(self.text, statement.source).text
        first = fold(words.split()[0]) if words.split() else ""
        if {fold(w) for w in _WORD.findall(words)} & vocabulary()["talks"]:
            presenter = self.talk or self.scope
            return (
                Referent("person", presenter.people, 0.8)
                if presenter and not presenter.group
                else Referent("thing")
            )
        if first == "i" and self._is_authors_own(statement) and (author := self.resolver.cast.author):
            return Referent("person", (author,), 0.8)
        if self.asked and self._is_answer(statement, first):
            return Referent("person", (self.asked,), 0.8)
        described = None if first in _PRONOUNS else self._described(sentence, statement)
        if described and not find_names(words):
            return Referent("person", (described,), 0.85)
        if (behind := self._named_behind(sentence, statement)) and not find_names(words):
            return Referent("person", (behind,), 0.85)
        referent = self.resolver.mention(words, self.discourse)
        if referent.kind == "collective" and self._is_thing_of(sentence, statement.source):
            return ANONYMOUS
        if self.scope and not self.scope.group and referent.kind == "collective":
            return Referent("person", self.scope.people, 0.75)  # what others say, they tell
        if referent.kind != "person" and described:
            return Referent("person", (described,), 0.85)
        is_body = referent.kind == "person" and not any(p.name for p in referent.people)
        if is_body and self.scope and not self.scope.group and referent.confidence < 0.6:
            return Referent("person", self.scope.people, 0.6)  # what their organisation says, they tell
        return referent

    def _is_authors_own(self, statement: Statement) -> bool:
        """Whether "I" tells what the writer said at the event: "I noted that ...", not "I think"."""
        cue = statement.cue.of(self.text) if statement.cue else ""
        return self.by_writer and self.presents and bool(_SAID_THERE.search(cue))

    def _is_answer(self, statement: Statement, pronoun: str) -> bool:
        """Whether "she advised" is said by the person who was asked."""
        if self.asked is None or pronoun not in ("he", "she") or not statement.cue:
            return False
        fits = self.asked.gender in ("", "m" if pronoun == "he" else "f")
        return fits and bool(_ANSWERS.search(statement.cue.of(self.text)))

    def _person_asked(self, statement: Statement) -> Person | None:
        """Who is to answer: "asked the Clerk ...", "asked whether the Clerk had ..."."""
        if not statement.cue or not _ASKS.search(statement.cue.of(self.text)):
            return None
        words = prose_view(self.text, statement.contents[0]).text[:80]
        match = _ASKED_PERSON.match(words)
        names = [n for n in find_names(words) if match and n.start <= match.end()]
        if names:
            return self.resolver.name(names[0].text, self.discourse.salient, names[0].title)
        office = re.match(r"(?:whether|if)?\s*(the [A-Z]\w+)\b", words)
        people = self.resolver.mention(office[1], self.discourse).people if office else ()
        return people[0] if len(people) == 1 else None

    def _is_thing_of(self, sentence: Sentence, source: Span) -> bool:
        """As in "feedback from audience members suggested": what they made, not they."""
        before = _THING_OF.search(self.text[sentence.span.start : source.end])
        return before is not None and fold(before[1]) in vocabulary()["things"]

    def _named_behind(self, sentence: Sentence, statement: Statement) -> Person | None:
        """The name behind an office at the end of a sentence: "..., shared its CTO, Quentin Moss"."""
        source, cue = statement.source, statement.cue
        if source is None or cue is None or cue.start > source.start:
            return None
        for name in sentence.names:
            span = sentence.view.span(name.start, name.end)
            if span.start >= source.end and self.text[source.end : span.start].strip(" *_[") == ",":
                known = self.resolver.name(name.text, self.discourse.salient, name.title)
                return known or (self.resolver.cast.add(name.text) if name.is_full else None)
        return None

    def _described(self, sentence: Sentence, statement: Statement) -> Person | None:
        """As in "Ana Ruiz, lead scientist at X, said": the source is the description behind the name."""
        source, cue = statement.source, statement.cue
        if source is None or (cue and cue.start < source.start):
            return None
        for name in reversed(sentence.names):
            span = sentence.view.span(name.start, name.end)
            if span.end <= source.start:
                if any(content.contains(span) for content in statement.contents):
                    return None  # "The pump was bought by Ana Ruiz, a report says."
                between = prose_view(self.text, Span(span.end, source.start)).text.strip("*_ ")
                is_described = len(between) < 100 and between.startswith(",") and ";" not in between
                if is_described and _is_subject(sentence, name):
                    return self.resolver.name(name.text, self.discourse.salient, name.title)
                return None
        return None

    def _mention_until(self, sentence: Sentence, offset: int, mentioned: int) -> int:
        """Remember the people who are subjects before an offset; those inside somebody's words are not."""
        names = sentence.names
        while mentioned < len(names):
            name = names[mentioned]
            span = sentence.view.span(name.start, name.end)
            if span.start >= offset:
                break
            mentioned += 1
            inside = name.start > 0 and any(c.contains(span) for s in sentence.statements for c in s.contents)
            if inside:
                continue
            possessive = sentence.view.text[name.end : name.end + 2] in ("'s", "’s")
            if possessive or not _is_subject(sentence, name):
                if aside := self.resolver.name(name.text, self.discourse.salient, name.title):
                    self.discourse.aside.append(aside)
                continue
            if person := self.resolver.name(name.text, self.discourse.salient, name.title):
                self._mention_pair(sentence, name, person)
                self.discourse.mention(person)
                self.opener = self.opener or person
            elif name.title and self.presents and name.start < REACH_OF_SUBJECT:
                self.discourse.mention(self.resolver.cast.add(name.text, title=name.title))
            elif (name.is_full and name.start < 3) or sentence.view.text[name.end : name.end + 6] == ", who ":
                self.discourse.mention(SOMEBODY)  # a pronoun may mean them
        return mentioned

    def _mention_pair(self, sentence: Sentence, name: Name, person: Person) -> None:
        """Two people who are one subject, "Ana and Bo work at a hospital": "they" are both."""
        before = sentence.view.text[: name.start]
        joined = re.search(r"\s(?:and|&)\s+$", before)
        first = self.discourse.salient[-1] if self.discourse.salient else None
        named = [
            n
            for n in sentence.names
            if joined and n.end <= joined.start() + 1 and joined.start() - n.end <= 1
        ]
        if named and first and first is not person and named[-1].start < 3:
            self.discourse.group, self.discourse.group_is_fresh = (first, person), True

    def _mention_office(self, sentence: Sentence) -> None:
        """As in "Mexico's representative disagreed." names nobody, but "he" in the next is that office."""
        match = _OFFICE_SUBJECT.match(sentence.plain)
        if match:
            referent = self.resolver.mention(match[0], self.discourse)
            known = vocabulary()["roles"] | vocabulary()["collectives"]
            if referent.kind == "anonymous" and not {fold(w) for w in match[0].split()} & known:
                return
            if referent.kind == "person":
                self.discourse.mention(*referent.people)
            elif referent.kind == "anonymous":
                self.discourse.mention(SOMEBODY)

    def _opinion(self, sentence: Sentence) -> list[tuple[Span, Voice]]:
        """As in "For JF, the main disadvantage is ...": an opinion of somebody who takes part."""
        if match := _IN_THEIR_VIEW.match(sentence.plain):
            people = self.resolver.mention(match["who"], self.discourse).people
            person = people[0] if people else None
        elif match := _IN_WORDS_OF.match(sentence.plain):
            person = self.resolver.name(match["who"].strip(), self.discourse.salient)
        elif match := _FOR.match(sentence.plain):
            person = self.resolver.name(match["who"].strip(), self.discourse.salient)
            known = person and (
                person.takes_part or person in (*self.discourse.salient, *self.discourse.before)
            )
            if person and not (known and self.may_continue):
                return []
        if not match or not person:
            return []
        who = match["who"].strip()
        self.discourse.mention(person)
        start = sentence.view.text.index(who)
        cue = sentence.view.span(0, start + len(who))
        return [(sentence.span, Voice((person,), cue, "reported", 0.8))]

    def _before_colon(self, sentence: Sentence) -> list[tuple[Span, Voice]]:
        """What stands behind a colon after one name: "Tom: not yet", "Ana's rule: wait"."""
        is_event = self.may_continue and (self.presents or self.discourse.holder)
        name = sentence.names[0] if is_event and sentence.names else None
        plain = sentence.view.text
        colon = plain.find(": ", 0, 240)
        if colon > 90 and not word_class("said") & {w.lower() for w in _WORD.findall(plain[:colon])}:
            return []
        if (
            name is None
            or name.start > 3
            or colon < name.end
            or (len(sentence.names) > 1 and sentence.names[1].start < colon)
        ):
            return []
        person = self.resolver.name(name.text, self.discourse.salient, name.title)
        if person is None or len(_WORD.findall(plain[colon:])) < 3 or _ENUMERATES.match(plain[colon + 2 :]):
            return []
        self.discourse.mention(person)
        cue = sentence.view.span(name.start, name.end)
        return [(sentence.span, Voice((person,), cue, "reported", 0.65))]

    def _with_quoted(self, sentence: Sentence, found: list[tuple[Span, Voice]]) -> list[tuple[Span, Voice]]:
        """Words that somebody present quotes from somebody else: they are the other's, via the first."""
        plain = sentence.view.text
        for quotation in _QUOTATION.finditer(plain):
            if len(_WORD.findall(quotation[1])) < SPEECH_WORDS:
                continue
            lead = plain[max(0, quotation.start() - 260) : quotation.start()]
            before = (
                _QUOTED_OPINION.search(lead)
                or _QUOTED_OF.search(lead)
                or _QUOTED_AS.match(plain, quotation.end(1))
            )
            names = find_names(before["who"]) if before else []
            if not names:
                continue
            name = names[-1]
            person = self.resolver.name(name.text, self.discourse.salient, name.title)
            if person is None and (name.is_strong or name.is_full):
                person = self.resolver.cast.add(name.text, title=name.title)
            if person is None:
                continue
            span = sentence.view.span(quotation.start(), quotation.end())
            relay = self._relay(found, person)
            at = plain.find(name.text)
            cue = sentence.view.span(at, at + len(name.text)) if at >= 0 else None
            kept = [
                (without(hull, span), v)
                for hull, v in found
                if not v.is_same(Voice((person,), None, "quoted", 1))
            ]
            return [*kept, (span, Voice((person,), cue, "quoted", 0.85, via=relay))]
        return found

    def _relay(self, found: Sequence[tuple[Span, Voice]], speaker: Person) -> Person | None:
        for _, voice in found:
            if len(voice.people) == 1 and voice.people[0] is not speaker:
                return voice.people[0]
        if self.scope and len(self.scope.people) == 1 and self.scope.people[0] is not speaker:
            return self.scope.people[0]
        return None

    # --- without a cue -----------------------------------------------------------------------------

    def _unspoken(self, sentence: Sentence, voices: dict[int, Voice]) -> Voice | None:
        """The voice of a sentence that no cue gives to anybody."""
        if sentence.carried is not None and id(sentence.carried) in voices:
            self.prior = voices[id(sentence.carried)]
            return self.prior
        narrated = self.rules.decisions and (
            is_narrated(sentence.plain, in_scope=self.scope is not None) or is_remark(sentence.plain)
        )
        voice = None if narrated else self._continued(sentence)
        if voice is None and not narrated:
            voice = self._in_scope(sentence) or self._quotation_alone(sentence)
        if voice is None and (narrated or not self._is_about_prior(sentence)):
            self.prior = self._with_stance(sentence)
        return voice

    def _with_stance(self, sentence: Sentence) -> Voice | None:
        """Who takes a stand without words, "Mrs. Wise disagreed.": the next sentences tell why."""
        name = sentence.names[0] if sentence.names else None
        if not name or name.start > 12 or not _STANCE.match(sentence.plain):
            return None
        others = (self.resolver.name(n.text, (), n.title) for n in sentence.names[1:])
        if any(other is not None for other in others):
            return None
        person = self.resolver.name(name.text, self.discourse.salient, name.title)
        cue = sentence.view.span(name.start, name.end)
        self.only_questions = False
        return Voice((person,), cue, "reported", 0.65) if person else None

    def _continued(self, sentence: Sentence) -> Voice | None:
        if not (self.prior and self.may_continue and self.rules.continuation):
            return None
        if self.only_questions and not sentence.plain.endswith("?"):
            return None
        if not self.prior.group and not any(p.name or p.is_office for p in self.prior.people):
            return None  # the record of a delegation's words ends with its cue
        if self._names_another(sentence) or (
            _PRONOUN_SUBJECT.match(sentence.plain) and not self._is_backshifted(sentence)
        ):
            return None
        if (
            _OTHERS.match(sentence.plain)
            or _BRACKETED.fullmatch(sentence.plain)
            or is_outcome(sentence.plain)
            or self._is_title(sentence)
        ):
            return None
        if self.by_writer and self.presents and _FIRST_PERSON.search(_QUOTATION.sub("", sentence.plain)):
            return None
        confidence = min(self.prior.confidence, 0.7)
        kind: Kind = "collective" if self.prior.group else "reported"
        self.prior = replace(self.prior, kind=kind, confidence=confidence, via=None)
        return self.prior

    def _is_title(self, sentence: Sentence) -> bool:
        """Whether a line of a paragraph is the next item of the agenda: "To adopt the accounts"."""
        words = sentence.plain
        return self.by_writer and bool(_AGENDA_LINE.match(words)) and words[-1] not in ".?!:;,”\"'’)"

    def _is_backshifted(self, sentence: Sentence) -> bool:
        """Whether "He had seen it" is what the speaker before says of himself, in indirect speech."""
        match = _BACKSHIFTED.match(sentence.plain)
        if not match or not self.prior or self.prior.kind != "reported" or len(self.prior.people) != 1:
            return False
        return self.prior.people[0].gender in ("", "m" if match["who"] == "He" else "f")

    def _names_another(self, sentence: Sentence) -> bool:
        """Whether the sentence, or a clause of it behind a semicolon, begins with somebody else."""
        later = [n for n in sentence.names if n.is_full and sentence.view.text[: n.start].endswith("; ")]
        if any(self._is_another(self.resolver.name(n.text, (), n.title)) for n in later):
            return True
        for name in sentence.names:
            if name.start > 40 or not _is_subject(sentence, name):
                return False
            person = self.resolver.name(name.text, self.discourse.salient, name.title)
            if person is not None:
                return self.prior is None or person not in self.prior.people or name.start < 3
        return False

    def _is_another(self, person: Person | None) -> bool:
        return person is not None and (self.prior is None or person not in self.prior.people)

    def _is_about_prior(self, sentence: Sentence) -> bool:
        return bool(_PRONOUN_SUBJECT.match(sentence.plain))

    def _in_scope(self, sentence: Sentence) -> Voice | None:
        """A sentence of somebody's talk, section or list item."""
        holder = self.discourse.holder
        if holder and _PRONOUN_SUBJECT.match(sentence.plain):
            gender = "m" if sentence.plain.startswith("He") else "f"
            if holder.gender == gender:
                return Voice((holder,), None, "reported", 0.6)
        presenter = self.talk or self.scope
        if presenter and not presenter.group and _PRESENTS.match(sentence.plain):
            person = presenter.people[0]
            gender = "m" if sentence.plain.startswith("He") else "f"
            return presenter if person.gender in ("", gender) else None
        if self.scope:
            told = self._tells_of(sentence, self.scope) or bool(_OTHERS.match(sentence.plain))
            return None if told or self._names_other_than(sentence, self.scope) else self.scope
        if self.talk and _NARRATOR.match(sentence.plain):
            self.talk = None  # the writer speaks again
        if (
            self.talk
            and not _PRONOUN_SUBJECT.match(sentence.plain)
            and not self._names_other_than(sentence, self.talk)
        ):
            return self.talk
        return None

    def _presents_body(self, sentence: Sentence, scope: Voice) -> bool:
        """Whether a paragraph opens with what the organisation of its section's person does."""
        body = scope.people[0].organisation if len(scope.people) == 1 else None
        first = fold(body.split()[0]) if body else ""
        begins = fold(sentence.plain).removeprefix("the ")
        return (
            len(first) > 2
            and not sentence.statements
            and re.match(rf"{re.escape(first)}\b", begins) is not None
        )

    def _tells_of(self, sentence: Sentence, scope: Voice) -> bool:
        """Whether the writer tells of the person instead: "She won a prize", "Ana Ruiz is ...", "I like"."""
        if _PRONOUN_SUBJECT.match(sentence.plain):
            return True
        if self.by_writer and _WRITER_DID.search(_QUOTATION.sub("", sentence.plain)):
            return True
        name = sentence.names[0] if sentence.names and sentence.names[0].start < 3 else None
        if name is None or not _IS_SOMETHING.match(sentence.view.text, name.end):
            return False
        person = self.resolver.name(name.text, self.discourse.salient, name.title)
        return person is not None and person in scope.people

    def _names_other_than(self, sentence: Sentence, voice: Voice) -> bool:
        for name in sentence.names:
            if name.start > 3:
                return False
            person = self.resolver.name(name.text, self.discourse.salient, name.title)
            if person is not None:
                return person not in voice.people
            return name.is_full and name.is_strong
        return False

    def _quotation_alone(self, sentence: Sentence) -> Voice | None:
        """A quotation that no cue claims is the paragraph's person's."""
        person = self.prior.people[0] if self.prior and len(self.prior.people) == 1 else self._only_named()
        if sentence.names and sentence.names[0].start < 3:  # "Bo, at the back, interrupted: ..."
            first = sentence.names[0]
            person = self.resolver.name(first.text, self.discourse.salient, first.title) or person
        if not self.rules.quotes_alone or person is None:
            return None
        for quotation in _QUOTATION.finditer(sentence.view.text):
            ends = quotation[1].rstrip()[-1:] in ".!?,…"
            if len(_WORD.findall(quotation[1])) >= SPEECH_WORDS and ends:
                return Voice((person,), None, "quoted", 0.6)
        return None

    def _only_named(self) -> Person | None:
        """Whom the paragraph names first, if it has named nobody else so far."""
        named = {id(p) for p in (*self.discourse.salient, *self.discourse.aside)}
        return self.opener if named <= {id(self.opener)} else None

    def _fill_between(self, found: list[Reading]) -> list[Reading]:
        """A sentence between two of one speaker is theirs."""
        if not self.rules.between:
            return found
        for i in range(1, len(found) - 1):
            before, here, after = found[i - 1].voice, found[i].voice, found[i + 1].voice
            if here is None and before and before.is_same(after) and not before.group:
                words = prose_view(self.text, found[i].span).text
                if not (self._is_the_writers(words) or self._is_of_others(words, before)):
                    found[i] = replace(
                        found[i], voice=replace(before, kind="reported", confidence=0.6, via=None)
                    )
        return found

    def _is_the_writers(self, words: str) -> bool:
        """Whether the writer tells this: what happened, was decided, or what "I" think of it."""
        writes = self.by_writer and self.presents and _FIRST_PERSON.search(_QUOTATION.sub("", words))
        return bool(writes or is_narrated(words) or is_remark(words) or _SUFFERED.match(words))

    def _is_of_others(self, words: str, voice: Voice) -> bool:
        """Whether a sentence tells what somebody else does."""
        names = find_names(words)
        first = words.split()[0] if words.split() else ""
        if first in self.resolver.aliases():
            return self.resolver.name(first) not in voice.people
        if not names or names[0].start > 3 or not (names[0].is_full and names[0].is_strong):
            return bool(_OTHERS.match(words))
        return self.resolver.name(names[0].text, (), names[0].title) not in voice.people

    # --- talks -------------------------------------------------------------------------------------

    def _presented(self, sentence: Sentence) -> Person | None:
        """Who gets the floor in this sentence: for the section (returned), or for this paragraph's rest."""
        if not self.presents or not self.rules.introductions:
            return None
        plain = sentence.view.text
        if by_handle := _BY_HANDLE.search(plain):
            at = sentence.view.span(by_handle.start(1), by_handle.end(1))
            self.talk = Voice((self.resolver.handle(by_handle[1]),), at, "reported", 0.65)
        for name in sentence.names:
            person = self.resolver.name(name.text, self.discourse.salient, name.title)
            if person is None:
                continue
            before = plain[max(0, name.start - REACH) : name.start].rstrip("*_ ") + " "
            after = plain[name.end : name.end + REACH]
            if _NEXT_SPEAKER.search(before):
                return person
            if _TALK_BEFORE.search(before) or (
                _TALK_AFTER.match(after) and not _NOT_A_SUBJECT_AFTER.search(before)
            ):
                self.talk = Voice((person,), sentence.view.span(name.start, name.end), "reported", 0.65)
                return None
        return None

    def _presenting(self, sentence: Sentence) -> Voice | None:
        """The one person who is the subject of a sentence that ends with a colon."""
        if not self.presents or not sentence.plain.endswith((":", ",")):
            return None
        subjects = []
        for name in sentence.names:
            if not _is_subject(sentence, name):
                continue
            person = self.resolver.name(name.text, self.discourse.salient, name.title)
            if person is not None and (person, name) not in subjects:
                subjects.append((person, name))
        if len({id(p) for p, _ in subjects}) != 1:
            if not subjects and _FROM_TALK.search(sentence.plain) and (self.talk or self.scope):
                return self.talk or self.scope
            refers = _PRONOUN_SUBJECT.match(sentence.plain) or _ON_TOPIC.match(sentence.plain)
            if not subjects and refers and self.discourse.salient:
                return Voice((self.discourse.salient[-1],), None, "reported", 0.6)
            return None
        person, name = subjects[0]
        return Voice((person,), sentence.view.span(name.start, name.end), "reported", 0.7)


def _is_subject(sentence: Sentence, name: Name) -> bool:
    """Whether a name may be the subject of its clause: no preposition stands before it or its title."""
    before = sentence.view.text[max(0, name.start - REACH) : name.start]
    if name.title:
        at = before.casefold().rfind(name.title[:4])
        before = before[:at] if at >= 0 else before
    return not (_NOT_A_SUBJECT_AFTER.search(before) or _IN_A_LIST_AFTER.search(before))
