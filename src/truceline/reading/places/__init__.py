"""Places: every place name of a report, resolved where the text settles which.

The network names places; the gazetteer adds those that it missed, where letter case, prepositions and neighbours
speak for a place (``names``). ``toponyms`` then decides which place of that name is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from truceline.model import Parse, Place
from truceline.reading.places.names import place_names
from truceline.reading.places.toponyms import Mention, resolve
from truceline.vocabulary import Vocabulary
from truceline.vocabulary.gazetteer import Feature, Gazetteer

__all__ = ["find_places", "nations_named"]


def find_places(
    parse: Parse,
    gazetteer: Gazetteer,
    *,
    focus: Mapping[str, int],
    claimed: Collection[tuple[int, int]] = (),
    nations: Mapping[int, str] | None = None,
) -> tuple[Place, ...]:
    """Every place name, resolved.

    Args:
        parse: The report's text.
        gazetteer: What is known about places.
        focus: Countries (ISO 3166-1 alpha-3) with how often the report's actors belong to them.
        claimed: Word ranges that are names of actors: a place within a longer one is none.
        nations: Words such as "Orlandian" → the country that they name.
    """
    mentions = place_names(parse, gazetteer, claimed, nations or {})
    features = resolve(mentions, focus)
    return tuple(records(parse, mentions, features))


def nations_named(parse: Parse, vocabulary: Vocabulary) -> dict[int, str]:
    """The words that name a nation ("Turkish") → its country."""
    found: dict[int, str] = {}
    for i, word in enumerate(parse.words):
        if (
            word[:1].isupper()
            and vocabulary.may_begin(word, parse.lowers[i])
            and (match := vocabulary.match(parse.words, i)) is not None
        ):
            entry, length = match
            if length == 1 and entry.aspect == "demonym" and entry.kind == "state" and entry.country:
                found[i] = entry.country
    return found


def records(parse: Parse, mentions: list[Mention], features: list[Feature | None]) -> Iterator[Place]:
    """The places, without the names that only the gazetteer held for one and that nothing then settled."""
    number = 0
    for mention, feature in zip(mentions, features, strict=True):
        if feature is None and not mention.certain:
            continue
        number += 1
        start, end = parse.starts[mention.first], parse.ends[mention.after - 1]
        if mention.letters is not None:
            end = start + mention.letters
        yield place(f"p{number}", start, end, mention, feature)


def place(id: str, start: int, end: int, mention: Mention, feature: Feature | None) -> Place:
    """One record."""
    if feature is None:
        return Place(id=id, start=start, end=end, name=mention.name)
    # "West Mosul" and "Kunduz province" lie where Mosul and Kunduz lie, but are not the same places.
    same = mention.exact and (mention.hint != "division" or feature.precision != "city")
    precision = feature.precision
    if not same and mention.hint == "division":
        precision = "district" if precision == "city" else precision
    return Place(
        id=id,
        start=start,
        end=end,
        name=feature.name if mention.exact else mention.name,
        country=feature.country,
        latitude=feature.latitude,
        longitude=feature.longitude,
        geonameid=feature.geonameid if same else None,
        precision=precision,
    )
