"""People through whose hands a saying passes: "through her lawyer", "in a statement read out by an aide"."""

from __future__ import annotations

from truceline.reading.nouns import noun_phrase, preposition
from truceline.reading.speech.setting import Setting

THROUGH = frozenset({"through", "via"})
READING = frozenset({"read", "relay", "deliver", "convey", "recite", "forward", "pass"})  # done with another's words
VOICES = frozenset({"interpreter", "translator"})  # through whom one speaks, and who pass nothing on
PLACED = frozenset({"in", "through", "via", "by"})


def find_hands(setting: Setting) -> None:
    """Lets those pass a saying on through whom it was made."""
    parse, drafts = setting.parse, setting.drafts
    for number, draft in enumerate(tuple(drafts.all)):
        if draft.cue is None or draft.source is None or draft.relay:
            continue
        verb = parse.head_of(*draft.cue)
        for c in (*parse.children[verb], *parse.children[parse.head_of(*draft.source)]):
            hand = hand_at(setting, c)
            if hand is None or hand == parse.head_of(*draft.source) or setting.is_outlet(hand):
                continue
            made = drafts.share(number, source=noun_phrase(parse, hand), cue=draft.cue, relay=True)
            if made is not None:
                drafts.pass_on(number, made, "through")
            break


def hand_at(setting: Setting, word: int) -> int | None:
    """The person of "through her lawyer" or "in a statement read out by her lawyer", if a word begins such a phrase."""
    parse = setting.parse
    if not parse.deps[word].startswith(("obl", "nmod")):
        return None
    before = preposition(parse, word)
    if before in THROUGH and is_person(setting, word):
        return None if parse.lemmas[word] in VOICES else word
    if before in PLACED and parse.lemmas[word] in setting.sayings.venues:
        for verb in parse.children[word]:
            if parse.deps[verb].startswith("acl") and parse.lemmas[verb] in READING:
                agents = (
                    c for c in parse.children[verb] if parse.deps[c].startswith("obl") and preposition(parse, c) == "by"
                )
                return next((c for c in agents if is_person(setting, c)), None)
    return None


def is_person(setting: Setting, noun: int) -> bool:
    """Whether a noun names a person."""
    mention = setting.mentions.headed_by(noun)
    return (mention is not None and mention.kind == "person") or setting.parse.lemmas[noun] in setting.sayings.persons
