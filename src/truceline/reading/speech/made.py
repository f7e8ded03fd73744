"""Whether a denial is made at all, and what the claim claims that it denies."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.ranges import Range
from truceline.reading.speech.denying import NEGATIONS, is_nobodys

UNSAID = frozenset({"decline", "refuse", "fail"})  # "refused to confirm or deny"
GOING = frozenset({"continue", "go", "begin", "move", "rush", "keep"})  # "went on to deny"
LONGEST = 60  # words of what a claim claims
NEAR = 8  # words between "unless" and the verb
IF = frozenset({"if", "unless", "whether"})
CLAUSES = frozenset({"ccomp", "xcomp", "acl", "acl:relcl", "advcl"})
OPENERS = frozenset({"that", "of", "about"})  # begin what a claim claims
STOPS = frozenset({",", ".", ";", ":", "”", '"', "—", "–"})


def is_made(parse: Parse, verb: int) -> bool:
    """Whether a denial is made: not "might deny", "did not deny", "unless he denies it", "refused to deny"."""
    if any(parse.tags[c] == "MD" for c in parse.children[verb]):
        return False
    for word in range(verb - 1, max(verb - NEAR, -1), -1):
        if parse.lowers[word] in IF:
            return False
        if parse.pos[word] in ("PUNCT", "CCONJ", "VERB"):
            break
    if parse.tags[verb] == "VB" and not any(parse.lemmas[c] == "do" for c in parse.children[verb]):
        w = parse.heads[verb] if parse.deps[verb] == "conj" else verb
        if parse.deps[w] not in ("xcomp", "advcl") or parse.lemmas[parse.heads[w]] not in GOING:
            return False
    return not is_taken_back(parse, verb)


def is_taken_back(parse: Parse, verb: int) -> bool:
    """Whether the denying is itself negated: "did not deny", "neither confirmed nor denied", "refused to deny"."""
    w = verb
    if is_nobodys(parse, verb):
        return True
    for _ in range(3):
        if any(parse.lowers[c] in NEGATIONS for c in parse.children[w] if c < w):
            return True
        head, relation = parse.heads[w], parse.deps[w]
        if head == w or relation not in ("conj", "xcomp"):
            return False
        if relation == "conj" and parse.tags[w] != parse.tags[head]:
            return False  # "did not answer but denied"
        w = head
        if parse.lemmas[w] in UNSAID:
            return True
    return False


def claimed(parse: Parse, verb: int, noun: int) -> Range | None:
    """What a claim claims, where its own phrase says so: "the accusation that …", "the report of …"."""
    following = [c for c in parse.children[noun] if c > noun and c != verb]
    content = next((c for c in following if parse.deps[c] in CLAUSES and not is_added(parse, c)), None)
    content = content or next((c for c in following if parse.deps[c] == "nmod" and of_what(parse, c)), None)
    if content is not None:
        return parse.subtree(content)
    end = min(parse.sentences[parse.sentence_of[noun]][1], noun + LONGEST)
    if verb < noun and noun + 2 < end and parse.lowers[noun + 1] in OPENERS:
        return noun + 1, next((w for w in range(noun + 2, end) if parse.words[w] in STOPS), end)
    return None


def is_added(parse: Parse, clause: int) -> bool:
    """Whether a clause only adds to a noun: "the charge, which he called an insult"."""
    first = parse.subtree(clause)[0]
    return parse.deps[clause] == "acl:relcl" and parse.lowers[first] in (",", "which", "who")


def of_what(parse: Parse, noun: int) -> bool:
    """Whether a noun behind a claim says what it claims, and not who makes it or where it stands."""
    return any(parse.lowers[c] in OPENERS and parse.deps[c] == "case" for c in parse.children[noun])
