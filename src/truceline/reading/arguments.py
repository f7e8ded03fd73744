"""Who takes part in an event: its actors and its recipients, by the tree around it."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.reading.clauses import (
    CONJUNCTS,
    DEPTH,
    agents,
    cases,
    conjuncts,
    contents,
    holder,
    is_passive,
    objects,
    obliques,
    own_subject,
    subject,
)
from truceline.reading.events import Event, EventFinder, infinitive
from truceline.reading.scene import Scene
from truceline.vocabulary.cues import Embedding, Sign

NESTING = 3  # how deep a phrase is searched for who it speaks of
MODIFIERS = frozenset({"nmod:poss", "compound", "amod", "nmod:desc", "nmod:unmarked", "det:poss"})
OWNERS = frozenset({"of", "by", "from", "in", "between", "with", "against", "to", "for", "on", "at", "into"})  # asked in a phrase without a mention
BETWEEN = frozenset({"between", "among"})
TOGETHER = frozenset({"with", "between", "among", "against", "alongside"})
TARGETS = frozenset({"against", "on", "upon", "at", "toward", "towards"})  # where the vocabulary names no preposition
TARGETS_ALONE = TARGETS | {"to", "with", "into"}  # the same where there is no object
LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "into", "around", "across"})
AT_PLACES = frozenset({"ASSAULT", "COERCE", "CONCEDE", "PROTEST", "MOBILIZE", "AID", "RETREAT"})  # done to where it is done
GOVERNING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "PROTEST", "MOBILIZE"})  # their recipient may stand in what they speak of
DONE_TO = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "REJECT", "SUPPORT", "AID"})  # "of" names whom it is done to
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # several who do it do it with each other
CLAUSE_RECIPIENTS = frozenset({"REQUEST", "ACCUSE"})  # "demanded that Elbia leave": Elbia is asked
Roles = tuple[list[int], list[int]]  # words of the actors, words of the recipients


class Arguments:
    """Finds who takes part in the events of one report.

    Args:
        scene: The parse, and the mentions in it.
        finder: The events, found.
    """

    def __init__(self, scene: Scene, finder: EventFinder) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._finder = finder

    def of(self, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of an event's actors and of its recipients, in text order."""
        if event.base is not None:
            return self.of(self._finder.events[event.base])  # "will" is said of whom the verb is said
        doers, receivers = self.roles(event)
        actors, recipients = self.people(doers), self.people(receivers)
        for noun in event.folded:
            inner = self._finder.events.get(noun) or self._folded_event(noun)
            more_doers, more_receivers = self._nominal(inner)
            actors = actors or self.people(more_doers)
            recipients = recipients or self.people(more_receivers)
        mutual = (event.sign.reciprocal or event.sign.event in MUTUAL) and event.sign.mode != "third-party"
        together = mutual and len(actors) > 1 and not recipients
        if not recipients and not together and event.sign.event in GOVERNING:
            recipients = self._of_governed(event, actors)
        if not recipients and not together and event.sign.event in AT_PLACES:
            recipients = self.people(w for case, w in obliques(self._parse, event.clause) if case in LOCATIVE)
        if together:
            recipients = actors
        elif not event.sign.reciprocal or set(actors) != set(recipients):
            bodies = {self._body(m) for m in actors}
            recipients = [m for m in recipients if m not in actors and self._body(m) not in bodies]
        return self._ordered(actors), self._ordered(recipients)

    def _body(self, mention: str) -> str:
        """The body that a mention stands for, else the first mention of it."""
        actors = self._scene.actors.by_id
        for _ in range(DEPTH):
            found = actors[mention]
            if found.actor is not None or found.refers_to is None or found.refers_to not in actors:
                return found.actor or mention
            mention = found.refers_to
        return mention

    def _is_own(self, word: int, doers: list[int]) -> bool:
        """Whether a noun belongs to who does it, and is no other body: "withdrew its troops", not "joined its ally"."""
        parse, people = self._parse, self.people(doers)
        owners = {self._body(m) for m in people}
        countries = {self._scene.actors.by_id[m].country for m in people}
        own = self._scene.mention(word)
        if own is not None and own.country is not None and own.country not in countries:
            return False
        return any(
            parse.deps[c] == "nmod:poss" and (m := self._scene.mention(c)) is not None and self._body(m.id) in owners
            for c in parse.children[word]
        )

    def _of_governed(self, event: Event, actors: list[str]) -> list[str]:
        """Whom an event is to do with that asks for another one, promises, threatens or refuses it."""
        parse = self._parse
        below = [
            c
            for c in parse.children[event.clause]
            if c > event.clause and (parse.deps[c] in ("xcomp", "ccomp", "advcl") or (parse.deps[c] == "acl" and infinitive(parse, c)))
        ]
        below += [c for c in parse.children[event.word] if parse.deps[c] in ("obj", "obl", "nmod") and self._finder.noun(c)]
        for c in below:
            inner = self._finder.events.get(c)
            doers, receivers = self.roles(inner) if inner is not None else (agents(parse, c), objects(parse, c))
            found = [m for m in self.people(doers) if m not in actors] if event.sign.event == "REQUEST" else []
            if event.sign.event == "REQUEST" and self._parse.pos[c] == "VERB":
                continue  # whoever it is done to is not the one who is asked
            found = found or [m for m in self.people(receivers) if m not in actors]
            found = found or [m for m in self.people(w for case, w in obliques(parse, c) if case in OWNERS) if m not in actors]
            if found:
                return found
        return []

    def named_in(self, noun: int) -> list[str]:
        """The ids of those that a noun's own phrase names, be the noun an event or not."""
        event = Event(word=noun, clause=noun, trigger=(noun, noun + 1), sign=Sign(recipient_from=TOGETHER, reciprocal=True))
        doers: list[int] = []
        receivers: list[int] = []
        self._own(event, doers, receivers)
        return self.people(doers + receivers)

    def roles(self, event: Event) -> Roles:
        """The words for those who do it and for those it is done to, coordinated ones left out."""
        if event.light is not None or self._parse.pos[event.word] in ("NOUN", "PROPN"):
            return self._nominal(event)
        if self._parse.pos[event.word] == "ADJ":
            return self._adjectival(event)
        return self._verbal(event)

    def people(self, words: Iterable[int], depth: int = 0) -> list[str]:
        """The ids of the mentions that the words speak of, coordinated ones taken in."""
        found: list[str] = []
        for word in words:
            for w in conjuncts(self._parse, word):
                found.extend(m for m in self._person(w, depth) if m not in found)
        return found

    def _person(self, word: int, depth: int) -> list[str]:
        parse = self._parse
        for w in contents(parse, word):
            mention = self._scene.mention(w)
            if mention is not None:
                return [mention.id]
        if depth >= NESTING:
            return []
        w = contents(parse, word)[-1]
        if self._finder.noun(w) is not None:
            doers, receivers = self._nominal(self._finder.events.get(w) or self._folded_event(w))
            return self.people([d for d in doers if d != w], depth + 1) or self.people(
                [r for r in receivers if r != w], depth + 1
            )
        found = self.people([c for c in parse.children[w] if parse.deps[c] in MODIFIERS and c < w], depth + 1)
        return found or self.people(
            [c for c in parse.children[w] if parse.deps[c] == "nmod" and cases(parse, c) in OWNERS][:1], depth + 1
        )

    def _verbal(self, event: Event) -> Roles:
        parse, v, sign = self._parse, event.word, event.sign
        doers, receivers = agents(parse, v), objects(parse, v)
        behind = obliques(parse, v)
        if sign.event == "MOBILIZE" or sign.mode == "withdraw":  # what is moved is the actor's own
            if doers:
                receivers = []
            else:
                doers, receivers = receivers, []
        receivers = [w for w in receivers if not self._is_own(w, doers)]
        if sign.experiencer:
            receivers = doers + receivers
            doers = [w for case, w in behind if case in sign.actor_from]
        preps = sign.recipient_from or (TOGETHER if sign.reciprocal else TARGETS if receivers else TARGETS_ALONE)
        for noun in event.folded:
            named = self._finder.noun(noun)
            preps = preps | named.sign.recipient_from if named is not None else preps
        receivers += [w for case, w in behind if case in preps and w not in receivers and w not in doers]
        if sign.event in CLAUSE_RECIPIENTS and not self.people(receivers):
            receivers += self._clause_subjects(v)
        both = [w for case, w in behind if case in BETWEEN] if sign.reciprocal else []
        return doers + both, receivers

    def _adjectival(self, event: Event) -> Roles:
        parse, w = self._parse, event.word
        found = subject(parse, w)
        if found is None and parse.deps[w] == "amod":
            found = parse.heads[w]
        receivers = [c for c in parse.children[w] if parse.deps[c].startswith("obl") and cases(parse, c) in event.sign.recipient_from]
        return ([found] if found is not None else []), receivers

    def _nominal(self, event: Event) -> Roles:
        doers: list[int] = []
        receivers: list[int] = []
        self._own(event, doers, receivers)
        self._carried(event, doers, receivers)
        if not doers:
            governing = self._controller(event.word)
            doers.extend(governing)
        return doers, receivers

    def _own(self, event: Event, doers: list[int], receivers: list[int]) -> None:
        """Those named inside the noun's phrase."""
        parse, scene, n, sign = self._parse, self._scene, event.word, event.sign
        preps = sign.recipient_from or TARGETS_ALONE
        places: list[int] = []
        for c in parse.children[n]:
            dep = parse.deps[c]
            if dep in MODIFIERS and c < n:
                if scene.mention(c) is None:
                    nested = [g for g in parse.children[c] if parse.deps[g] in MODIFIERS and scene.mention(g) is not None]
                    doers.extend(nested)
                    continue
                (places if is_city(scene, c) and dep != "nmod:poss" else doers).append(c)
            elif dep.startswith(("nmod", "obl")):
                case = cases(parse, c)
                if case in BETWEEN:
                    doers.append(c)
                elif case == "by":
                    doers.append(c)
                elif case in preps:
                    receivers.append(c)
                elif case == "of" and (sign.event in DONE_TO or sign.mode == "release"):
                    receivers.append(c)
                elif case in ("of", "from"):
                    doers.append(c)
                elif sign.reciprocal and case in TOGETHER:
                    receivers.append(c)
        if sign.experiencer:
            doers.clear()
        if not receivers:
            receivers.extend(places)

    def _carried(self, event: Event, doers: list[int], receivers: list[int]) -> None:
        """Those named beside the light verb, or beside the participle that carries the noun."""
        parse, n, sign = self._parse, event.word, event.sign
        v = event.clause
        if v == n:
            return
        beside = [w for w in agents(parse, v) if w != n]
        behind = [(case, w) for case, w in obliques(parse, v) if w != n]
        if sign.experiencer:
            receivers.extend(beside)
            doers.extend(w for case, w in behind if case in sign.actor_from)
        elif beside:
            doers[:] = [w for w in doers if parse.pos[w] != "PRON"]  # "continued their attack": they are named
            doers.extend(w for w in beside if w not in doers)
        receivers.extend(w for w in objects(parse, v) if w != n and w not in receivers)
        preps = sign.recipient_from or TARGETS_ALONE
        receivers.extend(w for case, w in behind if case in preps and w not in receivers and w not in doers)

    def _controller(self, noun: int) -> list[int]:
        """Who does an event that another word governs: "sought a truce", "plans for an offensive"."""
        parse, cues = self._parse, self._scene.cues
        dep, head = parse.deps[noun], parse.heads[noun]
        if dep == "conj" and parse.pos[head] in ("VERB", "ADJ"):
            dep = "obl"  # a noun coordinated with a predicate belongs to what the predicate governs
        elif dep == "conj":
            dep, head = parse.deps[head], parse.heads[head]
        lemma = parse.lemmas[head]
        if dep in ("obj", "obl") and parse.pos[head] in ("VERB", "ADJ"):
            rows = cues.embedding_verbs.get(lemma) or cues.embedding_adjectives.get(lemma)
            if rows and wanted(rows[0][1]) and not is_passive(parse, head):
                found = subject(parse, head)
                return [] if found is None else [found]
        if dep == "nmod" and lemma in cues.embedding_nouns:
            found = holder(parse, head)
            return [] if found is None else [found]
        return []

    def _clause_subjects(self, verb: int) -> list[int]:
        parse = self._parse
        clauses = [c for c in parse.children[verb] if parse.deps[c] in ("ccomp", "xcomp")]
        found = [own_subject(parse, c) for c in clauses]
        return [w for w in found if w is not None]

    def _folded_event(self, noun: int) -> Event:
        """An event noun that a verb has taken in, as if it stood alone."""
        named = self._finder.noun(noun)
        assert named is not None  # only event nouns are folded
        return Event(word=noun, clause=noun, trigger=named.trigger, sign=named.sign)

    def _ordered(self, ids: list[str]) -> tuple[str, ...]:
        start = {m: self._scene.actors.by_id[m].start for m in ids}
        return tuple(sorted(ids, key=lambda m: (start[m], m)))[:CONJUNCTS]


def wanted(embedding: Embedding) -> bool:
    """Whether who stands above an event wants it, and so is taken for its actor."""
    return embedding.controller == "subject" and not embedding.factuality.endswith("-")


def is_city(scene: Scene, word: int) -> bool:
    """Whether a word is the name of a place smaller than a country: "the Lahore bombing" is not Lahore's."""
    place = scene.places.at(word)
    return place is not None and place.precision not in (None, "country", "larger")
