"""Whether what is said threatens: harm that the speaker's own side will do, and warnings of its own deeds."""

from __future__ import annotations

from truceline.model import Actor, Parse
from truceline.reading.clauses import subject
from truceline.reading.index import Index, root
from truceline.reading.speech.denying import is_nobodys
from truceline.reading.speech.drafts import Draft
from truceline.vocabulary.sayings import Sayings

FUTURES = frozenset({"will", "would", "'ll", "’ll", "'d", "’d", "shall"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})
ANSWERING = frozenset({"answer", "punish", "avenge", "meet", "repay"})  # "would be answered": by whoever warns
SELF = frozenset({"it", "they", "he", "she", "we", "i"})
OWNERS = frozenset({"its", "their", "his", "her", "our"})
OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "REB"})  # who speaks for a side
FORCES = frozenset({"MIL", "REB", "COP"})
ARMED = frozenset({"state", "body", "group"})
STEM = 5  # letters by which a name and its adjective are told to be one: "Elbia", "Elbian"
DEPTH = 6


def threatens_harm(parse: Parse, sayings: Sayings, draft: Draft, mentions: Index[Actor] | None) -> bool:
    """Whether a content tells of harm that the source's side will do: "we will burn your boats"."""
    verb = parse.head_of(*draft.content[0])
    if not will_be(parse, verb):
        return False
    if any(parse.deps[c] == "aux:pass" for c in parse.children[verb]):
        return parse.lemmas[verb] in ANSWERING
    about = subject(parse, verb)
    return parse.lemmas[verb] in sayings.harming and about is not None and is_own_side(parse, draft, about, mentions)


def warns_of_own_deed(parse: Parse, sayings: Sayings, draft: Draft, mentions: Index[Actor] | None) -> bool:
    """Whether a warning is of what the source's own side will do: "warned it would close the border"."""
    for first, after in draft.content:
        verb = parse.head_of(first, after)
        about = subject(parse, verb)
        if about is not None and will_be(parse, verb) and is_own_side(parse, draft, about, mentions):
            return not any(parse.deps[c] in ("cop", "aux:pass") for c in parse.children[verb])
        passive = any(parse.deps[c] == "aux:pass" for c in parse.children[verb])
        if (
            passive
            and will_be(parse, verb)
            and parse.lemmas[verb] in sayings.harming
            and is_armed(parse, draft, mentions)
        ):
            return True  # "any boat that comes near will be sunk, the coast guard warned"
    return False


def is_armed(parse: Parse, draft: Draft, mentions: Index[Actor] | None) -> bool:
    """Whether the source is one that can do harm: an army, an armed group, a state."""
    if mentions is None or draft.source is None:
        return False
    speaker = mentions.headed_by(parse.head_of(*draft.source))
    return speaker is not None and not FORCES.isdisjoint(speaker.sector)


def will_be(parse: Parse, verb: int) -> bool:
    """Whether a verb tells of what will be done."""
    helped = {parse.lowers[c] for c in parse.children[verb] if parse.deps[c].startswith("aux")}
    negated = any(parse.lowers[c] in NEGATIONS and c < verb for c in parse.children[verb])
    return bool(helped & FUTURES) and not negated and not is_nobodys(parse, verb)


def is_own_side(parse: Parse, draft: Draft, about: int, mentions: Index[Actor] | None) -> bool:
    """Whether whoever is to do it is the source, or the state or body that the source speaks for."""
    if parse.lowers[about] in SELF:
        return True
    doer = mentions.headed_by(about) if mentions is not None else None
    if mentions is None or doer is None or draft.source is None:
        return False
    if doer.kind not in ARMED:
        return parse.lowers[draft.source[0]] == "its" and parse.pos[about] == "PROPN"  # a land taken for a person
    body = root(mentions.by_id, doer, DEPTH)
    first, after = draft.source
    for word in range(first, after):
        if parse.lowers[word] in OWNERS and (owner := mentions.headed_by(word)) is not None:
            if root(mentions.by_id, owner, DEPTH).id == body.id:
                return True
    stem = parse.lowers[about][:STEM]
    if any(parse.lowers[w][:STEM] == stem and parse.words[w][:1].isupper() for w in range(first, after)):
        return True
    speaker = mentions.headed_by(parse.head_of(first, after)) or mentions.at(after - 1)
    if speaker is None:
        return False
    spoken = root(mentions.by_id, speaker, DEPTH)
    country = speaker.country or spoken.country
    if country is not None or body.country is not None:
        return country is not None and country == body.country and body.kind in ("state", "body")
    # "Elbia would answer any raid, Defence Minister Ugo Brand said", of a country that nothing else is known of
    return body.kind == "state" and not OFFICIAL.isdisjoint(speaker.sector or spoken.sector)
