"""The words that report: verbs, nouns, adjectives and set phrases, by what they take as content.

Lists of general English; the classes are those of the literature on reporting verbs: say, think, order, attitude.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAY = _words(
    """
    acknowledge add admit advise affirm agree allege allow announce answer argue ask assert assure attest aver
    bark beam begin bellow blog blurt boast brag caption caution chant charge chide chuckle claim clarify comment
    complain concede conclude concur confess confide confirm contend continue counter croak cry deadpan declare
    demand deny disclose divulge drawl elaborate emphasise emphasize enthuse exclaim explain fire fume grin gripe
    groan growl grumble hint hiss imply indicate inform insinuate insist instruct interject intone joke lament
    laugh lecture maintain mention message moan mumble murmur muse mutter note notify object observe offer opine
    plead pledge point posit post postulate preach predict proclaim profess promise protest put quip quote rail
    read reaffirm reason reassure recall reckon recollect recommend recount reflect reiterate rejoin relate relay
    remark remind repeat reply report respond resume retell retort retweet reveal roar rule ruminate say scoff
    scold scream shoot shout shrug sigh signal sing smile snap snarl sneer sob specify speculate state stipulate
    stress submit suggest sum summarise summarize surmise swear telegraph tell testify text theorize threaten
    thunder toast tweet type underline underscore urge utter venture volunteer vow warn weep wheeze whisper wonder
    write yell
    """
)
"""Verbs of saying and writing: a clause or quoted words are what was said."""
ASKING = _words("ask press question quiz grill")
"""Verbs whose object is asked for an answer."""

THINK = _words(
    """
    accept agree anticipate assume believe bet calculate conclude consider decide desire doubt envisage estimate
    expect fear feel figure find forecast foresee guess hold hope imagine judge know presume realise realize
    reckon recognise recognize regret see suspect think trust understand wish worry
    """
)
"""Verbs of thought: reported thought counts when a clause follows."""

ORDER = _words(
    """
    advise appeal ask beg call challenge command counsel demand encourage entreat exhort forbid implore instruct
    invite order persuade petition press pressure recommend remind request summon tell urge warn
    """
)
"""Verbs whose infinitive says what somebody else is to do."""

COMMIT = _words(
    """
    agree aim ask claim commit decide decline demand expect hesitate hope intend like long offer plan plead pledge
    prefer prepare profess promise propose refuse resolve seek swear threaten undertake volunteer vow want wish
    """
)
"""Verbs whose infinitive says what the speaker means to do."""

ATTITUDE = _words(
    """
    abandon accept accuse acknowledge admit advocate announce applaud approve assure attack back begrudge bemoan
    blame blast castigate celebrate censure challenge champion chastise cite commend concede condemn confirm
    congratulate consider contemplate contest counsel countenance credit criticise criticize decline decry defend
    demand denounce deny deplore describe disapprove discuss dislike dismiss disown dispute doubt drop embrace
    emphasise emphasize endorse entertain envisage exclude expect explain express favor favour fear fight float
    foresee forgive guarantee hail hate highlight imagine indicate invoke lambast lambaste lament laud like list
    love mention mind mock moot name note offer oppose outline plead pledge praise predict prefer promise propose
    protest question raise reaffirm rebuff rebuke recommend refuse regret reiterate reject relish renounce repeat
    repudiate request resent reserve resist ridicule salute scorn second seek shun sign signal slam spurn stomach
    stress suggest support thank threaten tolerate underline urge veto voice want warn welcome wish withdraw
    """
)
"""Verbs whose object is an act of speech or an attitude's target: *welcomed the pledge*, *rejects the plan*."""

NAMING = _words(
    """
    attack believe blast brand call characterise characterize commend condemn consider criticise criticize declare
    decry deem defend denounce depict deride describe dismiss dub feel find hail hold judge label like mock name
    paint perceive portray praise pronounce rate regard ridicule see slam style term think treat view want welcome
    """
)
"""Verbs with a small clause: *call X Y*, *describe X as Y*; the content is both."""

PREPOSITIONAL: dict[str, frozenset[str]] = {
    "abstain": _words("on"), "accuse": _words("of"), "advise": _words("against"), "agree": _words("on to with"),
    "allude": _words("to"), "apologise": _words("for"), "apologize": _words("for"), "appeal": _words("for to"),
    "approve": _words("of"), "argue": _words("against for"), "ask": _words("about for"), "balk": _words("at"),
    "baulk": _words("at"), "believe": _words("in"), "blame": _words("for"), "boast": _words("about of"),
    "bow": _words("to"), "call": _words("for on"), "campaign": _words("against for"), "care": _words("about for"),
    "caution": _words("against"), "clamor": _words("for"), "clamour": _words("for"), "cling": _words("to"),
    "comment": _words("on"), "complain": _words("about of"), "confess": _words("to"), "consent": _words("to"),
    "crusade": _words("against for"), "cry": _words("for"), "decide": _words("against for"), "demur": _words("at"),
    "disagree": _words("with"), "disapprove": _words("of"), "draw": _words("on"), "dream": _words("of"),
    "fight": _words("against for"), "forgive": _words("for"), "fume": _words("about at over"),
    "grumble": _words("about at over"), "hear": _words("of"), "hint": _words("at"), "hope": _words("for"),
    "insist": _words("on upon"), "joke": _words("about"), "know": _words("of"), "laugh": _words("at"),
    "live": _words("with"), "lobby": _words("against for"), "marvel": _words("at"), "object": _words("to"),
    "opt": _words("against for"), "plead": _words("for"), "point": _words("to"), "praise": _words("as for"),
    "pray": _words("for"), "press": _words("for"), "protest": _words("against at"), "push": _words("for"),
    "quarrel": _words("with"), "rail": _words("against at"), "react": _words("to"), "rebel": _words("against"),
    "refer": _words("to"), "rejoice": _words("at in"), "reply": _words("to"), "respond": _words("to"),
    "scoff": _words("at"), "side": _words("with"), "sign": _words("for"), "sneer": _words("at"),
    "speak": _words("about against for of"), "speculate": _words("about on"), "stand": _words("by"),
    "stick": _words("to"), "subscribe": _words("to"), "sympathise": _words("with"), "sympathize": _words("with"),
    "talk": _words("about of"), "testify": _words("to"), "thank": _words("for"), "think": _words("of"),
    "vote": _words("against for"), "warm": _words("to"), "warn": _words("about against of"), "wish": _words("for"),
    "worry": _words("about"), "yearn": _words("for"),
}  # fmt: skip
"""Verb → prepositions that lead to its content: *called for a ban*."""

PARTICLES: dict[str, frozenset[str]] = {
    "back": _words("away down"), "blurt": _words("out"), "brush": _words("aside off"), "call": _words("out"),
    "chime": _words("in"), "come": _words("down out"), "cry": _words("out"), "cut": _words("in"),
    "fire": _words("back"), "give": _words("up"), "go": _words("along on"), "hit": _words("back out"),
    "hold": _words("out"), "lash": _words("out"), "laugh": _words("off"), "own": _words("up"), "play": _words("down"),
    "point": _words("out"), "put": _words("down forward in"), "read": _words("out"), "rule": _words("out"),
    "set": _words("out"), "shoot": _words("back"), "shout": _words("down out"), "shrug": _words("off"),
    "speak": _words("out up"), "spell": _words("out"), "take": _words("back"), "throw": _words("out"),
    "turn": _words("down"), "vote": _words("down"), "wave": _words("aside away off"), "write": _words("off"),
}  # fmt: skip
"""Verb → particles with which it reports: *ruled out*, *pointed out*, *shot back*."""

NOUNS = _words(
    """
    accusation admission advice allegation announcement answer appeal argument assertion assessment assurance
    belief call caution charge claim comment complaint concern conclusion confession confirmation contention
    conviction criticism cry declaration demand denial description doubt estimate excuse expectation explanation
    fear feeling finding forecast guarantee hint hope idea impression insinuation insistence invitation judgement
    judgment lament letter line mantra message motto notion objection observation offer opinion order pledge
    position post prediction promise proposal protest question quip rallying reassurance rebuke recommendation
    refrain remark reminder reply report request response retort revelation rumor rumour signal slogan statement
    suggestion suspicion testimony theory threat tweet verdict view vow warning wish word
    """
)
"""Nouns that take a clause or infinitive as content: *the claim that*, *a promise to*."""

TOWARDS = _words("call demand appeal opposition objection warning support plea")
"""Nouns whose prepositional object is the content: *its call for a vote*."""

ADJECTIVES = _words(
    """
    adamant afraid angry appalled aware categorical certain clear concerned confident convinced delighted
    determined disappointed dismayed doubtful eager fearful furious glad grateful happy hopeful hostile insistent
    keen open opposed optimistic outraged persuaded pessimistic pleased prepared proud ready relieved reluctant
    satisfied sceptical skeptical sorry sure surprised uncertain unconvinced undecided unhappy unsure unwilling
    wary willing worried
    """
)
"""Predicative adjectives that take a clause, an infinitive or a prepositional object as content."""

OPINION_NOUNS = _words("opinion view mind belief conviction impression judgment judgement")
VIEW_NOUNS = _words(
    "view opinion eyes words judgment judgement account estimation telling reckoning phrase mind reading"
)
"""*in her view*, *in the words of*, *by his account*."""

REFUSING = _words("refuse decline")
SPEAKING = _words(
    "say comment discuss answer speak reveal disclose confirm elaborate speculate name tell explain respond"
)

CARRIERS = _words(
    """
    banner bedsheet billboard engraving graffiti gravestone headstone inscription noticeboard placard plaque
    sign signboard signpost sticker t-shirt tombstone
    """
)
"""Things that bear writing: what stands on them is nobody's quotation."""
