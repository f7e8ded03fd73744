"""Reading a saying off the tree: the verb, who speaks, and the clause that is said."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import Range, trimmed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting, is_somebody
from truceline.vocabulary.sayings import load_sayings

NOBODY = frozenset({"i", "we", "you", "one", "it", "there", "who", "which", "that", "what", "this", "these", "those"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
TOLD = frozenset({"ccomp", "root", "parataxis", "conj"})
SUBJECTS = frozenset({"nsubj", "nsubj:outer"})
MARKS = frozenset({",", "”", '"', "’", "'", "''", "—", "–"})  # between what is said and who says it
TASKS = frozenset({"intends", "promises", "threatens", "demands", "believes"})
CHARGING = frozenset({"accuse", "suspect"})  # of doing something
MINDED = frozenset({"intends", "believes"})  # stances of which only those are capable who have a mind
SHORTEST = 3  # words of a content; what is shorter is "told lies" or "said so"


def is_told(parse: Parse, verb: int) -> bool:
    """Whether a verb tells of a saying that was made, as the head of what is told."""
    if parse.deps[verb] not in TOLD:
        return False
    if any(parse.deps[c] == "cop" for c in parse.children[verb]):
        return parse.pos[verb] in ("ADJ", "VERB") and not any(
            parse.lowers[c] in NEGATIONS for c in parse.children[verb]
        )
    if parse.pos[verb] != "VERB":
        return False
    if any(parse.lowers[c] in NEGATIONS for c in parse.children[verb]):
        return False
    if parse.tags[verb] == "VBN" and any(
        parse.deps[c] == "aux:pass" and parse.lemmas[c] == "be" for c in parse.children[verb]
    ):
        return f"be {parse.lowers[verb]}" in load_sayings().stances
    if parse.tags[verb] == "VBN":
        return any(parse.lemmas[c] == "have" for c in parse.children[verb])
    return parse.tags[verb] in FINITE


def speaker_at(setting: Setting, verb: int) -> int | None:
    """The noun that names who speaks, if that is somebody."""
    parse = setting.parse
    minded = any(parse.deps[c] == "aux:pass" for c in parse.children[verb]) and parse.tags[verb] == "VBN"
    subjects = SUBJECTS | {"nsubj:pass"} if minded else SUBJECTS  # "most are persuaded that"
    found = next((c for c in parse.children[verb] if parse.deps[c] in subjects), None)
    if found is None or parse.lowers[found] in NOBODY:
        return None
    lemma = setting.sayings.verb(parse.lemmas[verb], parse.lowers[verb])
    minded = setting.sayings.stances.get(lemma) in MINDED and parse.pos[found] in ("NOUN", "PROPN")
    return found if minded or is_somebody(setting, found) else None


def is_added(parse: Parse, verb: int, first: int) -> bool:
    """Whether a saying is set after or between what is said: "…, the army said"."""
    head = parse.heads[verb]
    if head == verb or parse.deps[head].startswith("acl"):
        return False
    return parse.deps[verb] == "parataxis" or (head < first and first > 0 and parse.lowers[first - 1] in MARKS)


def task_of(setting: Setting, verb: int) -> int | None:
    """What is intended, promised, threatened or demanded: the infinitive under the verb, or None."""
    parse, sayings = setting.parse, setting.sayings
    if parse.lemmas[verb] in CHARGING:
        gerund = next((c for c in parse.children[verb] if c > verb and parse.tags[c] == "VBG"), None)
        if gerund is not None and any(parse.lowers[mark] == "of" for mark in parse.children[gerund]):
            return gerund
    name = sayings.verb(parse.lemmas[verb], parse.lowers[verb])
    following = parse.lowers[verb + 1] if verb + 1 < len(parse) else ""
    if name != "agree" and sayings.stances.get(f"{name} {following}") in TASKS:
        pass  # "call on all sides to leave"
    elif sayings.stances.get(name) not in TASKS and (name == "agree" or sayings.stances.get(f"{name} to") not in TASKS):
        return None
    for c in parse.children[verb]:
        if c > verb and parse.deps[c] in ("xcomp", "advcl", "ccomp") and parse.pos[c] in ("VERB", "ADJ", "NOUN"):
            if any(parse.tags[mark] == "TO" and mark < c for mark in parse.children[c]):
                return c
            if parse.lemmas[verb] == "want" and parse.tags[c] == "VBN" and parse.child(verb, "obj") is not None:
                return c  # "want their children taught"
    return None


def wanted(parse: Parse, verb: int) -> int | None:
    """What somebody wants who wants no deed of his own: "want | the weapons in a warehouse"."""
    thing = next((c for c in parse.children[verb] if parse.deps[c] == "obj" and c > verb), None)
    return thing if thing is not None and parse.pos[thing] in ("NOUN", "PROPN") else None


def draft_at(setting: Setting, verb: int, speaker: int, piece: Range) -> Draft | None:
    """The saying of a verb within a stretch of text, or None where no clause is said."""
    parse = setting.parse
    said = next((c for c in parse.children[verb] if parse.deps[c] in ("ccomp", "parataxis")), None)
    if said is None:
        said = task_of(setting, verb)
    source = noun_phrase(parse, speaker)
    if said is None and parse.lemmas[verb] == "want":
        said = wanted(parse, verb)
    if said is None and is_added(parse, verb, source[0]):
        said = parse.heads[verb]
    if said is None:
        return None
    first, after = parse.subtree(said)
    if said < verb:  # the verb stands after, as in "…, the army said"
        after = min(after, verb, source[0]) if source[0] > said else min(after, verb)
    else:
        hearer = next((c for c in parse.children[verb] if parse.deps[c] in ("obj", "iobj") and c > verb), None)
        if hearer is not None and parse.deps[said] in ("xcomp", "advcl", "obl") and hearer < said:
            first = parse.subtree(hearer)[0]  # "ordered both sides to leave": who is to do it belongs to it
        first = max(first, verb + 1)
    span = trimmed(parse, max(first, piece[0]), min(after, piece[1]))
    if span is None or span[1] - span[0] < SHORTEST or not piece[0] <= source[0] < source[1] <= piece[1]:
        return None
    if span[0] < source[1] and source[0] < span[1]:
        return None
    return Draft(source=source, cue=(verb, verb + 1), content=(span,))
