"""Who takes part in an event that a noun names: inside its phrase, beside its light verb, above it."""

from __future__ import annotations

from truceline.reading.clauses import (
    agents,
    below,
    cases,
    holder,
    is_passive,
    objects,
    obliques,
    own_subject,
    relation,
    subject,
)
from truceline.reading.events import Event, EventFinder
from truceline.reading.labelled import is_of_another
from truceline.reading.scene import Scene, verb_span
from truceline.vocabulary.cues import Embedding
from truceline.vocabulary.place_words import place_words

MODIFIERS = frozenset({"nmod:poss", "compound", "amod", "nmod:desc", "nmod:unmarked", "det:poss"})
BETWEEN = frozenset({"between", "among"})
TOGETHER = frozenset({"with", "between", "among", "against", "alongside"})
TARGETS = frozenset({"against", "on", "upon", "at", "toward", "towards"})  # where the vocabulary names no preposition
TARGETS_ALONE = TARGETS | {"to", "with", "into"}  # the same where there is no object
DONE_TO = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "REJECT", "SUPPORT", "AID"}
)  # "of" names whom it is done to
HITTING = frozenset({"ASSAULT", "COERCE", "PROTEST", "AID", "RETREAT", "MOBILIZE"})  # "the Lahore bombing" hit Lahore
HARMS = frozenset({"ASSAULT", "COERCE"})  # share their doers
COMMANDS = frozenset({"order", "authorize", "authorise", "approve", "command", "direct", "mandate"})
ORDERED = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "RETREAT", "AID"})  # done by who orders it
CHARGED_WITH = frozenset({"for", "of", "over", "in", "with"})  # before the deed of which somebody is accused
GOING = frozenset(
    "leave depart arrive travel fly come go gather assemble return head".split()
)  # for what somebody does
CLAIMING = frozenset({"claim"})  # whoever claims an attack has made it
BY_MEANS = frozenset({"use", "involve", "employ"})
Roles = tuple[list[int], list[int]]  # words of the actors, words of the recipients


class NominalRoles:
    """Finds who takes part in the events that nouns name.

    Args:
        scene: The parse, and the mentions in it.
        finder: The events, found.
    """

    def __init__(self, scene: Scene, finder: EventFinder) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._finder = finder

    def of(self, event: Event) -> Roles:
        """The words for those who do it and for those it is done to, coordinated ones left out."""
        doers: list[int] = []
        receivers: list[int] = []
        self.inside(event, doers, receivers)
        self._carried(event, doers, receivers)
        if not doers and not event.others_act:
            governing = self._controller(event.word)
            doers.extend(governing)
        return doers, receivers

    def inside(self, event: Event, doers: list[int], receivers: list[int]) -> None:
        """Those named inside the noun's phrase."""
        parse, scene, n, sign = self._parse, self._scene, event.word, event.sign
        preps = sign.recipient_from or TARGETS_ALONE
        places: list[int] = []
        taken: list[int] = []  # who the vocabulary says does it: "the fall of Talas to the rebels"
        for c in below(parse, n):
            dep = relation(parse, c)
            if parse.deps[c] in ("acl", "ccomp"):
                self._told_by(event, c, doers, receivers)
            elif dep in MODIFIERS and c < n:
                if scene.mention(c) is None:
                    nested = [g for g in below(parse, c) if parse.deps[g] in MODIFIERS and scene.mention(g) is not None]
                    doers.extend(nested)
                    continue
                hit = dep != "nmod:poss" and (
                    is_city(scene, c) or self._is_built(event, c) or self._is_punished(event, c)
                )
                (places if hit else doers).append(c)
                if sign.reciprocal:  # "Elbia-Orsinia talks"
                    doers.extend(g for g in below(parse, c) if g < n and scene.actors.headed_by(g) is not None)
            elif dep.startswith(("nmod", "obl")):
                case = cases(parse, c)
                if is_of_another(parse, c, n):
                    continue  # "protests against abuses by the army"
                if case in BETWEEN:
                    doers.append(c)
                elif case == "by":
                    doers.append(c)
                elif case in sign.actor_from:
                    taken.append(c)
                elif case in preps:
                    receivers.append(c)
                elif case == "of" and sign.event == "SUPPORT" and self._is_won(n):
                    doers.append(c)
                elif case == "of" and (sign.event in DONE_TO or sign.mode == "release"):
                    receivers.append(c)
                elif case in ("of", "from"):
                    doers.append(c)
                elif sign.reciprocal and case in TOGETHER:
                    receivers.append(c)
        named = any(cases(parse, w) == "of" for w in receivers)
        if named and sign.event == "ASSAULT":
            receivers[:] = [w for w in receivers if cases(parse, w) != "at"]  # "the shooting of a clerk at a shop"
        if sign.experiencer:
            doers.clear()
        doers.extend(taken)
        if not doers and not sign.experiencer:
            doers.extend(self._shared(event))
        if not receivers and (sign.event in HITTING or sign.event == "SANCTION"):
            receivers.extend(places)
        if sign.event == "SUPPORT" and event.clause == n and self._is_won(n):
            won = any(cases(parse, w) == "of" for w in doers)  # "consolidates the support of the generals"
            receivers.extend(w for w in agents(parse, parse.heads[n]) if won and w not in doers)

    def _told_by(self, event: Event, clause: int, doers: list[int], receivers: list[int]) -> None:
        """Those in a clause behind the noun: "a bombing claimed by Elbia", "raids using drones against Orsinia"."""
        parse, lemma = self._parse, self._parse.lemmas[clause]
        asked = own_subject(parse, clause) if event.sign.event == "REQUEST" else None
        if asked is not None and asked > event.word and not is_passive(parse, clause):
            receivers.append(asked)  # "its demand that Elbia leave"
        elif lemma in CLAIMING and event.sign.event in HARMS:
            doers.extend(agents(parse, clause))
        elif lemma in BY_MEANS and parse.tags[clause] == "VBG":
            preps = event.sign.recipient_from or TARGETS_ALONE
            receivers.extend(w for case, w in obliques(parse, clause) if case in preps)

    def _is_punished(self, event: Event, word: int) -> bool:
        """Whether a state before the noun is whom it is against: "the Elbia sanctions", but "US" and "Elbian" ones."""
        name, mention = self._parse.words[word], self._scene.mention(word)
        plain = self._parse.deps[word] == "compound" and name[1:].islower()
        return event.sign.event == "SANCTION" and plain and mention is not None and mention.kind == "state"

    def _shared(self, event: Event) -> list[int]:
        """Whose the noun is that this one is coordinated with: "Elbia's raids and shelling"."""
        parse, first = self._parse, self._parse.heads[event.word]
        named = self._finder.noun(first) if parse.deps[event.word] == "conj" and first < event.word else None
        if named is None or not {named.sign.event, event.sign.event} <= HARMS:
            return []
        return [c for c in below(parse, first) if parse.deps[c] == "nmod:poss" and c < first]

    def _is_won(self, noun: int) -> bool:
        """Whether it is theirs whose support is won: "has the support of the generals", not "in support of"."""
        parse = self._parse
        owned = any(parse.deps[c] == "nmod:poss" for c in below(parse, noun))
        return parse.deps[noun] == "obj" and not owned

    def _is_built(self, event: Event, word: int) -> bool:
        """Whether a word before the noun names what was hit, or whose that was: "the Elbian embassy bombing"."""
        mention = self._scene.mention(word)
        head = word if mention is None else self._scene.actors.ranges[mention.id][1] - 1
        return event.sign.event == "ASSAULT" and self._parse.lemmas[head] in place_words().built

    def _carried(self, event: Event, doers: list[int], receivers: list[int]) -> None:
        """Those named beside the light verb, or beside the participle that carries the noun."""
        parse, n, sign = self._parse, event.word, event.sign
        v = event.clause
        if v == n:
            return
        others = event.others_act
        beside = [w for w in agents(parse, v) if w != n and not others]
        behind = [(case, w) for case, w in obliques(parse, v) if w != n]
        if sign.experiencer:
            receivers.extend(beside)
            doers.extend(w for case, w in behind if case in sign.actor_from)
        elif beside:
            doers[:] = [w for w in doers if parse.pos[w] != "PRON"]  # "continued their attack": they are named
            if sign.event == "SUPPORT" and self._is_won(n) and any(cases(parse, w) == "of" for w in doers):
                receivers.extend(beside)  # "won the support of the generals"
            elif sign.reciprocal and any(cases(parse, w) in BETWEEN for w in doers):
                pass  # "hosted the talks between the king and the rebels"
            else:
                doers.extend(w for w in beside if w not in doers)
        receivers.extend(w for w in objects(parse, v) if w != n and w not in receivers)
        preps = sign.recipient_from or TARGETS_ALONE
        receivers.extend(w for case, w in behind if case in preps and w not in receivers and w not in doers)

    def _controller(self, noun: int) -> list[int]:
        """Who does an event that another word governs: "sought a truce", "plans for an offensive"."""
        parse, cues = self._parse, self._scene.cues
        dep, head = parse.deps[noun], parse.heads[noun]
        if cases(parse, noun) == "behind" and any(parse.deps[c] == "cop" for c in below(parse, noun)):
            found = subject(parse, noun)  # "Elbia was behind the attack"
            return [] if found is None else [found]
        if dep == "conj" and parse.pos[head] in ("VERB", "ADJ"):
            dep = "obl"  # a noun coordinated with a predicate belongs to what the predicate governs
        elif dep == "conj":
            dep, head = parse.deps[head], parse.heads[head]
        lemma = parse.lemmas[head]
        if dep == "obl" and cases(parse, noun) in CHARGED_WITH and parse.pos[head] == "VERB" and self._accuses(head):
            return list(objects(parse, head))  # "blamed the rebels for the attack"
        if dep == "obj" and lemma in COMMANDS and parse.pos[head] == "VERB" and not is_passive(parse, head):
            ordered = self._finder.noun(noun)
            found = subject(parse, head) if ordered is not None and ordered.sign.event in ORDERED else None
            return [] if found is None else [found]
        going = dep == "obl" and lemma in GOING and cases(parse, noun) == "for" and parse.pos[head] == "VERB"
        if going and head not in self._finder.events:
            found = subject(parse, head)  # "left for talks"
            return [] if found is None else [found]
        if dep in ("obj", "obl") and parse.pos[head] in ("VERB", "ADJ"):
            rows = cues.embedding_verbs.get(lemma) or cues.embedding_adjectives.get(lemma) or ()
            rows = [row for row in rows if parse.pos[head] == "ADJ" or verb_span(parse, head, row[0]) is not None]
            named = rows and (dep == "obj" or parse.deps[noun] == "conj" or cases(parse, noun) in rows[0][1].preps)
            if rows and named and wanted(rows[0][1]) and not is_passive(parse, head):
                found = subject(parse, head)
                return [] if found is None else [found]
        if dep == "nmod" and any(cases(parse, noun) in row.preps for _, row in cues.embedding_nouns.get(lemma) or ()):
            found = holder(parse, head)
            return [] if found is None else [found]
        return []

    def _accuses(self, verb: int) -> bool:
        """Whether a verb accuses somebody of what he has done."""
        event = self._finder.events.get(verb)
        return event is not None and event.sign.event in ("ACCUSE", "SANCTION")

    def folded(self, noun: int) -> Event:
        """An event noun that a verb has taken in, as if it stood alone."""
        named = self._finder.noun(noun)
        assert named is not None  # only event nouns are folded
        return Event(word=noun, clause=noun, trigger=named.trigger, sign=named.sign)


def wanted(embedding: Embedding) -> bool:
    """Whether who stands above an event wants it, and so is taken for its actor."""
    return embedding.controller == "subject" and not embedding.factuality.endswith("-")


def is_city(scene: Scene, word: int) -> bool:
    """Whether a word is the name of a place smaller than a country: "the Lahore bombing" is not Lahore's."""
    place = scene.places.at(word)
    return place is not None and place.precision not in (None, "country", "larger")
