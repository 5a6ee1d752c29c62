"""Words that say what a noun phrase is: titles, roles with their gender, bodies, groups, pronouns.

All lower case. Genders are ``f``, ``m`` or empty; nothing here is about one person or place.
"""

from __future__ import annotations

TITLES: dict[str, str] = {
    **dict.fromkeys(
        "mr sir lord count baron king prince herr monsieur signor señor father brother rabbi imam sheikh".split(), "m"
    ),
    **dict.fromkeys(
        "mrs ms miss dame lady baroness countess queen princess frau madame mme mlle signora señora".split(), "f"
    ),
    **dict.fromkeys(
        "congressman councilman alderman chairman spokesman assemblyman don pope monsignor emperor duke".split(), "m"
    ),
    **dict.fromkeys(
        "congresswoman councilwoman chairwoman spokeswoman assemblywoman sister mother duchess empress".split(), "f"
    ),
    **dict.fromkeys(
        """
        mx dr doctor prof professor president minister chancellor senator sen rep representative governor gov
        mayor general gen colonel col captain capt major maj lieutenant lt sergeant sgt corporal admiral adm
        marshal commander cmdr brigadier judge justice magistrate commissioner ambassador secretary premier
        speaker reverend rev bishop archbishop cardinal pastor canon dean inspector superintendent constable
        detective officer chief councillor councilor deputy spokesperson chair chairperson director provost
        rector principal hon honourable honorable vice-president prof-dr comrade ayatollah mullah patriarch
        cllr archdeacon sheriff coach commodore private trooper nurse attorney earl pm mp md
        """.split(),
        "",
    ),
}
PARTICLES = frozenset(
    "de del della di da dos das du van von der den ten ter la le al el bin ibn ben af av zu zur y e".split()
)
SUFFIXES = frozenset("jr sr ii iii iv kc qc mp phd md obe cbe mbe esq".split())

PRONOUNS: dict[str, str] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "n", "its": "n", "itself": "n", "they": "p", "them": "p", "their": "p", "theirs": "p", "themselves": "p",
    "i": "1", "me": "1", "my": "1", "mine": "1", "myself": "1", "we": "1p", "us": "1p", "our": "1p", "ours": "1p",
    "who": "rel", "which": "rel", "that": "rel", "whose": "rel", "you": "2", "your": "2",
}  # fmt: skip

_MEN = (
    "man boy father husband son brother uncle grandfather widower king prince monk priest fisherman gentleman guy lad"
)
_WOMEN = "woman girl mother wife daughter sister aunt grandmother widow queen princess nun midwife actress heroine lady"
_MEN_ROLES = (
    "spokesman chairman businessman policeman congressman salesman craftsman councilman foreman ombudsman statesman "
    "clergyman fireman cameraman boatman postman anchorman alderman frontman landlord frenchman englishman dutchman "
    "irishman welshman headmaster nephew steward waiter strongman dad grandad groom"
)
_WOMEN_ROLES = (
    "abbess postwoman "
    "spokeswoman chairwoman businesswoman policewoman congresswoman councilwoman noblewoman stateswoman anchorwoman "
    "frenchwoman englishwoman landlady headmistress hostess niece stewardess waitress mum mom grandma bride baroness"
)
_ROLES = """
academic accountant activist actor adjutant administrator admiral adviser advisor advocate agent aide ally
ambassador analyst anaesthetist anthropologist apprentice arbitrator archaeologist archbishop architect artist
assistant astronaut astronomer athlete attache attorney auditor author baker banker barber barrister bartender
beekeeper billionaire biologist bishop blogger boss botanist bricklayer broker builder butcher buyer campaigner
candidate captain cardinal caretaker carpenter cashier champion chancellor chaplain chef chemist chief child
chief-executive citizen cleaner clerk climatologist coach co-founder collector colleague colonel columnist
comedian commander commentator commissioner commissar commuter companion composer comptroller conductor
conservative constable consultant contractor cook coordinator co-author coroner correspondent counsel councillor
councilor counsellor counterpart cousin crewman critic curator custodian customer cyclist dancer deacon dealer
dean deckhand defendant delegate democrat dentist deputy designer detective developer dictator diplomat director
dissident doctor donor driver ecologist economist editor educator electrician employee employer engineer
entrepreneur envoy epidemiologist ethicist examiner executive expert facilitator fan farmer fellow fighter
filmmaker financier firefighter fisher florist footballer forecaster forester founder friend gardener general
geographer geologist goalkeeper governor graduate greengrocer grocer guard guardian guest guide hawk head
headteacher historian homeowner hydrologist immunologist imam incumbent informant innkeeper inspector insider
instructor interpreter intern inventor investigator investor islander janitor jeweller journalist judge junior
jurist juror keeper laureate lawmaker lawyer leader lecturer legislator liberal librarian lieutenant linguist
lobbyist locksmith loyalist magistrate magnate major manager marshal mathematician mayor mechanic mediator medic
member merchant meteorologist midfielder migrant miner minister minor missionary mogul moderator mp mep musician
namesake nationalist naturalist negotiator neighbour neighbor neighborhood-watch neurologist newcomer novelist
nurse nutritionist observer officer official oligarch operator opponent oppositionist optician organiser
organizer owner painter parent parliamentarian partner party-leader passenger pastor patient patriarch peasant
pediatrician pensioner performer pharmacist philanthropist philosopher photographer physician physicist pilot
planner plaintiff player plumber poet police-chief politician politburo pollster pontiff pope porter predecessor
premier presenter president priest principal prisoner producer professor programmer prosecutor provost
psychiatrist psychologist publican publisher pundit pupil rabbi radiologist realtor rebel receptionist rector
referee refugee registrar reporter representative republican rescuer researcher resident retiree rider rival
roofer ruler runner sailor saleswoman scholar scientist scriptwriter sculptor secretary senator sergeant sheriff
shepherd shipowner shopkeeper signatory singer skipper socialist sociologist soldier solicitor source speaker
specialist spokesperson sponsor staffer stakeholder statistician storekeeper strategist striker student
successor superintendent superior supervisor supporter surgeon surveyor survivor teacher teenager tenant
therapist tailor technician technocrat toddler tourist trader trainer translator treasurer trustee tutor tycoon
underwriter undersecretary unionist user usher vendor veteran vet veterinarian vicar vice-chancellor
vice-president victim villager virologist visitor volunteer voter waiter walker warden watchmaker weaver whip
whistleblower winemaker winner witness worker writer youngster youth zookeeper
abbot actuary bookseller cardiologist columnist courier curate dockworker docker farmhand forecaster gaffer
grower hotelier landowner layperson
novice oceanographer orchardist pathologist parishioner pilgrim potter
rapporteur restorer schoolteacher seismologist smuggler stationmaster stevedore toxicologist veep verger warder
wholesaler zoologist ceo cfo pm premiership
backbencher frontbencher minister-president secretary-general prime-minister vice-premier taoiseach chair
chairperson dignitary emir sultan monarch ayatollah commissioner-general attorney-general co-leader co-chair
jurist hydrologist person people individual adult survivor centrist progressive populist leftist communist
capitalist social-democrat christian-democrat green tory counsel notary bailiff usher coxswain ferryman
quartermaster helmsman envoy interlocutor host
"""
ROLES: dict[str, str] = {
    **dict.fromkeys(_ROLES.split(), ""),
    **dict.fromkeys((_MEN + " " + _MEN_ROLES).split(), "m"),
    **dict.fromkeys((_WOMEN + " " + _WOMEN_ROLES).split(), "f"),
}

PAPERS = frozenset("guardian economist observer spectator examiner courier enquirer inquirer".split())
"""Roles that, in capitals, are newspapers."""

SYNONYMS: dict[str, str] = {
    **dict.fromkeys("spokesman spokeswoman spokesperson spokespeople press-secretary".split(), "spokesperson"),
    **dict.fromkeys("chairman chairwoman chairperson chair president-of co-chair".split(), "chair"),
    **dict.fromkeys("leader head boss chief chieftain ruler strongman co-leader".split(), "leader"),
    **dict.fromkeys(
        "premier pm taoiseach prime-minister head-of-government minister-president".split(), "prime-minister"
    ),
    **dict.fromkeys("president head-of-state".split(), "president"),
    "veep": "vice-president",
    **dict.fromkeys("coach gaffer".split(), "coach"),
    **dict.fromkeys("docker dockworker stevedore".split(), "docker"),
    **dict.fromkeys(
        "mp lawmaker deputy legislator parliamentarian member backbencher congressman congresswoman mep".split(),
        "lawmaker",
    ),
    **dict.fromkeys("ceo chief-executive executive managing-director".split(), "chief-executive"),
    **dict.fromkeys("lawyer attorney solicitor barrister counsel advocate jurist".split(), "lawyer"),
    **dict.fromkeys("professor lecturer academic scholar".split(), "professor"),
    **dict.fromkeys("doctor physician gp medic".split(), "doctor"),
    **dict.fromkeys("adviser advisor aide".split(), "adviser"),
    **dict.fromkeys("councillor councilor councilman councilwoman alderman".split(), "councillor"),
    **dict.fromkeys("policeman policewoman constable officer".split(), "officer"),
    **dict.fromkeys("envoy mediator ambassador negotiator".split(), "envoy"),
    **dict.fromkeys("economist analyst expert".split(), "economist"),
    **dict.fromkeys("editor-in-chief editor".split(), "editor"),
    **dict.fromkeys("defense defence".split(), "defence"),
    **dict.fromkeys("labor labour".split(), "labour"),
    **dict.fromkeys("headteacher headmaster headmistress principal".split(), "headteacher"),
    **dict.fromkeys("boatman ferryman".split(), "boatman"),
}

BODIES = frozenset(
    """
    academy administration agency airline alliance army assembly association authority bank board body
    broadcaster brigade bureau business cabinet campaign central-bank centre center chamber charity church
    circle club coalition college command commission committee company confederation congress consortium
    cooperative co-operative corporation council court department directorate embassy enterprise executive
    faction factory federation firm foundation force forces front fund government group guild headquarters
    hospital industry inspectorate institute institution judiciary junta laboratory league legislature magazine
    manufacturer military ministry mission movement museum navy network newspaper ngo office ombudsman operator
    organisation organization outlet panel paper parliament party platform police presidency press prosecution
    publisher regulator school secretariat senate service society staff startup store studio supermarket
    syndicate task-force team think-tank trade-union treasury tribunal trust union university utility watchdog
    website works
    """.split()
)
"""Nouns for organisations."""

BODY_NAMES = BODIES | frozenset(
    """
    action associates brothers collective commerce democrats greens holdings initiative international inc
    institution labour lab labs limited list local ltd llc media news parents partners plc police post herald
    times tribune gazette courier messenger observer republicans socialists conservatives liberals rovers united
    city wanderers athletic workers federation fund guardian station branch inquiry
    """.split()
)
"""Words that show a capitalised name to be an organisation's."""

DOCUMENTS = frozenset(
    """
    account accord act agreement announcement appeal article audit bill biography blog book briefing bulletin
    caption charter circular column communique communiqué conclusion constitution contract declaration decree
    deal decision diary directive document dossier draft editorial email e-mail essay file filing findings
    forecast guideline headline indictment judgment judgement label law leaflet letter list log manifesto manual
    memo memoir memorandum message minutes motion note notice opinion pamphlet paper petition plan plaque poll
    post proposal protocol publication ruling record register regulation report resolution review rule rules
    rumour rumor script sheet sign site speech statement statistics statute study summary survey telegram
    testimony text transcript treaty tweet verdict version warrant webpage website will
    """.split()
)
"""Nouns for documents that speak."""

UTTERANCES = frozenset(
    """
    account accusation admission advice allegation answer apology appeal argument assertion assessment boast call
    charge claim comment complaint conclusion criticism cry defence demand denial description diagnosis estimate
    excuse explanation forecast hint idea insistence instruction joke judgement judgment lament line message mood
    objection observation offer opinion plea pledge point position prediction promise proposal protest question
    reaction reasoning rebuke recommendation remark reminder reply request response retort shout stance suggestion
    tale talk theory thought threat tone verdict view vision vow warning whisper wish word words
    """.split()
)
"""Nouns for what somebody says or thinks, who is the speaker of what it is said to hold."""

COLLECTIVES = frozenset(
    """
    accused audience bloc branch camp capital chapter circle circles community couple crowd dead defence defendant
    delegation diocese displaced duo electorate everybody everyone family gallery half household injured investigation
    inquiry leadership left line-up lobby majority market media minority mob movement nobody opposition other others
    pair pal parish parliament part parts people press prosecution public rest right side sides somebody someone
    state swarm television third town trio village voice voices whispers world anybody anyone anonymous
    """.split()
)
"""Nouns and pronouns, neither roles nor organisations, for people who may speak."""

PLACES = frozenset(
    "city town village region state province county country nation island capital port district borough".split()
)
GROUPS = frozenset(
    """
    allies bishops capitals commuters countries democracies doctors europeans farmers governments homeowners
    islanders leaders mayors members-of nations neighbours neighbors nurses occupiers owners parents partners
    people-of pupils residents scientists signatories skippers states strikers students teachers traders
    villagers workers economists professors academics mps lawmakers ambassadors ministers-of powers republics
    foreign-ministers
    """.split()
)
"""Plural nouns for groups that act as one in the news."""

NOT_NAMES = frozenset(
    """
    a about above according across after again against all although also always among amid an and another any
    anyone anything are aren't around as asked at away back be because been before behind being below besides
    between both but by can can't come could couldn't despite did didn't do does doesn't don't down during each
    earlier either else even eventually ever every everybody everyone everything everywhere few fewer finally
    first for former from further given had has have having he he'd he'll he's hello hence her here hers herself
    him himself his how however i i'd i'll i'm i've if in indeed inside instead into is isn't it it's its itself
    just last late later less let like many may maybe me meanwhile might mine more moreover most much must my
    myself neither never nevertheless next no nobody none nor not nothing now nowhere of off often oh ok old on
    once one only onto or other others our ours out outside over own per perhaps please quite rather reached
    really same second several shall she she'd she's should since so some somebody someone something sometimes
    soon speaking still such than that that's the their theirs them themselves then there these they they're
    third this those though through throughout thus to today together tomorrow tonight too toward towards two
    three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred under unless unlike
    until up upon us very wait was wasn't we we'll we're we've well were weren't what whatever when whenever
    where whereas wherever whether which while who whoever whom whose why will with within without won't would
    wouldn't yes yesterday yet you you're your yours nearly almost roughly some such monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september october november
    december spring summer autumn winter christmas easter
    """.split()
)
"""Words that never begin a name when they open a sentence."""

NUMBERS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozens scores hundreds thousands""".split()
)
