"""How a source stands to what it says: whether it asserts, denies, asks, believes."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.drafts import Draft
from truceline.vocabulary.sayings import Sayings

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"})
FUTURES = frozenset({"will", "would", "'ll", "’ll", "'d", "’d"})
SELF = frozenset({"it", "they", "he", "she", "we", "i"})
TRAILERS = frozenset({'"', "'", "”", "’", "“", ",", "''"})
DEFAULT = "asserts"
COMPLEMENTS = frozenset({"obj", "xcomp", "obl", "ccomp", "nsubj"})


def stance_of(parse: Parse, sayings: Sayings, draft: Draft, quotation: str) -> str:
    """The stance of an attribution, by its cue and the shape of its content."""
    if draft.cue is None:
        return DEFAULT
    lemma, stance = cue_stance(parse, sayings, draft.cue)
    content = draft.content[0][0]
    if is_negated(parse, draft.cue):
        return "doubts" if stance == "believes" else DEFAULT if stance == "denies" else stance
    if lemma == "ask" and stance == "asks" and asks_to(parse, draft):
        return "demands"
    if lemma == "warn" and stance != "threatens" and warns_of_own_deed(parse, content, draft.content[0][1]):
        return "threatens"
    if stance == DEFAULT and quotation == "direct" and is_question(parse, draft):
        return "asks"
    return stance


def cue_stance(parse: Parse, sayings: Sayings, cue: tuple[int, int]) -> tuple[str, str]:
    """The lemma of a cue that says how its source stands, and the stance; the first that says more than assertion."""
    first, after = cue
    found = (parse.lemmas[first], DEFAULT)
    for word in range(first, after):
        lemma = sayings.verb(parse.lemmas[word], parse.lowers[word])
        following = parse.lemmas[word + 1] if word + 1 < len(parse) else ""
        stance = with_object(parse, sayings, word) or sayings.stances.get(f"{lemma} {following}")
        if stance is None:
            kinds = (sayings.noun_stances, sayings.stances) if parse.pos[word] == "NOUN" else (sayings.stances,)
            stance = next((kind[lemma] for kind in kinds if lemma in kind), None)
        if stance is not None:
            found = (lemma, stance)
            if stance != DEFAULT:
                break
    return found


def with_object(parse: Parse, sayings: Sayings, verb: int) -> str | None:
    """The stance that a verb has with the object or complement beside it: "rejected the claim", "called it a lie"."""
    rows = sayings.object_stances.get(parse.lemmas[verb])
    if rows is None:
        return None
    beside = {parse.lemmas[c] for c in parse.children[verb] if parse.deps[c].partition(":")[0] in COMPLEMENTS}
    return next((stance for objects, stance in rows if not beside.isdisjoint(objects)), None)


def is_negated(parse: Parse, cue: tuple[int, int]) -> bool:
    """Whether the cue itself is denied: "did not say"."""
    first, after = cue
    if any(parse.lowers[word] in NEGATIONS for word in range(first, after)):
        return True
    head = parse.head_of(first, after)
    return any(parse.deps[c] == "advmod" and parse.lowers[c] in NEGATIONS and c < head for c in parse.children[head])


def asks_to(parse: Parse, draft: Draft) -> bool:
    """Whether a question is a request: "asked Elbia to open the road", "asked that the road be opened"."""
    for first, after in draft.content:
        for word in range(first, min(after, first + 12)):
            if parse.lowers[word] in ("whether", "if", "why", "how", "what", "who", "when", "where"):
                return False
            if parse.lowers[word] in ("to", "for", "that") and parse.tags[word] in ("TO", "IN") and word < after - 1:
                return True
    return False


def warns_of_own_deed(parse: Parse, first: int, after: int) -> bool:
    """Whether a warning is of what the source itself will do: "warned it would strike back"."""
    start = first + 1 if parse.lowers[first] in ("that", "“", '"') else first
    for word in range(start, min(after, start + 3)):
        if parse.lowers[word] in SELF:
            return any(parse.lowers[w] in FUTURES for w in range(word + 1, min(after, word + 3)))
    return False


def is_question(parse: Parse, draft: Draft) -> bool:
    """Whether quoted words end in a question mark."""
    first, after = draft.content[-1]
    while after > first and parse.lowers[after - 1] in TRAILERS:
        after -= 1
    return after > first and parse.words[after - 1] == "?"
