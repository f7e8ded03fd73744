"""Sayings whose content is a phrase: "spoke of a mass grave", "by its own count", "in his account"."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.clauses import subject
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import Range, covers, trimmed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting, is_somebody

TELLING = frozenset({"speak", "tell", "warn", "talk", "complain", "boast"})  # of something
RECKONED = frozenset(
    {
        "count",
        "reckoning",
        "account",
        "estimate",
        "admission",
        "opinion",
        "view",
        "telling",
        "words",
        "word",
        "version",
        "eye",
        "judgment",
        "judgement",
        "mind",
        "estimation",
        "calculation",
        "tally",
        "figure",
    }
)  # "by its own count"
OPINIONS = frozenset({"opinion", "view", "eye", "judgment", "judgement", "mind", "estimation"})
OF = frozenset({"word", "words", "account", "telling"})  # "in the words of one diplomat"
LEADS = frozenset({"by", "in", "on", "to"})
OWNERS = frozenset({"his", "her", "its", "their"})
LONGEST = 60  # words of a content
UNTOLD = frozenset({"if", "unless", "not", "n't", "n’t", "never"})  # before what need not have been said
FAR = 9  # words from "by" to the noun


def find_spoken_of(setting: Setting) -> None:
    """Adds the sayings of something, and what is so by somebody's own account."""
    parse, drafts = setting.parse, setting.drafts
    for word, lower in enumerate(parse.lowers):
        found = None
        if parse.pos[word] == "VERB" and parse.lemmas[word] in TELLING and drafts.with_cue(word) is None:
            found = told_of(setting, word)
        elif lower in LEADS:
            found = reckoned(setting, word)
        number = drafts.with_cue(word) if found is not None else None
        if found is not None and number is not None and lower in LEADS:
            drafts.all[number] = found  # the network took the preposition for the whole cue
        elif found is not None and not is_taken(setting, found):
            drafts.add(found)


def told_of(setting: Setting, verb: int) -> Draft | None:
    """The saying in "spoke of a mass grave"."""
    parse = setting.parse
    if any(parse.lowers[c] in UNTOLD for c in parse.children[verb] if c < verb):
        return None
    about = subject(parse, verb)
    if about is None or about > verb or not is_somebody(setting, about):
        return None
    for c in parse.children[verb]:
        if c > verb and any(parse.lowers[case] == "of" and parse.heads[case] == c for case in parse.children[c]):
            first, after = parse.subtree(c)
            content = trimmed(parse, max(first, first_after_case(parse, c)), min(after, c + LONGEST))
            source = noun_phrase(parse, about)
            if content is not None and not covers((content,), about):
                return Draft(source=source, cue=(verb, verb + 1), content=(content,))
    return None


def first_after_case(parse: Parse, noun: int) -> int:
    """The word after the preposition of a phrase."""
    cases = [c for c in parse.children[noun] if parse.deps[c] in ("case", "mark") and c < noun]
    return max(cases) + 1 if cases else noun


def reckoned(setting: Setting, at: int) -> Draft | None:
    """What is so by somebody's own count: the clause beside "by its own count", "in the army's version"."""
    parse = setting.parse
    first, after = parse.sentences[parse.sentence_of[at]]
    noun = parse.heads[at] if parse.deps[at] == "case" else None
    if noun is None or not at < noun < min(after, at + FAR) or parse.lemmas[noun] not in RECKONED:
        return None
    owner = owner_of(parse, noun)
    if owner is None:
        return None
    source = (owner, owner + 1) if parse.lowers[owner] in OWNERS else noun_phrase(parse, owner)
    if parse.lowers[owner] not in OWNERS:
        source = source[0], min(source[1], noun) if owner < noun else source[1]
        while source[1] - source[0] > 1 and parse.tags[source[1] - 1] == "POS":
            source = source[0], source[1] - 1
    end = max(noun + 1, source[1])
    before = trimmed(parse, max(first, at - LONGEST), at) if at - first > 1 else None
    more = before is None or is_closed(parse, at, end, after)
    behind = trimmed(parse, end, min(after, end + LONGEST)) if more else None
    content = tuple(piece for piece in (before, behind) if piece is not None)
    if not any(has_verb(parse, piece) for piece in content):
        return None
    stance = "believes" if parse.lemmas[noun] in OPINIONS else "asserts"
    return Draft(source=source, cue=(at, noun + 1), content=content, stance=stance)


def owner_of(parse: Parse, noun: int) -> int | None:
    """Whose count or view it is: "its own", "the army's", "of one diplomat"."""
    for c in parse.children[noun]:
        if c < noun and (parse.lowers[c] in OWNERS or parse.deps[c] == "nmod:poss"):
            return c
    for c in parse.children[noun]:
        if c > noun and parse.deps[c] == "nmod" and any(parse.lowers[m] == "of" for m in parse.children[c]):
            return c if parse.lemmas[noun] in OF or parse.lemmas[noun] in OPINIONS else None
    return None


def is_closed(parse: Parse, at: int, end: int, after: int) -> bool:
    """Whether such a phrase stands between commas, with more behind it."""
    return parse.words[at - 1] == "," and end < after - 1 and parse.words[end] == ","


def has_verb(parse: Parse, content: Range) -> bool:
    """Whether a stretch holds a verb."""
    return any(parse.pos[w] in ("VERB", "AUX") for w in range(*content))


def is_taken(setting: Setting, draft: Draft) -> bool:
    """Whether somebody near has those words for his own."""
    near = setting.drafts.in_sentence(draft.content[0][0])
    return any(covers(setting.drafts.all[n].content, draft.content[0][0]) for n in near)
