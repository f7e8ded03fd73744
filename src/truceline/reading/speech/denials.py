"""What is denied in a report, and by whom: "denied that …", "although various parties denied this".

A denial covers words of the text; a claim whose trigger stands in them is denied. Refusing an offer
is no denial, nor is what somebody might or will deny.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from truceline.model import Actor, Attribution, Link, Parse
from truceline.reading.clauses import is_passive, subject
from truceline.reading.index import Index
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import Range, covers
from truceline.reading.speech.answered import Answers
from truceline.reading.speech.attributions import Attributions
from truceline.reading.speech.chains import Chains
from truceline.reading.speech.denying import denying, points
from truceline.reading.speech.drafts import STRETCH
from truceline.reading.speech.earlier import Earlier, Told, same_body
from truceline.reading.speech.made import claimed, is_made, is_taken_back
from truceline.vocabulary.sayings import Sayings

POINTERS = frozenset({"this", "that", "it", "them", "these", "those", "which", "so"})
THINGS = frozenset({"this", "that", "it", "which"})  # point back to what was said, and never to people
FARTHEST = 400  # words that one denial reaches: a tree may hang a whole book on one word
NEAR = 8  # words between "unless" and the verb
ALSO = frozenset({"also", "too", "likewise", "equally"})
GOING_ON = 4  # sentences from one denial to another that goes on with it
FALSE = frozenset({"xcomp", "obl", "obj", "ccomp", "advcl", "nmod"})  # where "called it …" has what it calls it
PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})  # begin a noun phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Words of the text that somebody denies."""

    cue: int  # the word that denies
    by: tuple[Link, ...]  # the chain of who denies it
    denied: tuple[Range, ...]  # the words denied (first, after the last)
    attribution: str | None  # id of the attribution whose content they are, where it was one


class Denials:
    """Denials, by the words that they deny.

    Args:
        denials: What is denied, in text order.
    """

    def __init__(self, denials: Iterable[Denial]) -> None:
        self._near: dict[int, list[Denial]] = {}  # stretch of the text → what is denied in it
        for denial in denials:
            for first, after in denial.denied:
                for stretch in range(first // STRETCH, (after - 1) // STRETCH + 1):
                    self._near.setdefault(stretch, []).append(denial)

    def of(self, word: int) -> tuple[tuple[Link, ...], ...]:
        """The chains of those who deny what stands at a word, each once."""
        return tuple(dict.fromkeys(denial.by for denial in self.at(word)))

    def at(self, word: int) -> list[Denial]:
        """The denials of what stands at a word, in text order."""
        return [denial for denial in self._near.get(word // STRETCH, ()) if covers(denial.denied, word)]


def find_denials(
    parse: Parse, mentions: Index[Actor], attributions: Attributions, chains: Chains, sayings: Sayings
) -> tuple[Denial, ...]:
    """All denials of a report, in text order.

    Args:
        parse: The text.
        mentions: Those who act or speak in it.
        attributions: Who says what in it.
        chains: Their chains.
        sayings: The words of denying.
    """
    finder = _Finder(parse, mentions, attributions, chains, sayings)
    found = []
    for word, lemma in enumerate(parse.lemmas):
        if parse.lowers[word] in sayings.denial_forms:
            denial = finder.by_verb(word) if parse.pos[word] == "VERB" else None
        elif lemma in sayings.falsehoods:
            denial = finder.by_predicate(word)
        else:
            continue
        if denial is not None:
            finder.last = finder.joined(denial)
            found.append(denial)
    found.extend(finder.by_stance(found))
    return tuple(sorted((finder.joined(denial) for denial in found), key=lambda denial: denial.cue))


def within_cue(finder: _Finder, record: Attribution) -> Range:
    """The words of an attribution's cue; none where it has none."""
    return finder.attributions.ranges[record.id].cue or (0, 0)


class _Finder:
    """Reads one denying word at a time."""

    def __init__(
        self, parse: Parse, mentions: Index[Actor], attributions: Attributions, chains: Chains, sayings: Sayings
    ) -> None:
        self.parse, self.mentions, self.known = parse, mentions, sayings
        self.attributions, self.chains = attributions, chains
        self.earlier = Earlier(parse, attributions, chains, sayings)
        self.answers = Answers(parse, self.earlier, attributions, chains, sayings)
        self.last: Denial | None = None  # the denial before, which "also denied it" goes on with
        self.by_cue = {w: r for r in attributions for w in range(*(attributions.ranges[r.id].cue or (0, 0)))}

    def by_verb(self, verb: int) -> Denial | None:
        """The denial that a verb makes, or None where it makes none."""
        parse, known = self.parse, self.known
        lemma = denying(parse, known, verb)
        if lemma is None or not is_made(self.parse, verb):
            return None
        passive = is_passive(parse, verb)
        target = subject(parse, verb) if passive else self.object_of(verb)
        if passive and target is None and parse.deps[verb].startswith("acl"):
            target = parse.heads[verb]  # "a claim dismissed by the army"
        claim = target is not None and parse.lemmas[target] in known.object_denials.get(lemma, frozenset())
        claim = claim or (target is not None and points(parse, known, lemma, target))
        if lemma in known.denial_verbs:
            if (clause := self.clause_of(verb)) is not None and not passive:
                return self.denial(verb, (clause,))
        elif not claim and not (lemma in known.denouncing and self.calls_false(verb)):
            return None
        if target is None or any(parse.deps[c] == "iobj" for c in parse.children[verb]):
            return None
        return self.of_target(verb, target)

    def by_stance(self, found: list[Denial]) -> list[Denial]:
        """The denials of attributions that deny without such a verb: "said that was a lie", "Absurd"."""
        made = {denial.cue for denial in found}
        more = []
        for record in self.attributions:
            draft = self.attributions.ranges[record.id]
            if record.stance != "denies" or draft.cue is None or not made.isdisjoint(range(*draft.cue)):
                continue
            cue = self.parse.head_of(*draft.cue)
            denier = self.chains.of(record)
            noun = next((w for w in range(*draft.content[0]) if self.parse.lemmas[w] in self.known.claim_nouns), None)
            told = self.answers.pointed(draft.content[0][0], noun, denier[0]) or self.earlier.sentence(cue, denier[0])
            if told is not None and len(denier) > 1:
                claimed = told.attribution.id if told.attribution else None
                more.append(Denial(cue=cue, by=denier, denied=told.words, attribution=claimed))
        return more

    def joined(self, denial: Denial) -> Denial:
        """A denial that spells out what it denies, with the accusation before it that it answers."""
        within = self.attributions.innermost(denial.denied[0][0])
        own = denial.attribution is None and within is not None and covers((within_cue(self, within),), denial.cue)
        if not own or len(denial.by) < 2:
            return denial
        told = self.answers.spelt_out(denial.cue, denial.denied, denial.by[0])
        return denial if told is None else replace(denial, denied=(*denial.denied, *told.words))

    def clause_of(self, verb: int) -> Range | None:
        """The clause that a verb denies, or None."""
        parse = self.parse
        for c in parse.children[verb]:
            if parse.deps[c] in ("ccomp", "xcomp") and c > verb:
                return parse.subtree(c)
        record = self.by_cue.get(verb)
        if record is not None:  # where the tree was read amiss, the network's content may have it
            first, after = self.attributions.ranges[record.id].content[0]
            if parse.lowers[first] == "that" and first == verb + 1 and after > first + 2:
                return first, after
        return None

    def object_of(self, verb: int) -> int | None:
        """What a verb denies: its object, or the noun that its relative clause is about."""
        parse = self.parse
        found = parse.child(verb, "obj")
        if parse.deps[verb] == "acl:relcl" and (found is None or parse.lowers[found] in ("which", "that")):
            head = parse.heads[verb]
            return head if head != verb else found
        return found

    def calls_false(self, verb: int) -> bool:
        """Whether a verb calls something false: "called it a lie", "dismissed the report as baseless"."""
        parse = self.parse
        return any(
            parse.lemmas[c] in self.known.falsehoods and parse.deps[c].partition(":")[0] in FALSE
            for c in parse.children[verb]
        )

    def of_target(self, verb: int, target: int) -> Denial | None:
        """The denial of what a noun or pronoun stands for."""
        parse, lemma = self.parse, self.parse.lemmas[target]
        if lemma in self.known.favours or self.is_given(verb, target):
            return None
        somebody = self.mentions.headed_by(target) is not None
        if parse.lowers[target] in POINTERS or (parse.pos[target] == "PRON" and not somebody):
            return self.of_earlier(verb, target)
        if lemma in self.known.claim_nouns:
            content = claimed(parse, verb, target)
            return self.of_earlier(verb, target) if content is None else self.denial(verb, (content,))
        if somebody and lemma not in self.known.part_taking:
            return None  # somebody is refused something
        if parse.deps[verb] == "acl:relcl" and parse.heads[verb] == target:
            return self.of_earlier(verb, target)  # "…, which Elbia denies"
        return self.denial(verb, (noun_phrase(parse, target),))

    def is_given(self, verb: int, target: int) -> bool:
        """Whether something is denied to somebody: "denied them passage"."""
        parse = self.parse
        following = verb < target < len(parse) - 1 and parse.pos[target + 1] in PHRASE
        return following and (parse.pos[target] == "PRON" and parse.lowers[target] not in THINGS)

    def of_earlier(self, verb: int, target: int) -> Denial | None:
        """The denial of what was told before: earlier in the sentence, or by somebody else in the sentences before."""
        denier = self.chain(verb)[0]
        beside = self.earlier.beside(verb) or self.around(target)
        if beside is not None and not self.is_elsewhere(verb, target, denier, beside):
            return self.of_told(verb, beside)
        if self.last is not None and self.goes_on(verb, denier):
            return self.denial(verb, self.last.denied, self.last.attribution)
        told = self.answers.pointed(verb, target, denier) or self.earlier.sentence(verb, denier)
        return None if told is None else self.of_told(verb, told)

    def is_elsewhere(self, verb: int, target: int, denier: Link, beside: Told) -> bool:
        """Whether "the reports" are what an outlet was told before, and not what a person says in the same sentence."""
        if self.parse.lemmas[target] not in self.known.reports or beside.attribution is None:
            return False
        told = self.answers.pointed(verb, target, denier)
        reported = told is not None and told.attribution is not None and self.answers.is_reported(told.attribution)
        return reported and not self.answers.is_reported(beside.attribution)

    def around(self, target: int) -> Told | None:
        """What a claim says in whose phrase it is denied: "in a claim dismissed by the army, the rebels said …"."""
        parse = self.parse
        record = self.by_cue.get(parse.heads[target])
        if record is None or parse.deps[target] != "obl" or parse.lemmas[target] not in self.known.claim_nouns:
            return None
        return Told(self.attributions.ranges[record.id].content, record)

    def goes_on(self, verb: int, denier: Link) -> bool:
        """Whether somebody else denies what was denied just before: "also denied it", "The mayor, too, denied it"."""
        if self.last is None or same_body(self.last.by[0], denier):
            return False
        parse = self.parse
        first = parse.sentences[parse.sentence_of[verb]][0]
        near = parse.lowers[max(first, verb - NEAR) : verb + NEAR]
        apart = parse.sentence_of[verb] - parse.sentence_of[self.last.cue]
        return apart <= GOING_ON and not ALSO.isdisjoint(near)

    def by_predicate(self, word: int) -> Denial | None:
        """The denial in "the report is false", as somebody says it."""
        parse = self.parse
        children = parse.children[word]
        about = next((c for c in children if parse.deps[c] in ("nsubj", "nsubj:pass")), None)
        if about is None or not any(parse.deps[c] in ("cop", "aux:pass") for c in children):
            return None
        claim, thing = parse.lemmas[about] in self.known.claim_nouns, parse.lowers[about] in THINGS
        definite = any(parse.lowers[c] == "the" for c in children)  # "this is the lie"
        if not (claim or thing) or definite or is_taken_back(self.parse, word):
            return None
        chain = self.chain(word)
        if len(chain) < 2:
            return None
        told = self.answers.pointed(word, about, chain[0]) if claim else self.earlier.said(word, chain[0], back=1)
        return None if told is None else self.of_told(word, told)

    def chain(self, word: int, denied: str | None = None) -> tuple[Link, ...]:
        """The chain of who denies; he stands outside the attribution that he denies."""
        parse = self.parse
        record = self.by_cue.get(word)
        if record is not None and record.source is not None:
            return self.chains.of(record)
        within = self.attributions.innermost(word)
        if within is not None and within.id == denied:
            within = self.attributions.by_id.get(within.relayed_by or "")
        if parse.pos[word] != "VERB":
            return self.chains.of(within)
        agent = next((c for c in parse.children[word] if parse.deps[c] == "obl:agent"), None)
        denier = agent if is_passive(parse, word) else subject(parse, word)
        if denier is None:
            return self.chains.of(within)
        return self.chains.spoken_by(noun_phrase(parse, denier), parse.lowers[word], within)

    def of_told(self, cue: int, told: Told) -> Denial:
        """The denial of what was told before."""
        return self.denial(cue, told.words, told.attribution.id if told.attribution else None)

    def denial(self, cue: int, denied: tuple[Range, ...], attribution: str | None = None) -> Denial:
        """A denial, with who makes it."""
        near = tuple((first, min(after, first + FARTHEST)) for first, after in denied)
        return Denial(cue=cue, by=self.chain(cue, attribution), denied=near, attribution=attribution)
