"""A mention while it is being worked out, and the small questions that all steps ask of a tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from truceline.model import Parse
from truceline.vocabulary import Entry

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
INNER = frozenset(  # relations of words that stand inside a noun phrase before its head
    "amod compound nummod flat goeswith nmod nmod:poss nmod:desc nmod:unmarked det det:predet advmod punct dep appos"
    " fixed obl:unmarked case".split()
)
LEADS = frozenset({"DET", "PUNCT", "ADP", "SCONJ", "CCONJ", "PART", "AUX", "INTJ", "SYM"})
ABOUT = frozenset(
    "at least most about nearly almost roughly around approximately up to more less fewer than over under only".split()
)
CLOSING = frozenset({",", ".", ";", ":", ")", "—", "–", "”", '"', "-"})  # behind a name set beside a description
# Before a person's name, with the gender that they tell.
COURTESY = {"mr": "m", "mr.": "m", "sir": "m", "lord": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f",
            "lady": "f", "madam": "f", "dr": None, "dr.": None}  # fmt: skip
FOREIGN = frozenset(  # "Rhodian-backed rebels" are not Rhodes's either
    "backed supported allied aligned funded financed sponsored trained armed equipped inspired friendly occupied held"
    " made bound born speaking besieged annexed supplied mediated brokered".split()
)
MOST = 100  # dependants of one word
PHRASE = 14  # words to the left of a head that may belong to its phrase


class Hit(NamedTuple):
    """A name in the text, and what the vocabulary knows of it."""

    first: int  # first word
    after: int  # after the last word
    label: str | None  # PER, ORG, LOC or MISC where the network saw a name
    entry: Entry | None  # None where the vocabulary does not know it


@dataclass(slots=True, kw_only=True, eq=False)
class Mention:
    """Somebody who acts or speaks, as word indices, while codes and references are still being found."""

    first: int  # first word
    after: int  # after the last word
    head: int  # the word that heads the phrase
    form: str  # name, role, adjective, pronoun, source
    kind: str | None = None  # person, body, group, state, outlet, population
    actor: str | None = None  # canonical id
    name: str | None = None  # None: the words themselves
    country: str | None = None
    sector: tuple[str, ...] = ()
    named: bool = False
    plural: bool = False
    gender: str | None = None  # m or f
    tokens: tuple[str, ...] = ()  # the words of a person's name that tell people apart
    roles: tuple[str, ...] = ()  # ids of the roles its words name, the last one first
    definite: bool = False  # begins with the, this, that
    refers_to: Mention | None = None  # what a pronoun, alias or description stands for
    owner: Mention | None = None  # whose official, army or statement it is
    owner_case: str | None = None  # how the owner is tied to it: poss, of, for, in …
    settled: bool = False  # whether the owner's codes have been taken over
    default: str | None = None  # the code in place of a country that the role alone gives: NGO, MNC, IGO
    part: str | None = (
        None  # what makes an id of a state's id: "ministry"; "" for the state itself; None for no part of it
    )


@dataclass(slots=True)
class Board:
    """All mentions of a report as they are found, by the word that heads them."""

    mentions: list[Mention] = field(default_factory=list)
    by_head: dict[int, Mention] = field(default_factory=dict)
    inside: dict[int, Mention] = field(default_factory=dict)  # word of a name or title → its mention
    shared: dict[int, tuple[str, ...]] = field(
        default_factory=dict
    )  # word of a state's name → sector of a phrase of several

    def add(self, mention: Mention, *, covers: bool = False) -> Mention:
        """Puts a mention on the board; ``covers``: no other mention may be found inside it."""
        self.mentions.append(mention)
        self.by_head.setdefault(mention.head, mention)
        if covers:
            for word in range(mention.first, mention.after):
                self.inside.setdefault(word, mention)
        return mention

    def at(self, word: int) -> Mention | None:
        """The mention that a word heads, or the name or title that it is a part of."""
        return self.by_head.get(word) or self.inside.get(word)


def root_of(mention: Mention) -> Mention:
    """What a chain of references ends in."""
    for _ in range(20):
        if mention.refers_to is None:
            break
        mention = mention.refers_to
    return mention


def stand_for(mention: Mention, target: Mention) -> None:
    """Lets a mention stand for another one and have its codes."""
    if root_of(target) is mention or mention.refers_to is not None:
        return
    mention.refers_to = target
    body = root_of(target)
    mention.actor, mention.name = body.actor, body.name
    mention.country = body.country or mention.country
    mention.sector = body.sector or mention.sector
    mention.kind = body.kind or mention.kind
    mention.gender = mention.gender or body.gender


def phrase_start(parse: Parse, head: int) -> int:
    """The first word of the noun phrase that a word heads, determiners and all."""
    heads, first = parse.heads, head
    floor = max(parse.sentences[parse.sentence_of[head]][0], head - PHRASE)
    for w in range(head - 1, floor - 1, -1):
        top = w
        for _ in range(6):
            above = heads[top]
            if above in (head, top) or not floor <= above < head:
                break
            top = above
        if (
            heads[top] != head
            or parse.deps[top] not in INNER
            or (parse.deps[top] == "case" and parse.tags[top] != "POS")
        ):
            break
        first = w
        if heads[w] == head and (parse.pos[w] == "DET" or parse.tags[w] == "PRP$") and parse.deps[w] != "det:predet":
            break  # what stands before an article belongs to something else
    return first


def without_lead(parse: Parse, first: int, head: int) -> int:
    """The start of a phrase without articles, possessive pronouns, "at least", quotation marks and the like."""
    while first < head and (
        parse.pos[first] in LEADS
        or parse.lowers[first] in ABOUT
        or (parse.pos[first] in ("PRON", "ADV") and parse.deps[first] not in ("amod", "compound"))
    ):
        first += 1
    return first


def preposition(parse: Parse, word: int) -> str | None:
    """The preposition that a noun hangs on, in lower case; the first one where several follow each other."""
    for c in parse.children[word]:
        if parse.deps[c] == "case" and c < word:
            return parse.lowers[c]
    return None


def is_plural(parse: Parse, head: int) -> bool:
    """Whether a noun is plural by its tag or its number word."""
    return parse.tags[head] in PLURAL_TAGS or any(parse.deps[c] == "conj" for c in parse.children[head])


def lead_conjunct(parse: Parse, word: int) -> int:
    """The first of the words coordinated with this one: the one that carries their relation."""
    for _ in range(12):
        if parse.deps[word] != "conj" or parse.heads[word] == word:
            break
        word = parse.heads[word]
    return word


def possessive(parse: Parse, word: int) -> bool:
    """Whether a word is the 's of a possessor."""
    return word < len(parse) and parse.tags[word] == "POS"


def dependants(parse: Parse, word: int) -> tuple[int, ...]:
    """The words that depend on one, in text order; none where there are more than any sentence has.

    Rules ask this once for each mention, so a tree that hangs a whole book on one word must not cost a book each time.
    """
    found = parse.children[word]
    return found if len(found) <= MOST else ()
