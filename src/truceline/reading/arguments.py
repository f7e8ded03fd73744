"""Who takes part in an event: its actors and its recipients, by the tree around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truceline.model import Actor
from truceline.reading.clauses import (
    ACCOMPANIED,
    SUBJECTS,
    agents,
    below,
    cases,
    conjuncts,
    contents,
    infinitive,
    is_passive,
    objects,
    obliques,
    own_subject,
    relation,
    subject,
)
from truceline.reading.events import Event, EventFinder
from truceline.reading.labelled import Labelled, is_of_another
from truceline.reading.nearby import Nearby
from truceline.reading.roles import BETWEEN, MODIFIERS, TARGETS, TARGETS_ALONE, TOGETHER, NominalRoles, Roles, is_city
from truceline.reading.scene import Scene
from truceline.reading.sides import LOCATIVE, NESTING, Sides
from truceline.vocabulary.cues import Sign

OWNERS = frozenset(
    {"of", "by", "from", "in", "between", "with", "against", "to", "for", "on", "at", "into"}
)  # asked in a phrase without a mention
MAKERS = OWNERS - {"in", "at", "on", "into", "against"}  # where it does something: "a vehicle in Talas" is not the town
AT_PLACES = frozenset(
    {"ASSAULT", "COERCE", "CONCEDE", "PROTEST", "MOBILIZE", "AID", "RETREAT"}
)  # done to where it is done
GOVERNING = frozenset(
    {"AGREE", "REQUEST", "REJECT", "THREATEN", "PROTEST", "MOBILIZE"}
)  # their recipient may stand in what they speak of
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # several who do it do it with each other
CLAUSE_RECIPIENTS = frozenset({"REQUEST", "ACCUSE"})  # "demanded that Elbia leave": Elbia is asked
TRADES = frozenset({"BUS", "AGR", "LAB"})  # sectors whose words describe things: "merchant vessel"
FRIENDLY = frozenset({"SUPPORT", "AID", "AGREE", "COOPERATE", "CONCEDE"})
AGAINST = frozenset({"against"})  # before whom what is friendly is directed at
SETTINGS = frozenset({"at", "on"})  # before where or when it was, if they open the sentence: "At the palace, he …"
ON_OCCASION = frozenset({"after", "before", "during", "at", "in", "following", "on"})  # before a meeting of theirs
HEARD_BY = frozenset({"with", "to", "before", "in"})  # before whoever hears of an accusation
HARMING = frozenset({"ASSAULT", "COERCE"})
OTHERS = frozenset({"other", "more", "another"})  # behind a number: people like those named before
THEM = frozenset({"they", "them", "he", "him", "she", "her", "who", "whom"})
HELD = frozenset({"hold", "control", "populate", "inhabit", "occupy", "run", "defend", "own"})
SHOWING = frozenset({"wave", "carry", "hold", "chant", "shout", "sing", "display", "wear"})
FROM = frozenset({"from"})
BY = frozenset({"by"})
WITH = frozenset({"with"})
THINGS = frozenset({"it", "them"})
REFERRING = frozenset({"it", "he", "she", "they"})


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
        self._sides = Sides(scene)
        self._nouns = NominalRoles(scene, finder)
        self._nearby = Nearby(scene)
        self._labelled = Labelled(scene.parse)

    def of(self, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of an event's actors and of its recipients, in text order."""
        if event.base is not None:
            return self.of(self._finder.events[event.base])  # "will" is said of whom the verb is said
        doers, receivers = self.roles(event)
        actors, recipients = self.people(doers, doing=True), self.people(receivers)
        for noun in event.folded:
            inner = self._finder.events.get(noun) or self._nouns.folded(noun)
            more_doers, more_receivers = self._nouns.of(inner)
            actors = actors or self.people(more_doers, doing=True)
            recipients = recipients or self.people(more_receivers)
        if not event.sign.experiencer and not event.others_act:
            labelled = [w for w in self._labelled.doers(event) if w not in receivers]
            actors = actors or self.people(labelled) or self.people(self._lost_actors(event))
        mutual = event.sign.reciprocal or (event.sign.event in MUTUAL and not self._is_own_will(event))
        mutual = mutual and event.sign.mode != "third-party"
        recipients = self._sides.without_scenes(event, recipients)
        if not event.sign.reciprocal or set(actors) != set(recipients):
            recipients = self._sides.others(recipients, actors)
        if not actors and mutual and recipients:
            actors = self._sides.others(self.people(self._talkers(event), doing=True), recipients)
        elliptical = not recipients and self._is_elliptical(event)
        if elliptical:
            recipients = self._sides.others(self._counted_before(event), actors)
        if not recipients and mutual and len(actors) > 1 and not self._sides.is_household(actors):
            recipients = actors
        elif not recipients and not self._is_of_nobody(event, elliptical=elliptical):
            recipients = self._sides.without_scenes(event, self._lost_recipients(event, actors))
        return self._sides.ordered(actors), self._sides.ordered(recipients)

    def _is_own_will(self, event: Event) -> bool:
        """Whether an agreement is but what each of several is ready to do: "both said they were willing to help"."""
        rows = [
            *(self._scene.cues.embedding_verbs.get(self._parse.lemmas[event.word]) or ()),
            *(self._scene.cues.embedding_adjectives.get(self._parse.lemmas[event.word]) or ()),
        ]
        return event.base is not None or any(row.phase == "offered" or row.wills for _, row in rows)

    def _talkers(self, event: Event) -> Iterable[int]:
        """Who met those whom a meeting was with: "after a meeting with the king, Mor said"."""
        parse, n = self._parse, event.word
        verb = parse.heads[n]
        if event.clause != n or parse.deps[n] not in ("obl", "obl:tmod") or cases(parse, n) not in ON_OCCASION:
            return []
        return agents(parse, verb) if parse.pos[verb] == "VERB" and not is_passive(parse, verb) else []

    def _is_elliptical(self, event: Event) -> bool:
        """Whether a number stands for people named before: "killed three soldiers and wounded six others"."""
        parse, v = self._parse, event.clause
        if event.sign.event not in HARMING or parse.pos[v] != "VERB":
            return False
        found = [w for w in objects(parse, v) if parse.pos[w] == "NUM" or parse.lemmas[w] in OTHERS]
        return any(self._scene.mention(w) is None and contents(parse, w) == [w] for w in found)

    def _is_of_nobody(self, event: Event, *, elliptical: bool) -> bool:
        """Whether nobody need be named whom it is done to: "six wounded", "demanded that he be freed"."""
        parse, v = self._parse, event.clause
        if elliptical:
            return is_passive(parse, v)
        if event.sign.event != "REQUEST" or parse.pos[v] != "VERB":
            return False
        return any(parse.deps[c] == "ccomp" and c > v and is_passive(parse, c) for c in below(parse, v))

    def _counted_before(self, event: Event) -> list[str]:
        """Whom the verb before one of harm was done to."""
        parse, v = self._parse, event.clause
        head = parse.heads[v]
        if parse.deps[v] not in ("conj", "advcl", "parataxis") or head >= v or parse.pos[head] != "VERB":
            return []
        before = self._finder.events.get(head)
        found = self.people(objects(parse, head) if before is None else self.roles(before)[1])
        part = parse.deps[v] == "advcl"  # "shot three people, killing one": one of these
        return [m for m in found if part or self._sides.is_known(m)]

    def _lost_actors(self, event: Event) -> Iterable[int]:
        """Words for who does an event, where the tree has nobody."""
        parse, v = self._parse, event.clause
        if parse.pos[v] != "VERB":
            found = self._nearby.behind(event.word, BY)
            return [w for w in found if not is_of_another(parse, w, event.word)][:1]
        if is_passive(parse, v):
            return list(self._nearby.behind(v, BY))[:1]
        return [] if agents(parse, v) else self._nearby.before(v)

    def _lost_recipients(self, event: Event, actors: list[str]) -> list[str]:
        """Whom an event is done to, where the tree has nobody: the first of several places that names somebody else."""
        if event.sign.event in GOVERNING:
            found = self._sides.others(self._of_governed(event, actors), actors)
            if found:
                return found
        for words in self._places_of_recipients(event):
            found = self._sides.others(self.people(words), actors)
            if found:
                return found
        return []

    def _places_of_recipients(self, event: Event) -> Iterator[Iterable[int]]:
        """Where those may stand whom an event is done to, surest first."""
        parse, sign, word, last = self._parse, event.sign, event.word, event.trigger[1] - 1
        verbal = parse.pos[event.clause] == "VERB"
        friendly = event.sign.event in FRIENDLY
        told = self._labelled.given(event) if sign.moved else self._labelled.receivers(event)
        labelled = [w for w in told if not friendly or cases(parse, w) not in AGAINST]
        if sign.event == "ACCUSE":  # "filed a complaint with the council" is against somebody else
            labelled = [w for w in labelled if cases(parse, w) not in HEARD_BY - sign.recipient_from]
        yield [w for w in labelled if self._sides.is_somebody(w)] if sign.reciprocal else labelled
        if verbal and is_passive(parse, event.clause):
            if not sign.experiencer and not sign.moved and not objects(parse, event.clause):
                yield self._nearby.before(event.clause)
        elif verbal and event.light is None and not sign.recipient_from:
            yield [w for w in self._nearby.after(word) if not (sign.reciprocal and parse.deps[w] in MODIFIERS)]
        if verbal and is_passive(parse, event.clause) and self._is_them(event.clause):
            return  # "most of them were deported from Elbia": nobody else was
        preps = sign.recipient_from or (TOGETHER if sign.reciprocal else TARGETS_ALONE)
        if sign.event in FRIENDLY:
            preps = preps - AGAINST  # "support for the fight against the rebels"
        yield from ([w] for w in self._nearby.behind(last, preps))
        if verbal and not sign.reciprocal:
            for w in objects(parse, event.clause):
                if w != event.word and w > event.clause:
                    yield self._nearby.left(w)
                    behind = self._nearby.behind(w, OWNERS - AGAINST if friendly else OWNERS)
                    harm = event.sign.event in HARMING
                    yield [m for m in behind if not (harm and is_of_another(parse, m, w))][:1]
        if sign.event in AT_PLACES or (verbal and sign.mode in ("visit", "multilateral")):
            placed = [w for case, w in obliques(parse, event.clause) if case in LOCATIVE and self._is_named(w)]
            yield [w for w in placed if w > event.clause or event.sign.event != "PROTEST"]
            yield from ([w] for w in self._nearby.behind(last, LOCATIVE) if self._scene.places.at(w) is not None)
        if sign.event in GOVERNING:
            for c in below(parse, event.clause):
                if c > event.clause and parse.deps[c] in ("xcomp", "ccomp") and parse.pos[c] == "VERB":
                    found = self._nearby.behind(c, LOCATIVE | TARGETS_ALONE)
                    yield [w for w in found if not is_city(self._scene, w)][:1]

    def _is_them(self, verb: int) -> bool:
        """Whether those it was done to are there as a pronoun that nobody resolved."""
        parse = self._parse
        return any(parse.lowers[w] in THEM for o in objects(parse, verb) for w in contents(parse, o))

    def _is_named(self, word: int) -> bool:
        """Whether a phrase is itself somebody or a place, not only something of theirs: "in a palace plot"."""
        return self._scene.mention(word) is not None or self._scene.places.at(word) is not None

    def _is_own(self, word: int, doers: list[int]) -> bool:
        """Whether a noun belongs to who does it, and is no other body: "withdrew its troops", not "joined its ally"."""
        parse, people = self._parse, self.people(doers)
        owners = {self._sides.body(m) for m in people}
        countries = {self._scene.actors.by_id[m].country for m in people}
        own = self._scene.mention(word)
        if own is not None and own.country is not None and own.country not in countries:
            return False
        return any(
            parse.deps[c] == "nmod:poss"
            and (m := self._scene.mention(c)) is not None
            and self._sides.body(m.id) in owners
            for c in below(parse, word)
        )

    def _of_governed(self, event: Event, actors: list[str]) -> list[str]:
        """Whom an event is to do with that asks for another one, promises, threatens or refuses it."""
        parse = self._parse
        governed = [
            c
            for c in below(parse, event.clause)
            if c > event.clause
            and (parse.deps[c] in ("xcomp", "ccomp", "advcl") or (parse.deps[c] == "acl" and infinitive(parse, c)))
        ]
        governed += [
            c for c in below(parse, event.word) if parse.deps[c] in ("obj", "obl", "nmod") and self._finder.noun(c)
        ]
        for c in governed:
            inner = self._finder.events.get(c)
            if inner is None and parse.lemmas[c] in SHOWING:
                continue  # "marched, waving Elbian flags"
            doers, receivers = self.roles(inner) if inner is not None else (agents(parse, c), objects(parse, c))
            found = [m for m in self.people(doers) if m not in actors] if event.sign.event == "REQUEST" else []
            if event.sign.event == "REQUEST" and self._parse.pos[c] == "VERB":
                continue  # whoever it is done to is not the one who is asked
            asked = OWNERS - AGAINST if event.sign.event in FRIENDLY else OWNERS
            behind = [w for case, w in obliques(parse, c) if case in asked]
            others = [m for m in self.people([*receivers, *behind]) if m not in actors]
            known = [m for m in others if self._sides.is_known(m)]
            here = [m for m in known if not self._sides.is_scene(self._scene.actors.heads[m])]
            found = found or here or known or [m for m in others if self._scene.actors.by_id[m].kind != "body"]
            if found:
                return found
        return []

    def named_in(self, noun: int) -> list[str]:
        """The ids of those that a noun's own phrase names, be the noun an event or not."""
        event = Event(
            word=noun, clause=noun, trigger=(noun, noun + 1), sign=Sign(recipient_from=TOGETHER, reciprocal=True)
        )
        doers: list[int] = []
        receivers: list[int] = []
        self._nouns.inside(event, doers, receivers)
        return self.people(doers + receivers)

    def roles(self, event: Event) -> Roles:
        """The words for those who do it and for those it is done to, coordinated ones left out."""
        if event.light is not None or self._parse.pos[event.word] in ("NOUN", "PROPN"):
            return self._nouns.of(event)
        if self._parse.pos[event.word] == "ADJ":
            return self._adjectival(event)
        return self._verbal(event)

    def people(self, words: Iterable[int], depth: int = 0, *, doing: bool = False) -> list[str]:
        """The ids of the mentions that the words speak of, coordinated ones taken in.

        Args:
            words: The words that head the phrases.
            depth: How deep in another phrase they stand.
            doing: Whether they do something: an attack does it for those who attack, not for those whom it hits.
        """
        found: list[str] = []
        for word in words:
            for w in conjuncts(self._parse, word):
                found.extend(m for m in self._person(w, depth, doing) if m not in found)
        return found

    def _person(self, word: int, depth: int, doing: bool) -> list[str]:
        parse = self._parse
        for w in contents(parse, word):
            mention = self._scene.mention(w)
            if mention is not None and not self._is_trade(w, parse.heads[w]):
                return [] if self._is_nobody(w, mention) else [mention.id]
        if depth >= NESTING:
            return []
        w = contents(parse, word)[-1]
        said_of = parse.child(w, "nsubj") if any(parse.deps[c] == "cop" for c in below(parse, w)) else None
        if said_of is not None:
            return self.people([said_of], depth + 1)  # "Mor is a liar who has pledged to …"
        if parse.lowers[w] in REFERRING and parse.pos[w] == "PRON":
            return self.people(self._speaker(w), depth + 1)
        if self._finder.noun(w) is not None:
            doers, receivers = self._nouns.of(self._finder.events.get(w) or self._nouns.folded(w))
            found = self.people([d for d in doers if d != w], depth + 1, doing=doing)
            hit = [] if doing else [r for r in receivers if r != w]
            return found or self.people(hit, depth + 1)
        found = self.people(
            [c for c in below(parse, w) if parse.deps[c] in MODIFIERS and c < w and not self._is_trade(c, w)], depth + 1
        )
        held = [c for c in below(parse, w) if parse.deps[c] == "acl" and parse.lemmas[c] in HELD] if not doing else []
        found = found or self.people(
            [m for c in held for m in agents(parse, c)], depth + 1
        )  # "villages held by rebels"
        owners = MAKERS if doing else OWNERS
        return found or self.people(
            [c for c in below(parse, w) if relation(parse, c) == "nmod" and cases(parse, c) in owners][:1], depth + 1
        )

    def _is_nobody(self, word: int, mention: Actor) -> bool:
        """Whether a mention is a pronoun that stands for nobody known, and may as well be a thing: "who fired them"."""
        known = mention.refers_to or mention.actor or mention.country
        return not known and self._parse.lowers[word] in THINGS and self._parse.deps[word] not in SUBJECTS

    def _is_trade(self, modifier: int, noun: int) -> bool:
        """Whether a role before a noun only tells of what kind a thing is: "merchant vessel"."""
        mention = self._scene.mention(modifier)
        if mention is None or mention.named or self._parse.deps[modifier] not in ("compound", "amod"):
            return False
        return bool(mention.sector) and TRADES.issuperset(mention.sector) and self._finder.noun(noun) is None

    def _speaker(self, pronoun: int) -> list[int]:
        """Who says of himself that he will do something: "Elbia said it will leave", where nobody resolved the "it".

        Where he is named behind ("it will leave, Elbia said"), the pronoun may as well stand for what was spoken of.
        """
        parse, verb = self._parse, self._parse.heads[pronoun]
        head = parse.heads[verb]
        if parse.deps[verb] != "ccomp" or head == verb or parse.pos[head] != "VERB":
            return []
        found = subject(parse, head)
        return [] if found is None or found >= pronoun else [found]

    def _verbal(self, event: Event) -> Roles:
        parse, v, sign = self._parse, event.word, event.sign
        doers, receivers = list(agents(parse, v)), list(objects(parse, v))
        speaker = self._closing_speaker(v)
        if speaker is not None:
            doers, receivers = [speaker], []
        behind = [(case, w) for case, w in obliques(parse, v) if case != "of" or parse.heads[w] == v]
        behind = [(case, w) for case, w in behind if w > v or case not in SETTINGS or parse.pos[w] == "PRON"]
        if (
            doers and doers[0] > v and not is_passive(parse, v)
        ):  # "Elbia will visit Tarn, officials said": who says so was taken for the subject
            doers = self._nearby.before(v) or doers
        held = parse.tags[v] == "JJ" and any(case == "to" for case, _ in behind)  # "is opposed to"
        if (sign.stative or held) and not doers:
            doers, receivers = receivers, []
        if sign.moved:
            if doers:
                receivers = [c for c in below(parse, v) if parse.deps[c] == "iobj"]  # "gave the rebels arms"
            else:
                doers, receivers = receivers, []
        receivers = [w for w in receivers if w not in event.folded and not self._is_own(w, doers)]
        with_them = [w for case, w in behind if case in ACCOMPANIED and w not in receivers]
        (receivers if receivers and with_them and with_them[0] > v else doers).extend(with_them)
        if sign.experiencer:
            receivers = doers + receivers
            doers = [w for case, w in behind if case in sign.actor_from]
        preps = sign.recipient_from or (TOGETHER if sign.reciprocal else TARGETS if receivers else TARGETS_ALONE)
        if sign.event in FRIENDLY:
            preps = preps - AGAINST
        for noun in event.folded:
            named = self._finder.noun(noun)
            preps = preps | named.sign.recipient_from if named is not None else preps
        if any(self._is_victim(w) for w in receivers):
            preps = preps - SETTINGS  # "killed a guard at a bank"
        others = [w for case, w in behind if case in preps and w not in receivers and w not in doers]
        if others and sign.event == "ASSAULT" and sign.recipient_from == FROM:
            receivers = []  # "liberated the town from the rebels"
        if sign.reciprocal:  # what is discussed is nobody it is discussed with
            others = others or list(self._nearby.behind(event.trigger[1] - 1, WITH))[:1]
            receivers = [w for w in receivers if self._sides.is_somebody(w)]
        if others and sign.recipient_from:
            receivers = [w for w in receivers if not self._is_thing(w)]
        receivers += [w for w in others if w not in receivers]
        if sign.event in CLAUSE_RECIPIENTS and not self.people(receivers):
            said = parse.heads[v] if parse.deps[v] != "acl" else parse.heads[parse.heads[v]]
            closing = speaker is not None or (v in self._scene.closing_cues and parse.deps[v] == "parataxis")
            about = own_subject(parse, said) if closing else None
            receivers += self._clause_subjects(event) if about is None else [about]
        both = [w for case, w in behind if case in BETWEEN] if sign.reciprocal else []
        return doers + both, receivers

    def _closing_speaker(self, verb: int) -> int | None:
        """Who says what stands before, where he was taken for whom something is done to: "…, a group charged"."""
        parse = self._parse
        if verb not in self._scene.closing_cues or not is_passive(parse, verb):
            return None
        if any(parse.deps[c].startswith("aux") for c in below(parse, verb)):
            return None
        return parse.heads[verb] if parse.deps[verb] == "acl" else own_subject(parse, verb)

    def _is_victim(self, word: int) -> bool:
        """Whether an object is somebody, or a number of people: then "at" and "on" say where or when it was."""
        return self._parse.pos[word] == "NUM" or self._sides.is_somebody(word)

    def _is_thing(self, word: int) -> bool:
        """Whether somebody is but a body without a name of which nothing is known: "undertook a peace mission"."""
        mention = self._scene.mention(word)
        return (
            mention is not None and mention.kind == "body" and not (mention.named or self._sides.is_known(mention.id))
        )

    def _adjectival(self, event: Event) -> Roles:
        parse, w = self._parse, event.word
        found = subject(parse, w)
        if found is None and parse.deps[w] == "amod":
            found = parse.heads[w]
        receivers = [
            c
            for c in below(parse, w)
            if parse.deps[c].startswith("obl") and cases(parse, c) in event.sign.recipient_from
        ]
        return ([found] if found is not None else []), receivers

    def _clause_subjects(self, event: Event) -> list[int]:
        parse, verb = self._parse, event.word
        clauses = [c for c in below(parse, verb) if parse.deps[c] in ("ccomp", "xcomp")]
        for c in below(parse, verb) if event.sign.event == "ACCUSE" else ():
            if parse.deps[c] == "advcl" and parse.tags[c] == "VBG" and c > verb:  # "sued, claiming that Mor had lied"
                clauses += [inner for inner in below(parse, c) if parse.deps[inner] == "ccomp"]
        if event.sign.event == "REQUEST":  # "demanded that he be freed": somebody else is to do it
            clauses = [c for c in clauses if not is_passive(parse, c)]
        found = [own_subject(parse, c) for c in clauses]
        return [w for w in found if w is not None]
