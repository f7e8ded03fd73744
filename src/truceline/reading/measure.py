"""What became of the people or things that a number counts: by the clause's tree, else by the words around.

The tree decides where it says something. Where it does not (fragments, capitals, odd trees) the words to the
right and left of the number are read in order.
"""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model import Parse
from truceline.reading.quantities import STARTERS
from truceline.vocabulary.measures import Measures

FALLEN = frozenset({"killed", "injured", "captured", "missing", "displaced", "released"})
MANNERS = frozenset("shot beaten burned burnt stabbed hacked found taken held left".split())  # "taken hostage"
CLIMB = 6  # heads looked at above a number
RIGHT, LEFT = 10, 7  # words looked at where there is no usable tree
NOUN_OPENERS = frozenset({"a", "an", "the", "of", "to", "in", "on", "and"})  # after these "march" is no verb
BE = frozenset("was were is are been being be got get 'm 're 's ’s".split())
HELPERS = BE | frozenset(
    "have has had may might could would will must reportedly also later then all both subsequently "
    "still since immediately instantly badly seriously critically severely gravely slightly lightly "
    "believed feared confirmed reported said thought presumed known to either remain remains remained".split()
)
STOPS = frozenset(". ; : ! ? but while when whereas although because after before".split())
OBJECT_OPENERS = frozenset(
    "a an the his her their its at more nearly almost some several about dozens scores hundreds "
    "thousands many another him them himself over up".split()
)
WOUNDS = frozenset({"injury", "wound", "burn", "fracture", "laceration"})
BEARING = frozenset({"suffer", "sustain", "receive", "take", "have"})  # wounds
SUBSETS = frozenset({"including", "among", "mostly", "mainly"})
WHOLES = frozenset({"the", "its", "their", "those", "these", "his", "her"})
TAKERS = frozenset({"toll", "count", "tally"})


def measure_of(
    parse: Parse, first: int, number: int, noun: int | None, after: int, floor: int, stop: int, words: Measures
) -> tuple[str | None, str]:
    """What became of those that a number counts.

    Args:
        parse: The text.
        first: The first word of the number with its bounds.
        number: The last word of the number.
        noun: What is counted, where it is named.
        after: The word after the whole phrase.
        floor: The first word that may be looked at.
        stop: The word at which to stop looking.
        words: The measure words.

    Returns:
        The measure, or None where nothing tells; and the side of the number on which the word stands that told it
        ("left", "right"), "" where the tree or the noun did.
    """
    lowers = parse.lowers
    if noun is None:
        after = _past_whole(lowers, after, stop)
    own = words.nouns.get(lowers[noun]) if noun is not None else None
    if noun is not None and own is not None and own not in FALLEN and lowers[noun] not in words.people:
        return own, ""  # weapons stay weapons, whether seized or destroyed
    found = measure_by_state(parse, after, stop, words) or _aid(parse, noun, number + 1, stop, words)
    if found is not None:
        return found, "right"
    if noun is not None and own is not None and lowers[noun] in words.states:
        return own, "right"  # "20 killed and 10 wounded"
    verb = first - 1
    if verb >= floor and lowers[verb] in words.transitive and not (verb > floor and lowers[verb - 1] in BE):
        if _is_either(lowers, verb, floor, words):
            return None, ""
        return words.transitive[lowers[verb]], "left"
    found = measure_by_tree(parse, noun if noun is not None else number, words)
    if found is not None:
        return found, ""
    found = measure_to_the_left(parse, first, floor, words)
    if found is not None:
        return found, "left"
    found = measure_to_the_right(parse, after, stop, words)
    if found is not None:
        return found, "right"
    if noun is None:
        return None, ""
    if lowers[noun] in words.lives and _life_verb(parse, first, after, stop, words):
        return "killed", ""
    if own == "captured" and _is_freed(parse, noun, lowers[max(floor, first - 3) : first], words):
        return "released", ""
    described = (words.states.get(lowers[k]) for k in range(number + 1, noun))  # "ten captured soldiers"
    return next((state for state in described if state is not None), own), ""


def _is_freed(parse: Parse, noun: int, before: Sequence[str], words: Measures) -> bool:
    """Read "exchanged twelve prisoners", "a swap of twelve captives"."""
    if not words.freeing.isdisjoint(before):
        return True
    for _ in range(CLIMB):
        head = parse.heads[noun]
        if head == noun or not parse.deps[noun].startswith(("obj", "nsubj", "nmod", "conj", "compound")):
            return False
        if parse.lowers[head] in words.freeing:
            return True
        noun = head
    return False


def _past_whole(lowers: Sequence[str], after: int, stop: int) -> int:
    """Past the whole that a number is part of: what "five of the 20 wounded" did stands behind it."""
    if after + 3 >= stop or lowers[after] != "of" or lowers[after + 1] not in WHOLES:
        return after
    k = after + 2
    if not (lowers[k] in STARTERS or lowers[k][0].isdecimal()):
        return after
    return k + 2


def _is_either(lowers: Sequence[str], verb: int, floor: int, words: Measures) -> bool:
    """Whether a verb is the second of "killed or wounded", which do not say how many of each."""
    if verb - 2 < floor or lowers[verb - 1] not in ("or", "and"):
        return False
    return words.transitive.get(lowers[verb - 2], words.transitive[lowers[verb]]) != words.transitive[lowers[verb]]


def _is_tally(lowers: Sequence[str], state: int, first: int, floor: int) -> bool:
    """Read "the number of dead rose to 90", "put the dead at 90"."""
    before = lowers[max(floor, state - 3) : state]
    return "number" in before or ("the" in before and lowers[state + 1 : first] in (("at",), ("to",)))


def _life_verb(parse: Parse, first: int, after: int, stop: int, words: Measures) -> bool:
    """Read "claimed 12 lives", "12 lives were lost"."""
    near = (*range(max(0, first - 3), first), *range(after, min(stop, after + 3)))
    return any(parse.lowers[k] in words.life_verbs for k in near)


def _aid(parse: Parse, noun: int | None, start: int, stop: int, words: Measures) -> str | None:
    """Read "12 tons of flour", "six aid trucks"."""
    lowers = parse.lowers
    if noun is None or lowers[noun] not in words.carriers:
        return None
    if any(lowers[k] in words.goods for k in range(start, noun)):
        return "aid"
    if noun + 1 < stop and lowers[noun + 1] in ("of", "carrying", "with"):
        return "aid" if any(lowers[k] in words.goods for k in range(noun + 2, min(stop, noun + 5))) else None
    return None


def measure_by_state(parse: Parse, after: int, stop: int, words: Measures) -> str | None:
    """The measure of a state right after a number or its noun: "12 dead", "30 others were wounded"."""
    j, passive = after, False
    lowers = parse.lowers
    if j + 1 < stop and lowers[j] == "of" and lowers[j + 1] in ("them", "whom", "those"):
        j += 2
    if j < stop and lowers[j] in ("who", "which", "that"):
        j += 1
    while j < stop and lowers[j] in HELPERS and j - after < 6:
        passive = passive or lowers[j] in BE
        j += 1
    if j >= stop:
        return None
    if not passive and lowers[j] in words.intransitive and not parse.tags[j].startswith("NN"):  # "hundreds fled"
        return words.intransitive[lowers[j]]
    found = words.states.get(lowers[j]) or (words.transitive.get(lowers[j]) if passive else None)
    if found is not None:
        return found if passive or not _takes_object(parse, j, stop) else None
    if (j > after and passive) or lowers[j] in MANNERS:
        return _manner(parse, j, stop, words, passive=passive)
    return None


def _manner(parse: Parse, j: int, stop: int, words: Measures, *, passive: bool) -> str | None:
    """Read "shot dead", "beaten to death", "were shot and wounded"; who "shot and killed a guard" was not killed."""
    lowers = parse.lowers
    ahead = lowers[j + 1] if j + 1 < stop else ""
    if ahead == "to" and j + 2 < stop and lowers[j + 2] == "death":
        return "killed"
    if ahead in ("and", "or") and j + 2 < stop:
        return words.transitive.get(lowers[j + 2]) if passive or not _takes_object(parse, j + 2, stop) else None
    return words.states.get(ahead)


def _takes_object(parse: Parse, verb: int, stop: int) -> bool:
    """Whether a form such as "killed" is an active verb here: something follows that it was done to."""
    j = verb + 1
    if j >= stop or parse.lowers[j] == ",":
        return False
    if any(parse.deps[c] == "obj" and c > verb for c in parse.children[verb]):
        return True
    word = parse.lowers[j]
    if word == "at":
        return j + 1 < stop and parse.lowers[j + 1] == "least"
    if word == "up" or word == "over":
        return j + 1 < stop and (parse.lowers[j + 1] == "to" or parse.lowers[j + 1][0].isdecimal())
    return word in OBJECT_OPENERS or word[0].isdecimal() or word in STARTERS


def measure_by_tree(parse: Parse, word: int, words: Measures) -> str | None:
    """The measure that the words above a counted noun (or a bare number) give it."""
    lowers, current = parse.lowers, word
    for child in parse.children[word]:
        if child > word and parse.deps[child].startswith(("acl", "amod")) and parse.tags[child] in ("VBN", "JJ"):
            found = words.states.get(lowers[child])
            if found is not None:
                return found
    for _ in range(CLIMB):
        head, dep = parse.heads[current], parse.deps[current]
        if head == current:
            return None
        above = lowers[head]
        if dep == "nsubj:pass":
            return words.transitive.get(above) or _life(words, lowers[current], above) or _harm(parse, head, words)
        if dep == "nsubj":
            return _of_subject(parse, head, current, words)
        if dep in ("obj", "iobj"):
            if any(parse.deps[c] == "aux:pass" for c in parse.children[head]):
                return None
            return words.transitive.get(above) or _life(words, lowers[current], above)
        if dep.startswith(("nmod", "obl")):
            case = next((lowers[c] for c in parse.children[current] if parse.deps[c] == "case"), "")
            if case == "of" and (above in words.events or (above in words.transitive and above.endswith("ing"))):
                return words.events.get(above) or words.transitive[above]
            if dep == "nmod:poss" and above in words.events:  # "the six monks' murder"
                return words.events[above]
            if case in ("to", "at", "of") and (above in TAKERS or _counts_dead(parse, head)):
                return "killed"
            if case not in ("of", *SUBSETS):
                return None
        elif not dep.startswith(("conj", "appos", "nummod", "compound", "flat", "list")):
            return None
        current = head
    return None


def _life(words: Measures, noun: str, verb: str) -> str | None:
    """Read "claimed 12 lives"."""
    return "killed" if noun in words.lives and verb in words.life_verbs else None


def _of_subject(parse: Parse, verb: int, noun: int, words: Measures) -> str | None:
    """The measure of a subject: it died, it is missing, it was killed (where the tree missed the passive)."""
    above = parse.lowers[verb]
    helpers = {
        parse.lowers[c] for c in parse.children[verb] if parse.deps[c].startswith("aux") or parse.deps[c] == "cop"
    }
    if helpers & BE and parse.tags[verb] != "VBG":
        found = words.states.get(above) or words.transitive.get(above)
        if found is not None:
            return found
    for c in parse.children[verb]:  # "nine soldiers were on leave and were wounded"
        if parse.deps[c] == "conj" and parse.tags[c] == "VBN" and _is_passive(parse, c):
            return words.transitive.get(parse.lowers[c])
    if parse.pos[verb] == "VERB" and above in words.intransitive:
        return words.intransitive[above]
    harm = _harm(parse, verb, words)
    if harm is not None:
        return harm
    if parse.tags[verb] == "VBN" and not any(parse.deps[c] == "obj" for c in parse.children[verb]):
        return words.transitive.get(above)
    return None


def _harm(parse: Parse, verb: int, words: Measures) -> str | None:
    """What became of a subject by what it lost, or bore: "lost their lives", "brought in with burns"."""
    for c in parse.children[verb]:
        dep, lower = parse.deps[c], parse.lowers[c]
        own = any(parse.deps[g] == "nmod:poss" for g in parse.children[c])
        if dep == "obj" and own and lower in words.lives:
            return _life(words, lower, parse.lowers[verb])
        case = next((parse.lowers[g] for g in parse.children[c] if parse.deps[g] == "case"), "")
        if parse.lemmas[c] in WOUNDS and ((dep == "obj" and parse.lemmas[verb] in BEARING) or case in ("with", "for")):
            return "injured"
    return None


def _is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb has the auxiliary of a passive and no subject of its own."""
    children = [(parse.deps[c], parse.lowers[c]) for c in parse.children[verb]]
    own = any(dep.startswith("nsubj") for dep, _ in children)
    return not own and any(dep.startswith("aux") and word in BE for dep, word in children)


def _counts_dead(parse: Parse, verb: int) -> bool:
    """Whether the subject of "rose to", "stands at" is a toll."""
    return any(parse.deps[c].startswith("nsubj") and parse.lowers[c] in TAKERS for c in parse.children[verb])


def measure_to_the_right(parse: Parse, after: int, stop: int, words: Measures) -> str | None:
    """The measure by the first verb that follows: "12 people in the village were killed"."""
    lowers, j = parse.lowers, after
    if j + 1 < stop and lowers[j] == "," and lowers[j + 1] in SUBSETS:
        j = next((k for k in range(j + 2, min(stop, j + 16)) if lowers[k] == ","), j)
        if j == after:
            return None
        j += 1
    elif j < stop and lowers[j] == ",":
        return None
    for k in range(j, min(stop, j + RIGHT)):
        word = lowers[k]
        if word in STOPS or word[0].isdecimal() or (word in STARTERS and k > j):
            return None
        if word in BE:
            return measure_by_state(parse, k, stop, words)
        if word in words.intransitive and not parse.tags[k].startswith("NN") and lowers[k - 1] not in NOUN_OPENERS:
            return words.intransitive[word]
        if word in ("and", "or") and k + 1 < stop and lowers[k + 1] in words.people:
            continue  # "90 women and minors were freed"
        if word in ("who", "which", "that", "to", "and", "or"):
            return None
        if k > j and word in words.transitive and word in words.states:
            return None if _takes_object(parse, k, stop) else words.states[word]
    return None


def measure_to_the_left(parse: Parse, first: int, floor: int, words: Measures) -> str | None:
    """The measure by the verb or event before a number: "killing at least 12", "the murder of six", "a toll of 90"."""
    lowers = parse.lowers
    for k in range(first - 1, max(floor, first - LEFT) - 1, -1):
        word = lowers[k]
        if word in STOPS or word in (",", ")", "who", "by", "with", "from", "-", "--") or word[0].isdecimal():
            return None
        if word in BE and k > floor and lowers[k - 1] in words.states:  # "among the dead were two children"
            return words.states[lowers[k - 1]]
        if word in words.states and _is_tally(lowers, k, first, floor):
            return words.states[word]
        if word in words.states and k > floor and lowers[k - 1] in MANNERS:  # "shot dead two officials"
            return None if k > floor + 1 and lowers[k - 2] in BE else words.states[word]
        if word in TAKERS:
            return "killed" if k + 1 < first and lowers[k + 1] not in ("on", "in") else None
        if word in words.events and (k + 1 < first and lowers[k + 1] == "of"):
            return words.events[word]
        if word in words.transitive:
            before = lowers[k - 1] if k > floor else ""
            return None if before in BE or _is_either(lowers, k, floor, words) else words.transitive[word]
        if (word in STARTERS and k < first - 1) or word in ("were", "was", "had", "said", "has", "have"):
            return None
    return None
