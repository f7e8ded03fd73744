"""Which earlier mention a pronoun most likely stands for.

Nearer, more prominent and fitting mentions weigh more; where two that differ weigh about the same,
or where something that is no actor fits best, the pronoun stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from truceline.model import Parse
from truceline.reading.actors.mention import SUBJECTS, Mention, dependants, lead_conjunct, root_of
from truceline.reading.actors.talk import Kind, Talk, key_of

BODIES = frozenset({"state", "body", "group", "outlet"})
REACH = {"person": 4, "thing": 1, "several": 2}  # sentences back
WEIGHTS = {"nsubj": 4.0, "nsubj:pass": 3.5, "nsubj:outer": 3.5, "obl:agent": 2.5, "nmod:poss": 2.0, "obj": 2.0,
           "iobj": 2.0, "root": 2.0, "obl": 1.0, "nmod": 0.5, "appos": 1.0, "vocative": 0.0}  # fmt: skip
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj", "obl:agent", "obl", "nmod"})
MARGIN = {"person": 1.0, "thing": 1.5, "several": 1.5}  # by how much the best has to outweigh the next one
LEAST = {"person": 0.5, "thing": 2.0, "several": 2.0}  # weight below which nothing is settled
OFTEN = {"person": 0.4, "thing": 0.15, "several": 0.15}  # for every time that a body came up before
UPPER = {"nsubj": 2.0, "nsubj:pass": 2.0, "obj": 1.75, "iobj": 1.75}  # for arguments of the clause above
NEAREST = 2.5  # more for who says or thinks what the pronoun's clause tells: "the papers say the army claims it …"
SPEAKER = 2.0  # for whoever the sentence is attributed to, or speaks through a spokesman
OF_AIDE = 8.0  # for the person whose unnamed aide, lawyer or spokesman speaks
TOLD = frozenset({"tell", "inform", "assure"})
OWN = 2.0  # for the subject of the pronoun's own clause
SPOKE = 1.0  # for who has just said something, where the pronoun says something too
DOUBTFUL = 1.5  # against one word that is taken for a person's name and may be a place's
OBJECT = 1.5
LOOK_BACK = 80  # mentions, and words for a rival, that are looked at


def weigh(talk: Talk, mention: Mention, kind: Kind, *, own: bool = False) -> Mention | None:
    """The earlier mention that a pronoun most likely stands for, or None where it is not clear.

    Args:
        talk: What has been said so far.
        mention: The pronoun.
        kind: Its kind.
        own: Whether who says something may be somebody whom he names in it: "Belt is tired, she said".
    """
    parse, word = talk.parse, mention.head
    said = [] if own else [*talk.speakers.before.get(word, ()), *around(parse, word)]
    sentence = parse.sentence_of[word]
    source, direct = talk.speakers.source(word)
    speaker = talk.board.at(source) if source is not None else None
    barred = {id(root_of(m)) for m in beside(talk, mention, kind)}
    if speaker is not None and direct:
        barred.add(id(root_of(speaker)))
    subject = clause_subject(parse, word)
    if subject in talk.board.by_head and not kind.possessive and parse.deps[word] not in SUBJECTS:
        barred.add(id(root_of(talk.board.by_head[subject])))  # "the army spoke of it"
    scores: dict[int, float] = {}
    chosen: dict[int, Mention] = {}
    above = upper_arguments(parse, word)
    armed = commands(talk, word, kind)
    for candidate in islice(reversed(talk.history), LOOK_BACK):
        distance = sentence - parse.sentence_of[candidate.head]
        if distance > REACH[kind.who]:
            break
        body = root_of(candidate)
        if (
            id(body) in barred
            or not fits(candidate, body, kind)
            or (body.kind == "outlet" and (armed or not may_be_outlet(talk, candidate, mention, kind)))
            or candidate.first <= word < candidate.after
            or any(first <= candidate.head < after for first, after in said)
        ):
            continue
        key = id(body)
        if key not in scores:
            scores[key] = standing(talk, body, kind) + spoken_for(speaker, candidate) + above.get(candidate.head, 0.0)
            scores[key] += OWN if candidate.head == subject else 0.0
            chosen[key] = body if candidate.form == "pronoun" else candidate
            scores[key] += weight(parse, candidate.head, distance, word)
            if word in talk.speakers.heads and candidate.head in talk.speakers.heads:
                scores[key] += SPOKE
        else:
            extra = weight(parse, candidate.head, distance, word) + standing(talk, body, kind)
            scores[key] = max(scores[key], extra)
    found = decide(talk, scores, chosen, word, kind)
    if found is None and said and not own:
        inner = weigh(talk, mention, kind, own=True)
        if inner is None or kind.who != "person":
            return None
        about = parse.deps[inner.head] in SUBJECTS  # "the man who led the raid regrets nothing, he said"
        return inner if root_of(inner).named or about else None
    return found


def around(parse: Parse, word: int) -> Iterator[tuple[int, int]]:
    """What stands before a speaker's parenthesis, and is his: "Elbia, | she stressed, has …"."""
    verb = parse.heads[word]
    if parse.deps[word] in SUBJECTS and parse.deps[verb] == "parataxis" and parse.heads[verb] != verb:
        first, _ = parse.subtree(parse.heads[verb])
        if first < word - 1 and parse.words[word - 1] == ",":
            yield first, word


def spoken_for(speaker: Mention | None, candidate: Mention) -> float:
    """What speaks for whoever a sentence is attributed to, or whom an unnamed aide of his speaks for."""
    if speaker is None or not (speaker is candidate or speaker.owner is candidate):
        return 0.0
    owner = speaker.owner
    aide = owner is candidate and owner.kind == "person" and not speaker.named
    return OF_AIDE if aide else SPEAKER


def may_be_outlet(talk: Talk, candidate: Mention, mention: Mention, kind: Kind) -> bool:
    """Whether a pronoun may stand for an outlet: not for one that was only told, nor for what something is done to."""
    parse = talk.parse
    if parse.deps[candidate.head] in ("obj", "iobj") and parse.lemmas[parse.heads[candidate.head]] in TOLD:
        return False
    return kind.possessive or parse.deps[mention.head] in SUBJECTS


def clause_subject(parse: Parse, word: int) -> int | None:
    """The subject of the clause that a word stands in, other than the word itself."""
    at = word
    for _ in range(6):
        above = parse.heads[at]
        found = next((c for c in dependants(parse, above) if parse.deps[c] in SUBJECTS and c < word), None)
        if found is not None:
            return found
        if above == at or parse.pos[above] == "VERB":
            return None
        at = above
    return None


def upper_arguments(parse: Parse, word: int) -> dict[int, float]:
    """Subjects and objects of the clauses that a pronoun's own clause depends on, and what that speaks for them."""
    found: dict[int, float] = {}
    at, own = word, True
    for _ in range(8):
        above = parse.heads[at]
        if above == at:
            break
        if parse.pos[above] == "VERB":
            for c in dependants(parse, above) if not own else ():
                if c < word and parse.deps[c] in UPPER:
                    nearest = not found and parse.deps[at] == "ccomp" and parse.deps[c] in SUBJECTS
                    found.setdefault(c, UPPER[parse.deps[c]] + (NEAREST if nearest else 0.0))
            own = False
        at = above
    return found


def decide(talk: Talk, scores: dict[int, float], chosen: dict[int, Mention], word: int, kind: Kind) -> Mention | None:
    """The candidate of most weight, where it outweighs all others and all nouns that are no actors."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    alone = kind.who == "person" or word in talk.speakers.heads or commands(talk, word, kind)  # only an actor fits
    bar = "person" if alone else kind.who
    if not ranked or ranked[0][1] < LEAST[bar]:
        return None
    best = ranked[0][1]
    if len(ranked) > 1 and best - ranked[1][1] < MARGIN[bar]:
        return None
    if not alone:
        if not kind.possessive and talk.parse.deps[word] not in SUBJECTS:
            best -= OBJECT  # things are had and done, actors do
        if rival(talk, word, kind) > best - MARGIN[bar] or best < LEAST[bar]:
            return None
    return chosen[ranked[0][0]]


def commands(talk: Talk, word: int, kind: Kind) -> bool:
    """Whether a possessive pronoun stands before somebody who acts for a body: only actors have officials or troops."""
    noun = talk.board.by_head.get(talk.parse.heads[word]) if kind.possessive else None
    return noun is not None and noun.form == "role" and noun.part is not None


def standing(talk: Talk, body: Mention, kind: Kind) -> float:
    """What makes a body likely to be spoken of, wherever it was mentioned: a name, and how often it came up."""
    score = (
        1.0 if body.named or (body.kind == "population" and body.actor) else -1.0 if body.owner_case == "poss" else 0.0
    ) + OFTEN[kind.who] * min(talk.counts.get(key_of(body), 0), 6)
    if kind.who == "person" and body.named and not (body.roles or body.gender):
        article = body.first and "the" in talk.parse.lowers[body.first - 1 : body.first + 1]
        score -= DOUBTFUL if article or len(body.tokens) == 1 else 0.0  # "the Marn Front" is nobody's name
    if kind.who == "several" and not body.plural:
        score -= 1.5  # a body may be "they", but several people are sooner
    return score


def beside(talk: Talk, mention: Mention, kind: Kind) -> Iterator[Mention]:
    """The mentions that grammar keeps apart from a pronoun: other arguments of its verb, the noun it belongs to."""
    parse, word = talk.parse, mention.head
    above = parse.heads[word]
    around = [above] if kind.possessive else [above, *dependants(parse, above)]
    for w in around:
        other = talk.board.by_head.get(w)
        if other is not None and other is not mention:
            yield other
            for c in dependants(parse, w) if w != above else ():
                if parse.deps[c] == "conj" and c in talk.board.by_head:
                    yield talk.board.by_head[c]


def weight(parse: Parse, head: int, distance: int, word: int) -> float:
    """How prominent a word is where it stands, seen from a later word."""
    lead = lead_conjunct(parse, head)
    score = WEIGHTS.get(parse.deps[lead], 0.5) - 2.0 * distance
    if distance == 0 and parse.deps[lead] in SUBJECTS and parse.heads[parse.heads[lead]] == parse.heads[lead]:
        score += 1.0  # subject of the main clause
    return score - 0.01 * min(word - head, 60)


def fits(candidate: Mention, body: Mention, kind: Kind) -> bool:
    """Whether number, gender and kind agree."""
    if candidate.form == "adjective" or (candidate.form == "pronoun" and candidate.refers_to is None):
        return False
    if kind.who == "person":
        return body.kind == "person" and not body.plural and (body.gender or kind.gender) == kind.gender
    if kind.who == "thing":
        return body.kind in BODIES and (not body.plural or (body.named and body.kind == "group"))
    return body.plural or body.kind in ("group", "outlet", "body", "population")


def rival(talk: Talk, word: int, kind: Kind) -> float:
    """The weight of the best earlier noun that is no actor and would fit the pronoun."""
    best, parse = -9.0, talk.parse
    sentence = parse.sentence_of[word]
    plural = kind.who == "several"
    for number in (sentence, sentence - 1):
        if number < 0:
            continue
        first, after = parse.sentences[number]
        for w in range(max(first, word - LOOK_BACK), min(after, word)):
            if parse.pos[w] not in ("NOUN", "PROPN") or parse.deps[w] not in ARGUMENTS or talk.board.at(w) is not None:
                continue
            if (parse.tags[w] in ("NNS", "NNPS")) != plural or parse.heads[word] in (w, parse.heads[w]):
                continue
            best = max(best, weight(parse, w, sentence - number, word))
    return best
