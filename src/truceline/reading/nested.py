"""Sayings within sayings, and those that the network's flat labels leave out.

"The Courier reported that officials believe …": the network marks the outer one alone.
"""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.drafts import Draft, Drafts, Range, covers, size, trimmed
from truceline.reading.setting import Setting, is_somebody, noun_phrase, speaks_as_outlet

NOBODY = frozenset({"i", "we", "you", "one", "it", "there", "who", "which", "that", "what", "this", "these", "those"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
SHORTEST = 3  # words of an inner content; what is shorter is "told lies" or "said so"
HEADLINE = 8  # words before a headline's colon
FINITE = frozenset({"VBD", "VBZ", "VBP"})
TOLD = frozenset({"ccomp", "root", "parataxis", "conj"})
LABELS = frozenset({"nsubj", "nsubj:outer"})


def find_nested(setting: Setting) -> None:
    """Adds what somebody else says or believes within what the network found to be said."""
    parse, nesting = setting.parse, setting.sayings.nesting
    for draft in tuple(setting.drafts.all):
        for first, after in draft.content:
            for word in range(first, after):
                if parse.lemmas[word] in nesting and word not in setting.quoted and is_told(parse, word):
                    inner = inner_draft(setting, draft, word, (first, after))
                    if inner is not None:
                        setting.drafts.add(inner)


def is_told(parse: Parse, verb: int) -> bool:
    """Whether a verb tells of a saying that was made, as the head of what is told."""
    if parse.pos[verb] != "VERB" or parse.deps[verb] not in TOLD:
        return False
    if parse.tags[verb] == "VBN":
        return any(parse.lemmas[c] == "have" for c in parse.children[verb])
    return parse.tags[verb] in FINITE


def inner_draft(setting: Setting, outer: Draft, verb: int, piece: Range) -> Draft | None:
    """The saying that a verb within a content makes, or None."""
    parse = setting.parse
    if setting.drafts.with_cue(verb) is not None:
        return None
    speaker = next((c for c in parse.children[verb] if parse.deps[c] in LABELS), None)
    said = next((c for c in parse.children[verb] if parse.deps[c] in ("ccomp", "parataxis")), None)
    if speaker is None or parse.lowers[speaker] in NOBODY or not is_somebody(setting, speaker):
        return None
    if any(parse.lowers[c] in NEGATIONS for c in parse.children[verb]):
        return None
    if said is None and parse.deps[verb] == "parataxis" and not parse.deps[parse.heads[verb]].startswith("acl"):
        said = parse.heads[verb]
    if said is None or same_speaker(setting, outer, speaker):
        return None
    span = content_of(parse, verb, said, piece)
    source = noun_phrase(parse, speaker)
    if span is None or span[1] - span[0] < SHORTEST or covers((span,), verb):
        return None
    if not piece[0] <= source[0] < source[1] <= piece[1]:
        return None
    return Draft(source=source, cue=(verb, verb + 1), content=(span,))


def content_of(parse: Parse, verb: int, said: int, piece: Range) -> Range | None:
    """The words of the clause that a verb reports, within the piece."""
    first, after = parse.subtree(said)
    if said == parse.heads[verb]:  # the verb stands after, as in "…, the army said"
        first, after = first, min(after, parse.subtree(verb)[0])
    elif first <= verb < after:
        return None
    return trimmed(parse, max(first, piece[0]), min(after, piece[1]))


def same_speaker(setting: Setting, outer: Draft, word: int) -> bool:
    """Whether the inner subject is the one who already speaks."""
    if outer.source is None:
        return False
    head = setting.parse.head_of(*outer.source)
    if setting.parse.pos[word] == "PRON" and not setting.is_outlet(head):
        return True  # "the minister said he believed": hardly ever somebody else
    inner, speaker = setting.mentions.headed_by(word), setting.mentions.headed_by(head)
    if inner is None or speaker is None:
        return False
    return inner.id == speaker.id or (inner.actor is not None and inner.actor == speaker.actor)


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
            drafts.pass_on(number, outer, via_of(setting, number, outer))
    link_shared(setting, parse, drafts)


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


def find_headlines(setting: Setting) -> None:
    """Adds headlines with a colon: "Ministry: no talks planned", "No talks planned: ministry"."""
    parse, drafts = setting.parse, setting.drafts
    for first, after in parse.sentences:
        colon = next((i for i in range(first, min(after, first + 40)) if parse.words[i] == ":"), None)
        if colon is None or not is_headline(parse, first, after):
            continue
        if any(drafts.with_cue(w) is not None or drafts.with_source(w) is not None for w in range(first, after)):
            continue
        for source, content in (((first, colon), (colon + 1, after)), ((colon + 1, after), (first, colon))):
            name, said = trimmed(parse, *source), trimmed(parse, *content)
            if name is None or said is None or name[1] - name[0] > HEADLINE or said[1] - said[0] < 2:
                continue
            if names_somebody(setting, name):
                drafts.add(Draft(source=name, cue=(colon, colon + 1), content=(said,)))
                break


def is_headline(parse: Parse, first: int, after: int) -> bool:
    """Whether a sentence is a line by itself without a full stop."""
    while after > first and parse.words[after - 1].isspace():
        after -= 1
    start, end = parse.starts[first], parse.ends[after - 1]
    before, behind = parse.text[max(0, start - 2) : start].rstrip(" "), parse.text[end : end + 2].lstrip(" ")
    alone = before[-1:] in ("", "\n") and behind[:1] in ("", "\n")
    return alone and parse.words[after - 1] not in (".", "?", "!")


def names_somebody(setting: Setting, name: Range) -> bool:
    """Whether the words are nobody but one mention, its determiner aside."""
    mention = setting.mentions.headed_by(setting.parse.head_of(*name)) or setting.mentions.at(name[1] - 1)
    if mention is None:
        return False
    first, after = setting.mentions.ranges[mention.id]
    return after == name[1] and first - name[0] <= 1
