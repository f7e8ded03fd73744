"""Several sources under one cue: "the mayor and the union said", "was denied by the army, the governor and a pilot"."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.clauses import is_passive
from truceline.reading.nouns import conjunct
from truceline.reading.ranges import covers
from truceline.reading.speech.denying import listed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting, is_somebody

MOST = 6  # sources in one list
DISTRIBUTING = frozenset({"both", "each", "neither", "either", "alike", "separately", "too"})
JOINT = frozenset({"between", "among"})


def find_several(setting: Setting) -> None:
    """Adds an attribution for each further source of a list, with the cue and content of the first."""
    drafts = setting.drafts
    for number, draft in enumerate(tuple(drafts.all)):
        if draft.source is None or draft.cue is None or draft.relay or not is_each_his_own(setting, draft):
            continue
        for other in others_of(setting, draft)[:MOST]:
            made = drafts.share(number, source=conjunct(setting.parse, other), cue=draft.cue)
            if made is None:
                break
            drafts.alike(number, made)


def is_each_his_own(setting: Setting, draft: Draft) -> bool:
    """Whether a list says it one by one: by "both" or "each", to a denial or no comment, or as those who are cited.

    "Police and witnesses said" is one source with many mouths, and stays one.
    """
    parse, known = setting.parse, setting.sayings
    if draft.source is None or draft.cue is None or draft.kind != "statement":
        return True
    verb = parse.head_of(*draft.cue)
    if parse.lowers[verb] in known.citing or parse.lowers[verb] in known.denial_forms or is_passive(parse, verb):
        return True
    first, after = min(draft.source[0], draft.cue[0]), max(draft.source[1], draft.cue[1])
    return not DISTRIBUTING.isdisjoint(parse.lowers[max(0, first - 1) : after])


def others_of(setting: Setting, draft: Draft) -> list[int]:
    """The words that head the further sources of a list: those coordinated with the head of the source."""
    parse, drafts = setting.parse, setting.drafts
    if draft.source is None or draft.cue is None:
        return []
    head = parse.head_of(*draft.source)
    if parse.pos[head] not in ("NOUN", "PROPN") or parse.deps[head] == "conj":
        return []
    others = listed(parse, head)
    if not others or any(parse.lowers[c] in JOINT for c in parse.children[head]):
        return []
    same = [d for d in drafts.all if d.cue == draft.cue and d is not draft and d.source is not None]
    found = [c for c in others if not any(covers((d.source or (0, 0),), c) for d in same)]
    found = [c for c in found if parse.deps[c] != "appos" or parse.pos[c] == parse.pos[head]]  # "the mayor, Ada Lind"
    fitting = all(parse.pos[c] in ("NOUN", "PROPN") and is_another(parse, c) and speaks(setting, c) for c in found)
    return [c for c in found if not covers(draft.content, c)] if fitting else []


def is_another(parse: Parse, noun: int) -> bool:
    """Whether a noun of a list is somebody else: not the adviser of "the president's brother and adviser"."""
    if parse.pos[noun] == "PROPN" or parse.tags[noun] == "NNS":
        return True
    return any(parse.deps[c] in ("det", "nmod:poss", "nummod") for c in parse.children[noun])


def speaks(setting: Setting, noun: int) -> bool:
    """Whether a noun of a list is somebody by itself."""
    parse: Parse = setting.parse
    return parse.pos[noun] == "PROPN" or is_somebody(setting, noun)
