"""English words whose forms follow no rule, from the common stock of any grammar."""

from __future__ import annotations

_PLURALS = """
child children; man men; woman women; person people; foot feet; tooth teeth; goose geese; mouse mice; louse lice;
ox oxen; penny pence; brother brethren; leaf leaves; knife knives; life lives; wife wives; half halves; shelf shelves;
self selves; wolf wolves; calf calves; loaf loaves; thief thieves; sheaf sheaves; scarf scarves; hoof hooves;
elf elves; dwarf dwarves; wharf wharves; datum data; medium media; bacterium bacteria; criterion criteria;
phenomenon phenomena; curriculum curricula; memorandum memoranda; stratum strata; erratum errata; addendum addenda;
symposium symposia; spectrum spectra; millennium millennia; forum fora; stadium stadia; aquarium aquaria;
momentum momenta; quantum quanta; maximum maxima; minimum minima; optimum optima; extremum extrema;
referendum referenda; equilibrium equilibria; ovum ova; genus genera; corpus corpora; opus opera; automaton automata;
polyhedron polyhedra; ganglion ganglia; analysis analyses; basis bases; crisis crises; thesis theses;
hypothesis hypotheses; synthesis syntheses; diagnosis diagnoses; prognosis prognoses; parenthesis parentheses;
oasis oases; axis axes; emphasis emphases; ellipsis ellipses; synopsis synopses; paralysis paralyses;
catharsis catharses; neurosis neuroses; testis testes; index indices; matrix matrices; vertex vertices;
appendix appendices; vortex vortices; codex codices; apex apices; cortex cortices; helix helices; suffix suffixes;
directrix directrices; nucleus nuclei; radius radii; stimulus stimuli; alumnus alumni; focus foci; locus loci;
cactus cacti; fungus fungi; syllabus syllabi; terminus termini; bacillus bacilli; modulus moduli; calculus calculi;
thesaurus thesauri; formula formulae; antenna antennae; alga algae; larva larvae; vertebra vertebrae; nebula nebulae;
lemma lemmata; schema schemata; stigma stigmata; lacuna lacunae; supernova supernovae; alumna alumnae;
persona personae; bureau bureaux; plateau plateaux; tableau tableaux; château châteaux; chateau chateaux;
gateau gateaux; quiz quizzes; bus buses; gas gases; alias aliases; lens lenses; iris irises; kimono kimonos;
passerby passersby; cherub cherubim; seraph seraphim; kibbutz kibbutzim
"""

_VERBS = """
arise arose arisen; awake awoke awoken; bear bore borne; beat beat beaten; become became become; begin began begun;
bend bent bent; bet bet bet; bind bound bound; bite bit bitten; bleed bled bled; blow blew blown; break broke broken;
breed bred bred; bring brought brought; broadcast broadcast broadcast; build built built; burn burnt burnt;
burst burst burst; buy bought bought; cast cast cast; catch caught caught; choose chose chosen; cling clung clung;
come came come; cost cost cost; creep crept crept; cut cut cut; deal dealt dealt; dig dug dug; do did done;
draw drew drawn; dream dreamt dreamt; drink drank drunk; drive drove driven; dwell dwelt dwelt; eat ate eaten;
fall fell fallen; feed fed fed; feel felt felt; fight fought fought; find found found; flee fled fled;
fling flung flung; fly flew flown; forbid forbade forbidden; forecast forecast forecast; foresee foresaw foreseen;
forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given; go went gone;
grind ground ground; grow grew grown; hang hung hung; have had had; hear heard heard; hide hid hidden; hit hit hit;
hold held held; hurt hurt hurt; input input input; keep kept kept; kneel knelt knelt; know knew known; lay laid laid;
lead led led; lean leant leant; leap leapt leapt; learn learnt learnt; leave left left; lend lent lent; let let let;
lie lay lain; light lit lit; lose lost lost; make made made; mean meant meant; meet met met; mistake mistook mistaken;
mow mowed mown; offset offset offset; output output output; overcome overcame overcome; overrun overran overrun;
override overrode overridden; overwrite overwrote overwritten; pay paid paid; prove proved proven; put put put;
quit quit quit; read read read; rebuild rebuilt rebuilt; redo redid redone; rerun reran rerun; reset reset reset;
retell retold retold; rewrite rewrote rewritten; rid rid rid; ride rode ridden; ring rang rung; rise rose risen;
run ran run; saw sawed sawn; say said said; see saw seen; seek sought sought; sell sold sold; send sent sent;
set set set; sew sewed sewn; shake shook shaken; shear sheared shorn; shed shed shed; shine shone shone;
shoot shot shot; show showed shown; shrink shrank shrunk; shut shut shut; sing sang sung; sink sank sunk; sit sat sat;
slay slew slain; sleep slept slept; slide slid slid; sling slung slung; slit slit slit; smell smelt smelt;
sow sowed sown; speak spoke spoken; speed sped sped; spell spelt spelt; spend spent spent; spill spilt spilt;
spin spun spun; spit spat spat; split split split; spoil spoilt spoilt; spread spread spread; spring sprang sprung;
stand stood stood; steal stole stolen; stick stuck stuck; sting stung stung; stink stank stunk;
stride strode stridden; strike struck struck; string strung strung; strive strove striven; sublet sublet sublet;
swear swore sworn; sweep swept swept; swell swelled swollen; swim swam swum; swing swung swung; take took taken;
teach taught taught; tear tore torn; tell told told; think thought thought; throw threw thrown; thrust thrust thrust;
tread trod trodden; undergo underwent undergone; understand understood understood; undertake undertook undertaken;
undo undid undone; uphold upheld upheld; upset upset upset; wake woke woken; wear wore worn; weave wove woven;
weep wept wept; win won won; wind wound wound; withdraw withdrew withdrawn; withhold withheld withheld;
withstand withstood withstood; wring wrung wrung; write wrote written; be was were been is are am;
overtake overtook overtaken; oversee oversaw overseen; mislead misled misled; misread misread misread;
unwind unwound unwound; bid bade bidden; partake partook partaken; foretell foretold foretold;
outgrow outgrew outgrown; outdo outdid outdone; relay relaid relaid; repay repaid repaid; resell resold resold;
retake retook retaken; rethink rethought rethought; spoonfeed spoonfed spoonfed
"""

_COMPARED = """
good better best; well better best; bad worse worst; ill worse worst; little less least; much more most;
many more most; far farther farthest further furthest; old older oldest elder eldest
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _table(text: str) -> dict[str, tuple[str, ...]]:
    return {words[0]: tuple(dict.fromkeys(words[1:])) for entry in text.split(";") if (words := entry.split())}


PLURALS = _table(_PLURALS)
"""Plurals of nouns, by the singular; a regular one may stand beside them."""

VERBS = _table(_VERBS)
"""Past and participle of verbs, by the infinitive."""

COMPARED = _table(_COMPARED)
"""Comparative and superlative of adjectives and adverbs."""

ADJECTIVES = _words("""
    able big black blue bold brave brief bright broad brown busy calm cheap clean clear clever close cloudy cold
    cool coarse costly crazy crisp cruel curly damp dark dear deadly deep dense dirty dry dull dumb early easy empty
    faint fair fast fat few fierce fine firm flat fresh friendly full funny gentle grand gray great green grey handy
    happy hard harsh healthy heavy high holy hot huge hungry keen kind large late lazy lean light likely lively
    lonely long loose loud lovely low lucky mad mean merry mild narrow nasty near neat new nice noble noisy odd pale
    plain poor pretty proud pure quick quiet rainy rapid rare raw ready red rich ripe rough round rude sad safe
    shallow sharp short shy sick silly simple slim slow small smart smooth soft sour sparse steep sticky stiff
    strange strict strong subtle sunny sure sweet swift tall tender thick thin tidy tight tiny tough true ugly vague
    warm weak wealthy wet white wide wild windy wise yellow young thirsty tricky
""")
"""Adjectives that are compared by -er and -est; after any other word -er makes a new one (teach, teacher)."""

UNCHANGED = _words("""
    aircraft barracks chassis corps crossroads deer fish gallows headquarters hovercraft means moose offspring
    salmon series sheep shrimp software spacecraft species squid swine trout hardware information equipment
    furniture luggage news physics mathematics economics politics ethics statistics linguistics robotics logistics
    electronics graphics athletics gymnastics genetics dynamics mechanics semantics analytics diabetes measles
    rabies billiards customs
""")
"""Nouns of one form for both numbers, or without a plural."""

SINGULARS_IN_S = _words("""
    always across perhaps thus plus minus versus yes this its his hers ours yours theirs us is was has does alas
    bias canvas atlas christmas texas kansas paris thanks kudos chaos cosmos ethos pathos
""")
"""Words in -s that are no plurals, besides those in -ss, -us, -is and -ics."""

OTHER_WORDS = UNCHANGED - {"mechanics", "statistics", "graphics"} | _words(
    "news goods riches besides hers concerning regarding according during notwithstanding thanks always"
)
"""Words that look like a form of another word (new, good, economic) and are none."""

GERUND_NOUNS = _words("""
    bearing building ceiling clothing coating dressing dwelling engineering evening fitting flooring funding heading
    housing interesting king lettering lighting lining meaning meeting morning networking outing packaging plumbing
    programming ring saying seasoning setting siding sing spring standing string stuffing surrounding thing timing
    tubing upbringing wedding wing wiring wording
""")
"""Words in -ing that are nouns or adjectives with a meaning of their own: forms of their verb only where it is one."""

AFTER_A_HEAD = _words("""
    a about across after against along an apart around aside at away back behind between by down for forth forward
    from in into of off on onto out over the through to together under up upon with without your
""")
"""Words that follow the head of a phrase: particles, prepositions, articles."""
