"""The medium a claim rests on: video, photograph, document, data, or somebody's statement."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.attributions import Attributions
from truceline.reading.speakers import SIGHTS
from truceline.vocabulary.sayings import Sayings

THOUGHT = frozenset({"believes", "intends"})  # stances of what nobody has said yet
STEPS = 8  # how far up the tree a medium may stand
OTHER = frozenset({"conj", "parataxis", "acl:relcl"})  # tie a clause to another one with media of its own
SHOWN = frozenset({"nsubj", "nsubj:pass", "obl", "obl:agent"})  # where a verb's medium stands


def medium_of(parse: Parse, word: int, attributions: Attributions, sayings: Sayings) -> str | None:
    """The medium of the clause in which a claim's trigger stands.

    Args:
        parse: The text.
        word: The trigger.
        attributions: Who says what in it.
        sayings: The words for media and for saying.

    Returns:
        video, photograph, document, data, statement, or None where the publisher tells it in its own words.
    """
    shown = _above(parse, word, sayings)
    if shown is not None:
        return shown
    said = attributions.innermost(word)
    if said is None:
        return None
    draft = attributions.ranges[said.id]
    heads = [] if draft.source is None else [parse.head_of(*draft.source)]
    cue = range(*(draft.cue or (0, 0)))
    for at in (*heads, *cue):
        if parse.lemmas[at] in sayings.mediums and parse.pos[at] in ("NOUN", "PROPN"):
            return sayings.mediums[parse.lemmas[at]]
    spoken = said.stance not in THOUGHT and any(is_spoken(parse, at, sayings) for at in cue)
    return _beside(parse, draft.cue, sayings) or ("statement" if spoken else None)


def is_spoken(parse: Parse, word: int, sayings: Sayings) -> bool:
    """Whether a word of a cue says that something was said, and not only thought or wanted."""
    lemma = sayings.verb(parse.lemmas[word], parse.lowers[word])
    if parse.lowers[word] in ("according", ":") or lemma in sayings.relay_prepositions or lemma in sayings.quoting:
        return True
    return sayings.stances.get(lemma, "believes") not in THOUGHT


def _above(parse: Parse, word: int, sayings: Sayings) -> str | None:
    """The medium that a word hangs on ("video of the attack"), or that its clause has for a subject."""
    w = word
    for _ in range(STEPS):
        for c in parse.children[w]:
            if parse.deps[c] in SHOWN and c != word and parse.lemmas[w] in sayings.showing:
                medium = sayings.mediums.get(parse.lemmas[c])
                if medium is not None:
                    return medium
        head, relation = parse.heads[w], parse.deps[w]
        if head == w:
            return None
        if relation in ("nmod", "acl", "compound", "acl:relcl") and parse.pos[head] == "NOUN":
            medium = sayings.mediums.get(parse.lemmas[head])
            if medium in SIGHTS:
                return medium
        if relation in OTHER and parse.pos[head] == parse.pos[w] == "VERB":
            return None
        w = head
    return None


def _beside(parse: Parse, cue: tuple[int, int] | None, sayings: Sayings) -> str | None:
    """The medium that stands beside the verb of saying: "said in a video"."""
    if cue is None:
        return None
    head = parse.head_of(*cue)
    for c in parse.children[head]:
        if parse.deps[c] == "obl":
            medium = sayings.mediums.get(parse.lemmas[c])
            if medium is not None:
                return medium
    return None
