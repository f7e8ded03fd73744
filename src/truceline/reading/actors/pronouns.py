"""What a pronoun stands for, where the text settles it.

Nearer, more prominent and fitting mentions weigh more; where two that differ weigh about the same,
or where something that is no actor fits best, the pronoun stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from truceline.model import Parse
from truceline.reading.actors.mention import SUBJECTS, Board, Mention, lead_conjunct, root_of, stand_for


class Kind(NamedTuple):
    """A pronoun's number, gender and use."""

    who: str  # person, thing, several, speaker
    gender: str | None = None
    possessive: bool = False
    reflexive: bool = False


PRONOUNS = {
    "he": Kind("person", "m"), "him": Kind("person", "m"), "his": Kind("person", "m", True),
    "himself": Kind("person", "m", False, True),
    "she": Kind("person", "f"), "her": Kind("person", "f"), "hers": Kind("person", "f"),
    "herself": Kind("person", "f", False, True),
    "it": Kind("thing"), "its": Kind("thing", None, True), "itself": Kind("thing", None, False, True),
    "they": Kind("several"), "them": Kind("several"), "their": Kind("several", None, True), "theirs": Kind("several"),
    "themselves": Kind("several", None, False, True),
    "i": Kind("speaker"), "me": Kind("speaker"), "my": Kind("speaker", None, True), "mine": Kind("speaker"),
    "myself": Kind("speaker", None, False, True),
    "we": Kind("speaker"), "us": Kind("speaker"), "our": Kind("speaker", None, True), "ours": Kind("speaker"),
    "ourselves": Kind("speaker", None, False, True),
}  # fmt: skip
RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})
QUOTES = frozenset("\"“”‘’'«»") | {"``", "''"}
BODIES = frozenset({"state", "body", "group", "outlet"})
REACH = {"person": 4, "thing": 1, "several": 2}  # sentences back
WEIGHTS = {"nsubj": 4.0, "nsubj:pass": 3.5, "nsubj:outer": 3.5, "obl:agent": 2.5, "nmod:poss": 2.0, "obj": 2.0, "iobj": 2.0,
           "root": 2.0, "obl": 1.0, "nmod": 0.5, "appos": 1.0, "vocative": 0.0}  # fmt: skip
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj", "obl:agent", "obl", "nmod"})
MARGIN = 1.0  # by how much the best has to outweigh the next one
LEAST = 1.0
OFTEN = 0.3  # for every time that a body came up before
AGAIN = 0.3
OWN = 2.0  # for the subject of the pronoun's own clause
OBJECT = 1.5


def add_pronouns(parse: Parse, board: Board) -> None:
    """Puts every personal and relative pronoun on the board, unresolved."""
    for i, pos in enumerate(parse.pos):
        if pos not in ("PRON", "DET", "SCONJ") or i in board.by_head:
            continue
        word = parse.lowers[i]
        kind = PRONOUNS.get(word)
        if kind is None and not (word in RELATIVES and relative_head(parse, i) is not None):
            continue
        if kind is not None and (pos != "PRON" and parse.tags[i] not in ("PRP", "PRP$") or parse.deps[i] == "expl"):
            continue
        plural = word in ("we", "us", "our", "ours", "ourselves") or (kind is not None and kind.who == "several")
        board.add(Mention(first=i, after=i + 1, head=i, form="pronoun", plural=plural, gender=kind.gender if kind else None))


def relative_head(parse: Parse, word: int) -> int | None:
    """The noun that a relative pronoun stands for, or None where it is no relative pronoun."""
    at = word
    for _ in range(8):
        above = parse.heads[at]
        if above == at:
            return None
        if parse.deps[at] == "acl:relcl":
            return above if above < word else None
        if parse.deps[at] in ("ccomp", "advcl", "parataxis", "csubj") and at != word:
            return None
        at = above
    return None


class Speakers:
    """Which attribution each word stands in."""

    def __init__(self, parse: Parse) -> None:
        self._quote: dict[int, int] = {}
        self.sources: list[int | None] = []  # head of the source of each quote
        self.direct: list[bool] = []
        order = sorted(range(len(parse.quotes)), key=lambda q: -sum(b - a for a, b in parse.quotes[q].content))
        for q in order:  # long ones first: the innermost wins
            for first, after in parse.quotes[q].content:
                for word in range(max(first, 0), min(after, len(parse))):
                    self._quote[word] = q
        for quote in parse.quotes:
            self.sources.append(parse.head_of(*quote.source) if quote.source is not None else None)
            first = quote.content[0][0] if quote.content else 0
            self.direct.append(any(0 <= w < len(parse) and parse.words[w] in QUOTES for w in (first - 1, first)))

    def source(self, word: int) -> tuple[int | None, bool]:
        """Head of the source of the innermost attribution that a word stands in, and whether it is quoted directly."""
        q = self._quote.get(word)
        return (None, False) if q is None else (self.sources[q], self.direct[q])


@dataclass(slots=True)
class Talk:
    """What has been said so far, as a reader who has come to one word knows it."""

    parse: Parse
    board: Board
    speakers: Speakers
    history: list[Mention] = field(default_factory=list)  # mentions in text order
    counts: dict[str | int, int] = field(default_factory=dict)  # body → how often it came up

    def hear(self, mention: Mention) -> None:
        """Adds a mention to what has been said."""
        self.history.append(mention)
        key = key_of(root_of(mention))
        self.counts[key] = self.counts.get(key, 0) + 1


def resolve_pronoun(talk: Talk, mention: Mention) -> None:
    """Lets a pronoun stand for the mention that fits best among the earlier ones, if one does."""
    parse, word = talk.parse, mention.head
    kind = PRONOUNS.get(parse.lowers[word])
    if kind is None:
        above = relative_head(parse, word)
        target = talk.board.at(above) if above is not None else None
        if target is not None and target.form != "adjective":
            stand_for(mention, target)
            mention.plural = target.plural
        return
    if kind.who == "speaker" or (kind.who == "thing" and is_empty(parse, word)):
        return
    if kind.reflexive:
        subject = next((c for c in parse.children[parse.heads[word]] if parse.deps[c] in SUBJECTS and c < word), None)
        target = talk.board.by_head.get(subject) if subject is not None else None
    else:
        target = weigh(talk, mention, kind)
    if target is not None:
        stand_for(mention, target)
        body = root_of(target)
        if kind.gender and body.gender is None:
            body.gender = kind.gender


def weigh(talk: Talk, mention: Mention, kind: Kind) -> Mention | None:
    """The earlier mention that a pronoun most likely stands for, or None where it is not clear."""
    parse, word = talk.parse, mention.head
    sentence = parse.sentence_of[word]
    source, direct = talk.speakers.source(word)
    speaker = talk.board.at(source) if source is not None else None
    barred = {id(root_of(m)) for m in beside(talk, mention, kind)}
    if speaker is not None and direct:
        barred.add(id(root_of(speaker)))
    scores: dict[int, float] = {}
    chosen: dict[int, Mention] = {}
    subject = clause_subject(parse, word)
    for candidate in reversed(talk.history):
        distance = sentence - parse.sentence_of[candidate.head]
        if distance > REACH[kind.who]:
            break
        body = root_of(candidate)
        if id(body) in barred or not fits(candidate, body, kind) or candidate.first <= word < candidate.after:
            continue
        key = id(body)
        if key not in scores:
            scores[key] = standing(talk, body, kind) + (2.0 if speaker is candidate else 0.0)
            scores[key] += OWN if candidate.head == subject else 0.0
            chosen[key] = body if candidate.form == "pronoun" else candidate
            scores[key] += weight(parse, candidate.head, distance, word)
        else:
            extra = weight(parse, candidate.head, distance, word) + standing(talk, body, kind)
            scores[key] = max(scores[key], extra) + AGAIN
    return decide(talk, scores, chosen, word, kind)


def clause_subject(parse: Parse, word: int) -> int | None:
    """The subject of the clause that a word stands in, other than the word itself."""
    at = word
    for _ in range(6):
        above = parse.heads[at]
        found = next((c for c in parse.children[above] if parse.deps[c] in SUBJECTS and c < word), None)
        if found is not None:
            return found
        if above == at or parse.pos[above] == "VERB":
            return None
        at = above
    return None


def is_empty(parse: Parse, word: int) -> bool:
    """Whether "it" only fills the place of a subject, or points at what is said of it: "it is clear that", "it is a process"."""
    above = parse.heads[word]
    if parse.deps[word] not in SUBJECTS or not any(parse.deps[c] == "cop" for c in parse.children[above]):
        return False
    if parse.pos[above] != "ADJ":
        return True
    return any(parse.deps[c].partition(":")[0] in ("csubj", "ccomp", "xcomp", "advcl") for c in parse.children[above])


def decide(
    talk: Talk, scores: dict[int, float], chosen: dict[int, Mention], word: int, kind: Kind
) -> Mention | None:
    """The candidate of most weight, where it outweighs all others and all nouns that are no actors."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < LEAST:
        return None
    best = ranked[0][1]
    if len(ranked) > 1 and best - ranked[1][1] < MARGIN:
        return None
    if kind.who != "person" and word not in talk.speakers.sources and not commands(talk, word, kind):
        if not kind.possessive and talk.parse.deps[word] not in SUBJECTS:
            best -= OBJECT  # things are had and done, actors do
        if rival(talk, word, kind) > best - MARGIN or best < LEAST:
            return None
    return chosen[ranked[0][0]]


def commands(talk: Talk, word: int, kind: Kind) -> bool:
    """Whether a possessive pronoun stands before somebody who acts for a body: only an actor has officials or troops."""
    noun = talk.board.by_head.get(talk.parse.heads[word]) if kind.possessive else None
    return noun is not None and noun.form == "role" and noun.part is not None


def standing(talk: Talk, body: Mention, kind: Kind) -> float:
    """What makes a body likely to be spoken of, wherever it was mentioned: a name, and how often it came up."""
    score = (1.0 if body.named else -1.0 if body.owner_case == "poss" else 0.0) + OFTEN * min(talk.counts.get(key_of(body), 0), 6)
    if kind.who == "several" and not body.plural:
        score -= 1.5  # a body may be "they", but several people are sooner
    return score


def key_of(body: Mention) -> str | int:
    """What counts as the same body: its id where it has a name, else the mention itself."""
    return body.actor if body.actor is not None and body.named else id(body)


def beside(talk: Talk, mention: Mention, kind: Kind) -> Iterator[Mention]:
    """The mentions that grammar keeps apart from a pronoun: other arguments of its verb, the noun it belongs to."""
    parse, word = talk.parse, mention.head
    above = parse.heads[word]
    around = [above] if kind.possessive else [above, *parse.children[above]]
    for w in around:
        other = talk.board.by_head.get(w)
        if other is not None and other is not mention:
            yield other
            for c in parse.children[w] if w != above else ():
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
        return body.kind in BODIES and not body.plural
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
        for w in range(first, min(after, word)):
            if parse.pos[w] not in ("NOUN", "PROPN") or parse.deps[w] not in ARGUMENTS or talk.board.at(w) is not None:
                continue
            if (parse.tags[w] in ("NNS", "NNPS")) != plural or parse.heads[word] in (w, parse.heads[w]):
                continue
            best = max(best, weight(parse, w, sentence - number, word))
    return best


def resolve_speakers(parse: Parse, board: Board, speakers: Speakers) -> None:
    """Lets "I" and "we" inside an attribution stand for its source."""
    for mention in board.mentions:
        kind = PRONOUNS.get(parse.lowers[mention.head]) if mention.form == "pronoun" else None
        if kind is not None and kind.who == "speaker":
            head, _ = speakers.source(mention.head)
            source = board.at(head) if head is not None else None
            if source is not None and source is not mention:
                stand_for(mention, source)


def kept(parse: Parse, speakers: Speakers, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions without the pronouns that stand for nobody known and do nothing."""
    for mention in mentions:
        if mention.form != "pronoun" or mention.refers_to is not None or mention.head in speakers.sources:
            yield mention
            continue
        kind = PRONOUNS.get(parse.lowers[mention.head])
        relation = parse.deps[mention.head]
        if kind is not None and kind.who != "thing" and (relation in SUBJECTS or relation in ("obj", "iobj", "obl:agent")):
            if parse.pos[parse.heads[mention.head]] == "VERB":
                yield mention
