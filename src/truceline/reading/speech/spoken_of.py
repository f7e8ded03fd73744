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
    {"count", "reckoning", "account", "estimate", "admission", "opinion", "view", "telling", "words", "word"}
)  # "by its own count"
LEADS = frozenset({"by", "in", "on"})
OWNERS = frozenset({"his", "her", "its", "their"})
LONGEST = 60  # words of a content
GAP = 3  # words between "by" and the noun


def find_spoken_of(setting: Setting) -> None:
    """Adds the sayings of something, and what is so by somebody's own account."""
    parse, drafts = setting.parse, setting.drafts
    for word, lower in enumerate(parse.lowers):
        found = None
        if parse.pos[word] == "VERB" and parse.lemmas[word] in TELLING and drafts.with_cue(word) is None:
            found = told_of(setting, word)
        elif lower in LEADS:
            found = reckoned(setting, word)
        if found is not None and not is_taken(setting, found):
            drafts.add(found)


def told_of(setting: Setting, verb: int) -> Draft | None:
    """The saying in "spoke of a mass grave"."""
    parse = setting.parse
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
    """What is so by somebody's own count: the clause beside "by its own count" or "in his account"."""
    parse = setting.parse
    first, after = parse.sentences[parse.sentence_of[at]]
    if at + 2 >= after or parse.lowers[at + 1] not in OWNERS:
        return None
    noun = next((w for w in range(at + 2, min(after, at + 2 + GAP)) if parse.lemmas[w] in RECKONED), None)
    if noun is None or not all(parse.pos[w] == "ADJ" for w in range(at + 2, noun)):
        return None
    if at - first <= 1:
        content = trimmed(parse, noun + 1, min(after, noun + LONGEST))
    else:
        content = trimmed(parse, max(first, at - LONGEST), at)
    if content is None or not has_verb(parse, content):
        return None
    return Draft(source=(at + 1, at + 2), cue=(at, noun + 1), content=(content,))


def has_verb(parse: Parse, content: Range) -> bool:
    """Whether a stretch holds a verb."""
    return any(parse.pos[w] in ("VERB", "AUX") for w in range(*content))


def is_taken(setting: Setting, draft: Draft) -> bool:
    """Whether somebody near has those words for his own."""
    near = setting.drafts.in_sentence(draft.content[0][0])
    return any(covers(setting.drafts.all[n].content, draft.content[0][0]) for n in near)
