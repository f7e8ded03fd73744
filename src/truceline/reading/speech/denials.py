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
from truceline.reading.speech.attributions import Attributions
from truceline.reading.speech.chains import Chains
from truceline.reading.speech.denying import denying
from truceline.reading.speech.drafts import STRETCH
from truceline.reading.speech.earlier import Earlier, Told
from truceline.vocabulary.sayings import Sayings

POINTERS = frozenset({"this", "that", "it", "them", "these", "those", "which", "so"})
THINGS = frozenset({"this", "that", "it", "which"})  # point back to what was said, and never to people
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
UNSAID = frozenset({"decline", "refuse", "fail"})  # "refused to confirm or deny"
GOING = frozenset({"continue", "go", "begin", "move", "rush", "keep"})  # "went on to deny"
LONGEST = 60  # words of what a claim claims
JOINED = 3  # sentences that a denial may stand after what it answers
STEM = 5  # letters by which a name and its adjective are told to be one: "Elbia", "Elbian"
TELLING = frozenset({"NOUN", "VERB", "PROPN"})
LIGHT = frozenset("be have do make take give say tell day week month year time people".split())
FARTHEST = 400  # words that one denial reaches: a tree may hang a whole book on one word
NEAR = 8  # words between "unless" and the verb
IF = frozenset({"if", "unless", "whether"})
CLAUSES = frozenset({"ccomp", "xcomp", "acl", "acl:relcl", "advcl"})
FALSE = frozenset({"xcomp", "obl", "obj", "ccomp", "advcl", "nmod"})  # where "called it …" has what it calls it
OPENERS = frozenset({"that", "of", "about"})  # begin what a claim claims
STOPS = frozenset({",", ".", ";", ":", "”", '"', "—", "–"})
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
            found.append(denial)
    found.extend(finder.by_stance(found))
    return tuple(sorted((finder.joined(denial) for denial in found), key=lambda denial: denial.cue))


def is_added(parse: Parse, clause: int) -> bool:
    """Whether a clause only adds to a noun: "the charge, which he called an insult"."""
    first = parse.subtree(clause)[0]
    return parse.deps[clause] == "acl:relcl" and parse.lowers[first] in (",", "which", "who")


def of_what(parse: Parse, noun: int) -> bool:
    """Whether a noun behind a claim says what it claims, and not who makes it or where it stands."""
    return any(parse.lowers[c] in OPENERS and parse.deps[c] == "case" for c in parse.children[noun])


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
        self.by_cue = {w: r for r in attributions for w in range(*(attributions.ranges[r.id].cue or (0, 0)))}

    def by_verb(self, verb: int) -> Denial | None:
        """The denial that a verb makes, or None where it makes none."""
        parse, known = self.parse, self.known
        lemma = denying(parse, known, verb)
        if lemma is None or not self.is_made(verb):
            return None
        passive = is_passive(parse, verb)
        target = subject(parse, verb) if passive else self.object_of(verb)
        claim = target is not None and parse.lemmas[target] in known.object_denials.get(lemma, frozenset())
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
            told = self.earlier.said(draft.content[0][0], denier[0]) or self.earlier.sentence(cue, denier[0])
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
        told = self.earlier.said(denial.cue, denial.by[0], back=JOINED)
        if told is None or not self.is_about(told.words, denial):
            return denial
        return replace(denial, denied=(*denial.denied, *told.words))

    def is_about(self, told: tuple[Range, ...], denial: Denial) -> bool:
        """Whether what was told speaks of what is denied, or accuses who denies it."""
        parse = self.parse
        said = {w for first, after in told for w in range(first, min(after, first + LONGEST))}
        denied = {w for first, after in denial.denied for w in range(first, min(after, first + LONGEST))}
        one = {parse.lemmas[w] for w in said if parse.pos[w] in TELLING and parse.lemmas[w] not in LIGHT}
        other = {parse.lemmas[w] for w in denied if parse.pos[w] in TELLING and parse.lemmas[w] not in LIGHT}
        if one & other:
            return True
        names = [w for w in (denial.by[0].name or "").casefold().replace("’", "'").split() if len(w) >= STEM]
        stems = {name.removesuffix("'s")[:STEM] for name in names}
        return any(parse.lowers[w][:STEM] in stems for w in said if parse.pos[w] in ("PROPN", "ADJ", "NOUN"))

    def is_made(self, verb: int) -> bool:
        """Whether a denial is made: not "might deny", "did not deny", "unless he denies it", "refused to deny"."""
        parse = self.parse
        if any(parse.tags[c] == "MD" for c in parse.children[verb]):
            return False
        for word in range(verb - 1, max(verb - NEAR, -1), -1):
            if parse.lowers[word] in IF:
                return False
            if parse.pos[word] in ("PUNCT", "CCONJ", "VERB"):
                break
        if parse.tags[verb] == "VB" and not any(parse.lemmas[c] == "do" for c in parse.children[verb]):
            w = parse.heads[verb] if parse.deps[verb] == "conj" else verb
            if parse.deps[w] not in ("xcomp", "advcl") or parse.lemmas[parse.heads[w]] not in GOING:
                return False
        return not self.is_taken_back(verb)

    def is_taken_back(self, verb: int) -> bool:
        """Whether the denying is itself negated: "did not deny", "neither confirmed nor denied", "refused to deny"."""
        parse, w = self.parse, verb
        for _ in range(3):
            if any(parse.lowers[c] in NEGATIONS for c in parse.children[w] if c < w):
                return True
            head, relation = parse.heads[w], parse.deps[w]
            if head == w or relation not in ("conj", "xcomp"):
                return False
            if relation == "conj" and parse.tags[w] != parse.tags[head]:
                return False  # "did not answer but denied"
            w = head
            if parse.lemmas[w] in UNSAID:
                return True
        return False

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
            return self.of_earlier(verb)
        if lemma in self.known.claim_nouns:
            content = self.claimed(verb, target)
            return self.of_earlier(verb) if content is None else self.denial(verb, (content,))
        if somebody and lemma not in self.known.part_taking:
            return None  # somebody is refused something
        if parse.deps[verb] == "acl:relcl" and parse.heads[verb] == target:
            return self.of_earlier(verb)  # "…, which Elbia denies"
        return self.denial(verb, (noun_phrase(parse, target),))

    def is_given(self, verb: int, target: int) -> bool:
        """Whether something is denied to somebody: "denied them passage"."""
        parse = self.parse
        following = verb < target < len(parse) - 1 and parse.pos[target + 1] in PHRASE
        return following and (parse.pos[target] == "PRON" and parse.lowers[target] not in THINGS)

    def claimed(self, verb: int, noun: int) -> Range | None:
        """What a claim claims, where its own phrase says so: "the accusation that …", "the report of …"."""
        parse = self.parse
        following = [c for c in parse.children[noun] if c > noun and c != verb]
        content = next((c for c in following if parse.deps[c] in CLAUSES and not is_added(parse, c)), None)
        content = content or next((c for c in following if parse.deps[c] == "nmod" and of_what(parse, c)), None)
        if content is not None:
            return parse.subtree(content)
        end = min(parse.sentences[parse.sentence_of[noun]][1], noun + LONGEST)
        if verb < noun and noun + 2 < end and parse.lowers[noun + 1] in OPENERS:
            return noun + 1, next((w for w in range(noun + 2, end) if parse.words[w] in STOPS), end)
        return None

    def of_earlier(self, verb: int) -> Denial | None:
        """The denial of what was told before: earlier in the sentence, or by somebody else in the sentences before."""
        beside = self.earlier.beside(verb)
        if beside is not None:
            return self.of_told(verb, beside)
        denier = self.chain(verb)[0]
        told = self.earlier.said(verb, denier) or self.earlier.sentence(verb, denier)
        return None if told is None else self.of_told(verb, told)

    def by_predicate(self, word: int) -> Denial | None:
        """The denial in "the report is false", as somebody says it."""
        parse = self.parse
        children = parse.children[word]
        about = next((c for c in children if parse.deps[c] in ("nsubj", "nsubj:pass")), None)
        if about is None or not any(parse.deps[c] in ("cop", "aux:pass") for c in children):
            return None
        claim, thing = parse.lemmas[about] in self.known.claim_nouns, parse.lowers[about] in THINGS
        definite = any(parse.lowers[c] == "the" for c in children)  # "this is the lie"
        if not (claim or thing) or definite or self.is_taken_back(word):
            return None
        chain = self.chain(word)
        if len(chain) < 2:
            return None
        told = self.earlier.said(word, chain[0]) if claim else self.earlier.said(word, chain[0], back=1)
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
