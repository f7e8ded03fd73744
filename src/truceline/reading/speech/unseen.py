"""A net below the network: sayings by verbs that the vocabulary knows, read off the tree.

The network learnt on long articles; of short reports it passes over some, or lends a cue the content of another one.
"""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.clauses import SUBJECTS, antecedent, is_passive
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import covers, overlap, trimmed
from truceline.reading.speech.complements import Said, said_at
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting, is_somebody
from truceline.reading.speech.told import NEGATIONS, NOBODY
from truceline.vocabulary.complements import load_complements

FINITE = frozenset({"VBD", "VBZ", "VBP"})
HELPED = frozenset({"have", "do", "be"})
HANGING = frozenset({"root", "ccomp", "parataxis", "conj", "acl:relcl", "advcl"})
IF = frozenset({"if", "unless", "whether"})  # before a saying that need not have been made
SHARED = 4  # conjuncts between a verb and the one that has its subject
COUNTING = frozenset({"count", "log", "tally", "register"})
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
    told = any(covers(setting.drafts.all[n].content, verb) for n in setting.drafts.in_sentence(verb))
    if parse.lemmas[verb] in COUNTING and any(parse.lowers[c] == "had" for c in parse.children[verb]):
        return None  # "he had counted the days" is told rather than said
    said = said_at(setting, verb, source) or (None if told else shown_at(setting, verb, speaker))
    if said is None or any(covers(said.content, word) for word in (verb, speaker)):
        return None
    if parse.lowers[said.content[0][0]] == "no" and parse.pos[parse.head_of(*said.content[0])] == "NOUN":
        return None  # "named no source"
    return Draft(source=source, cue=(verb, verb + 1), content=said.content, stance=said.stance)


def shown_at(setting: Setting, verb: int, speaker: int) -> Said | None:
    """What a picture shows or a paper lists: the object of the verb."""
    parse, known = setting.parse, setting.sayings
    if parse.lemmas[verb] not in known.showing or parse.lemmas[speaker] not in known.mediums:
        return None
    if parse.heads[speaker] != verb:
        return None  # "they have a video that shows the blast"
    thing = next((c for c in parse.children[verb] if parse.deps[c] == "obj" and c > verb), None)
    content = None if thing is None else trimmed(parse, *parse.subtree(thing))
    return None if content is None else Said((content,), "asserts")


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
    if found is None:
        return None
    mention = setting.mentions.headed_by(found)
    if parse.lowers[found] in NOBODY and (mention is None or mention.refers_to is None):
        return found if is_house(setting, verb, found) else None
    if any(parse.lowers[c] == "no" and parse.deps[c] == "det" for c in parse.children[found]):
        return None
    return found if is_somebody(setting, found) or is_said_to_speak(setting, verb, found) else None


def is_house(setting: Setting, verb: int, word: int) -> bool:
    """Whether "we" is the publisher that asks or demands something: "We call on both sides to let us in"."""
    parse, known = setting.parse, setting.sayings
    if parse.lowers[word] != "we" or word in setting.quoted:
        return False
    if any(covers(setting.drafts.all[n].content, word) for n in setting.drafts.in_sentence(word)):
        return False
    following = parse.lowers[verb + 1] if verb + 1 < len(parse) else ""
    name = known.verb(parse.lemmas[verb], parse.lowers[verb])
    return known.stances.get(f"{name} {following}", known.stances.get(name)) in ("demands", "asks", "promises")


def is_said_to_speak(setting: Setting, verb: int, noun: int) -> bool:
    """Whether a noun has to be somebody, since it says that something is so: "the skipper maintained that …"."""
    parse, known = setting.parse, setting.sayings
    if parse.pos[noun] not in ("NOUN", "PROPN") or parse.lemmas[verb] not in known.speech | known.plain:
        return False
    if parse.pos[noun] == "PROPN" and any(
        parse.deps[c] == "ccomp" and c < min(verb, noun) for c in parse.children[verb]
    ):
        return True  # "The army shelled the market, Doctors Without Sleep alleged"
    return any(
        parse.deps[c] == "ccomp"
        and any(parse.lowers[m] == "that" and parse.deps[m] == "mark" for m in parse.children[c])
        for c in parse.children[verb]
    )


def is_own(setting: Setting, draft: Draft) -> bool:
    """Whether the saying is one already: somebody has those words, or says it of himself in what he says."""
    parse, drafts = setting.parse, setting.drafts
    cue = draft.cue[0] if draft.cue is not None else draft.content[0][0]
    for number in drafts.in_sentence(cue):
        other = drafts.all[number]
        held = other.cue is not None and covers(draft.content, other.cue[0])
        if overlap(other.content, draft.content) and not covers(other.content, cue) and not held:
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
