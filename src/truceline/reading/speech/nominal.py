"""Sayings that a noun names: "Elbia's threat to close the port", "the rebels' claim that a pilot was caught"."""

from __future__ import annotations

from dataclasses import replace

from truceline.model import Parse
from truceline.reading.nouns import conjunct, noun_phrase, preposition
from truceline.reading.ranges import Range, covers, trimmed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting, is_somebody

BY = frozenset({"by", "from"})
WITHIN = frozenset({"in", "on", "of"})
SPOKEN = frozenset({"threatens", "promises"})
POSITIONS = frozenset({"line", "position", "version", "reading", "view", "theory", "guess", "verdict", "story"})
SHORTEST = 2  # words of a content
LONGEST = 60


def find_nominal(setting: Setting) -> None:
    """Adds the sayings of nouns that spell out what was said and name whose it is."""
    mend_owned(setting)
    parse, drafts, known = setting.parse, setting.drafts, setting.sayings
    for noun, lemma in enumerate(parse.lemmas):
        if parse.pos[noun] != "NOUN" or drafts.with_cue(noun) is not None:
            continue
        if lemma not in known.claim_nouns and lemma not in known.noun_stances and lemma not in POSITIONS:
            continue
        stated = clause_said(parse, noun)
        if stated is None and lemma not in known.claim_nouns and known.noun_stances.get(lemma) not in SPOKEN:
            continue  # a plan or a hope need not have been told
        content, owner = stated or clause_of(parse, noun), owner_of(setting, noun)
        if content is None and owner is not None and owner > noun:
            content = thing_of(parse, noun, owner)
        if content is None or owner is None:
            continue
        source = noun_phrase(parse, owner)
        if owner > noun:
            source = conjunct(parse, owner)
        if not covers((content,), source[0]) and source[1] <= content[0] and not is_shared(setting, content):
            drafts.add(Draft(source=source, cue=(noun, noun + 1), content=(content,)))


def thing_of(parse: Parse, noun: int, owner: int) -> Range | None:
    """What a claim is of: "an account by shepherds | of a landing strip"."""
    for at in (noun, owner):
        for c in parse.children[at]:
            if c > owner and parse.deps[c] == "nmod" and preposition(parse, c) == "of":
                first, after = parse.subtree(c)
                return trimmed(parse, first + 1, min(after, noun + LONGEST))
    return None


def clause_said(parse: Parse, noun: int) -> Range | None:
    """What a noun is said to be: "its fear is | that …", "the army's version is different: | …"."""
    clause = None
    verb = parse.heads[noun] if parse.deps[noun].startswith("nsubj") else noun
    for c in parse.children[verb]:
        if c < noun or parse.deps[c] not in ("ccomp", "acl", "csubj", "parataxis"):
            continue
        first = parse.subtree(c)[0]
        colon = ":" in parse.words[max(0, first - 1) : first + 1] and verb != noun
        if colon or (parse.lowers[first] == "that" and (parse.lemmas[verb] == "remain" or is_helped(parse, noun, c))):
            clause = c
            break
    if clause is None:
        return None
    first, after = parse.subtree(clause)
    return trimmed(parse, max(first, noun + 1), min(after, noun + LONGEST))


def is_helped(parse: Parse, noun: int, clause: int) -> bool:
    """Whether a form of "be" stands between a noun and the clause that it is said to be."""
    words = (noun, parse.heads[noun], clause)
    return any(parse.deps[k] == "cop" and noun < k < clause for w in words if w >= 0 for k in parse.children[w])


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
    if parse.lemmas[noun] in setting.sayings.claim_nouns:
        for c in parse.children[noun]:  # "an account by shepherds of a landing strip", "reports in the Courier that"
            if c > noun and parse.deps[c] == "nmod" and is_somebody(setting, c):
                before = preposition(parse, c)
                if before in BY or (before in WITHIN and is_press(setting, c)):
                    return c
    return None


def is_press(setting: Setting, noun: int) -> bool:
    """Whether a noun names or describes press bodies: "foreign channels", "the Courier"."""
    known, lemma = setting.sayings, setting.parse.lemmas[noun]
    return setting.is_outlet(noun) or lemma in known.outlet_nouns or lemma in known.outlet_masses


def mend_owned(setting: Setting) -> None:
    """Gives a noun of saying the source that its own phrase names: "was answering an allegation by | the rebels"."""
    parse, drafts = setting.parse, setting.drafts
    for number, draft in enumerate(drafts.all):
        if draft.cue is None or draft.relay:
            continue
        noun = parse.head_of(*draft.cue)
        if parse.pos[noun] != "NOUN" or parse.lemmas[noun] not in setting.sayings.claim_nouns:
            continue
        owner = owner_of(setting, noun)
        if owner is None or owner < noun or covers((draft.source or (0, 0),), owner):
            continue
        if covers(draft.content, owner):  # "reports | on foreign channels that the men were beekeepers"
            said = clause_of(parse, noun)
            if said is None or covers((said,), owner) or draft.content[0][0] > owner:
                continue
            drafts.all[number] = replace(draft, content=(said, *draft.content[1:]))
        if draft.source is None or not is_press(setting, parse.head_of(*draft.source)):
            drafts.name_source(number, conjunct(parse, owner))


def is_shared(setting: Setting, content: Range) -> bool:
    """Whether the noun of some attribution has those very words already."""
    parse, drafts = setting.parse, setting.drafts
    for number in drafts.in_sentence(content[0]):
        draft = drafts.all[number]
        if draft.cue is not None and parse.pos[parse.head_of(*draft.cue)] == "NOUN":
            if any(abs(content[0] - first) <= 1 and abs(content[1] - after) <= 1 for first, after in draft.content):
                return True
    return False
