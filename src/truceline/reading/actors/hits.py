"""Where names stand: those that the network saw, those that the vocabulary knows, and which of two wins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from truceline.model import Name, Parse
from truceline.reading.actors.datelines import is_dateline
from truceline.reading.actors.introduced import introduced, opened
from truceline.reading.actors.mention import COURTESY, FOREIGN, Hit
from truceline.reading.actors.roles import RoleHit, Roles
from truceline.vocabulary import Entry, Vocabulary, read_toml

SHOUT = 4  # words from which a sentence all in capitals is one that has no letter case to go by
FITTING = {  # labels under which an ambiguous name may be what the vocabulary says
    "state": ("LOC", "ORG", "MISC"),
    "place": ("LOC", "ORG"),
    "person": ("PER",),
    "population": ("MISC", "ORG", "LOC"),
}
PARTS = frozenset({"seat", "legislature", "force", "service"})
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central upper lower mainland the".split()
)
CIVIL = COURTESY.keys() - {"sir", "lord", "lady", "madam"}  # titles that no name of a place or body begins with
GOVERNMENTS = (("government", "of"), ("authorities", "of"), ("state", "of"))
CROWDS = frozenset("dozens scores tens hundreds thousands millions".split())
BODIES = ("ORG", "MISC")
TOLD = frozenset({"tell", "inform"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The names of a report: the outermost ones, and all that the vocabulary knows."""

    outer: list[Hit]  # in text order, without overlap
    known: dict[int, Hit]  # every word of a known name → that name, also inside a longer unknown one

    def between(self, first: int, after: int) -> list[Hit]:
        """The known names that lie wholly in the words [first, after), in text order."""
        found: list[Hit] = []
        for word in range(first, after):
            hit = self.known.get(word)
            if hit is not None and hit.first == word and hit.after <= after:
                found.append(hit)
        return found


def find_hits(parse: Parse, vocabulary: Vocabulary, own: Vocabulary, roles: Roles) -> Hits:
    """Every name with its entry where the vocabulary or the report itself has one.

    Args:
        parse: The text.
        vocabulary: What is known before reading.
        own: The names that the report defines itself; they go before.
        roles: The role phrases of the text.
    """
    names = [name for found in parse.names if (name := trimmed(parse, roles, found)) is not None]
    labels = by_word(names)
    missed = [name for role in roles.starting.values() if (name := proper_body(parse, role, labels)) is not None]
    missed += titled(parse, labels)
    found = settle_rivals(known_names(parse, vocabulary, own), vocabulary)
    listed = frozenset(word for hit in found for word in range(hit.first, hit.after))
    missed += introduced(parse, roles, labels | by_word(missed), listed)
    labels |= by_word(missed)
    names = sorted((opened(parse, name, labels, listed) for name in (*names, *missed)), key=lambda name: name.start)
    labels = by_word(names)
    known = {
        word: hit
        for i, hit in enumerate(found)
        if trusted(parse, hit, labels.get(hit.first), bool(names))
        and not another(parse, hit, found[i - 1] if i else None)
        for word in range(hit.first, hit.after)
    }
    outer: list[Hit] = []
    taken = bytearray(len(parse))
    for name in names:
        first, after = outer_range(parse, name, known)
        first = governed(parse, first, after, known)
        if first < after and not taken[first]:
            inner = known.get(first)
            entry = inner.entry if inner is not None and (inner.first, inner.after) == (first, after) else None
            outer.append(Hit(first, after, name.label, entry))
            taken[first:after] = b"\1" * (after - first)
    for word, hit in known.items():
        if word == hit.first and not any(taken[hit.first : hit.after]):
            label = labels.get(word)
            outer.append(hit._replace(label=label.label if label else None))
    outer = [hit for hit in outer if not is_dateline(parse, hit)]
    return Hits(outer=sorted(outer, key=lambda hit: hit.first), known=known)


def governed(parse: Parse, first: int, after: int, known: dict[int, Hit]) -> int:
    """Where a state's name begins inside "the Government of Rhodia", which names the state and no body of its own."""
    state = known.get(after - 1)
    if state is None or state.entry is None or state.entry.kind != "state" or state.after != after:
        return first
    before = parse.lowers[first : state.first]
    return state.first if before[:2] in GOVERNMENTS and before[2:] in ((), ("the",)) else first


def by_word(names: list[Name]) -> dict[int, Name]:
    """Each word of a name with that name."""
    return {word: name for name in names for word in range(name.start, name.end)}


def titled(parse: Parse, labels: dict[int, Name]) -> list[Name]:
    """The names behind "Dr." and its like that the network did not see."""
    found = []
    for word, form in enumerate(parse.lowers[:-1]):
        after = word + 1
        while form in CIVIL and after < len(parse) and parse.pos[after] == "PROPN" and after not in labels:
            after += 1
        if after - word > 1 and word not in labels and parse.sentence_of[after - 1] == parse.sentence_of[word]:
            found.append(Name(start=word + 1, end=after, label="PER"))
    return found


def trimmed(parse: Parse, roles: Roles, name: Name) -> Name | None:
    """A network name without what stands before it in lower case, and without roles after it: "Dawn fighters"."""
    first, after = max(name.start, 0), min(name.end, len(parse))
    if after - first > 2 and parse.lowers[first + 1] == "of" and parse.lowers[first] in CROWDS:
        first += 2  # "thousands of Rhodians"
    while first < after and (
        parse.lowers[first] in ("the", "a", "an")
        or parse.pos[first] == "PUNCT"
        or (parse.words[first].islower() and (first in roles.starting or parse.pos[first] == "ADJ"))
    ):
        first += 1
    if after - first > 3 and parse.words[first + 1] == "-" and parse.lowers[first + 2] in FOREIGN:
        first += 3  # "Rhodian-backed Dawn"
    if name.label == "PER" and after - first > 2 and parse.lowers[first] == "for":
        first = after - 2  # "Minister for the Far North Ana Belt", where the network took all but the title
    if first < after and parse.lowers[first] == "of":
        return None  # "the government of Port Ellis" is a role of a place
    if name.label == "PER":
        after = joined_end(parse, after)
    while (role := roles.ending.get(after)) is not None and role.first > first and parse.words[after - 1].islower():
        after = role.first
    return Name(start=first, end=after, label=name.label) if first < after else None


def joined_end(parse: Parse, after: int) -> int:
    """The end of a person's name with what hyphens tie to it: the network may stop at "Fazl" in "Fazl-ul-Belt"."""
    end = parse.sentences[parse.sentence_of[after - 1]][1]
    at = after
    while at + 1 < end and parse.words[at] == "-" and parse.starts[at] == parse.ends[at - 1]:
        if parse.starts[at + 1] != parse.ends[at] or parse.pos[at + 1] != "PROPN":
            break
        at += 2
        if parse.words[at - 1][:1].isupper():
            after = at
    return after


def proper_body(parse: Parse, role: RoleHit, labels: dict[int, Name]) -> Name | None:
    """The name that proper nouns and a capitalised role make, where the network saw none: "Dawn Brigade"."""
    first, after = role.first, role.after
    if role.role.kind != "body" or any(w in labels or not parse.words[w].istitle() for w in range(first, after)):
        return None
    while first and parse.pos[first - 1] == "PROPN" and parse.words[first - 1].istitle() and first - 1 not in labels:
        first -= 1
    return (
        Name(start=first, end=after, label="ORG")
        if first < role.first and parse.heads[first] in range(first, after)
        else None
    )


def outer_range(parse: Parse, name: Name, known: dict[int, Hit]) -> tuple[int, int]:
    """The words of a network name that stand as one name of their own; an empty range where known names win."""
    first, after = name.start, name.end
    head, tail = known.get(first), known.get(after - 1)
    if head is not None and head.after >= after and (head.first, head.after) != (first, after):
        return 0, 0
    if (head is not None and head.first < first) or (tail is not None and tail.after > after):
        return (0, 0) if name.label != "PER" else (first, after)
    if head is not None and head.after == after:
        return first, after
    if name.label != "PER" and tail is not None and tail.entry is not None and tail.entry.kind == "person":
        return 0, 0  # a person with a title, whom the network took for a body
    inner = list(dict.fromkeys(hit for w in range(first, after) if (hit := known.get(w)) is not None))
    if not inner or name.label == "PER":
        return first, after
    if name.label == "MISC":
        return 0, 0  # "Rhodian-Naxian", "the Rhodes War": what counts is who is named inside
    if len(inner) > 1 and any(parse.pos[w] == "CCONJ" or parse.words[w] == "," for w in range(first, after)):
        return 0, 0  # two names that the network took for one
    if name.label == "LOC" and all(is_direction(parse, w) for w in range(first, inner[0].first)):
        return 0, 0  # "southern Rhodes", "Rhodes Tuesday"
    return first, after


def is_direction(parse: Parse, word: int) -> bool:
    """Whether a word says which part of a country: "southern", "central"."""
    return parse.pos[word] == "ADJ" or parse.lowers[word] in DIRECTIONS


def known_names(parse: Parse, vocabulary: Vocabulary, own: Vocabulary) -> list[Hit]:
    """The names that the vocabulary finds, read from left to right."""
    words, lowers, match, may_begin = parse.words, parse.lowers, vocabulary.match, vocabulary.may_begin
    match_own = own.match if own.entries else None
    plain = len(words) >= SHOUT and (parse.text.isupper() or parse.text.islower())
    hits: list[Hit] = []
    for first, after in parse.sentences:
        fold = plain or (after - first >= SHOUT and parse.text[parse.starts[first] : parse.ends[after - 1]].isupper())
        i = first
        while i < after:
            found = match(words, i, fold) if may_begin(words[i], lowers[i]) else None
            ours = match_own(words, i, fold) if match_own is not None else None
            if ours is not None and (found is None or found[1] <= ours[1]):
                found = ours
            if found is None:
                i += 1
                continue
            hits.append(Hit(i, min(i + found[1], after), None, found[0]))
            i += found[1]
    return hits


def trusted(parse: Parse, hit: Hit, name: Name | None, seen: bool) -> bool:
    """Whether the sentence bears out a name that also means something else.

    Args:
        parse: The text.
        hit: The name.
        name: What the network sees at its first word.
        seen: Whether the network gave any names at all.
    """
    entry, word = hit.entry, hit.first
    if (
        entry is not None
        and entry.kind == "person"
        and hit.after - word == 1
        and word
        and another_given_name(parse, word - 1, entry)
    ):
        return False
    if entry is None or not entry.ambiguous:
        return True
    if name is not None and name.start <= hit.first and hit.after <= name.end:
        longer = name.end - name.start > hit.after - hit.first
        if longer and (name.label == "PER" or entry.kind != "state"):
            return False  # "Dawn Brigade" is not the paper "Dawn"
        return name.label in FITTING.get(entry.kind, BODIES) or (entry.kind == "outlet" and is_told(parse, hit))
    if seen and hit.after - hit.first == 1 and parse.words[word].isupper() is False and entry.aspect != "demonym":
        return False
    return parse.pos[word] in ("PROPN", "ADJ") and parse.words[word][:1].isupper()


def is_told(parse: Parse, hit: Hit) -> bool:
    """Whether somebody tells something to what the name stands for; no town is told anything."""
    word = parse.head_of(hit.first, hit.after)
    return parse.deps[word] in ("obj", "iobj") and parse.lemmas[parse.heads[word]] in TOLD


def another_given_name(parse: Parse, word: int, entry: Entry) -> bool:
    """Whether the word before a surname is somebody else's given name: "Maud Belt" is not the minister Ana Belt."""
    given = parse.lowers[word]
    return parse.words[word][:1].isupper() and given in given_names() and given not in entry.name.lower().split()


@cache
def given_names() -> dict[str, str]:
    """What a given name, in lower case, tells of a person's gender: m or f."""
    table = read_toml("given_names")
    return dict.fromkeys(table["male"].split(), "m") | dict.fromkeys(table["female"].split(), "f")


def another(parse: Parse, hit: Hit, before: Hit | None) -> bool:
    """Whether a part of one state is said to be another's: "Rhodes's Pentagon" is not that of the United States."""
    entry, state = hit.entry, before.entry if before is not None else None
    if before is None or state is None or state.kind != "state" or entry is None or entry.aspect not in PARTS:
        return False
    gap = parse.tags[before.after : hit.first]
    return (gap in ((), ("POS",))) and state.aspect in ("name", "alias", "demonym") and state.country != entry.country


def settle_rivals(hits: list[Hit], vocabulary: Vocabulary) -> list[Hit]:
    """Gives a name that several bodies share to the one that the report also names without doubt."""
    if not any(hit.entry is not None and hit.entry.rivals for hit in hits):
        return hits
    sure = {hit.entry.id for hit in hits if hit.entry is not None and not hit.entry.rivals}
    settled: list[Hit] = []
    for hit in hits:
        entry = hit.entry
        if entry is not None and entry.rivals and entry.id not in sure:
            others = [other for other in entry.rivals if other in sure]
            rival = vocabulary.by_id(others[0]) if len(others) == 1 else None
            hit = hit._replace(entry=rival) if rival is not None else hit
        settled.append(hit)
    return settled
