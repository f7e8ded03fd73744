"""How a source stands to what it says: whether it asserts, denies, asks, believes."""

from __future__ import annotations

from truceline.model import Actor, Parse
from truceline.reading.clauses import subject
from truceline.reading.index import Index
from truceline.reading.speech.denying import denied_noun, denying, is_nobodys, points
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.threats import SELF, threatens_harm, warns_of_own_deed
from truceline.vocabulary.sayings import Sayings

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"})
FUTURES = frozenset({"will", "would", "'ll", "’ll", "'d", "’d"})
HARD = frozenset({"hard", "difficult", "impossible"})
GIVEN = frozenset({"let", "thank", "god"})  # begin wishes rather than orders
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
TRAILERS = frozenset({'"', "'", "”", "’", "“", ",", "''"})
POINTERS = frozenset({"this", "that", "it", "these", "those", "they"})
CERTAIN = frozenset({"certain", "clear", "sure", "obvious"})  # what is far from being so is doubted
THOUGHTS = frozenset(
    {"idea", "notion", "suggestion", "talk", "fear", "concern", "prediction", "forecast"}
)  # may be bad ones
NOTHING = frozenset({"neither", "none", "nothing", "no"})
VOWING = frozenset({"vow", "swear", "promise", "pledge"})
IF = frozenset({"if", "unless", "should"})
MEANT = frozenset({"mean", "hope", "look", "think"})  # to do something: with an infinitive
SWORN = frozenset({"swear"})  # what was as well as what will be
WANTING = frozenset({"want", "wish"})
PHRASE = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"})
SUSPECTING = frozenset({"suspect", "fear", "expect", "doubt", "hope"})  # with an object alone
TELLING = frozenset({"tell", "remind"})  # verbs that demand where somebody is told to do something
INSISTING = frozenset({"insist", "say", "stress", "write"})  # "insisted that both sides leave"
OWN = frozenset({"believes", "intends", "promises", "demands", "doubts"})  # stances that a content tells of its speaker
NEAR = 6  # words in which what is called something stands
DEFAULT = "asserts"
COMPLEMENTS = frozenset({"obj", "xcomp", "obl", "ccomp", "nsubj"})


def stance_of(
    parse: Parse, sayings: Sayings, draft: Draft, quotation: str, mentions: Index[Actor] | None = None
) -> str:
    """The stance of an attribution, by its cue and the shape of its content.

    Args:
        parse: The text.
        sayings: The words of saying.
        draft: The attribution.
        quotation: Whether it is quoted directly.
        mentions: Who acts or speaks in the text, where that is known.
    """
    if draft.cue is None:
        return DEFAULT
    lemma, stance = cue_stance(parse, sayings, draft.cue)
    content = draft.content[0][0]
    if is_negated(parse, draft.cue):
        return "doubts" if stance == "believes" else DEFAULT if stance == "denies" else stance
    if lemma == "ask" and stance == "asks" and asks_to(parse, draft):
        return "demands"
    if points_away(parse, sayings, draft):
        return "denies"
    if lemma in TELLING and tells_to(parse, draft):
        return "demands"
    if stance == "intends" and asks_to_know(parse, draft):
        return "asks"
    if lemma in WANTING and parse.tags[content] != "TO" and parse.pos[content] in PHRASE:
        return "demands"  # "wants both armies to leave", "wants a ceasefire"
    if first_word(parse, draft) == "contrary" and stance == DEFAULT:
        return "denies"  # "contrary to rebel claims, the town had not fallen"
    if lemma == "warn" and (
        threatens_harm(parse, sayings, draft, mentions) or warns_of_own_deed(parse, sayings, draft, mentions)
    ):
        return "threatens"
    if stance == "believes" and parse.lowers[content] in NOTHING:
        return "doubts"  # "believe neither account"
    if lemma in VOWING and stance == "promises" and vows_harm(parse, sayings, draft):
        return "threatens"
    if lemma == "know" and is_made_known(parse, draft.cue):
        return DEFAULT
    if lemma in MEANT and parse.tags[content] == "TO":
        return "intends"
    if lemma in SWORN and stance == "promises" and is_past(parse, parse.head_of(*draft.content[0])):
        return DEFAULT
    if stance != DEFAULT:
        return stance
    if calls_claim(parse, sayings, draft):
        return "denies"
    if (quotation == "direct" or lemma == ":") and is_question(parse, draft):
        return "asks"
    spoken = lemma in sayings.speech or lemma in ("according", ":", "accord")
    return told_stance(parse, sayings, draft, lemma, mentions) if spoken else stance


def vows_harm(parse: Parse, sayings: Sayings, draft: Draft) -> bool:
    """Whether what is vowed is harm: "vowed to avenge it", "should they refuse, not a crate will move"."""
    first, after = draft.content[-1]
    verb = parse.head_of(first, after)
    if parse.lemmas[verb] in sayings.harming and not is_negated(parse, (verb, verb + 1)):
        return True
    vowed = parse.lemmas[parse.head_of(*(draft.cue or draft.content[0]))] == "vow"
    return vowed and not IF.isdisjoint(parse.lowers[first:after])


def is_made_known(parse: Parse, cue: tuple[int, int]) -> bool:
    """Whether somebody makes something known: "let it be known that"."""
    first = cue[0]
    return not {"let", "make"}.isdisjoint(parse.lemmas[max(0, first - NEAR) : cue[1]])


def is_past(parse: Parse, verb: int) -> bool:
    """Whether a clause tells of what was: "had never seen it", "was at home"."""
    helpers = [c for c in parse.children[verb] if parse.deps[c].startswith(("aux", "cop"))]
    if any(parse.tags[c] in ("MD", "TO") for c in helpers):
        return False
    return parse.tags[verb] == "VBD" or any(parse.tags[c] == "VBD" or parse.lemmas[c] == "have" for c in helpers)


def calls_claim(parse: Parse, sayings: Sayings, draft: Draft) -> bool:
    """Whether a claim is called something that is no praise: "called the report 'a wish'"."""
    verb = parse.head_of(*(draft.cue or draft.content[0]))
    if parse.lemmas[verb] not in sayings.denouncing:
        return False
    first, after = draft.content[0][0], draft.content[-1][1]
    claim = next((w for w in range(first, min(after, first + NEAR)) if parse.lemmas[w] in sayings.claim_nouns), None)
    called = {parse.lemmas[w] for w in range(first if claim is None else claim + 1, after)}
    called |= {parse.lemmas[c] for c in parse.children[verb] if c > verb and parse.deps[c] in ("obl", "xcomp", "obj")}
    if not called.isdisjoint(sayings.falsehoods):
        return True
    return (
        claim is not None
        and parse.lemmas[claim] not in THOUGHTS
        and bool(called)
        and called.isdisjoint(sayings.praising)
    )


def told_stance(parse: Parse, sayings: Sayings, draft: Draft, lemma: str, mentions: Index[Actor] | None) -> str:
    """The stance that the content itself shows under a plain word of saying: "said he planned to leave"."""
    first, after = draft.content[0]
    verb = parse.head_of(first, after)
    about = subject(parse, verb)
    if is_called_false(parse, sayings, verb, about) or is_outburst(parse, sayings, draft):
        return "denies"
    if lemma in INSISTING and is_subjunctive(parse, verb):
        return "demands"
    if is_order(parse, draft, verb) or wants_thing(parse, verb, about):
        return "demands"
    if is_untrue(parse, verb):
        return "denies"
    if finds_hard_to_believe(parse, verb):
        return "doubts"
    if threatens_harm(parse, sayings, draft, mentions):
        return "threatens"
    if parse.tags[first] == "TO" and sayings.stances.get(parse.lemmas[verb]) in ("asks", "demands"):
        return "demands"  # "wrote to ask for help"
    if parse.lemmas[verb] in CERTAIN and parse.lowers[max(first, verb - 2) : verb] == ("far", "from"):
        return "doubts"
    helped = {parse.lowers[c] for c in parse.children[verb] if parse.deps[c].startswith("aux")}
    if "must" in helped and "have" not in helped:
        return "demands"
    if about is None or parse.lowers[about] not in SELF:
        return DEFAULT
    if helped & FUTURES and parse.lemmas[verb] in sayings.harming and not is_negated(parse, (verb, verb + 1)):
        return "threatens"
    if helped - {"be", "was", "were", "is", "are", "do", "does", "did", "have", "has", "had", "am", "'m", "’m", "'ve"}:
        return DEFAULT
    own = sayings.stances.get(sayings.verb(parse.lemmas[verb], parse.lowers[verb]))
    has_clause = any(parse.deps[c] in ("ccomp", "xcomp") for c in parse.children[verb])
    has_clause = has_clause or (parse.lemmas[verb] in SUSPECTING and parse.child(verb, "obj") is not None)
    return own if own in OWN and has_clause and parse.tags[verb] != "VBN" else DEFAULT


def is_called_false(parse: Parse, sayings: Sayings, word: int, about: int | None) -> bool:
    """Whether the predicate calls a claim false: "that was a lie", "the message is a forgery"."""
    if sayings.falsehoods.isdisjoint((parse.lemmas[word], parse.lowers[word])) or about is None:
        return False  # "the letter was forged": the vocabulary has the participle
    if not any(parse.deps[c] in ("cop", "aux:pass") for c in parse.children[word]):
        return False
    thing = parse.lowers[about] in POINTERS or parse.lemmas[about] in sayings.claim_nouns
    return (thing or parse.lemmas[about] in sayings.mediums) and not is_negated(parse, (word, word + 1))


def is_outburst(parse: Parse, sayings: Sayings, draft: Draft) -> bool:
    """Whether a content is a word or two that call a claim false: "Absurd"."""
    said = [w for first, after in draft.content for w in range(first, after) if parse.pos[w] != "PUNCT"]
    return 0 < len(said) <= 3 and any(parse.lemmas[w] in sayings.falsehoods for w in said)


def is_helped(parse: Parse, verb: int) -> bool:
    """Whether a verb has an auxiliary or an infinitive's mark."""
    return any(parse.deps[c].startswith("aux") or parse.tags[c] == "TO" for c in parse.children[verb])


def is_subjunctive(parse: Parse, verb: int) -> bool:
    """Whether a clause says what is to be: "insisted that both sides leave", "that the list be complete"."""
    if parse.tags[verb] == "VB":
        return not is_helped(parse, verb)
    copulas = [c for c in parse.children[verb] if parse.deps[c] in ("cop", "aux:pass")]
    modal = any(parse.tags[c] in ("MD", "TO") for c in parse.children[verb])
    return not modal and any(parse.tags[c] == "VB" for c in copulas)


def points_away(parse: Parse, sayings: Sayings, draft: Draft) -> bool:
    """Whether a word for what was said is dismissed: "dismissed that as wishful thinking"."""
    if draft.cue is None:
        return False
    verb = parse.head_of(*draft.cue)
    form = denying(parse, sayings, verb) if parse.pos[verb] == "VERB" else None
    thing = denied_noun(parse, verb, passive=False)
    if form is None or thing is None:
        return False
    claim = " " in form and parse.lemmas[thing] in sayings.object_denials.get(form, ())  # "took issue with that figure"
    return claim or points(parse, sayings, form, thing)


def first_word(parse: Parse, draft: Draft) -> str:
    """The first word of a content that is no sign."""
    first, after = draft.content[0]
    return next((parse.lowers[w] for w in range(first, after) if parse.pos[w] != "PUNCT"), "")


def is_order(parse: Parse, draft: Draft, verb: int) -> bool:
    """Whether a content is an imperative: "Free the crew first"."""
    first, after = draft.content[0]
    begin = next((w for w in range(first, after) if parse.pos[w] not in ("PUNCT", "INTJ")), first)
    helped = any(parse.tags[c] in ("MD", "TO") or parse.deps[c] in SUBJECTS for c in parse.children[verb])
    return parse.tags[verb] == "VB" and verb == begin and not helped and parse.lowers[verb] not in GIVEN


def wants_thing(parse: Parse, verb: int, about: int | None) -> bool:
    """Whether the source says that it wants something of others: "he wanted monitors at every station"."""
    if parse.lemmas[verb] not in WANTING or about is None or parse.lowers[about] not in SELF:
        return False
    own = any(
        parse.deps[c] == "xcomp" and any(parse.tags[m] == "TO" for m in parse.children[c]) for c in parse.children[verb]
    )
    return parse.child(verb, "obj") is not None and not own


def is_untrue(parse: Parse, verb: int) -> bool:
    """Whether a content says that something is not true, or that there is no truth in it."""
    near = parse.lowers[max(0, verb - 4) : verb + 8]
    if parse.lemmas[verb] == "true" and is_negated(parse, (verb, verb + 1)):
        return True
    return "truth" in near and not {"no", "not"}.isdisjoint(near) and parse.lemmas[verb] in ("be", "truth", "word")


def finds_hard_to_believe(parse: Parse, verb: int) -> bool:
    """Whether somebody finds it hard to believe something."""
    return (
        parse.lemmas[verb] == "find"
        and "believe" in parse.lemmas[verb : verb + 6]
        and not HARD.isdisjoint(parse.lowers[verb : verb + 5])
    )


def asks_to_know(parse: Parse, draft: Draft) -> bool:
    """Whether somebody wants to know something."""
    starts = (first for first, _ in draft.content)
    return any("know" in parse.lemmas[max(0, first - 2) : first + 3] for first in starts)


def cue_stance(parse: Parse, sayings: Sayings, cue: tuple[int, int]) -> tuple[str, str]:
    """The lemma of a cue that says how its source stands, and the stance; the first that says more than assertion."""
    first, after = cue
    found = (parse.lemmas[first], DEFAULT)
    for word in range(first, after):
        lemma = sayings.verb(parse.lemmas[word], parse.lowers[word])
        following = parse.lemmas[word + 1] if word + 1 < len(parse) else ""
        stance = with_object(parse, sayings, word) or sayings.stances.get(f"{lemma} {following}")
        if stance is None and any(parse.lemmas[c] == "be" for c in parse.children[word]):
            stance = sayings.stances.get(f"be {parse.lowers[word]}")
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
    following = parse.lowers[verb + 1] if verb + 1 < len(parse) else ""
    rows = sayings.object_stances.get(f"{parse.lemmas[verb]} {following}") or sayings.object_stances.get(
        parse.lemmas[verb]
    )
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
    if is_nobodys(parse, head):
        return True
    return any(parse.deps[c] == "advmod" and parse.lowers[c] in NEGATIONS and c < head for c in parse.children[head])


def tells_to(parse: Parse, draft: Draft) -> bool:
    """Whether somebody is told to do something: "told his ministers to leave"."""
    first, after = draft.content[0]
    verb = parse.head_of(first, after)
    if parse.pos[verb] in ("NOUN", "PRON", "PROPN") and after - verb > 2:
        verb = next((w for w in range(verb + 1, after) if parse.tags[w] == "VB"), verb)
    infinitive = any(parse.tags[c] == "TO" and parse.deps[c] == "mark" for c in parse.children[verb])
    return infinitive and not any(parse.deps[c].startswith(("nsubj", "aux", "cop")) for c in parse.children[verb])


def asks_to(parse: Parse, draft: Draft) -> bool:
    """Whether a question is a request: "asked Elbia to open the road", "asked that the road be opened"."""
    for first, after in draft.content:
        for word in range(first, min(after, first + 12)):
            if parse.lowers[word] in ("whether", "if", "why", "how", "what", "who", "when", "where"):
                return False
            if parse.lowers[word] in ("to", "for", "that") and parse.tags[word] in ("TO", "IN") and word < after - 1:
                return True
    return False


def is_question(parse: Parse, draft: Draft) -> bool:
    """Whether quoted words end in a question mark."""
    first, after = draft.content[-1]
    while after > first and parse.lowers[after - 1] in TRAILERS:
        after -= 1
    return after > first and parse.words[after - 1] == "?"
