"""The small words that tell a place name: directions, kinds of places, prepositions, and what speaks against one."""

from __future__ import annotations

COMPASS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western "
    "mid upper lower greater inner outer downtown uptown metropolitan rural mainland coastal occupied".split()
)
# Kinds of divisions, of settlements, of natural things and of single sites.
DIVISIONS = frozenset(
    "province provinces governorate state states region district county oblast raion prefecture parish canton "
    "department subdistrict municipality territory krai voivodeship division borough".split()
)
SETTLEMENTS = frozenset("city town village capital suburb port hamlet settlement municipality township".split())
NATURE = frozenset(
    "river lake island islands valley mountain mountains sea ocean desert peninsula strait gulf bay delta coast plain "
    "plateau hills forest canal creek falls beach cape archipelago basin glacier oasis".split()
)
SITES = frozenset(
    "airport airfield airbase base square street avenue road bridge camp crossing port harbour harbor dam hospital "
    "park checkpoint gate stadium station market prison garrison barracks junction highway".split()
)
KINDS = DIVISIONS | SETTLEMENTS | NATURE | SITES
OF_KINDS = KINDS | frozenset(
    "outskirts part parts north south east west northeast northwest southeast southwest suburbs streets side edge rest "
    "regions districts towns cities villages outside inside area areas countryside centre center heart coast skies "
    "people government kingdom republic emirate sultanate".split()
) | COMPASS  # fmt: skip
# Prepositions that a place follows, and those that a person may follow as well.
INTO = frozenset("in near outside inside into across throughout around toward towards within".split())
ABOUT = frozenset("from to at via through over against between for on off by of".split())
# What is done to places: "took Avdiivka", "left Wad Madani".
TAKING = frozenset(
    "abandon approach attack besiege bomb bombard capture control encircle enter flee hit hold leave liberate lose "
    "occupy overrun pound raid reach recapture retake seize shell storm strike surround take target visit".split()
)
# Small words within names of places, and within names of bodies.
JOINERS = frozenset(
    "of the and de del della des di da do dos du la le les los las el al ar as ash at au aux en ez es et upon sur sous "
    "von am".split()
)
OF_NAMES = JOINERS | frozenset("for on in to at".split())
# Marks within names, and what stands between the names of a list.
INNER = frozenset(("-", "–", "'", "’", "'s", "’s", ".", "/"))
LISTING = frozenset((",", "and", "or", "&", "/", "-", "–"))
# What a person's name follows.
BEFORE_PEOPLE = frozenset(
    "mr mrs ms miss dr mr. mrs. ms. dr. gen. col. lt. sen. rep. gov. sir lord lady president minister senator general "
    "colonel captain king queen prince princess pope judge professor".split()
)

# Words of time that the network takes into a name.
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow "
    "january february march april june july august september october november december "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)
# What is named after a place without being there: "Lassa fever", "the Minsk accords".
NAMESAKES = frozenset("virus fever flu disease syndrome cup prize accord accords convention protocol".split())
# Offices named after the place they are held in: "Texas Governor", "Kano Governor".
OFFICES = frozenset(
    "president vice governor minister prime foreign defense defence interior premier chancellor mayor senator "
    "congressman congresswoman representative secretary attorney deputy ambassador chief health state federal".split()
)
# Bodies that are called after a country without being in it: "Bank of China", "Voice of America".
BODIES = frozenset(
    "university college bank times voice church institute museum post radio academy society league front party company "
    "corporation corp. inc. press friends daughters".split()
)
# What belongs to a state or a city, so that "state" and "city" before it are no kinds of places.
PUBLIC = frozenset("media television tv radio news agency broadcaster officials council hall police".split())
POSSESSIVES = frozenset(("'s", "’s"))

# How well known the places of a name are, on the scale of Feature.prior: from here on a name is as good as …
NATION = 7.4  # a country's
STATE = 6.4  # a large division's or a world city's
PEOPLED = 5.6  # that of a city too large to be taken for a family's
CITY = 5.0  # that of a city of a hundred thousand people
TOWN = 3.5  # that of a town of three thousand


def kind_of(word: str) -> str | None:
    """What a word for a kind of place says of the name beside it: division, city, or nothing."""
    return "division" if word in DIVISIONS else "city" if word in SETTLEMENTS else None


def is_bare(key: str) -> bool:
    """Whether a name is but a direction and perhaps a kind ("Western Province"), as many countries have one."""
    first, *rest = key.split() or [""]
    return first in COMPASS and all(word in COMPASS or word in DIVISIONS for word in rest)
