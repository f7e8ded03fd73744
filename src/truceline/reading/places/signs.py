"""What speaks for a place: whether a name that only the gazetteer holds for one is used as one."""

from __future__ import annotations

from truceline.reading.places.text import PlaceText
from truceline.reading.places.toponyms import Mention, contains
from truceline.reading.places.words import (
    ABOUT,
    CITY,
    COMPASS,
    DAYS,
    INTO,
    LISTING,
    NATION,
    PEOPLED,
    POSSESSIVES,
    STATE,
    TOWN,
    is_part,
    kind_of,
)
from truceline.vocabulary.folding import ABBREVIATION
from truceline.vocabulary.gazetteer import Feature
from truceline.vocabulary.place_words import place_words


def speaks(text: PlaceText, last: Mention | None, first: int, after: int, features: tuple[Feature, ...]) -> bool | None:
    """Whether the text speaks for a place.

    Args:
        text: The text.
        last: The place found before.
        first: First word of the name.
        after: After its last word.
        features: What the name may mean.

    Returns:
        None where the name is a place's only if it stands for one elsewhere in the text.
    """
    words, lowers = text.words, text.lowers
    prior = features[0].prior
    if all(feature.kind == ABBREVIATION for feature in features):
        return last is not None and words[first - 1] == "," and last.after == first - 1
    opening = text.opening(first)
    back = first - 1
    while back > opening and (lowers[back] in COMPASS or lowers[back] == "the"):
        back -= 1
    into = back >= opening and lowers[back] in INTO
    if after - first == 1 and lowers[first] in text.people and not into:
        return False
    if text.in_capitals(first):
        return prior >= NATION and (into or text.parse.pos[first] == "PROPN")
    if first and words[first - 1] == "$" or (after < len(words) and lowers[after] in place_words().namesakes):
        return False
    if is_joined(text, last, first, after, prior):
        return False
    if prior >= NATION:
        return True
    if after < len(words) and words[after][:1].isdigit():
        return False
    if text.parse.pos[after - 1] not in ("PROPN", "X", "") and text.parse.pos[first] != "PROPN":
        return False
    if into or is_told(text, back, first) or is_listed(text, last, first) or is_shown(text, first, after, features):
        return True
    if prior >= TOWN and (is_taken(text, first, after) or is_owned(text, last, first)):
        return True
    if prior >= STATE or (prior >= CITY and back >= opening and lowers[back] in ABOUT):
        return True
    return None if prior >= CITY else False


def is_barred(text: PlaceText, whole: int, first: int, after: int, prior: float) -> bool:
    """Whether a name that the gazetteer knows is but a part of an actor's, or a person's.

    Args:
        text: The text.
        whole: First word with the direction in front ("Northern Syria").
        first: First word of the known name.
        after: After its last word.
        prior: How well known it is.
    """
    if first not in text.outer:
        return False
    start, end, label = text.outer[first]
    before = text.lowers[first - 1] if first else ""
    if (start, end) in ((first, after), (whole, after)):
        if label != "PER" or prior >= NATION or before in INTO or before in LISTING:
            return False
        return prior < TOWN or not is_taken(text, first, after)
    if not label:
        return True
    behind = text.lowers[after] if after < end else ""
    if behind in POSSESSIVES:
        return prior < CITY  # "Jordan's Ministry of Interior"
    if behind == "/" or (first > start and before == "/"):
        return prior < STATE
    if first == start and label == "PER" and prior >= STATE:
        return end - start < 4 and behind not in place_words().offices  # "Texas Senator Ann Smith" is not barred
    if label == "ORG" and (behind == "and" or (first > start and before == "and")):
        return prior < STATE  # "Yemen and Oman"
    return True


def is_told(text: PlaceText, back: int, first: int) -> bool:
    """Whether the words up to ``back``, before a name, say what it is: "the outskirts of", "the town"."""
    opening = text.opening(first)
    if back < opening:
        return False
    before = text.lowers[back]
    return before in place_words().settlements or (before == "of" and back > opening and is_part(text.lowers[back - 1]))


def is_taken(text: PlaceText, first: int, after: int) -> bool:
    """Whether a name is the object of what is done to places."""
    head = text.parse.head_of(first, after)
    return text.parse.deps[head] == "obj" and text.parse.lemmas[text.parse.heads[head]] in place_words().taking


def is_owned(text: PlaceText, last: Mention | None, first: int) -> bool:
    """Whether the place found last owns the name: "Syria's Idlib"."""
    return last is not None and last.after == first - 1 and text.words[first - 1] in POSSESSIVES


def is_listed(text: PlaceText, last: Mention | None, first: int) -> bool:
    """Whether a name stands in a list with the place found last, with at most a few unknown names between."""
    if last is None or not 0 < first - last.after < 6 or last.after <= text.opening(first):
        return False
    between = range(last.after, first)
    return text.words[first - 1] in LISTING and all(
        text.lowers[i] in LISTING or text.words[i][:1].isupper() for i in between
    )


def is_shown(text: PlaceText, first: int, after: int, features: tuple[Feature, ...]) -> bool:
    """Whether the words behind a name show a place: ", Texas", "'s", "province", "residents"."""
    words, prior = text.words, features[0].prior
    if after >= len(words):
        return False
    if words[after] == "," and after + 1 < len(words) and words[after + 1][:1].isupper():
        match = text.match(after + 1)
        if match and any(contains(outer, inner) for outer in match[1][:5] for inner in features[:15]):
            return True
    if prior < CITY:
        return False
    if prior >= PEOPLED and text.parse.pos[after] == "NOUN" and words[after].islower():
        return True
    dateline = first == text.opening(first) and words[after] in ("(", "—", "–")
    return words[after] in POSSESSIVES or text.lowers[after] in place_words().kinds or dateline


def is_joined(text: PlaceText, last: Mention | None, first: int, after: int, prior: float) -> bool:
    """Whether a name is part of a longer one that the gazetteer does not know."""
    lowers, parse, known = text.lowers, text.parse, place_words()
    opening, closing = text.opening(first), text.closing(first)
    left = first - 1
    if left >= opening and text.is_name(left) and left not in text.outer and not (last and left < last.after):
        if lowers[left] in place_words().before_people or parse.deps[first].partition(":")[0] == "flat":
            return True
        if prior < NATION and lowers[left] not in COMPASS and (left > opening or parse.pos[left] == "PROPN"):
            return True
    if left > opening and lowers[left] == "of" and text.is_name(left - 1):
        return lowers[left - 1] in place_words().bodies or (prior < NATION and not is_part(lowers[left - 1]))
    if after < closing and text.is_name(after) and after not in text.located and after not in text.outer:
        if parse.deps[after].partition(":")[0] == "flat" and parse.heads[after] < after:
            return True
        return prior < NATION and not any(lowers[after] in fine for fine in (known.kinds, DAYS, known.offices))
    return False


def hint_of(text: PlaceText, first: int, after: int) -> str | None:
    """What kind of place the words around a name say it is: division, city, or nothing."""
    lowers = text.lowers
    if after < len(lowers) and (hint := kind_of(lowers[after])):
        # "Texas state media": the state is not the place's.
        return None if lowers[after + 1 : after + 2] and lowers[after + 1] in place_words().public else hint
    if after < len(lowers) and lowers[after] in place_words().governors:
        return "division"
    if first >= 2 and lowers[first - 1] == "of":
        return "division" if lowers[first - 2] in place_words().governors else kind_of(lowers[first - 2])
    return kind_of(lowers[first - 1]) if first else None
