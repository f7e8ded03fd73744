"""Relays that go on: what somebody adds was told to the same outlet, where the text says so."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.index import root
from truceline.reading.ranges import Range
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.relays import STEPS
from truceline.reading.speech.setting import Setting
from truceline.reading.speech.speakers import DEPTH, plain, speaker_of

BACK = 2  # sentences within which a saying goes on
ADDED = frozenset({"conj", "advcl", "xcomp", "parataxis"})  # how one saying hangs on another in a sentence
PLACED = frozenset({"at", "in", "on", "during", "to", "through", "via"})  # begin what may be a new occasion
NEW = frozenset({"later", "earlier", "afterwards", "separately", "meanwhile", "then", "next"})
SAME = 4  # words between "same" and the occasion


def inherit_relays(setting: Setting) -> None:
    """Lets the outlet that passes a saying on pass on what the same speaker says on the same occasion."""
    _parse, drafts = setting.parse, setting.drafts
    order = sorted(
        (n for n, draft in enumerate(drafts.all) if not draft.relay and draft.cue is not None),
        key=lambda n: drafts.all[n].cue or (0, 0),
    )
    last: dict[str, int] = {}  # speaker → his last saying
    for number in order:
        who = speaker(setting, drafts.all[number])
        if who is None:
            continue
        before = last.get(who)
        last[who] = number
        if before is None or number in drafts.passed:
            continue
        passer = drafts.passed.get(before)
        if passer is None or not is_outlet_draft(setting, passer[0]):
            continue
        if goes_on(setting, drafts.all[before], drafts.all[number]):
            hand_on(setting, number, passer)


def hand_on(setting: Setting, number: int, passer: tuple[int, str]) -> None:
    """Files the outlet's passing on of one more saying."""
    outlet = setting.drafts.all[passer[0]]
    if outlet.source is None:
        return
    made = setting.drafts.share(number, source=outlet.source, cue=outlet.cue, relay=True)
    if made is not None:
        setting.drafts.pass_on(number, made, passer[1])


def is_outlet_draft(setting: Setting, number: int) -> bool:
    """Whether the source of a draft is a press body."""
    source = setting.drafts.all[number].source
    return source is not None and setting.is_outlet(setting.parse.head_of(*source))


def speaker(setting: Setting, draft: Draft) -> str | None:
    """Who speaks in a draft, in a form for comparing."""
    if draft.source is None:
        return None
    found = speaker_of(setting.parse, setting.mentions, setting.sayings, draft.source).mention
    if found is None:
        return plain(setting.parse.words_between(*draft.source))
    body = root(setting.mentions.by_id, found, DEPTH)
    return body.actor if body.named and body.actor else body.id


def goes_on(setting: Setting, before: Draft, draft: Draft) -> bool:
    """Whether a saying goes on with the one before: in its sentence, by its word, or "in the same interview"."""
    parse = setting.parse
    one, other = before.cue, draft.cue
    if one is None or other is None:
        return False
    first, second = parse.sentence_of[one[0]], parse.sentence_of[other[0]]
    if names_same(setting, second):
        return True
    if second - first > BACK or draft.source is None:
        return False
    if first == second:
        return hangs_on(parse, parse.head_of(*other), parse.head_of(*one))
    verb = parse.head_of(*other)
    adding = setting.sayings.verb(parse.lemmas[verb], parse.lowers[verb]) in setting.sayings.adding
    also = any(parse.lowers[c] in ("also", "further") for c in parse.children[verb])
    return (adding or also) and not is_new_occasion(setting, verb, draft.source)


def hangs_on(parse: Parse, verb: int, above: int) -> bool:
    """Whether a verb is coordinated with another one or hangs on it."""
    for _ in range(STEPS):
        if verb == above:
            return True
        if parse.deps[verb].partition(":")[0] not in ADDED or parse.heads[verb] == verb:
            return False
        verb = parse.heads[verb]
    return False


def names_same(setting: Setting, sentence: int) -> bool:
    """Whether a sentence points back to the occasion: "in the same interview", "later in the broadcast"."""
    parse = setting.parse
    first, after = parse.sentences[sentence]
    for word in range(first, min(after, first + SAME * 2)):
        if parse.lowers[word] == "same":
            near = parse.lemmas[word + 1 : min(after, word + SAME)]
            if any(lemma in setting.sayings.occasions for lemma in near):
                return True
    return False


def is_new_occasion(setting: Setting, verb: int, source: Range) -> bool:
    """Whether a saying was made elsewhere or at another time: "at a rally", "in a post", "later"."""
    parse = setting.parse
    for c in parse.children[verb]:
        if c < verb and parse.deps[c] == "advcl" and parse.tags[c] in ("VBG", "VBN"):
            return True  # "Speaking at a rally, she added"
        if parse.lowers[c] in NEW and parse.deps[c] == "advmod":
            return True
        if parse.deps[c] == "obl" and not source[0] <= c < source[1]:
            if any(parse.lowers[mark] in PLACED and parse.deps[mark] == "case" for mark in parse.children[c]):
                return True
    return False
