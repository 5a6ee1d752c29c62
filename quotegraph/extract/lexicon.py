"""The words that report: verbs, nouns, adjectives and set phrases, by what they take as content.

Lists of general English; the classes follow the literature on reporting verbs (say-, think-, order-, and attitude-verbs).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAY = _words(
    """
    acknowledge add admit affirm agree allege announce answer argue ask assert assure attest aver blog blurt boast brag
    caution charge chide claim clarify comment complain concede conclude concur confess confide confirm contend counter
    cry declare demand deny disclose divulge elaborate emphasise emphasize enthuse exclaim explain fire fume gripe groan
    growl grumble hint imply indicate inform insinuate insist intone instruct interject joke lament maintain mention moan
    mumble murmur muse mutter note notify object observe offer opine plead pledge point post preach predict proclaim
    profess promise protest put quip quote rail read reaffirm reason reassure recall reckon recollect recommend recount
    reflect reiterate relate remark remind repeat reply report respond retort retweet reveal roar rule say scoff scold
    scream shoot shout shrug signal sigh snap sneer specify speculate state stipulate stress submit suggest summarise
    summarize swear tell testify text theorize threaten thunder tweet underline underscore urge utter volunteer vow warn
    whisper wonder write yell venture posit postulate rejoin retell ruminate sum surmise advise allow telegraph message
    type caption deadpan explain bark bellow chuckle grin laugh smile weep sob snarl hiss drawl beam chant sing toast
    resume continue conclude begin quip wheeze croak lecture thunder swear confide confess relay
    """
)
"""Verbs of saying and writing: a clause or quoted words are what was said."""

THINK = _words(
    """
    believe think feel fear hope expect suspect doubt know consider hold find assume guess imagine understand regret
    worry reckon see decide desire presume trust realise realize recognise recognize calculate estimate judge conclude
    anticipate bet foresee forecast envisage figure accept agree wish
    """
)
"""Verbs of thought: reported thought counts when a clause follows."""

ORDER = _words(
    """
    ask urge tell order beg implore advise warn instruct remind encourage press request call demand invite exhort
    recommend persuade pressure summon forbid challenge command appeal entreat counsel petition
    """
)
"""Verbs whose infinitive says what somebody else is to do."""

COMMIT = _words(
    """
    promise pledge vow threaten offer refuse decline agree swear undertake commit propose volunteer want wish hope
    expect intend plan demand ask claim plead like prefer prepare profess resolve decide hesitate seek aim long
    """
)
"""Verbs whose infinitive says what the speaker means to do."""

ATTITUDE = _words(
    """
    welcome reject oppose support back endorse favour favor condemn denounce criticise criticize praise hail applaud
    deplore decry resist accept dismiss defend question dispute doubt regret lament commend congratulate thank blame
    attack slam blast lambast lambaste champion advocate approve disapprove embrace dislike like love hate fear prefer
    want demand propose promise pledge announce urge recommend suggest threaten offer confirm deny contest challenge
    protest ridicule mock scorn spurn rebuff rebuke castigate chastise censure accuse exclude contemplate consider
    envisage expect predict reaffirm reiterate repeat stress underline emphasise emphasize highlight admit concede
    acknowledge cite mention describe outline explain discuss indicate signal express voice warn favor veto abandon
    withdraw repudiate renounce disown shun laud celebrate salute second moot float invoke raise note list name
    mind tolerate refuse decline request seek pledge guarantee counsel foresee plead assure fight sign credit wish
    forgive stomach countenance entertain imagine resent bemoan begrudge relish reserve drop
    """
)
"""Verbs whose object is an act of speech or an attitude's target: *welcomed the pledge*, *rejects the plan*."""

NAMING = _words(
    """
    call describe brand label dub denounce condemn dismiss deride decry characterise characterize see regard view
    consider find think judge declare deem hail praise portray paint depict term ridicule mock treat perceive commend
    welcome criticise criticize slam blast attack defend name pronounce hold believe want like feel rate style
    """
)
"""Verbs with a small clause: *call X Y*, *describe X as Y*; the content is both."""

PREPOSITIONAL: dict[str, frozenset[str]] = {
    "call": _words("for on"), "vote": _words("for against"), "argue": _words("for against"),
    "speak": _words("of against for about"), "talk": _words("of about"), "object": _words("to"),
    "insist": _words("on upon"), "warn": _words("of against about"), "complain": _words("of about"),
    "ask": _words("for about"), "plead": _words("for"), "appeal": _words("for to"), "agree": _words("to with on"),
    "disagree": _words("with"), "comment": _words("on"), "hint": _words("at"), "refer": _words("to"),
    "point": _words("to"), "side": _words("with"), "side-step": _words("-"), "push": _words("for"),
    "press": _words("for"), "campaign": _words("for against"), "protest": _words("against at"),
    "lobby": _words("for against"), "rail": _words("against at"), "hope": _words("for"), "wish": _words("for"),
    "approve": _words("of"), "disapprove": _words("of"), "boast": _words("of about"), "accuse": _words("of"),
    "believe": _words("in"), "care": _words("about for"), "worry": _words("about"), "laugh": _words("at"),
    "scoff": _words("at"), "sneer": _words("at"), "balk": _words("at"), "baulk": _words("at"), "joke": _words("about"),
    "stand": _words("by"), "reply": _words("to"), "respond": _words("to"), "react": _words("to"),
    "demur": _words("at"), "caution": _words("against"), "advise": _words("against"), "decide": _words("against for"),
    "rule": _words("-"), "think": _words("of"), "know": _words("of"), "dream": _words("of"), "pray": _words("for"),
    "rejoice": _words("at in"), "marvel": _words("at"), "apologise": _words("for"), "apologize": _words("for"),
    "crusade": _words("against for"), "speculate": _words("about on"), "allude": _words("to"), "testify": _words("to"),
    "consent": _words("to"), "subscribe": _words("to"), "yearn": _words("for"), "clamour": _words("for"),
    "clamor": _words("for"), "fume": _words("at about over"), "grumble": _words("about at over"),
    "live": _words("with"), "rebel": _words("against"), "abstain": _words("on"), "warm": _words("to"), "hear": _words("of"),
    "sign": _words("for"), "confess": _words("to"), "stick": _words("to"), "cling": _words("to"), "bow": _words("to"),
    "fight": _words("for against"), "quarrel": _words("with"), "sympathise": _words("with"), "thank": _words("for"),
    "sympathize": _words("with"), "forgive": _words("for"), "blame": _words("for"), "praise": _words("for as"),
    "look": _words("-"), "draw": _words("on"), "cry": _words("for"), "opt": _words("for against"),
}  # fmt: skip
"""Verb → prepositions that lead to its content: *called for a ban*."""

PARTICLES: dict[str, frozenset[str]] = {
    "rule": _words("out"), "point": _words("out"), "turn": _words("down"), "shoot": _words("back"),
    "hit": _words("back out"), "lash": _words("out"), "spell": _words("out"), "play": _words("down"),
    "brush": _words("off aside"), "wave": _words("away off aside"), "laugh": _words("off"), "give": _words("up"), "take": _words("back"), "put": _words("in forward down"), "speak": _words("out up"),
    "call": _words("out"), "blurt": _words("out"), "fire": _words("back"),
    "go": _words("on along"), "come": _words("out down"), "hold": _words("out"), "back": _words("down away"), "read": _words("out"), "set": _words("out"), "own": _words("up"), "chime": _words("in"),
    "vote": _words("down"), "shrug": _words("off"), "cut": _words("in"), "throw": _words("out"),
    "shout": _words("out down"), "cry": _words("out"), "write": _words("off"), "play up": _words("-"),
}  # fmt: skip
"""Verb → particles with which it reports: *ruled out*, *pointed out*, *shot back*."""

NOUNS = _words(
    """
    accusation admission advice allegation announcement answer appeal argument assertion assessment assurance belief call
    caution charge claim comment complaint concern conclusion confession confirmation contention conviction criticism cry
    declaration demand denial description doubt estimate excuse expectation explanation fear feeling finding forecast
    guarantee hint hope idea impression insinuation insistence invitation judgment judgement lament letter line mantra
    message motto notion objection observation offer opinion order pledge position post prediction promise proposal
    protest question quip rallying reassurance rebuke recommendation refrain remark reminder reply report request response
    retort revelation rumor rumour signal slogan statement suggestion suspicion testimony theory threat tweet verdict
    view vow warning word wish
    """
)
"""Nouns that take a clause or infinitive as content: *the claim that*, *a promise to*."""

ADJECTIVES = _words(
    """
    convinced sure certain confident adamant clear worried concerned afraid fearful hopeful optimistic pessimistic
    sceptical skeptical doubtful proud glad pleased delighted disappointed sorry angry furious happy unhappy aware
    persuaded satisfied insistent willing ready prepared reluctant unwilling eager keen determined opposed hostile open
    grateful categorical unsure uncertain undecided unconvinced dismayed appalled outraged surprised relieved wary
    """
)
"""Predicative adjectives that take a clause, an infinitive or a prepositional object as content."""

SIDES = _words("for against behind opposed favour favor support")
"""Heads of prepositional phrases after *be* that name a side: *is against the bill*, *is in favour of it*."""

OPINION_NOUNS = _words("opinion view mind belief conviction impression judgment judgement")
VIEW_NOUNS = _words(
    "view opinion eyes words judgment judgement account estimation telling reckoning phrase mind reading"
)
"""*in her view*, *in the words of*, *by his account*."""

NOT_SPEAKERS = _words(
    """
    it this that these those there which what fact evidence thing idea time day week month year moment reason way deal
    """
)

NOT_BY_ONE_SELF = _words("i we you me us one")

REFUSING = _words("refuse decline")
SPEAKING = _words(
    "say comment discuss answer speak reveal disclose confirm elaborate speculate name tell explain respond"
)
HEDGES = _words("may might could perhaps possibly probably")
