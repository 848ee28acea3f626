"""Sentences that nobody in particular says: what happened, was decided or is to be done."""

import re

from corpus.types import Span
from corpus.vocabulary import fold, vocabulary

_WORD = re.compile(r"[^\W_][\w'’-]*")
_EVENT_SUBJECT = re.compile(
    r"(?:The|This|Our|Each|That)\s+(?:[\w-]+\s+){0,2}(?:meeting|session|webinar|event|workshop|panel|conference|summit|discussion|day|"
    r"seminar|debate|call|agenda|motion|resolution|minutes|proposal|decision|amendment|vote)\s+"
    r"(?:also\s+)?(?:was|were|is|are|will|took|began|ended|closed|opened|concluded|adjourned|featured|included|consisted|focused|"
    r"tackled|covered|moved|turned|reconvened|then)\b"
)
_MEETING_ENDS = re.compile(
    r"(?:The\s+)?(?:[Mm]eeting|[Ss]ession|[Ss]itting|[Cc]all)\s+(?:was\s+)?(?:adjourned|closed|ended|concluded|rose|suspended)\b"
    r"|(?:Meeting\s+)?(?:Adjourned|Closed|Adjournment)\b.{0,40}\d|(?:All|Everyone|Everybody)\s+(?:present\s+)?agreed\.?$"
)
_COURTESY = re.compile(
    r"(?:(?:As|Since|There\s+being|With|After|Before|In\s+closing)\b[^,.;:]{3,80},\s+)?[^,.;:]{2,60}?\b(?:welcomed|thanked|greeted)\s+(?:everyone|everybody|all|both|those|(?:the\s+)?(?:\w+\s+)?"
    r"(?:members|attendees|participants|delegates|speakers?|presenters?|audience|guests|panell?ists|sponsors|volunteers))\b"
)
_WELCOMED = re.compile(  # "Ana, with the board, welcomed Bo Lind, who is the new clerk"
    r"[^.;:]{2,80}?\b(?:welcomed|welcomes|greeted|introduced)\s+(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?"
    r"(?:[A-Z][\w'’-]+\s+){0,2}[A-Z][\w'’-]+,?\s+who\s+(?:is|was|will|has|had|joins|joined)\b"
)
_WORDS_FOLLOW = re.compile(
    r"\b(?:that|whether|say(?:s|ing)|said|not(?:ed|ing)|add(?:ed|ing)|remind\w*|stress\w*|announc\w*|pointing"
    r"|explain\w*|conclud\w*|recall\w*|underlin\w*|emphasi\w*|express\w*|highlight\w*|urg\w*"
    r"|ask\w*|suggest\w*|propos\w*|he|she|they|by)\b|[“\"]"
)
_PASSIVE = re.compile(  # nobody says who noted it
    r"It\s+(?:is|was|has\s+been)\s+(?:also\s+|further\s+|then\s+)?(?:noted|suggested|asked|commented|pointed\s+out|felt|observed"
    r"|mentioned|reported|remarked|questioned|proposed|stressed|emphasi[sz]ed|highlighted|acknowledged|explained|discussed)\b"
)
_RESULT = re.compile(
    r"(?:Outcome|Decision|Resolution|Conclusion|Result|Action(?:\s+items?)?|Next\s+steps?|Vote|Consensus|Resolved|Agreed)s?\s*:",
    re.I,
)
_COMES_AND_GOES = re.compile(
    r"\b(?:left|entered|rejoined|re-entered|returned\s+to|withdrew\s+from|joined)\s+the\s+(?:meeting|room|chamber|table|call)\b"
    r"|\btook\s+the\s+chair\b"
)
_PROCEDURE = re.compile(  # what whoever is in the chair does
    r"\b(?:call(?:s|ed)|brought)\b[^.;]{0,120}?\bto\s+order\b"
    r"|\b(?:opened|reopened|began|begins|opens|closed|closes|convened|adjourned|chaired|conducted|led|leads)\s+the\s+(?:\w+\s+){0,2}"
    r"(?:meeting|session|hearing|call|webinar|discussion|proceedings|roll|pledge|prayer)\b(?!\s+(?:by|with)\s+[a-z]+ing\b)"
    r"|\b(?:calls?|called|took)\s+(?:the\s+)?roll\b|\bdeclar(?:ed|es)\s+the\s+(?:meeting|motion|session|hearing|vote|item)\b"
)
_ASIDES = re.compile(r"\s(?:--|[–—])\s|;")  # "called the meeting to order -- present are Ana and Bo"
_PUT_OFF = re.compile(
    r"\b(?:will|is\s+to|are\s+to)\s+(?:then\s+)?be\s+(?:further\s+)?(?:discussed|considered|raised|reviewed|revisited|brought|placed|put|added|included|held|taken)\b"
    r"[^.]{0,40}?\b(?:next|future|following|later)\s+(?:\w+\s+)?(?:meeting|session|agenda|call)\b"
)
_DECIDED = re.compile(  # "had been agreed" is told by somebody
    r"\b(?:[Ii]t\s+was|was|were|(?:has|have|be)\s+been)\s+(?:then\s+|unanimously\s+|also\s+)?(?:agreed|decided|resolved|carried|adopted|approved|moved|"
    r"seconded|thanked|elected|appointed|adjourned|circulated|postponed|deferred|closed|opened)\b"
)
_TASK = re.compile(
    r"(?:[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*)?)(?:(?:,|\s+and|\s*&|/)\s*[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*)?){0,4}\s+to\s+(?!the\b|a\b)[a-z]+\b"
)
_TOLD_TO_ALL = re.compile(  # nobody says who told them
    r"(?:(?:All|The)\s+)?(?:[Mm]embers|[Cc]ouncillors|[Ss]taff|[Rr]esidents|[Tt]rustees|[Dd]irectors|[Dd]elegates|[Aa]ttendees|[Pp]articipants"
    r"|[Cc]ouncil|[Cc]ommittee|[Bb]oard|[Mm]eeting|[Cc]ommission)\s+(?:was|were)\s+(?:also\s+|then\s+|further\s+)?"
    r"(?:advised|informed|told|reminded|notified|updated|warned|assured)\s+(?:that|of|about|on)\b(?![^.]*\bby\s+[A-Z])"
)
_NO_TASK = re.compile(  # "Needs to be cheaper" is a note of what somebody said
    r"(?:According|Due|Thanks|Prior|Owing|Next|Needs?|Wants?|Has|Have|Hopes?|Plans?|Likes?|Tries|Try|Used|Going|Wishes|Ought"
    r"|Seems?|Happy|Glad|Important|Hard|Easy|Difficult|Better|Best|Nice|Good|Great|Able|Ready|Want(?:ed|ing)|Need(?:ed|ing)"
    r"|Similar|Relat(?:ed|ing)|Compared|Regard(?:s|ing)?|Access|Up|In|How|What|Where|When|Not|Also|Only|Just)\s+to\b"
)
_ASKED_TO = re.compile(  # what somebody is to do; who asked them, nobody says
    r"(?:The\s+)?[A-Z][^.;:]{1,60}?\s(?:was|were)\s+(?:then\s+|also\s+|therefore\s+)?"
    r"(?:asked|instructed|requested|directed|authori[sz]ed|delegated|mandated|tasked|encouraged|invited)\s+to\s+[a-z]+\b"
)
_VOTE = re.compile(
    r"\b(?:called\s+(?:for\s+the\s+|the\s+|[A-Z]+\s#?\d+\s+(?:in)?to\s+)(?:previous\s+)?question(?=\s*(?:[.;,]|$))"
    r"|no\s+second(?=\s*[.;,])|motion\s+(?:was\s+)?withdrawn|seconded by"
    r"|motion (?:was )?(?:carried|passed|failed)|nem\.? con|all in favour|carried unanimously"
    r"|[0-9]+ votes? (?:for|against|in favour)|by (?:a )?(?:unanimous |roll[- ]call |voice )?vote"
    r"|(aye|yea|nay)\b[^.]{1,80}\b(?:aye|yea|nay))\b",
    re.I,
)

_POLL = re.compile(
    r"(?<!rule )(?<!article )(?<!section )(?<!item )(?<!motion )(?<!resolution )\b\d+\s+(?:votes?\s+)?"
    r"(?:in\s+favou?r|against|abstentions?|abstained|ayes?|noes|nays?)\b",
    re.I,
)
_PRAISE = (
    r"(?:great|wonderful|amazing|valuable|excellent|fantastic|interesting|inspiring|powerful|helpful|useful|fun|lovely"
    r"|insightful|informative|engaging|awesome|brilliant|fascinating|memorable|refreshing|impressive|incredible)"
)
_REMARK = re.compile(  # what the writer thinks of it, or tells the reader to do
    rf"(?:This|That|It|These|They|Both|Such|His|Her|The)\b[^.;:,]{{0,40}}?\b(?:was|were|is|are)\s+(?:all\s+|such\s+)?(?:an?\s+)?"
    rf"(?:\w+ly\s+|very\s+|quite\s+|so\s+)*{_PRAISE}\s+(?:reminder|advice|talks?|sessions?|stories|story|presentations?|examples?"
    rf"|insights?|discussions?|panels?|keynotes?|time|event|day|evening|to\s+(?:see|hear|meet))\b"
    r"|(?:As\s+(?:you|we)\s+(?:will|can|may|might)|You\s+can\s+(?:read|watch|find|see|listen|download))\b"
    r"|(?:Read|Watch|See|Check\s+out|Click|Sign\s+up|Stay\s+tuned|Listen\s+to|Download|Follow|Visit|Photos?|Register)\b"
    r"[^.]{0,80}\b(?:here|more|recordings?|slides?|videos?|coverage|below|above|blog|website|mailing|page|photos?|link|us)\b"
    r"|(?:Lots|Plenty|Much|A\s+lot)\s+of\s+(?:\w+\s+){0,2}(?:discussion|debate|conversation)s?\b"
    r"|(?:A\s+)?(?:[Pp]ersonal|[Ss]ide|[Ee]ditor(?:['’]s|ial)?)\s+note\s*:|(?:(?:The|Our)\s+)?(?:[Ff]irst|[Nn]ext|[Ll]ast|[Ff]inal|[Ss]econd|[Tt]hird)\s+"
    r"(?:speaker|presenter|talk|up)\s+(?:was|is)\s+(?=[A-Z])"
    r"|(?:[Tt]hen\s+|[Ff]irst,?\s+|[Ss]econd,?\s+|[Ff]inally,?\s+|[Nn]ext,?\s+|[Aa]fter\w*,?\s+|(?:At|After|Before|During|Following)\s[^,.;]{2,60},\s+)?"
    r"[Ww]e\s+(?:then\s+|all\s+|also\s+)?"
    r"(?:had|got|walked|saw|heard|went|met|ended|started|began|broke|left|came|took|enjoyed|gathered|finished|spent|closed"
    r"|opened|held|stood|sang|paused|hosted|organi[sz]ed|welcomed|received|were\s+(?:then|also|all|joined|given|treated|lucky|delighted))\b"
)
_OUTCOME = re.compile(
    r"[^.]{0,160}\b(?:received|won|got|was\s+met\s+with|earned)\b[^.]{0,60}\b(?:award|applause|ovation|prize|laughter)\b"
    r"|[^.]{0,160}\b(?:audience|crowd|room|hall)\s+(?:broke\s+into|burst\s+(?:into|out)|erupted|applauded|laughed|clapped|cheered)\b"
)
_LATE_DECISION = re.compile(
    r"(?:[,;]?\s+(?:and|but|so|whereupon|;)|[,;])\s+(?:(?:in\s+the\s+end|eventually|finally|after\s[^,.;]{1,60}),?\s+)?it\s+was\s+"
    r"(?:\w+ly\s+|then\s+)?(?:decided|agreed|resolved|carried|adopted|approved|moved|settled)\b"
    r"|[,;]\s+(?:and\s+)?the\s+[A-Z]\w+\s+(?:will|to)\s+[a-z]+\b"
    r"|[,;]?\s+and\s+(?:\w+\s+){0,3}?(?:closure|meeting|session)\s+(?:of\s+the\s+meeting\s+)?(?:was|closed|ended|adjourned)\b"
)


MOST_DIRECTIONS = 8  # words between marks of emphasis
_ITALIC = re.compile(r"([*_])([^*_\n]{2,120}[^*_\n.?!])\1")
_WHOLLY_ITALIC = re.compile(r"([*_])(?!\1)([^*_\n]{2,600})\1[.]?")
FEWEST_SCRIBED = 2  # words: one alone is stressed
_TO_SOMEBODY = re.compile(r"\b(?:I|you|we|me|us|my|your|our)\b", re.I)
_LOGGED_ACT = re.compile(r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+)(?:\*{1,3}|-->|<--|→|←|-!-)\s+\S")
_NOTE = re.compile(
    r"(?:Lots|Plenty|Much|A\s+lot)\s+of\s+(?:\w+\s+){0,2}(?:discussion|debate|conversation)s?\b"
    r"|See\s+(?:the\s+)?(?:recordings?|slides|chat|minutes|notes|video|link)\b"
)
_CLOSES = re.compile(  # "After a vote the board agreed on the following"
    r"(?:After|Following)\s[^.;:,]{0,60}?\b(?:discussions?|debate|vote|voting|deliberations?)\b[^.;:,]{0,40},\s+"
    r"the\s+[^.;:,]{3,60}?\s(?:agreed|decided|resolved|voted|approved|adopted)\b|"
    r"(?:(?:The\s+)?(?:Conclusions?|Resolutions?|Consensus|Outcomes?|Decisions?|Result|Results|Summary|Next\s+steps|Votes?|Motion)\b\s*[:.–—-]"
    r"|(?:Every(?:one|body)|All(?:\s+(?:present|members|agreed))?|The\s+(?i:group|committee|council|councillors|commission|commissioners|board|team|room|meeting|members|panel|senate|trustees|parties|WG|SC|TSC|PMC)"
    r"|Nobody|No\s+one|We)\s+(?:all\s+|also\s+|then\s+|generally\s+|unanimously\s+)?"
    r"(?:agree[sd]?|decide[sd]?|resolve[sd]?|approve[sd]?|vote[sd]?|accept(?:s|ed)?|adopt(?:s|ed)?|adjourn(?:s|ed)?)\b"
    r"|(?i:proposal|proposed(?:\s+resolution)?|straw\s?poll)\s*:"
    r"|(?:General|Broad|Rough|No)\s+(?:agreement|consensus|objections?)\b"
    r"|(?:The\s+)?(?:[Mm]eeting|[Ss]ession|[Cc]all)\s+(?:was\s+)?(?:adjourned|closed|ended|concluded)\b"
    r"|[^.]{0,40}\bresults?:\s+\d)",
)


def is_stage_direction(raw: str) -> bool:
    """Whether a line of a transcript tells what happens: "*Music break*", "[10:07] * bo writes it down"."""
    italic = _ITALIC.fullmatch(raw.strip())
    if italic:
        return len(italic[2].split()) <= MOST_DIRECTIONS and not _TO_SOMEBODY.search(italic[2])
    return bool(_LOGGED_ACT.match(raw))


def is_scribed(raw: str, *, alone: bool = False) -> bool:
    """Whether words of a transcript in italics are the scribe's: "*response in the room was mixed*".

    Behind a label a proper sentence is stressed by its speaker; ``alone``, on a line of its own, it is not.
    """
    italic = _WHOLLY_ITALIC.fullmatch(raw.strip())
    is_sentence = italic is not None and italic[2][:1].isupper() and italic[2][-1:] in ".!?"  # is stressed
    return italic is not None and len(italic[2].split()) >= FEWEST_SCRIBED and (alone or not is_sentence)


def is_note(plain: str) -> bool:
    """Whether a sentence inside somebody's turn is the scribe's: "Lots of discussion", "See the slides"."""
    return bool(_NOTE.match(plain.strip(" *_-")))


def is_outcome(plain: str) -> bool:
    """Whether a paragraph tells how a discussion ended: "Conclusion: ...", "Everyone agrees to ..."."""
    plain = plain.strip(" *_-")
    return bool(_CLOSES.match(plain) or (_POLL.search(plain) and len(plain) < 200))


def is_remark(plain: str) -> bool:
    """Whether the writer of a report speaks to the reader: praise, pointers, what "we" did."""
    plain = plain.strip(" *_-")
    return bool(_REMARK.match(plain) or _OUTCOME.match(plain))


def decision_in(text: str, clause: Span) -> int | None:
    """Where in somebody's sentence a decision begins: "..., but it was agreed to wait"."""
    found = _LATE_DECISION.search(text, clause.start, clause.end)
    return found.start() if found else None


def is_procedure(plain: str) -> bool:
    """Whether a sentence tells that somebody called the meeting to order, opened a hearing and the like.

    Only without words of theirs: "opened the meeting by thanking the hosts" holds some.
    """
    return bool(_PROCEDURE.search(plain[:200])) and " and " not in _ASIDES.split(plain)[0]


def is_courtesy(plain: str) -> bool:
    """Whether a sentence tells that somebody welcomed or thanked people, without words of theirs."""
    if _WELCOMED.match(plain):
        return True
    return bool(_COURTESY.match(plain)) and not _WORDS_FOLLOW.search(plain)


def is_motion(plain: str) -> bool:
    """Whether a sentence tells of a motion and its fate, or of an act of whoever is in the chair."""
    return is_procedure(plain) or is_courtesy(plain) or bool(_VOTE.search(plain) or _POLL.search(plain))


def is_task(plain: str) -> bool:
    """As in "Dana to check the figures": something somebody is to do."""
    plain = plain.strip(" *_-")
    return bool(_TASK.match(plain)) and not _NO_TASK.match(plain)


def is_narrated(plain: str, *, in_scope: bool = False) -> bool:
    """Whether a sentence tells what happened, was decided or will be done, which nobody in particular says.

    Inside somebody's section only what will be done is told so: they tell the rest.
    """
    plain = plain.strip(" *_-")
    if (
        is_task(plain)
        or _RESULT.match(plain)
        or _PASSIVE.match(plain)
        or _ASKED_TO.match(plain)
        or _TOLD_TO_ALL.match(plain)
    ):
        return True
    if (
        re.match(r"(?:Unanimously|Carried|Agreed|Approved|Resolved|Adopted|Noted|Action|Passed)\b", plain)
        and len(plain) < 80
    ):
        return True
    if not in_scope and re.match(
        r"(?:A|An|Some|Further|Much) (?:\w+ )?(?:discussion|debate|conversation|exchange)\b", plain
    ):
        return True
    if not in_scope and re.match(
        r"There (?:(?:was|were) (?:no|some|an?|general|further|little|much|broad|overwhelming|strong|wide)"
        r"|(?:then )?(?:followed|ensued))\b",
        plain,
    ):
        return True
    if not in_scope and (_EVENT_SUBJECT.match(plain) or _DECIDED.search(plain[:120])):
        return True
    if _MEETING_ENDS.match(plain) or _COMES_AND_GOES.search(plain[:120]) or _PUT_OFF.search(plain[:120]):
        return True
    words = _WORD.findall(plain[:90])[:8]
    if "will" not in words[1:]:
        return False
    subject = words[: words.index("will", 1)]
    vocab = vocabulary()
    bodies = (
        vocab["bodies"] | vocab["roles"] | (vocab["collectives"] - {"all", "both", "they", "many", "people"})
    )
    acronym = len(subject) == 1 and sum(c.isupper() for c in subject[0]) >= 2
    return acronym or (subject[0] in ("The", "An", "A") and any(fold(w) in bodies for w in subject))
