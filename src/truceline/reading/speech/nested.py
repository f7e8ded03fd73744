"""Sayings within sayings: "the Courier reported that officials believe …".

The network's flat labels mark the outer one alone.
"""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.ranges import Range
from truceline.reading.speech.denying import denying
from truceline.reading.speech.drafts import Draft, Drafts, size
from truceline.reading.speech.setting import Setting, speaks_as_outlet
from truceline.reading.speech.told import TASKS, draft_at, is_told, speaker_at

BESIDE = 2  # words (a comma, a quotation mark) between two pieces of one content


def find_nested(setting: Setting) -> None:
    """Adds what somebody else says or believes within what the network found to be said."""
    parse, sayings = setting.parse, setting.sayings
    lowers, nesting = parse.lowers, sayings.nesting
    for draft in tuple(setting.drafts.all):
        for first, after in draft.content:
            for word in range(first, after):
                verb = sayings.verb(parse.lemmas[word], lowers[word])
                if is_state_of_mind(parse, word):
                    verb = f"be {lowers[word]}"
                if (
                    (verb in nesting or sayings.stances.get(verb) in TASKS)
                    and word not in setting.quoted
                    and is_told(parse, word)
                ):
                    inner = inner_draft(setting, draft, word, whole(draft, (first, after)))
                    if inner is not None:
                        setting.drafts.add(inner)


def is_state_of_mind(parse: Parse, word: int) -> bool:
    """Whether a word is said of somebody with "be": "is convinced", "are afraid"."""
    return parse.pos[word] in ("ADJ", "VERB") and any(
        parse.deps[c] in ("cop", "aux:pass") and parse.lemmas[c] == "be" for c in parse.children[word]
    )


def whole(draft: Draft, piece: Range) -> Range:
    """A piece of a content with those beside it: a quotation and the words on it, or around "…, he says, …"."""
    content = draft.content
    spoken = [p for p in (draft.source, draft.cue) if p is not None]
    first, after = piece
    for left, right in sorted(content, reverse=True):
        if left < first and (first <= right + BESIDE or is_between(spoken, right, first)):
            first = left
    for left, right in sorted(content):
        if after < right and (left - BESIDE <= after or is_between(spoken, after, left)):
            after = right
    return first, after


def is_between(spoken: list[Range], left: int, right: int) -> bool:
    """Whether nothing but who says it and how stands between two pieces of a content."""
    inside = [p for p in spoken if left <= p[0] and p[1] <= right]
    return bool(inside) and right - left - sum(p[1] - p[0] for p in inside) <= 2 * BESIDE


def inner_draft(setting: Setting, outer: Draft, verb: int, piece: Range) -> Draft | None:
    """The saying that a verb within a content makes, or None."""
    if setting.drafts.with_cue(verb) is not None:
        return None
    speaker = speaker_at(setting, verb)
    if speaker is None or same_speaker(setting, outer, speaker):
        return None
    return draft_at(setting, verb, speaker, piece)


def same_speaker(setting: Setting, outer: Draft, word: int) -> bool:
    """Whether the inner subject is the one who already speaks."""
    if outer.source is None:
        return False
    head = setting.parse.head_of(*outer.source)
    if setting.parse.lowers[word] == "it" and is_person(setting, head):
        return False  # "it intends to keep them, she joked"
    if setting.parse.pos[word] == "PRON" and not setting.is_outlet(head):
        return True  # "the minister said he believed": hardly ever somebody else
    inner, speaker = setting.mentions.headed_by(word), setting.mentions.headed_by(head)
    if inner is None or speaker is None:
        return False
    return inner.id == speaker.id or (inner.actor is not None and inner.actor == speaker.actor)


def is_person(setting: Setting, word: int) -> bool:
    """Whether a source is one person, by what it is or whom it stands for."""
    mention = setting.mentions.headed_by(word)
    return setting.parse.lowers[word] in ("he", "she") or (mention is not None and mention.kind == "person")


def link_nested(setting: Setting) -> None:
    """Lets every draft be passed on by the smallest one whose content holds its cue."""
    drafts, parse = setting.drafts, setting.parse
    owner: dict[int, int] = {}
    order = sorted(range(len(drafts.all)), key=lambda n: -size(drafts.all[n]))
    for number in order:
        if not drafts.all[number].relay:
            for first, after in drafts.all[number].content:
                for word in range(first, after):
                    owner[word] = number
    for number, draft in enumerate(drafts.all):
        if draft.relay or draft.cue is None:
            continue
        outer = owner.get(draft.cue[0])
        if outer is not None and outer != number and size(drafts.all[outer]) > size(draft):
            if is_claim_denied(setting, draft, drafts.all[outer]):
                continue  # "denied the rebels' claim that …": the claim did not come through who denies it
            drafts.pass_on(number, outer, via_of(setting, number, outer))
    link_shared(setting, parse, drafts)


def is_claim_denied(setting: Setting, inner: Draft, outer: Draft) -> bool:
    """Whether a claim that a noun names is only what somebody denies or turns down."""
    parse = setting.parse
    if inner.cue is None or outer.cue is None or parse.pos[parse.head_of(*inner.cue)] != "NOUN":
        return False
    return denying(parse, setting.sayings, parse.head_of(*outer.cue)) is not None


def via_of(setting: Setting, inner: int, outer: int) -> str:
    """The word by which an inner saying reached the outer one."""
    parse, passer = setting.parse, setting.drafts.all[outer].cue
    if passer is not None:
        lead = parse.lowers[passer[0]]
        if lead in setting.sayings.relay_prepositions:
            return lead
        if lead == "according":
            return "according to"
    cue = setting.drafts.all[inner].cue
    return parse.lowers[parse.head_of(*cue)] if cue else ""


def link_shared(setting: Setting, parse: Parse, drafts: Drafts) -> None:
    """Lets a press body pass on what somebody else says in the very same words."""
    shared: dict[tuple[Range, ...], list[int]] = {}
    for number, draft in enumerate(drafts.all):
        if not draft.relay and draft.source is not None:
            shared.setdefault(draft.content, []).append(number)
    for numbers in shared.values():
        if len(numbers) < 2:
            continue
        outlets = [n for n in numbers if speaks_as_outlet(setting, n)]
        if len(outlets) != 1:
            continue
        beside = drafts.in_sentence((drafts.all[outlets[0]].cue or drafts.all[outlets[0]].content[0])[0])
        for inner in numbers:
            if inner != outlets[0] and inner in beside:
                drafts.pass_on(inner, outlets[0], via_of(setting, inner, outlets[0]))
