"""Denials and doubts without a clause of their own: "denied this", "dismissed the report"."""

from __future__ import annotations

from dataclasses import replace

from truceline.model import Parse
from truceline.reading.clauses import conjuncts, is_passive, subject
from truceline.reading.nouns import conjunct, noun_phrase
from truceline.reading.ranges import Range, covers, overlap, trimmed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting
from truceline.vocabulary.sayings import Sayings

POINTERS = frozenset({"this", "that", "it", "these", "those", "them"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
SCORN = frozenset({"scorn", "water", "shrift", "time", "issue", "exception", "light"})  # objects that belong to a verb
LONGEST = 40  # words of what is denied
NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
CONJUNCTS = 8  # deniers in one list


def denying(parse: Parse, sayings: Sayings, verb: int) -> str | None:
    """The verb of denying or doubting that a word is, with its particle ("laugh off"), or None."""
    form = sayings.denial_forms.get(parse.lowers[verb]) or sayings.denial_forms.get(parse.lemmas[verb])
    particle = next((p for p in sayings.denial_particles.get(form or "", ()) if is_beside(parse, verb, p)), None)
    if particle is not None:
        return f"{form} {particle}"
    known = form in sayings.denial_verbs or form in sayings.object_denials or form in sayings.denouncing
    return form if form is not None and known else None


def is_beside(parse: Parse, verb: int, particle: str) -> bool:
    """Whether a particle stands with a verb: right after it, or below it."""
    first = particle.partition(" ")[0]
    after = parse.lowers[verb + 1] if verb + 1 < len(parse) else ""
    return after == first or any(
        parse.lowers[c] == first and parse.deps[c] in ("compound:prt", "advmod") for c in parse.children[verb]
    )


def find_denying(setting: Setting) -> None:
    """Adds the denials that the network passed over, one for each of those who deny."""
    parse, known = setting.parse, setting.sayings
    for verb, lower in enumerate(parse.lowers):
        if lower not in known.denial_forms or parse.pos[verb] != "VERB" or parse.tags[verb] == "VBG":
            continue
        form = denying(parse, known, verb)
        if form is None or is_untold(parse, verb):
            continue
        passive = is_passive(parse, verb)
        target = denied_noun(parse, verb, passive)
        if target is None and not passive and form in known.denial_verbs:
            add_gerund(setting, verb)
        if target is None or not is_deniable(setting, form, verb, target):
            continue
        content = denied_words(parse, verb, target)
        if content is not None:
            add_deniers(setting, verb, deniers_of(parse, verb, passive), content)


def add_gerund(setting: Setting, verb: int) -> None:
    """Files the denial of a deed: "denied ordering the strike"."""
    parse = setting.parse
    deed = next(
        (c for c in parse.children[verb] if c > verb and parse.tags[c] in ("VBG", "VBN") and is_deed(parse, c)), None
    )
    content = None if deed is None else trimmed(parse, *parse.subtree(deed))
    deniers = deniers_of(parse, verb, passive=False)
    if content is not None and content[0] > verb and deniers:
        add_deniers(setting, verb, deniers, content)


def is_deed(parse: Parse, word: int) -> bool:
    """Whether a participle is what somebody denies to have done: "ordering", "having ordered"."""
    if parse.deps[word] not in ("xcomp", "ccomp", "advcl", "obj"):
        return False
    return parse.tags[word] == "VBG" or any(parse.lowers[c] == "having" for c in parse.children[word])


def add_deniers(setting: Setting, verb: int, deniers: list[int], content: Range) -> None:
    """Files a denial for each of those who deny, but for the one whom the network has."""
    drafts = setting.drafts
    made = drafts.with_cue(verb)
    if made is not None and len(deniers) < 2:
        if is_passive(setting.parse, verb) and not overlap(drafts.all[made].content, (content,)):
            drafts.all[made] = replace(drafts.all[made], content=(content,))  # "the reports were described as | a lie"
        return
    known = drafts.all[made].source if made is not None else None
    for denier in deniers:
        if not covers((known or (0, 0), content), denier):
            source = conjunct(setting.parse, denier)
            drafts.add(Draft(source=source, cue=(verb, verb + 1), content=(content,)))


def is_untold(parse: Parse, verb: int) -> bool:
    """Whether a denial is negated or only might be made."""
    told_of = (c for c in parse.children[verb] if c < verb)
    return is_nobodys(parse, verb) or any(
        parse.lowers[c] in NEGATIONS or parse.tags[c] in ("MD", "TO") for c in told_of
    )


def is_nobodys(parse: Parse, verb: int) -> bool:
    """Whether nobody does it: "neither the police nor the ministry has denied it"."""
    about = subject(parse, verb)
    if about is None:
        return False
    return parse.lowers[about] in NOBODY or any(
        parse.lowers[c] in ("neither", "no") and c < about for c in parse.children[about]
    )


def points(parse: Parse, sayings: Sayings, form: str, target: int) -> bool:
    """Whether a verb of dismissing has a word for what was said for its object: "dismissed that"."""
    return parse.lowers[target] in POINTERS and form in sayings.object_denials and form not in sayings.refusing


def denied_noun(parse: Parse, verb: int, passive: bool) -> int | None:
    """What is denied: the object, the subject of a passive, or the noun that a participle belongs to."""
    if passive or parse.deps[verb] == "acl":
        found = subject(parse, verb)
        return parse.heads[verb] if found is None and parse.deps[verb].startswith("acl") else found
    behind = [c for c in parse.children[verb] if parse.deps[c] in ("obj", "obl") and c > verb]
    own = next((c for c in behind if parse.deps[c] == "obj" and parse.lemmas[c] in SCORN), None)
    if own is not None:  # "poured scorn on the report"
        behind = [c for c in (*behind, *parse.children[own]) if c > own and parse.deps[c] in ("obl", "nmod")]
    return next(iter(behind), None)


def is_deniable(setting: Setting, form: str, verb: int, target: int) -> bool:
    """Whether the verb denies with that object: a claim, or a word that points to one."""
    parse, known = setting.parse, setting.sayings
    claim = parse.lemmas[target] in known.object_denials.get(form, frozenset())
    claim = claim or parse.lemmas[target] in known.claim_nouns
    pointing = parse.lowers[target] in POINTERS
    if form in known.denial_verbs:
        return claim or pointing
    if form in known.object_denials:
        return claim or points(parse, known, form, target)
    return (claim or pointing) and any(parse.lemmas[c] in known.falsehoods for c in parse.children[verb] if c > verb)


def deniers_of(parse: Parse, verb: int, passive: bool) -> list[int]:
    """Those who deny, each of a list by himself."""
    if passive or parse.deps[verb] == "acl":
        first = next(
            (c for c in parse.children[verb] if parse.deps[c] in ("obl:agent", "obl") and has_by(parse, c)), None
        )
    else:
        first = subject(parse, verb)
    if first is None or parse.pos[first] not in ("NOUN", "PROPN", "PRON"):
        return []
    more = [c for c in listed(parse, first) if parse.pos[c] in ("NOUN", "PROPN")]
    return [first, *more[:CONJUNCTS]]


def listed(parse: Parse, noun: int) -> list[int]:
    """Those who are coordinated with a noun; in "the army, the governor and a pilot" a parser may take two for one."""
    found = conjuncts(parse, noun)[1:]
    if found:
        return found
    for c in parse.children[noun]:
        if c > noun and parse.deps[c] == "appos" and any(parse.pos[d] == "DET" for d in parse.children[c]):
            others = conjuncts(parse, c)
            return others if len(others) > 1 else []
    return []


def has_by(parse: Parse, noun: int) -> bool:
    """Whether a noun hangs on "by"."""
    return any(parse.lowers[c] == "by" for c in parse.children[noun])


def denied_words(parse: Parse, verb: int, target: int) -> Range | None:
    """The words for what is denied; where a claim spells out its clause, that clause."""
    clause = next((c for c in parse.children[target] if parse.deps[c] in ("acl", "ccomp") and c > target), None)
    if clause is not None and clause != verb and any(parse.lowers[c] == "that" for c in parse.children[clause]):
        first, after = parse.subtree(clause)
    else:
        first, after = noun_phrase(parse, target)
    if target < verb < after and parse.deps[verb].startswith("acl"):
        after = max(verb, target + 1)  # "a claim | dismissed by the army"
    return trimmed(parse, max(first, verb + 1) if target > verb else first, min(after, target + LONGEST))
