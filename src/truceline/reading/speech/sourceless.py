"""Attributions for which the network names nobody, though the tree does; and speech that runs on over paragraphs."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise

from truceline.model import Parse
from truceline.reading.clauses import is_passive, subject
from truceline.reading.nouns import noun_phrase, preposition
from truceline.reading.ranges import Range, covers, overlap, trimmed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.quotation import quoted_ranges
from truceline.reading.speech.setting import Setting, is_somebody
from truceline.reading.speech.told import NOBODY

INVERTED = 3  # words from a verb to the speaker behind it
ABOVE = 3  # steps from a noun to the clause that it stands in
HANGING = frozenset({"obj", "obl", "nmod", "obl:unmarked"})
TASKED = frozenset({"xcomp", "advcl", "ccomp"})
MOST = 40  # words of a paragraph of speech that one draft takes in at once
PARAGRAPHS = 12  # of one speech


def name_sourceless(setting: Setting) -> None:
    """Gives attributions without a source the subject of their verb, or of the clause of the noun that is their cue."""
    for number, draft in enumerate(setting.drafts.all):
        if draft.source is not None or draft.relay:
            continue
        cue = setting.parse.head_of(*draft.cue) if draft.cue is not None else verb_above(setting, draft)
        if cue is not None and draft.cue is not None:
            draft = without_subject(setting, number, cue)
        found = None if cue is None else speaker_of_cue(setting, cue, draft)
        if cue is None or found is None:
            continue
        if draft.cue is None:
            setting.drafts.all[number] = with_verb(setting, draft, cue)
            setting.drafts.file_cue(number)
        setting.drafts.name_source(number, found)


def without_subject(setting: Setting, number: int, verb: int) -> Draft:
    """A draft without the piece of its content that is nothing but its verb's subject: "Residents | told …"."""
    draft, parse = setting.drafts.all[number], setting.parse
    about = next((c for c in parse.children[verb] if parse.deps[c] == "nsubj" and c < verb), None)
    if about is None or len(draft.content) < 2:
        return draft
    kept = tuple(piece for piece in draft.content if parse.head_of(*piece) != about or not piece[0] <= about < piece[1])
    if kept and len(kept) < len(draft.content):
        draft = setting.drafts.all[number] = replace(draft, content=kept)
    return draft


def verb_above(setting: Setting, draft: Draft) -> int | None:
    """The verb of saying that a content without a cue hangs on: "called on teachers | to go back to work"."""
    parse, known = setting.parse, setting.sayings
    first, after = draft.content[0]
    head = parse.head_of(first, after)
    verb = parse.heads[head]
    if verb == head or parse.pos[verb] != "VERB" or parse.deps[head] not in TASKED or first <= verb < after:
        return None
    name = known.verb(parse.lemmas[verb], parse.lowers[verb])
    following = f"{name} {parse.lowers[verb + 1]}" if verb + 1 < len(parse) else name
    spoken = name in known.stances or following in known.stances
    return verb if spoken and setting.drafts.with_cue(verb) is None else None


def with_verb(setting: Setting, draft: Draft, verb: int) -> Draft:
    """A draft with its verb for cue, and whoever is to do it taken into the content."""
    parse = setting.parse
    first, after = draft.content[0]
    hearer = next((c for c in parse.children[verb] if verb < c < first and parse.deps[c] in ("obj", "obl")), None)
    if hearer is not None and parse.subtree(hearer)[0] > verb:
        first = min(first, noun_phrase(parse, hearer)[0])
    return replace(draft, cue=(verb, verb + 1), content=((first, after), *draft.content[1:]))


def speaker_of_cue(setting: Setting, cue: int, draft: Draft) -> Range | None:
    """Who speaks by a verb or noun of saying, as the tree has it."""
    parse = setting.parse
    if parse.pos[cue] == "VERB" and not is_passive(parse, cue):
        return somebody(setting, subject(parse, cue) or inverted(parse, cue), draft)
    if parse.pos[cue] == "VERB":  # "the reports were rejected by both governments"
        agents = (c for c in parse.children[cue] if parse.deps[c].startswith("obl") and preposition(parse, c) == "by")
        return somebody(setting, next(agents, None), draft)
    if parse.pos[cue] != "NOUN":
        return None
    own = next((c for c in parse.children[cue] if parse.deps[c] == "nsubj"), None)
    if own is not None:  # "has been warning", read as a noun
        return somebody(setting, own, draft)
    if any(parse.deps[c] in ("nmod:poss", "nmod") and c < cue for c in parse.children[cue]):
        return None
    at = cue
    for _ in range(ABOVE):
        head = parse.heads[at]
        if head == at or parse.deps[at] not in HANGING:
            return None
        at = head
        if parse.pos[at] == "VERB":
            return None if is_passive(parse, at) else somebody(setting, subject(parse, at), draft)
    return None


def inverted(parse: Parse, verb: int) -> int | None:
    """A speaker right behind the verb whom the tree has for its object: "…, wrote the mayors, …"."""
    beside = parse.words[verb - 1] in (",", "”", '"') if verb else False
    return next(
        (c for c in parse.children[verb] if beside and parse.deps[c] == "obj" and 0 < c - verb <= INVERTED), None
    )


def somebody(setting: Setting, noun: int | None, draft: Draft) -> Range | None:
    """The words for somebody who is no part of what is said, or None."""
    if noun is None or setting.parse.lowers[noun] in NOBODY or not is_somebody(setting, noun):
        return None
    found = noun_phrase(setting.parse, noun)
    return None if overlap((found,), draft.content) or covers((draft.cue or (0, 0),), noun) else found


def find_paragraphs(setting: Setting) -> None:
    """Gives speech that goes on in the next paragraph to whoever spoke: its marks open there anew and close once."""
    parse, drafts = setting.parse, setting.drafts
    ranges = quoted_ranges(parse)
    spoken = contents_over(setting)  # what is added below covers no range that comes after it
    for (first, after), (begin, end) in pairwise(ranges):
        if begin != after + 1 or "\n" not in parse.text[parse.ends[after - 1] : parse.starts[after]]:
            continue
        words = [w for w in range(begin, end) if parse.pos[w] not in ("PUNCT", "SPACE")]
        if not words or spoken[words[0]]:
            continue
        number = speaking(setting, (first, after))
        piece = trimmed(parse, begin, end)
        if number is not None and piece is not None and len(drafts.all[number].content) < PARAGRAPHS:
            drafts.all[number] = replace(drafts.all[number], content=(*drafts.all[number].content, piece))


def contents_over(setting: Setting) -> list[int]:
    """In how many pieces of contents each word stands."""
    opened = [0] * (len(setting.parse) + 1)
    for draft in setting.drafts.all:
        for first, after in draft.content:
            opened[first] += 1
            opened[after] -= 1
    return list(accumulate(opened))


def speaking(setting: Setting, words: Range) -> int | None:
    """The attribution whose content quoted words are."""
    for number, draft in enumerate(setting.drafts.all):
        if not draft.relay and any(piece[1] > words[0] and piece[0] < words[1] for piece in draft.content):
            if draft.source is not None:
                return number
    return None
