"""Does a sentence look back or ahead? It decides which Monday, which October is meant."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.times.words import ZONES

DEPTH = 8  # longest climb from an expression of time to its verb
REACH = 14  # words looked at where there is no usable tree
AHEAD_AUXILIARIES = frozenset({"will", "'ll", "’ll", "shall", "wo", "would"})
HAVE = frozenset({"have", "has", "'ve", "’ve", "having"})
WAS = frozenset({"was", "were", "had", "did", "been"})
NOW = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "be", "being"})
UNTIL = frozenset({"until", "till", "by", "'til"})
PREPOSITIONS = (
    UNTIL
    | ZONES
    | frozenset("on in at over during early late the this that of for since , around about from through".split())
    | frozenset({"a.m.", "p.m.", "am", "pm"})
)
MODALS = frozenset({"can", "may", "might", "must", "should"})  # what may yet be lies ahead


def _forms(verbs: str) -> frozenset[str]:
    """All forms of regular verbs; a form too many does no harm."""
    found: set[str] = set()
    for verb in verbs.split():
        stem = verb[:-1] if verb.endswith("e") else verb
        found |= {verb, verb + "s", stem + "ed", stem + "ing", stem + stem[-1] + "ed", stem + stem[-1] + "ing"}
    return frozenset(found)


# What such a verb governs lies ahead of it: "scheduled for Monday", "plans to leave on Friday".
PLANS = _forms(
    "plan schedule expect intend set agree vow promise pledge slate aim hope want prepare need propose call ask urge "
    "order invite threaten offer decide book extend postpone delay reschedule adjourn defer prolong payable effective "
    "due ready likely"
) | frozenset({"going", "bound", "about"})
CALLS = _forms("call appeal")
FORESEEN = frozenset({"planned", "scheduled", "slated", "expected", "intended"})
# A day until which something was put off lies ahead, though that is told in the past.
PUT_OFF = _forms("extend postpone delay reschedule adjourn defer prolong")
# Verbs whose present tense speaks of a plan.
BEGINNINGS = _forms(
    "begin start open resume expire end take come meet convene arrive leave face run conclude close visit"
)
AHEAD_WORDS = frozenset(
    "will 'll ’ll shall wo would scheduled due expected slated planned plans plan intends upcoming payable "
    "effective".split()
)
SET_FOR = frozenset("scheduled due expected slated payable effective".split())  # right before a date
BACK_WORDS = frozenset("was were had did said told has have been since".split())


def direction(parse: Parse, first: int, after: int) -> int:
    """Whether the expression of time [first, after) stands in a clause that looks ahead.

    Returns:
        1 where tense or modality points forward, -1 where it points back, -2 where it cannot but do so ("since"),
        0 where nothing tells.
    """
    begin = parse.sentences[parse.sentence_of[first]][0]
    until, left = False, first - 1
    while left >= begin and (parse.lowers[left] in PREPOSITIONS or parse.lowers[left][0].isdecimal()):
        until = until or parse.lowers[left] in UNTIL
        if parse.lowers[left] == "since":
            return -2
        left -= 1
    if left >= begin and parse.lowers[left] in SET_FOR:
        return 1  # "payable Dec. 7", "due on Monday"
    if left >= begin and not until and _is_done(parse, left):
        return -1  # "said Monday", "arrived on Friday", "the order issued Tuesday"
    word = parse.head_of(first, after)
    if parse.deps[word] == "nmod:poss":
        return 0  # "Monday's raid": the verb's tense is not the raid's
    for _ in range(DEPTH):
        head = parse.heads[word]
        helped = any(parse.deps[c].startswith(("aux", "cop")) for c in parse.children[word])
        if helped or (parse.pos[word] in ("VERB", "AUX") and (parse.tags[word] != "VBN" or head == word)):
            if parse.tags[word] == "VBG" and parse.deps[word] == "xcomp" and not helped and head != word:
                word = head  # "would begin leaving on Saturday"
                continue
            if parse.lowers[word] in CALLS and _is_called_for(parse, word, first):
                return 1
            return _of_verb(parse, word, until)
        if parse.lowers[word] in AHEAD_WORDS:
            return 1
        if head == word:
            break
        word = head
    return _of_words(parse, first, begin) or int(until)


def _is_called_for(parse: Parse, verb: int, before: int) -> bool:
    """Whether something is called for by a verb ahead of a word: "called for a rally on Saturday"."""
    return any(
        verb < c < before and any(parse.lowers[g] == "for" and parse.deps[g] == "case" for g in parse.children[c])
        for c in parse.children[verb]
    )


def _is_done(parse: Parse, word: int) -> bool:
    """Whether a word is a verb in the past: a finite one, or a participle beside its noun."""
    if parse.tags[word] == "VBD":
        return parse.lowers[word] not in WAS
    if parse.tags[word] != "VBN" or parse.lowers[word] in PLANS:
        return False
    if parse.deps[word] == "advcl":  # ", announced Wednesday by the ministry": no verb of its own before it
        return word > 0 and parse.words[word - 1] == ","
    return parse.deps[word] == "acl"


def _of_verb(parse: Parse, verb: int, until: bool) -> int:
    """The direction of a verb group, its governor's where it is an infinitive."""
    tag = parse.tags[verb]
    lowers = {
        parse.lowers[c]
        for c in parse.children[verb]
        if parse.deps[c].startswith("aux") or parse.deps[c] in ("cop", "mark", "case")
    }
    if lowers & AHEAD_AUXILIARIES:
        return 1
    if tag == "VB" and lowers & MODALS and not lowers & HAVE:
        return 1
    planned = parse.lowers[verb] in PLANS
    if _was_to_be(parse, verb):
        return 1
    if "to" in lowers and tag in ("VB", ""):
        return _of_infinitive(parse, verb, planned)
    if tag == "VBD" and parse.lowers[verb] in FORESEEN:
        return 1  # "planned a march on Saturday"
    if tag == "VBD" or (lowers & WAS and "be" not in lowers):
        if until and parse.lowers[verb] in PUT_OFF:
            return 1  # "postponed the vote until Monday"
        return 0 if planned or (until and "had" not in lowers) else -1
    if planned and tag != "NN":
        return 1
    if lowers & HAVE:
        return 1 if until else -1
    if until:
        return 1
    if tag == "VBG" and lowers & NOW:
        return 1
    if tag == "VBN":
        return 0 if lowers & NOW else -1
    return 1 if tag in ("VBZ", "VBP", "VB") and parse.lowers[verb] in BEGINNINGS else 0


def _was_to_be(parse: Parse, verb: int) -> bool:
    """Whether something was still to come: "they were to meet on Sunday", "there was to be a vote"."""
    if any(parse.lowers[c] in HAVE for c in parse.children[verb]):
        return False  # "was to have arrived by Monday"
    for word in (verb, *(c for c in parse.children[verb] if parse.deps[c] == "cop")):
        to = any(parse.lowers[c] == "to" for c in parse.children[word]) or (word and parse.lowers[word - 1] == "to")
        above = parse.lowers[parse.heads[word]] if parse.deps[word] == "cop" else ""
        if to and ({"was", "were"} & {above, *(parse.lowers[c] for c in parse.children[word])}):
            return True
    return False


def _of_infinitive(parse: Parse, verb: int, planned: bool) -> int:
    """The direction of "to meet": ahead of a plan or a present tense, back where its governor is past."""
    head = parse.heads[verb]
    if planned or (head != verb and parse.lowers[head] in PLANS):
        return 1
    helpers = {parse.lowers[c] for c in (*parse.children[head], *parse.children[verb])}
    if helpers & WAS or (head != verb and parse.tags[head] == "VBD"):
        return 0 if helpers & WAS else -1
    return 1 if helpers & NOW else 0


def _of_words(parse: Parse, first: int, begin: int) -> int:
    """The direction by the nearest telling word before the expression, where no verb stands above it."""
    for i in range(first - 1, max(first - REACH, begin) - 1, -1):
        lower = parse.lowers[i]
        if lower in AHEAD_WORDS:
            return 1
        if lower in BACK_WORDS or parse.tags[i] == "VBD":
            return -1
    return 0
