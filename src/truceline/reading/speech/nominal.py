"""Sayings that a noun names: "Elbia's threat to close the port", "the rebels' claim that a pilot was caught"."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import Range, covers, trimmed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting, is_somebody

SPOKEN = frozenset({"threatens", "promises"})
SHORTEST = 2  # words of a content
LONGEST = 60


def find_nominal(setting: Setting) -> None:
    """Adds the sayings of nouns that spell out what was said and name whose it is."""
    parse, drafts, known = setting.parse, setting.drafts, setting.sayings
    for noun, lemma in enumerate(parse.lemmas):
        if parse.pos[noun] != "NOUN" or drafts.with_cue(noun) is not None:
            continue
        if lemma not in known.claim_nouns and known.noun_stances.get(lemma) not in SPOKEN:
            continue  # a plan or a hope need not have been told
        content, owner = clause_of(parse, noun), owner_of(setting, noun)
        if content is None or owner is None:
            continue
        source = noun_phrase(parse, owner)
        if not covers((content,), source[0]) and source[1] <= content[0] and not is_shared(setting, content):
            drafts.add(Draft(source=source, cue=(noun, noun + 1), content=(content,)))


def clause_of(parse: Parse, noun: int) -> Range | None:
    """What a noun says was said: its infinitive or its clause with "that"."""
    for c in parse.children[noun]:
        if c < noun or parse.deps[c] not in ("acl", "ccomp"):
            continue
        marks = {parse.lowers[mark] for mark in parse.children[c] if parse.deps[mark] == "mark" and mark < c}
        if "that" in marks or ("to" in marks and parse.tags[c] == "VB"):
            first, after = parse.subtree(c)
            found = trimmed(parse, max(first, noun + 1), min(after, noun + LONGEST))
            return found if found is not None and found[1] - found[0] >= SHORTEST else None
    return None


def owner_of(setting: Setting, noun: int) -> int | None:
    """The word that names whose saying it is, before the noun."""
    parse = setting.parse
    for c in parse.children[noun]:
        if c < noun and parse.deps[c] == "nmod:poss" and (parse.pos[c] == "PROPN" or is_somebody(setting, c)):
            return c
        if (
            c < noun
            and parse.deps[c] in ("amod", "compound")
            and parse.words[c][0].isupper()
            and parse.pos[c] != "VERB"
        ):
            return c  # "an Elbian offer to host talks"
    return None


def is_shared(setting: Setting, content: Range) -> bool:
    """Whether the noun of some attribution has those very words already."""
    parse, drafts = setting.parse, setting.drafts
    for number in drafts.in_sentence(content[0]):
        draft = drafts.all[number]
        if draft.cue is not None and parse.pos[parse.head_of(*draft.cue)] == "NOUN":
            if any(abs(content[0] - first) <= 1 and abs(content[1] - after) <= 1 for first, after in draft.content):
                return True
    return False
