"""Lemmas: the Penn tag says how a word is inflected, spelling how it was spelt before.

An uncased encoder of word pieces hardly sees a word's spelling, so for verbs, plurals and degrees the lemma is not the
network's to guess (it was wrong for one past participle in four). It is found as WordNet's Morphy does: a table of
irregular forms, then the endings, of whose possible stems the one is taken that is a word. What is a word is asked of
the encoder's own vocabulary of pieces. Pronouns, auxiliaries and the like follow the network's rule.

A rule is ``CUT:ADD``: drop ``CUT`` letters from the end of the lower-cased word, then add ``ADD`` (after UDPipe 2,
Straka 2018).
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

IRREGULAR = Path(__file__).parent / "irregular.toml"
VOWELS = frozenset("aeiou")
# Endings of plurals, whatever the tagger says.
PLURALS = ("ions", "ments", "ists", "ities", "ncies", "acies", "troops", "forces")
BARE_S = ("ss", "us", "as", "is")  # "press", "focus", "canvas"
SHORTEST_STEM = 4  # "condemned", not "embed"
SIBILANTS = ("s", "x", "z", "ch", "sh")
# A plural or third person whose stem ends in one s or z: that was written with an e, as nearly all such words are.
LOST_E = tuple(f"{letter}{end}" for letter in "aeioulnrpwy" for end in ("ses", "zes"))
KEPT_DOUBLE = frozenset("lsfz")  # "kill", "pass", "staff", "buzz" end in two
# Stems that lost an e, and those that only look so: "invad", "detonat", "conven", "besieg", but "detain".
SURE_E = tuple(
    "v z c u dg rg ng eg ag ig at adit in ir ar ur lor as is os us ns rs ls ps ys ok uk ad id ud od ced ap um ven pon "
    "ut tl dl bl gl cl zl pl kl fl cil fil pil vil fam rul cul dul cit crib scor stor".split()
)
NO_E = ("ain", "ear", "oin", "ead", "oad", "aid", "uit", "eat", "oat", "our", "air", "eir", "out", "aud", "long")


def rule_of(word: str, lemma: str) -> str:
    """The rule that turns ``word`` into ``lemma``."""
    word, lemma = word.lower(), lemma.lower()
    shared = 0
    while shared < min(len(word), len(lemma)) and word[shared] == lemma[shared]:
        shared += 1
    return f"{len(word) - shared}:{lemma[shared:]}"


def apply_rule(word: str, rule: str) -> str:
    """The lemma that ``rule`` makes of ``word``; the lower-cased word where the rule cuts more than there is."""
    word = word.lower()
    cut, _, add = rule.partition(":")
    count = int(cut)
    return (word[:-count] if count else word) + add if count <= len(word) and (count < len(word) or add) else word


@cache
def irregular(table: str) -> dict[str, str]:
    """Irregular forms and their lemmas: ``verbs``, ``nouns`` or ``adjectives``."""
    rows = tomllib.loads(IRREGULAR.read_text(encoding="utf-8"))[table]
    found: dict[str, str] = {}
    for row in rows:
        lemma, *forms = row.split()
        found[lemma] = lemma
        for form in forms:
            found.setdefault(form, lemma)
    return found


class Lemmatizer:
    """Finds the lemmas of words.

    Args:
        known: Words of the language, in lower case.
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known = known

    def lemma(self, word: str, tag: str, rule: str) -> str:
        """The lemma of a word.

        Args:
            word: As written.
            tag: Its Penn tag.
            rule: The network's rule, for words that are not inflected by ending.
        """
        lower = word.lower().replace("’", "'")
        if lower == "n't":
            return "not"
        if tag in ("VB", "VBP"):
            return irregular("verbs").get(lower) or self._bare(lower)
        if tag == "NN":
            return self._noun(lower) if lower.endswith(PLURALS) else lower
        if tag in ("NNP", "JJ", "RB", "CD"):
            return lower
        if tag in ("NNS", "NNPS"):
            return irregular("nouns").get(lower) or self._noun(lower)
        if tag in ("VBD", "VBN", "VBG", "VBZ"):
            return irregular("verbs").get(lower) or self._verb(lower, tag)
        if tag in ("JJR", "JJS", "RBR", "RBS"):
            return irregular("adjectives").get(lower) or self._degree(lower)
        return apply_rule(word, rule)

    def _noun(self, word: str) -> str:
        if word.endswith("men") and len(word) > 5:
            return word[:-2] + "an"
        if word.endswith("women"):
            return word[:-2] + "an"
        return self._third(word) if word.endswith("s") and not word.endswith("ss") else word

    def _third(self, word: str) -> str:
        """Without the ending of plurals and of the third person."""
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith(LOST_E):  # "endorses", "finalizes"; but "focuses"
            return word[:-2] if word[:-2] in self._known and word[:-1] not in self._known else word[:-1]
        if word.endswith("es") and word[:-2].endswith((*SIBILANTS, "o")):
            return next((s for s in (word[:-2], word[:-1]) if s in self._known), word[:-2])
        return word[:-1] if len(word) > 2 else word

    def _verb(self, word: str, tag: str) -> str:
        if tag == "VBZ":
            return self._third(word) if word.endswith("s") else word
        ending = "ing" if tag == "VBG" else "ed"
        if not word.endswith(ending):
            return self._bare(word)  # a tag that the ending speaks against: "criticizes" as a past
        return word if len(word) <= len(ending) + 1 else self._without(word, ending)

    def _without(self, word: str, ending: str) -> str:
        """The verb that an ending of a participle or a past was added to."""
        if word.endswith("ied") and len(word) > 4:
            return word[:-3] + "y"
        return self._stem(word[: -len(ending)])

    def _bare(self, word: str) -> str:
        """A verb that the tagger took for a bare one though its ending shows that it is inflected: "condemned"."""
        if word.endswith("s") and not word.endswith(BARE_S) and len(word) > SHORTEST_STEM:
            return self._third(word)
        ending = next((e for e in ("ing", "ed") if word.endswith(e)), "")
        stem = word[: len(word) - len(ending)]
        if not ending or len(stem) < SHORTEST_STEM or stem.endswith("e") or VOWELS.isdisjoint(stem):
            return word
        found = self._without(word, ending)
        return found if found in self._known else word

    def _degree(self, word: str) -> str:
        for ending in ("er", "est"):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                stem = word[: -len(ending)]
                return stem[:-1] + "y" if stem.endswith("i") else self._stem(stem)
        return word

    def _stem(self, stem: str) -> str:
        """The word that a stem without its ending stood for: "releas" release, "stopp" stop, "kill" kill."""
        candidates = list(_spellings(stem))
        return next((c for c in candidates if c in self._known), candidates[0])


def _spellings(stem: str) -> Iterator[str]:
    """How a stem may have been spelt before its ending, likeliest first."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in VOWELS  # "add" is "add"
    if doubled and stem[-1] not in KEPT_DOUBLE:
        yield stem[:-1]
        yield stem
        return
    if doubled:  # "kill", but "cancell"
        yield stem
        yield stem[:-1]
        return
    # One vowel before one consonant would have doubled it, were there no e: "hoped" is of hope. Longer words need
    # not double it ("offered"), so there the word that exists decides.
    short = len(stem) >= 2 and stem[-1] not in VOWELS | set("wxy") and stem[-2] in VOWELS
    single = short and (len(stem) < 3 or stem[-3] not in VOWELS)
    vowels = sum(c in VOWELS for c in stem)
    if (single and vowels == 1) or (stem.endswith(SURE_E) and not stem.endswith(NO_E)):
        yield stem + "e"
        yield stem
    else:
        yield stem
        yield stem + "e"
