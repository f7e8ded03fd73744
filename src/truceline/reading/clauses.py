"""Walking clauses: the subject of a verb, whether it is passive, what it is done to, how far its clause reaches.

All functions take words by index and survive any tree: heads may point anywhere within a sentence,
even in circles, so every climb is bounded by ``DEPTH`` steps.
"""

from __future__ import annotations

from truceline.model.parse import Parse, per_word

MOST = 250  # words below one word
DEPTH = 12  # longest climb; deeper trees are parser noise
NOUNS = 5  # nouns between a verb and its subject: "the decision to make an attempt to launch a plan to leave"
CONJUNCTS = 40  # longest list of coordinated words that is followed
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
ODD = frozenset(
    {"flat", "compound", "nmod:desc", "appos", "dep", "nmod", "amod", "nmod:poss", "orphan"}
)  # below a verb: a slip
RELATIVE_WORDS = frozenset({"who", "whom", "which", "that"})
SUBJECT_CONTROL = frozenset(
    {"promise", "threaten", "vow", "pledge", "swear", "agree", "offer"}
)  # X promised Y to go: X goes
LOOSE = frozenset({"flat", "appos", "compound", "nmod:desc", "dep", "nmod:unmarked", "obl:unmarked"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
ASTRAY = 12  # words before a verb in which its missed subject is looked for
PASSIVES = frozenset({"be", "get"})
CALLING = frozenset({"call", "appeal", "plead", "signal", "shout"})  # called on X to go: X goes
CALLED = frozenset({"on", "upon", "to", "for"})
ADDRESSED = frozenset({"ultimatum", "order", "instruction", "warning", "invitation"})  # to X to go: X goes
CHARGED = frozenset({"of", "for", "as"})  # before what somebody is said to have done
ACCOMPANIED = frozenset({"along with", "together with", "as well as", "alongside"})  # before who does it as well
BESIDE = 2  # words from a verb to the one coordinated with it, where they share an object
HARMED = frozenset(
    "kill wound injure arrest detain jail imprison kidnap abduct murder assassinate behead execute displace evacuate "
    "hospitalize deport sentence shoot".split()
)  # verbs that hardly stand without an object: headlines leave their "was" out
SAYS_SO = frozenset({"according to", "per"})  # who stands behind these says it and does nothing, whatever the relation
SINGULAR = frozenset({"was", "is", "has"})
AIMED = frozenset({"at", "into", "on", "toward", "towards"})  # behind who shoots
WHILE = frozenset("following after before amid during since despite".split())  # before what is told beside an event
HARM = frozenset("kill wound injure maim hurt destroy damage".split())
QUANTITIES = frozenset(
    "dozen score hundred thousand million billion number group lot majority most some many all both one rest handful "
    "couple pair half part wave series member several few other string spate host more".split()
)


def below(parse: Parse, word: int) -> tuple[int, ...]:
    """The words that depend on one, in text order; none where there are more than any sentence has.

    A tree that hangs a whole book on one word must not cost a book each time a rule asks.
    """
    found = parse.children[word]
    return found if len(found) <= MOST else ()


def infinitive(parse: Parse, word: int) -> bool:
    """Whether a word is an infinitive with "to", or a noun with one ("to be the leader")."""
    return any(parse.tags[c] == "TO" and parse.deps[c] == "mark" for c in below(parse, word))


def conjuncts(parse: Parse, word: int) -> list[int]:
    """A word and the words coordinated with it that follow it, in text order."""
    found = [word]
    for w in found:
        if len(found) > CONJUNCTS:
            break
        children = () if w == word and is_described(parse, w) else below(parse, w)
        last = max([c for c in children if parse.deps[c] == "conj"], default=-1)
        found.extend(
            c
            for c in children
            if c not in found
            and (
                parse.deps[c] == "conj"
                or (parse.deps[c] == "appos" and w < c < last)  # B in "A, B and C", taken for another name of A
                or (c > w and cases(parse, c) in ACCOMPANIED)
            )
        )
    return sorted(found)


def is_described(parse: Parse, word: int) -> bool:
    """Whether what is coordinated with a subject only tells more of him: "Mor, 52, and the father of two, was shot"."""
    if parse.deps[word] not in SUBJECTS or parse.tags[word] not in ("NN", "NNP"):
        return False
    verb = parse.heads[word]
    if not any(parse.lowers[c] in SINGULAR and parse.deps[c].startswith(("aux", "cop")) for c in below(parse, verb)):
        return False
    others = [c for c in below(parse, word) if parse.deps[c] == "conj"]
    return len(others) == 1 and any(parse.lowers[c] == "and" for c in below(parse, others[0]))


def contents(parse: Parse, word: int) -> list[int]:
    """What a phrase speaks of: the word, and behind a quantity what is counted ("dozens of civilians")."""
    found = [word]
    while len(found) < 4 and (parse.pos[found[-1]] in ("NUM", "DET", "PRON") or parse.lemmas[found[-1]] in QUANTITIES):
        inner = next((c for c in below(parse, found[-1]) if parse.deps[c] == "nmod" and "of" in cases(parse, c)), None)
        if inner is None or inner in found:
            break
        found.append(inner)
    return found


@per_word
def cases(parse: Parse, word: int) -> str:
    """The prepositions that a noun hangs on, in lower case, joined by blanks ("out of"); empty where there is none."""
    deps = parse.deps
    first = [c for c in below(parse, word) if deps[c] == "case" and c < word and parse.tags[c] != "POS"]
    if not first:
        return ""
    found = [w for c in first for w in (c, *(f for f in below(parse, c) if deps[f] == "fixed"))]
    return " ".join([parse.lowers[w] for w in sorted(found)])


def relation(parse: Parse, word: int) -> str:
    """A word's relation; a noun behind a preposition is no name or apposition, whatever the parser says."""
    dep = parse.deps[word]
    if dep not in LOOSE or word < parse.heads[word] or not cases(parse, word):
        return dep
    return "obl" if parse.pos[parse.heads[word]] == "VERB" else "nmod"


def is_clause(parse: Parse, word: int) -> bool:
    """Whether a word is a predicate of its own: a verb, or anything with a subject."""
    return parse.pos[word] in ("VERB", "AUX") or own_subject(parse, word) is not None


@per_word
def own_subject(parse: Parse, word: int) -> int | None:
    """The subject that stands beside the predicate itself, or None; of several the one right before it."""
    found = thing = None
    for c in below(parse, word):
        if parse.deps[c] == "obj" and c > word:
            thing = c
        elif parse.deps[c] in SUBJECTS and (found is None or c < word) and thing is None:
            found = c  # behind an object there is none: "refused entry to the Orsinians, the largest group"
    if found is None and parse.pos[word] == "VERB":
        found = next((c for c in below(parse, word) if c < word and is_slip(parse, c)), None)
        if found is None and parse.tags[word] in FINITE and parse.deps[word] not in ("conj", "acl:relcl"):
            found = astray(parse, word)
    return found


def astray(parse: Parse, verb: int) -> int | None:
    """A noun before a finite verb that the parser has hung on a word behind it: its missed subject."""
    floor = max(parse.sentences[parse.sentence_of[verb]][0], verb - ASTRAY)
    for w in range(verb - 1, floor - 1, -1):
        if parse.pos[w] == "VERB" or parse.lowers[w] in (";", ":", "that", "which", "who"):
            return None
        if parse.heads[w] > verb and parse.pos[w] in ("NOUN", "PROPN", "PRON") and not cases(parse, w):
            return w
    return None


def is_slip(parse: Parse, word: int) -> bool:
    """Whether a noun hangs right on a verb by a relation that only nouns have: a subject or object missed."""
    noun = parse.pos[word] in ("NOUN", "PROPN", "PRON") or parse.tags[word] == "NNP"
    return parse.deps[word] in ODD and noun and not cases(parse, word)


def is_name_astray(parse: Parse, word: int) -> bool:
    """Whether a name behind a verb was taken for something said of its object: "called President Adan Mor"."""
    return parse.deps[word] == "xcomp" and parse.pos[word] == "PROPN" and not cases(parse, word)


def is_postponed(parse: Parse, word: int) -> bool:
    """Whether an object behind what is said of it was taken for a phrase: "denounced as a crime the raid"."""
    if parse.deps[word] != "obl" or parse.pos[word] not in ("NOUN", "PROPN") or cases(parse, word):
        return False
    return any(cases(parse, c) == "as" for c in below(parse, parse.heads[word]) if parse.heads[word] < c < word)


@per_word
def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb's surface subject is the one acted upon."""
    v = verb
    for _ in range(DEPTH):
        if parse.tags[v] not in ("VBN", "VBD", "JJ") or parse.pos[v] == "ADJ":  # some participles are tagged as past
            return False
        helpers = [c for c in below(parse, v) if parse.deps[c].startswith(("aux", "cop"))]
        if any(parse.lemmas[c] in PASSIVES or parse.deps[c] == "aux:pass" for c in helpers):
            return True
        if helpers:
            return False  # "have deported"
        deps = [parse.deps[c] for c in below(parse, v)]
        sides = {c > v for c in below(parse, v) if parse.deps[c] == "nsubj:pass"}
        if ("obj" in deps or (len(sides) > 1 and "obl:agent" not in deps)) and v == verb:
            return False  # of two subjects and no "was" the one behind is the object
        if any(dep in ("nsubj:pass", "csubj:pass", "obl:agent") for dep in deps):
            return True
        dep, head = parse.deps[v], parse.heads[v]
        if "nsubj" in deps or parse.tags[v] != "VBN":
            return v == verb and parse.lemmas[v] in HARMED and is_headline_passive(parse, v)
        if dep != "conj" or head == v:
            return dep in ("acl", "advcl", "amod", "root", "xcomp", "acl:relcl", "ccomp", "dep")
        v = head
    return False


def is_headline_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb that needs an object has none of any kind: "Two soldiers wounded in Talas"."""
    after = [c for c in below(parse, verb) if c > verb]
    both = next((c for c in after if parse.deps[c] == "conj" and own_agents(parse, c)), None)
    if any(parse.deps[c].startswith(("obj", "iobj", "ccomp", "xcomp", "nsubj", "conj")) for c in after if c != both):
        return False  # but "a man shot and killed by the guards"
    if any(is_slip(parse, c) for c in after):
        return False
    if parse.lemmas[verb] == "shoot" and any(cases(parse, c) in AIMED for c in after):
        return False
    head = parse.heads[verb]
    beside = head == verb or parse.deps[verb] in ("parataxis", "ccomp") or parse.pos[head] not in ("VERB", "AUX")
    return beside and parse.lowers[own_subject(parse, verb) or 0] not in RELATIVE_WORDS


def antecedent(parse: Parse, word: int) -> int:
    """What a relative pronoun stands for; the word itself where it is none."""
    if parse.lowers[word] not in RELATIVE_WORDS or parse.pos[word] not in ("PRON", "DET", "SCONJ"):
        return word
    verb = parse.heads[word]
    for _ in range(DEPTH):
        dep, head = parse.deps[verb], parse.heads[verb]
        if dep in ("acl:relcl", "acl"):
            return head
        if head == verb or dep not in ("conj", "xcomp", "ccomp", "cop", "aux"):
            return word
        verb = head
    return word


def subject(parse: Parse, verb: int, *, nouns: int = NOUNS) -> int | None:
    """The surface subject of a predicate: its own, or the one it shares or is controlled by.

    "Agreed to withdraw", "was attacked and fled", "troops shelling the town", "asked Elbia to leave".

    Args:
        parse: The text.
        verb: The predicate.
        nouns: How many nouns may stand between, each with a plan or an offer of its own: a tree may run in circles.
    """
    return _subject(parse, verb, nouns) if nouns != NOUNS else _usual_subject(parse, verb)


@per_word
def _usual_subject(parse: Parse, verb: int) -> int | None:
    return _subject(parse, verb, NOUNS)


def _subject(parse: Parse, verb: int, nouns: int) -> int | None:
    v = verb
    for _ in range(DEPTH):
        own = own_subject(parse, v)
        if own is not None:
            return antecedent(parse, own)
        dep, head = parse.deps[v], parse.heads[v]
        if head == v:
            return None
        said = (
            [c for c in below(parse, head) if parse.deps[c] == "ccomp" and c < v] if dep in ("advcl", "ccomp") else []
        )
        nearer = scene_before(parse, v, head) if dep == "advcl" and v > head and parse.tags[v] == "VBG" else None
        if nearer is not None:
            v = nearer
        elif said and v < head and parse.tags[v] == "VBG":
            v = said[-1]  # "…, killing two, police said": who is said to have done it
        elif dep == "advcl" and (charged := held_against(parse, v)) is not None:
            return antecedent(parse, charged)
        elif dep in ("conj", "advcl", "cop", "aux", "aux:pass"):
            v = head
        elif dep in ("xcomp", "ccomp"):
            if dep == "ccomp" and (parse.tags[v] not in ("VB", "VBG") or has_modal(parse, v)):
                return said_of(parse, v, head)
            controlled = None if parse.lemmas[head] in SUBJECT_CONTROL else plain_object(parse, head)
            if controlled is None and parse.lemmas[head] in CALLING:
                controlled = next((c for c in below(parse, head) if c < v and cases(parse, c) in CALLED), None)
            if controlled is not None and controlled != v:
                return antecedent(parse, controlled)
            v = head
        elif dep == "acl:relcl":
            return head
        elif dep == "acl":
            if parse.tags[v] not in ("VB", "VBP"):
                return modified(parse, v, head)
            if parse.lemmas[head] in ADDRESSED:
                return addressee(parse, head)
            return holder(parse, head, nouns=nouns - 1)
        elif dep in ("obl", "advmod", "dep") and parse.pos[head] == "VERB" and parse.tags[v] == "VBG":
            v = head  # a participle that the parser took for a phrase
        else:
            return None
    return None


def modified(parse: Parse, participle: int, head: int) -> int:
    """The noun that a participle tells more of: the one right before it, where the parser hung it on a verb."""
    before = participle - 1
    if parse.pos[head] != "VERB" or not head < before or parse.pos[before] not in ("NOUN", "PROPN"):
        return head
    return before


def said_of(parse: Parse, verb: int, saying: int) -> int | None:
    """Of whom a relative clause has somebody say that he did it: "the man who they say shot a guard"."""
    if parse.deps[saying] != "acl:relcl" or own_subject(parse, saying) is None or parse.heads[saying] > verb:
        return None
    between = (parse.lowers[w] for w in range(parse.heads[saying] + 1, saying))
    return parse.heads[saying] if not RELATIVE_WORDS.isdisjoint(between) else None


def has_modal(parse: Parse, verb: int) -> bool:
    """Whether a verb has a subject of its own by its form, be it lost: "will visit"."""
    return any(parse.tags[c] == "MD" for c in below(parse, verb) if parse.deps[c].startswith("aux"))


def addressee(parse: Parse, noun: int) -> int | None:
    """Whom an ultimatum or an order is for: he does what it asks for; None where nobody is named."""
    beside = (*below(parse, noun), *(below(parse, parse.heads[noun]) if parse.deps[noun] in SUBJECTS | {"obj"} else ()))
    return next((c for c in beside if c > noun and cases(parse, c) in CALLED), None)


def held_against(parse: Parse, verb: int) -> int | None:
    """Whom somebody accuses of a deed, thanks for one or lists with one: "accused Elbia of shelling the town"."""
    beside = below(parse, verb)
    marked = any(parse.deps[c] in ("mark", "case") and parse.lowers[c] in CHARGED for c in beside)
    gerund = parse.tags[verb] == "VBG" or any(parse.lowers[c] == "having" for c in beside)
    return plain_object(parse, parse.heads[verb]) if marked and gerund else None


def scene_before(parse: Parse, participle: int, verb: int) -> int | None:
    """The clause right before a participle of harm that tells what did it: "… when the bomb went off, killing two"."""
    if HARM.isdisjoint((parse.lemmas[participle], parse.lowers[participle])):
        return None
    between = (c for c in below(parse, verb) if verb < c < participle and parse.deps[c] in ("advcl", "ccomp", "conj"))
    return max((c for c in between if parse.pos[c] == "VERB" and own_subject(parse, c) is not None), default=None)


def plain_object(parse: Parse, verb: int) -> int | None:
    """The object of an active verb, or None."""
    return None if is_passive(parse, verb) else parse.child(verb, "obj", "iobj")


def holder(parse: Parse, noun: int, *, nouns: int = NOUNS) -> int | None:
    """Whose plan, offer or effort a noun names: "Elbia's plan to attack", "Elbia made an offer to leave".

    Args:
        parse: The text.
        noun: The plan.
        nouns: How many more nouns may stand between.
    """
    for c in below(parse, noun):
        if parse.deps[c] == "nmod:poss" or (
            parse.deps[c] in ("compound", "amod") and parse.tags[c][:2] in ("NN", "JJ") and is_proper(parse, c)
        ):
            return c
    for c in below(parse, noun):
        if parse.deps[c] == "nmod" and cases(parse, c) in ("by", "of", "from"):
            return c
    n = noun
    for _ in range(DEPTH if nouns > 0 else 0):
        dep, head = parse.deps[n], parse.heads[n]
        own = own_subject(parse, n)
        if own is not None:
            return antecedent(parse, own)  # "the king would be under pressure to leave"
        if head == n:
            return subject(parse, n, nouns=nouns)
        if dep in ("obj", "xcomp", "ccomp") or (dep in ("obl", "advcl", "nmod") and parse.pos[head] in ("VERB", "ADJ")):
            return subject(parse, head, nouns=nouns)
        if dep == "conj" and parse.pos[head] in ("VERB", "ADJ"):
            return subject(parse, head, nouns=nouns)
        if dep not in ("conj", "nmod"):
            return None
        n = head
    return None


def is_proper(parse: Parse, word: int) -> bool:
    """Whether a word before a noun is written as a name, or is a body named after one: "the Elbian government plan"."""
    first = next((c for c in below(parse, word) if parse.deps[c] in ("compound", "amod")), word)
    return parse.words[word][0].isupper() or parse.words[first][0].isupper()


@per_word
def agents(parse: Parse, verb: int) -> tuple[int, ...]:
    """The words for who does it, without what is coordinated with them."""
    if not is_passive(parse, verb):
        found = subject(parse, verb)
        return () if found is None or found == verb else (found,)
    by = own_agents(parse, verb)
    for c in below(parse, verb) if not by else ():
        if parse.deps[c] == "conj" and verb < c and parse.tags[c] == "VBN" and own_subject(parse, c) is None:
            by = by or own_agents(parse, c)  # "beaten and robbed by the guards"
    return by


def own_agents(parse: Parse, participle: int) -> tuple[int, ...]:
    """Those behind the "by" of a participle."""
    return tuple(
        [
            c
            for c in below(parse, participle)
            if (parse.deps[c] == "obl:agent" and not cases(parse, c))
            or (parse.deps[c].startswith("obl") and cases(parse, c).split()[-1:] == ["by"])
        ]
    )


@per_word
def objects(parse: Parse, verb: int) -> tuple[int, ...]:
    """The words for who or what it is done to, without what is coordinated with them."""
    found: list[int] = []
    if is_passive(parse, verb):
        shared = subject(parse, verb)
        if shared is not None and shared != verb:
            found.append(shared)
    children = below(parse, verb)
    own = [antecedent(parse, c) for c in children if parse.deps[c] in ("obj", "iobj") and cases(parse, c) not in WHILE]
    if not own and not found:
        before = any(parse.deps[c] in SUBJECTS and c < verb for c in children)
        own = [
            c
            for c in children
            if c > verb
            and (
                is_slip(parse, c)
                or is_name_astray(parse, c)
                or (before and parse.deps[c] in ("nsubj", "nsubj:pass"))
                or is_postponed(parse, c)
            )
        ][:1]
    found.extend(own)
    dep, head = parse.deps[verb], parse.heads[verb]
    if found:
        return tuple(found)
    if (
        dep == "acl:relcl"
        and own_subject(parse, verb) is not None
        and antecedent(parse, subject(parse, verb) or verb) != head
    ):
        return (head,)  # "the strikes (that) Elbia launched"
    if (
        dep == "conj" and parse.pos[head] == "VERB"
    ):  # "shelled and stormed the town": the object hangs on the first verb
        return tuple([c for c in below(parse, head) if parse.deps[c] == "obj" and c > verb])
    after = next((c for c in children if parse.deps[c] == "conj" and verb < c <= verb + BESIDE), None)
    if after is not None and parse.pos[after] == "VERB" and own_subject(parse, after) is None:  # … or on the second
        return tuple([c for c in below(parse, after) if parse.deps[c] == "obj"])
    return ()


@per_word
def obliques(parse: Parse, verb: int) -> tuple[tuple[str, int], ...]:
    """What hangs on a verb or its objects by a preposition: (preposition, word), in text order."""
    found = [(cases(parse, c), c) for c in below(parse, verb) if relation(parse, c).startswith(("obl", "nmod"))]
    for o in below(parse, verb):
        if parse.deps[o] == "obj" and cases(parse, o) not in WHILE:
            found.extend((cases(parse, c), c) for c in below(parse, o) if relation(parse, c) == "nmod")
    return tuple(sorted(found, key=lambda pair: pair[1]))


def governor(parse: Parse, word: int) -> int:
    """The predicate whose clause the word stands in: the first one at or above it."""
    w = word
    for _ in range(DEPTH * 2):
        head = parse.heads[w]
        if head == w or (is_clause(parse, w) and parse.deps[w] not in ("amod", "compound")):
            return w
        w = head
    return w
