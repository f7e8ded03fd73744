"""People: their names with the titles before them, and which names are one person's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from truceline.model import Parse
from truceline.reading.actors.codes import FORMER, Codes, codes_of, is_generic
from truceline.reading.actors.hits import Hits, given_names
from truceline.reading.actors.mention import COURTESY, Board, Hit, Mention
from truceline.reading.actors.roles import Roles
from truceline.vocabulary.words import slug

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
LATER = frozenset({"jr.", "sr.", "jr", "sr", "ii", "iii"})  # after a name, and no part of what tells people apart
BEFORE_TITLE = FORMER | {
    "senior",
    "deputy",
    "acting",
    "then",
    "late",
    "current",
    "newly",
    "embattled",
    "top",
    "federal",
    "provincial",
    "national",
    "chief",
    "junior",
    "vice",
    "outgoing",
    "incoming",
}
RANKS = frozenset({"col", "maj", "brig", "cmdr", "capt", "sgt", "lt", "gen", "adm", "cpl", "insp", "supt"})
LONGEST_TITLE = 12  # words
MOST_NAMESAKES = 50  # longer names among which the one is looked for that a shorter name stands for


def title_start(parse: Parse, name: int, after: int, roles: Roles) -> int:
    """The first word of the title or description that stands right before a name; ``name`` where there is none.

    Args:
        parse: The text.
        name: First word of the name.
        after: The word after its last one.
        roles: The role phrases of the text.
    """
    floor = max(parse.sentences[parse.sentence_of[name]][0], name - LONGEST_TITLE)
    start = name - 1 if name > floor and parse.lowers[name - 1] in COURTESY else name
    role = roles.ending.get(start)
    if role is None or role.first < floor:
        return start
    start = role.first
    while start > floor:
        w, head = start - 1, parse.heads[start - 1]
        if parse.pos[w] in NOMINAL:
            if not start <= head < after:
                break
        elif parse.tags[w] == "POS" or parse.words[w] in ("-", "–"):
            if w == floor or parse.pos[w - 1] not in NOMINAL or not w <= parse.heads[w - 1] < after:
                break
        else:
            break
        start = w
    return start


def person_tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell people apart, in lower case."""
    return tuple(w.rstrip(".") for w in name.lower().replace("-", " ").split() if w[0].isalpha() and w not in LATER)


def add_people(parse: Parse, hits: Hits, roles: Roles, board: Board, year: int | None) -> None:
    """Puts every person's name on the board, with the title before it and the codes that the title gives."""
    surnames: dict[str, None] = {}
    later: list[Hit] = []
    for hit in hits.outer:
        if is_person(parse, hits, roles, hit):
            mention = add_person(parse, hits, roles, board, year, hit)
            last = parse.words[mention.after - 1]
            if mention.after - hit.first > 1 and last[:1].isupper() and roles.starting.get(mention.after - 1) is None:
                surnames[last] = None
        elif hit.entry is None and hit.after - hit.first == 1:
            later.append(hit)
    covered = {word for hit in hits.outer for word in range(hit.first, hit.after)}
    for i, word in enumerate(
        parse.words
    ):  # the bare surname of somebody, whom the network did not see or took for a body
        if word in surnames and i not in covered and parse.pos[i] == "PROPN":
            later.append(Hit(i, i + 1, "PER", None))
    for hit in later:
        if parse.words[hit.first] in surnames and hit.first not in board.inside:
            add_person(parse, hits, roles, board, year, hit)


def is_person(parse: Parse, hits: Hits, roles: Roles, hit: Hit) -> bool:
    """Whether a name is a person's: by the vocabulary, by the network, or by the title or given name it begins with."""
    if hit.entry is not None:
        return hit.entry.kind == "person"
    if is_generic(parse, hits, roles, hit):
        return False
    if hit.label == "PER" or (parse.lowers[hit.first] in COURTESY and hit.after - hit.first > 1):
        return True
    if any(hits.known.get(w) is not None for w in range(hit.first, hit.after)) or hit.after in roles.ending:
        return False
    title = roles.ending.get(hit.first) or roles.starting.get(hit.first)
    titled = title is not None and title.role.kind == "person" and parse.words[title.after - 1][:1].isupper()
    if title is not None and parse.lowers[title.after : title.after + 1] == ("of",):
        titled = False  # "Keepers of the Gate"
    given = hit.after - hit.first in (2, 3) and parse.lowers[hit.first] in given_names()
    return titled or (given and parse.words[hit.after - 1][:1].isupper())


def add_person(parse: Parse, hits: Hits, roles: Roles, board: Board, year: int | None, hit: Hit) -> Mention:
    """Puts one person's name on the board."""
    first = name_start(parse, hits, roles, hit)
    inner = hits.known.get(first)
    if inner is not None and (inner.first, inner.after) == (first, hit.after):
        hit = hit._replace(entry=inner.entry)  # "Prime Minister Ana Belt" was one name to the network
    start = min(title_start(parse, first, hit.after, roles), hit.first)
    codes = codes_of(parse, hits, roles.between(start, first), start, first, year)
    return board.add(person_mention(parse, hit, start, first, codes, year), covers=True)


def name_start(parse: Parse, hits: Hits, roles: Roles, hit: Hit) -> int:
    """Where a name begins once the title that the network took for a part of it is cut off."""
    first, last = hit.first, hit.after - 1
    while first < last:
        title, state = roles.covering.get(first), hits.known.get(first)
        if title is not None and title.after <= last:
            first = title.after
        elif state is not None and state.first == first and state.after <= last and state.entry is not None:
            if state.entry.kind not in ("state", "group", "body", "population"):
                break
            first = state.after
        elif parse.tags[first] == "POS" or parse.pos[first] in ("PUNCT", "DET") or parse.lowers[first] in COURTESY:
            first += 1
        elif parse.lowers[first] in BEFORE_TITLE and first + 1 in roles.covering:
            first += 1
        elif parse.lowers[first] in RANKS and first + 1 < last and parse.words[first + 1] == ".":
            first += 2  # the tokenizer cut the dot off
        else:
            break
    return first


def person_mention(parse: Parse, hit: Hit, start: int, first: int, codes: Codes, year: int | None) -> Mention:
    """The mention of a person whose name begins at ``first`` and whose title begins at ``start``."""
    entry = hit.entry
    after = hit.after
    while after - 1 > first and parse.lowers[after - 1] in ("'s", "’s", "'", "’"):
        after -= 1
    body = codes.body
    country = next((e.country for e in (body, codes.state, codes.people) if e is not None and e.country), None)
    sector = codes.sector
    if entry is not None:
        country, sector = entry.country or country, sector or entry.sector_in(year)
    gender = next((COURTESY[w] for w in parse.lowers[start:first] if w in COURTESY), None)
    return Mention(
        first=start,
        after=after,
        head=parse.head_of(start, after),
        form="name",
        kind="person",
        actor=entry.id if entry else None,
        name=entry.name if entry else parse.words_between(first, after),
        tokens=person_tokens(parse.words_between(first, after)),
        country=country,
        sector=sector,
        named=True,
        roles=tuple(r.id for r in codes.roles),
        gender=gender or gender_of(parse.lowers[start:first]) or given_names().get(parse.lowers[first]),
    )


def gender_of(words: Sequence[str]) -> str | None:
    """What the words of a title or role say of somebody's gender: m, f or None."""
    for word in words:
        if word.endswith(("woman", "women")) or word in FEMALE:
            return "f"
        if (word.endswith(("man", "men")) and not word.endswith("human")) or word in MALE:
            return "m"
    return None


MALE = frozenset(
    "king prince father brother son husband boy boys uncle grandfather imam sheikh emir sultan pope".split()
)
FEMALE = frozenset("queen princess mother sister daughter wife girl girls aunt grandmother actress widow".split())


def name_people(people: list[Mention]) -> None:
    """Gives every person one id: a shorter name is that of the person whose longer name the report has."""
    spelt = [m.tokens for m in people]
    long: dict[str, dict[tuple[str, ...], list[Mention]]] = {}  # token → longer names with it → who has them
    for tokens, mention in zip(spelt, people, strict=True):
        if len(tokens) > 1:
            for token in dict.fromkeys(tokens):
                long.setdefault(token, {}).setdefault(tokens, []).append(mention)
    longer = [
        longer_name(mention, tokens, long) if mention.actor is None else None
        for tokens, mention in zip(spelt, people, strict=True)
    ]
    by_mention = {id(mention): target for mention, target in zip(people, longer, strict=True) if target is not None}
    for mention in people:
        target = mention
        for _ in range(8):  # "Lee", "Ann Lee", "Ann Mary Lee"
            target = by_mention.get(id(target), target)
        mention.name, mention.actor = target.name, target.actor
        mention.actor = mention.actor or slug(mention.name or "") or None
    share_codes(people)


def longer_name(
    mention: Mention, tokens: tuple[str, ...], long: dict[str, dict[tuple[str, ...], list[Mention]]]
) -> Mention | None:
    """The nearest mention of a person under a longer name that holds all words of this one; earlier ones go first."""
    best: tuple[tuple[bool, bool, int, int], Mention] | None = None
    for full, others in islice(long.get(tokens[-1], {}).items(), MOST_NAMESAKES) if tokens else ():
        if len(full) <= len(tokens) or not set(tokens) <= set(full) or (len(tokens) > 1 and full[-1] != tokens[-1]):
            continue
        at = bisect_left(others, mention.first, key=lambda m: m.first)
        other = others[at - 1] if at else others[0]
        if mention.gender and other.gender and mention.gender != other.gender:
            continue
        rank = (full[-1] != tokens[-1], at == 0, -len(others), abs(other.first - mention.first))
        if best is None or rank < best[0]:
            best = rank, other
    return best[1] if best else None


def share_codes(mentions: list[Mention]) -> None:
    """Lets all names of one body have the codes that some of them were given, and the first long one be referred to."""
    known: dict[str, Mention] = {}
    for mention in mentions:
        if mention.actor is None:
            continue
        first = known.setdefault(mention.actor, mention)
        first.country = first.country or mention.country
        first.sector = first.sector or mention.sector
        first.gender = first.gender or mention.gender
        first.roles = first.roles or mention.roles
    for mention in mentions:
        if mention.actor is not None:
            first = known[mention.actor]
            mention.country, mention.gender = mention.country or first.country, mention.gender or first.gender
            mention.sector, mention.roles = mention.sector or first.sector, mention.roles or first.roles
