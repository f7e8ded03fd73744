"""The small words that tell a place name: directions, kinds of places, prepositions, and what speaks against one."""

from __future__ import annotations

from truceline.vocabulary.place_words import place_words

COMPASS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western "
    "mid upper lower greater inner outer downtown uptown metropolitan rural mainland coastal occupied".split()
)
# Prepositions that a place follows, and those that a person may follow as well.
INTO = frozenset("in near outside inside into across throughout around toward towards within".split())
ABOUT = frozenset("from to at via through over against between for on off by of".split())
# Small words within names of places, and within names of bodies.
JOINERS = frozenset(
    "of the and de del della des di da do dos du la le les los las el al ar as ash at au aux en ez es et upon sur sous "
    "von am".split()
)
OF_NAMES = JOINERS | frozenset("for on in to at".split())
# Marks within names, and what stands between the names of a list.
INNER = frozenset(("-", "–", "'", "’", "'s", "’s", ".", "/"))
LISTING = frozenset((",", "and", "or", "&", "/", "-", "–"))

# Words of time that the network takes into a name.
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow "
    "january february march april june july august september october november december "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)
DETERMINERS = frozenset("the a an this that its their his her another and or in of".split())
POSSESSIVES = frozenset(("'s", "’s"))

# How well known the places of a name are, on the scale of Feature.prior: from here on a name is as good as …
NATION = 7.4  # a country's
STATE = 6.4  # a large division's or a world city's
PEOPLED = 5.6  # that of a city too large to be taken for a family's
CITY = 5.0  # that of a city of a hundred thousand people
TOWN = 3.5  # that of a town of three thousand


def kind_of(word: str) -> str | None:
    """What a word for a kind of place says of the name beside it: division, city, or nothing."""
    return "division" if word in place_words().divisions else "city" if word in place_words().settlements else None


def is_part(word: str) -> bool:
    """Whether a word, before "of" and a name, is a kind or a part of a place: "the city of", "the north of"."""
    return word in COMPASS or word in place_words().parts


def is_bare(key: str) -> bool:
    """Whether a name is but a direction and perhaps a kind ("Western Province"), as many countries have one."""
    first, *rest = key.split() or [""]
    return first in COMPASS and all(word in COMPASS or word in place_words().divisions for word in rest)
