"""A net below the network: sayings by verbs that the vocabulary knows, read off the tree.

The network learnt on long articles; of short reports it passes over some, or lends a cue the content of another one.
"""

from __future__ import annotations

from dataclasses import replace

from truceline.model import Parse
from truceline.reading.clauses import SUBJECTS, antecedent, is_passive
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import covers, overlap
from truceline.reading.speech.complements import said_at
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting, is_somebody
from truceline.reading.speech.told import NEGATIONS, NOBODY
from truceline.vocabulary.complements import load_complements

FINITE = frozenset({"VBD", "VBZ", "VBP"})
HELPED = frozenset({"have", "do", "be"})
HANGING = frozenset({"root", "ccomp", "parataxis", "conj", "acl:relcl", "advcl"})
IF = frozenset({"if", "unless", "whether"})  # before a saying that need not have been made
SHARED = 4  # conjuncts between a verb and the one that has its subject
RELATIVE = frozenset({"who", "which", "that"})


def find_unseen(setting: Setting) -> None:
    """Adds what somebody says, asks, wants or believes by a verb of the vocabulary, where nothing has that cue."""
    parse, drafts, known = setting.parse, setting.drafts, setting.sayings
    complements = load_complements()
    for verb, lemma in enumerate(parse.lemmas):
        if parse.pos[verb] not in ("VERB", "ADJ") or verb in setting.quoted:
            continue
        name = known.verb(lemma, parse.lowers[verb])
        if name not in known.stances and lemma not in complements:
            continue
        if drafts.with_cue(verb) is None and is_finite(parse, verb):
            found = draft_at(setting, verb)
            if found is not None and not is_own(setting, found):
                drafts.add(found)


def mend_lent(setting: Setting) -> None:
    """Gives a cue its own content where the network's stands in another sentence and is another cue's there."""
    parse, drafts = setting.parse, setting.drafts
    for number, draft in enumerate(drafts.all):
        if draft.cue is None or draft.source is None:
            continue
        verb = parse.head_of(*draft.cue)
        here = parse.sentence_of[verb]
        if any(parse.sentence_of[piece[0]] == here for piece in draft.content):
            continue
        if not any(
            other is not draft and other.content == draft.content and other.cue is not None for other in drafts.all
        ):
            continue
        said = said_at(setting, verb, draft.source)
        if said is not None and not any(covers(said.content, word) for word in range(*draft.cue)):
            drafts.all[number] = replace(draft, content=said.content, stance=said.stance)


def is_finite(parse: Parse, verb: int) -> bool:
    """Whether a verb tells of a saying that was made: finite, or with "has", "did", "was"; not negated."""
    children = parse.children[verb]
    if any(parse.lowers[c] in NEGATIONS or parse.lowers[c] in IF for c in children if c < verb):
        return False
    if parse.deps[verb] not in HANGING:
        return False
    helpers = [c for c in children if parse.deps[c].startswith(("aux", "cop"))]
    if any(parse.tags[c] in ("MD", "TO") for c in helpers):
        return False
    if parse.pos[verb] == "ADJ" or any(parse.deps[c] == "cop" for c in helpers):
        return bool(helpers)
    if is_passive(parse, verb):
        return False
    if parse.tags[verb] in FINITE:
        return True
    return any(parse.lemmas[c] in HELPED for c in helpers)


def draft_at(setting: Setting, verb: int) -> Draft | None:
    """The saying of a verb, or None where nobody says it or nothing is said."""
    parse = setting.parse
    speaker = speaker_at(setting, verb)
    if speaker is None:
        return None
    source = noun_phrase(parse, speaker)
    said = said_at(setting, verb, source)
    if said is None or any(covers(said.content, word) for word in (verb, speaker)):
        return None
    return Draft(source=source, cue=(verb, verb + 1), content=said.content, stance=said.stance)


def speaker_at(setting: Setting, verb: int) -> int | None:
    """The noun that names who speaks: the verb's own subject, that of the verb it is coordinated with, or "X who"."""
    parse, at = setting.parse, verb
    for _ in range(SHARED):
        found = next((c for c in parse.children[at] if parse.deps[c] in SUBJECTS), None)
        if found is not None:
            if parse.lowers[found] in RELATIVE:
                above = antecedent(parse, found)
                found = above if above != found else None
            break
        if parse.deps[at] != "conj" or parse.heads[at] == at:
            return None
        at = parse.heads[at]
    if found is None or parse.lowers[found] in NOBODY or not is_somebody(setting, found):
        return None
    return found


def is_own(setting: Setting, draft: Draft) -> bool:
    """Whether the saying is one already: somebody has those words, or says it of himself in what he says."""
    parse, drafts = setting.parse, setting.drafts
    cue = draft.cue[0] if draft.cue is not None else draft.content[0][0]
    for number in drafts.in_sentence(cue):
        other = drafts.all[number]
        if overlap(other.content, draft.content) and not covers(other.content, cue):
            return True
        if (
            other.cue is not None
            and covers(draft.content, other.cue[0])
            and not covers(draft.content, parse.head_of(*other.cue))
        ):
            return True
        if covers(other.content, cue) and speaks_himself(setting, other, draft):
            return True
    return False


def speaks_himself(setting: Setting, outer: Draft, inner: Draft) -> bool:
    """Whether the one who says it in a content is the one whose content it is."""
    if outer.source is None or inner.source is None:
        return outer.source is None
    parse, mentions = setting.parse, setting.mentions
    one, other = parse.head_of(*outer.source), parse.head_of(*inner.source)
    if parse.pos[other] == "PRON":
        return True
    a, b = mentions.headed_by(one), mentions.headed_by(other)
    return a is not None and b is not None and (a.id == b.id or (a.actor is not None and a.actor == b.actor))
