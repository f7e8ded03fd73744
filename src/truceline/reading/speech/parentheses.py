"""Relays that hang on a whole clause: "per CBS News", "according to the complaint", "CNN reported"."""

from __future__ import annotations

from dataclasses import replace

from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import Range, covers, overlap, trimmed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting, is_somebody, speaks_as_outlet

LONGEST = 150  # words of the clause that such a phrase vouches for
LEADING = frozenset({"PUNCT", "CCONJ", "ADV", "SPACE"})  # before a phrase that opens its sentence
NEAR = 4  # words between "per" and the name after it


def find_parentheses(setting: Setting) -> None:
    """Lets "per X" and "according to X" pass on what was said in the clause they hang on."""
    lowers, relays = setting.parse.lowers, setting.sayings.relay_prepositions
    for at, lower in enumerate(lowers):
        if lower in relays or (lower == "according" and lowers[at + 1 : at + 2] == ("to",)):
            passer = passer_of(setting, at)
            if passer is not None:
                hang(setting, at, passer)


def passer_of(setting: Setting, at: int) -> int | None:
    """The noun that the preposition governs."""
    parse = setting.parse
    after = parse.sentences[parse.sentence_of[at]][1]
    start = at + 2 if parse.lowers[at] == "according" else at + 1
    for word in (parse.heads[at], parse.heads[start - 1]):
        if start <= word < after and parse.pos[word] in ("NOUN", "PROPN", "PRON"):
            return word
    for word in range(start, min(after, start + NEAR)):
        mention = setting.mentions.at(word)
        if mention is not None:
            return setting.mentions.heads[mention.id]
    return None


def hang(setting: Setting, at: int, passer: int) -> None:
    """Ties one such phrase to the saying that it passes on, with a draft of its own where the network gave none."""
    parse, drafts = setting.parse, setting.drafts
    if setting.is_publisher(passer):
        return
    outer = drafts.with_cue(at)
    if outer is None:
        outer = drafts.with_source(passer)
        if outer is not None and covers((drafts.all[outer].source or (0, 0),), at):
            outer = None  # the network took "officials, per X" for one source
    passer = printed_in(setting, passer) or passer
    outlet = setting.is_outlet(passer)
    named = parse.pos[passer] == "PROPN" and parse.lowers[at] != "according"  # "per Norvik"
    if outer is None and not outlet and (not (named or is_somebody(setting, passer)) or is_rate(setting, passer)):
        return
    if outer is not None and drafts.all[outer].source is None:
        drafts.name_source(outer, source_phrase(setting, passer))
    if outer is not None and is_missed(setting, at, outer):
        content = clause_beside(setting, at, passer)
        if content:
            drafts.all[outer] = replace(drafts.all[outer], content=content)
    via = parse.lowers[at] if parse.lowers[at] != "according" else "according to"
    inner = said_in_clause(setting, at, outer, strict=not outlet or via == "according to")
    if outer is None:
        if inner is not None and not outlet:
            return
        outer = own_draft(setting, at, passer, inner)
    if inner is None or outer is None or drafts.all[inner].source == drafts.all[outer].source:
        return
    if not outlet and speaks_as_outlet(setting, inner):
        drafts.pass_on(outer, inner, via)  # "the Courier reported, according to police": the police are the origin
    else:
        drafts.pass_on(inner, outer, via)


def printed_in(setting: Setting, noun: int) -> int | None:
    """The press body in which a paper stands that somebody names: "per a dispatch in the Courier"."""
    parse, known = setting.parse, setting.sayings
    if parse.lemmas[noun] not in known.mediums:
        return None
    return next((c for c in parse.children[noun] if parse.deps[c] == "nmod" and setting.is_outlet(c)), None)


def own_draft(setting: Setting, at: int, passer: int, inner: int | None) -> int | None:
    """A draft for a phrase that the network passed over: with the content of what it passes on, or of its clause."""
    cue = (at, at + (2 if setting.parse.lowers[at] == "according" else 1))
    if inner is not None:
        return setting.drafts.share(inner, source=setting.phrase(passer), cue=cue, relay=True)
    content = clause_beside(setting, at, passer)
    if not content:
        return None
    return setting.drafts.add(Draft(source=source_phrase(setting, passer), cue=cue, content=content))


def source_phrase(setting: Setting, passer: int) -> Range:
    """The words that name who vouches for it."""
    first, after = setting.phrase(passer)
    return first, max(after, noun_phrase(setting.parse, passer)[1])


def said_in_clause(setting: Setting, at: int, outer: int | None, *, strict: bool) -> int | None:
    """The saying in the clause that the phrase hangs on.

    Args:
        setting: What to look at.
        at: The preposition.
        outer: The phrase's own draft, where the network gave one.
        strict: Whether that draft has to share content with the saying.
    """
    parse, drafts = setting.parse, setting.drafts
    first = parse.sentences[parse.sentence_of[at]][0]
    leading = at - first <= 1
    found = None
    for number in drafts.in_sentence(at):
        draft = drafts.all[number]
        if number == outer or draft.cue is None or (number in drafts.passed and drafts.passed[number][0] == outer):
            continue
        if outer is not None and strict:
            shown = drafts.all[outer].content
            if not overlap(shown, draft.content) and not covers(shown, draft.cue[0]):
                continue
        if leading and draft.cue[0] > at:
            return number
        if not leading and draft.cue[0] < at and ";" not in parse.words[draft.cue[0] : at]:
            found = number
    return found


def is_rate(setting: Setting, noun: int) -> bool:
    """Whether "per" counts by a noun: "per student", "per head"."""
    parse = setting.parse
    return (
        parse.pos[noun] == "NOUN"
        and parse.tags[noun] == "NN"
        and not any(
            parse.pos[c] in ("DET", "NUM", "PRON", "PROPN") or parse.deps[c] == "nmod:poss"
            for c in parse.children[noun]
        )
    )


def is_missed(setting: Setting, at: int, outer: int) -> bool:
    """Whether the clause that a phrase vouches for stands in nobody's words, the network having seen others."""
    parse, drafts = setting.parse, setting.drafts
    first, after = parse.sentences[parse.sentence_of[at]]
    first, after = max(first, at - LONGEST), min(after, at + LONGEST)
    roots = [w for w in range(first, after) if parse.heads[w] == w and parse.pos[w] in ("VERB", "ADJ", "NOUN", "AUX")]
    if not roots:
        return False
    root = roots[0]
    for draft in (drafts.all[number] for number in drafts.in_sentence(at)):
        if covers(draft.content, root) or covers((draft.cue or (0, 0),), root):
            return False
    return drafts.all[outer].cue is not None


def clause_beside(setting: Setting, at: int, passer: int) -> tuple[Range, ...]:
    """What "per X" vouches for where nobody else is named: the words before it, or after it where it leads."""
    parse = setting.parse
    first, after = parse.sentences[parse.sentence_of[at]]
    if at - first <= 2 and all(parse.pos[w] in LEADING for w in range(first, at)):
        span = trimmed(parse, end_of(setting, passer), min(after, at + LONGEST))
        return () if span is None else (span,)
    before = trimmed(parse, max(first, at - LONGEST), at)
    if before is None:
        return ()
    if not any(parse.pos[w] in ("VERB", "AUX") and parse.heads[w] == w for w in range(*before)):
        behind = trimmed(parse, end_of(setting, passer), min(after, at + LONGEST))
        if behind is not None and parse.root_in(*behind) is not None:
            return before, behind  # "the engineers, according to X, are laying a bridge"
    return (before,)


def end_of(setting: Setting, passer: int) -> int:
    """The word after a source phrase, with what is set beside it: "the Corda Institute, a think-tank in Merrow"."""
    parse = setting.parse
    after = max(setting.phrase(passer)[1], noun_phrase(parse, passer)[1])
    for c in parse.children[passer]:
        if parse.deps[c] == "appos" and c >= after:
            after = max(after, min(parse.subtree(c)[1], c + NEAR * 3))
    return after
