"""Where roles stand in a text: "foreign minister", "army", "residents"."""

from __future__ import annotations

from typing import NamedTuple

from truceline.model import Parse
from truceline.reading.actors.mention import PLURAL_TAGS
from truceline.vocabulary import Role, Vocabulary

IRREGULAR = frozenset({"REB", "PRM", "CRM", "OPP"})  # sectors whose adjective says as much as the noun
PLURALS = {  # plurals that the rules below would get wrong
    "people": "people", "children": "child", "thieves": "thief", "wives": "wife", "movies": "movie", "series": "series",
    "media": "media", "species": "species", "police": "police",
}  # fmt: skip


TITLES = {  # short forms of the titles that stand before names
    "gov.": "governor", "sen.": "senator", "rep.": "congressman", "gen.": "general", "lt.": "lieutenant",
    "col.": "colonel", "maj.": "major", "capt.": "captain", "sgt.": "sergeant", "adm.": "admiral",
    "brig.": "brigadier", "cmdr.": "commander", "prof.": "professor", "pres.": "president", "amb.": "ambassador",
}  # fmt: skip


class RoleHit(NamedTuple):
    """A role phrase: "foreign minister" in "deputy foreign minister"."""

    first: int
    after: int
    role: Role


class Roles:
    """The role phrases of a report: by their first word, by the word after their last one, by each of their words."""

    def __init__(self, parse: Parse, vocabulary: Vocabulary) -> None:
        self.starting: dict[int, RoleHit] = {}
        self.ending: dict[int, RoleHit] = {}
        self.covering: dict[int, RoleHit] = {}  # every word of a role phrase → that phrase
        whole = [
            lemma if tag not in PLURAL_TAGS and word[-1] != "." else singular(parse, w)
            for w, (lemma, tag, word) in enumerate(zip(parse.lemmas, parse.tags, parse.words, strict=True))
        ]
        for first, after in parse.sentences:
            lemmas, i = whole[first:after], first
            while i < after:
                found = vocabulary.role(lemmas, i - first)
                length = found[1] if found is not None else 1
                if found is not None and (length > 1 or is_noun(parse, i, found[0])):
                    hit = RoleHit(i, i + length, found[0])
                    self.starting[i] = self.ending[i + length] = hit
                    self.covering.update((word, hit) for word in range(i, i + length))
                i += length

    def between(self, first: int, after: int) -> list[RoleHit]:
        """The role phrases that lie wholly in the words [first, after), in text order."""
        return [r for w in range(first, after) if (r := self.starting.get(w)) is not None and r.after <= after]


def singular(parse: Parse, word: int) -> str:
    """A word's lemma, put right where it is the plural of a kind that lemmas are often wrong of."""
    lemma = parse.lemmas[word]
    if parse.words[word][-1] == ".":
        return TITLES.get(parse.lowers[word], lemma)
    if parse.tags[word] not in PLURAL_TAGS:
        return lemma
    lower = parse.lowers[word]
    if lower.endswith("ies") and lemma in (lower, lower[:-1]) and lower not in PLURALS:
        return lower[:-3] + "y"
    if lower.endswith("men") and lemma != "man":
        return lower[:-2] + "an"
    if (
        lemma == lower
        and lower.endswith("s")
        and not lower.endswith(("ss", "us", "is", "news"))
        and lower not in PLURALS
    ):
        return lower[:-1]
    return PLURALS.get(lower, lemma)


def is_noun(parse: Parse, word: int, role: Role) -> bool:
    """Whether a word is used as the role it may name: "a general", not "general strike"; "rebel" is both."""
    if parse.pos[word] in ("NOUN", "PROPN") or parse.tags[word].startswith("NN"):
        return True
    if parse.pos[word] == "ADJ":
        return parse.deps[word] not in ("amod", "compound", "xcomp", "advmod") or bool(
            IRREGULAR.intersection(role.sector)
        )
    if parse.deps[word] == "root" and parse.pos[word] == "VERB":
        return any(parse.deps[c] in ("det", "nmod:poss") for c in parse.children[word])
    return parse.pos[word] in ("X", "NUM") or (
        parse.pos[word] == "VERB" and parse.deps[word] in ("nsubj", "obj", "obl", "amod")
    )
