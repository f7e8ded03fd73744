"""Lemmas as edits: the network names a rule, the rule turns the word into its lemma.

A rule is ``CUT:ADD``: drop ``CUT`` letters from the end of the lower-cased word, then add ``ADD`` (after UDPipe 2,
Straka 2018). A few hundred rules cover English, irregular verbs among them, and a new word takes the rule of its kind.
"""

from __future__ import annotations

KEEP = "0:"


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
