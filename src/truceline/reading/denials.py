"""What is denied in a report, and by whom: "denied that …", "although various parties denied this".

A denial covers words of the text; a claim whose trigger stands in them is denied. Refusing an offer
is no denial.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from truceline.model import Actor, Attribution, Link, Parse
from truceline.reading.attributions import Attributions
from truceline.reading.chains import Chains
from truceline.reading.clauses import is_passive, subject
from truceline.reading.drafts import Range, covers
from truceline.reading.index import Index
from truceline.reading.setting import noun_phrase
from truceline.vocabulary.sayings import Sayings

BACK = 4  # sentences that "the report" or "this" may reach back
POINTERS = frozenset({"this", "that", "it", "them", "these", "those", "which", "so"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
UNSAID = frozenset({"decline", "refuse", "fail"})  # "refused to confirm or deny"
FALSE = frozenset({"xcomp", "obl", "obj", "ccomp", "advcl", "nmod"})  # where "called it …" has what it calls it
STATING = frozenset({"asserts", "believes", "threatens"})  # stances of what "the claim" may point back to
CLAUSES = frozenset({"ccomp", "xcomp", "acl", "acl:relcl", "advcl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Words of the text that somebody denies."""

    cue: int  # the word that denies
    by: tuple[Link, ...]  # the chain of who denies it
    denied: tuple[Range, ...]  # the words denied (first, after the last)
    attribution: str | None  # id of the attribution whose content they are, where it was one


def denied_by(denials: Iterable[Denial], word: int) -> tuple[tuple[Link, ...], ...]:
    """The chains of those who deny what stands at a word, each once."""
    return tuple(dict.fromkeys(denial.by for denial in denials if covers(denial.denied, word)))


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
        if lemma in sayings.denial_verbs or lemma in sayings.object_denials or lemma in sayings.denouncing:
            denial = finder.by_verb(word) if parse.pos[word] == "VERB" else None
        elif lemma in sayings.falsehoods:
            denial = finder.by_predicate(word)
        else:
            continue
        if denial is not None:
            found.append(denial)
    return tuple(found)


def same_body(one: Link, other: Link) -> bool:
    """Whether two links speak for the same body, be it through two people."""
    if one.actor is not None and other.actor is not None:
        return one.actor == other.actor
    return one.name is not None and one.name == other.name


class _Finder:
    """Reads one denying word at a time."""

    def __init__(
        self, parse: Parse, mentions: Index[Actor], attributions: Attributions, chains: Chains, sayings: Sayings
    ) -> None:
        self.parse, self.mentions, self.known = parse, mentions, sayings
        self.attributions, self.chains = attributions, chains
        self.by_cue = {w: r for r in attributions for w in range(*(attributions.ranges[r.id].cue or (0, 0)))}

    def by_verb(self, verb: int) -> Denial | None:
        """The denial that a verb makes, or None where it makes none."""
        parse, lemma = self.parse, self.parse.lemmas[verb]
        if self.is_taken_back(verb):
            return None
        passive = is_passive(parse, verb)
        target = subject(parse, verb) if passive else self.object_of(verb)
        if lemma in self.known.denouncing and not (lemma in self.known.object_denials and self.is_claim(target, lemma)):
            if not self.calls_false(verb):
                return None
        elif lemma in self.known.object_denials and not self.is_claim(target, lemma):
            return None
        if lemma in self.known.denial_verbs and not passive:
            clause = next((c for c in parse.children[verb] if parse.deps[c] in ("ccomp", "xcomp") and c > verb), None)
            if clause is not None:
                return self.denial(verb, (parse.subtree(clause),), None)
        if target is None or any(parse.deps[c] == "iobj" for c in parse.children[verb]):
            return None
        return self.of_target(verb, target)

    def object_of(self, verb: int) -> int | None:
        """What a verb denies: its object, or the noun that its relative clause is about."""
        parse = self.parse
        found = parse.child(verb, "obj")
        if parse.deps[verb] == "acl:relcl" and (found is None or parse.lowers[found] in ("which", "that")):
            head = parse.heads[verb]
            return head if head != verb else found
        return found

    def is_claim(self, target: int | None, lemma: str) -> bool:
        return target is not None and (self.parse.lemmas[target] in self.known.object_denials.get(lemma, frozenset()))

    def calls_false(self, verb: int) -> bool:
        """Whether a verb calls something false: "called it a lie", "dismissed the report as baseless"."""
        parse = self.parse
        return any(
            parse.lemmas[c] in self.known.falsehoods and parse.deps[c].partition(":")[0] in FALSE
            for c in parse.children[verb]
        )

    def is_taken_back(self, verb: int) -> bool:
        """Whether the denying is itself denied: "did not deny", "neither confirmed nor denied", "refused to deny"."""
        parse = self.parse
        w = verb
        for _ in range(3):
            if any(parse.lowers[c] in NEGATIONS for c in parse.children[w] if c < w):
                return True
            head = parse.heads[w]
            if head == w or parse.deps[w] not in ("conj", "xcomp"):
                return False
            w = head
            if parse.lemmas[w] in UNSAID:
                return True
        return False

    def of_target(self, verb: int, target: int) -> Denial | None:
        """The denial of what a noun or pronoun stands for."""
        parse, lemma = self.parse, self.parse.lemmas[target]
        if lemma in self.known.favours:
            return None
        somebody = self.mentions.headed_by(target) is not None
        if parse.lowers[target] in POINTERS or (parse.pos[target] == "PRON" and not somebody):
            return self.of_earlier(verb)
        if lemma in self.known.claim_nouns:
            following = [c for c in parse.children[target] if c > target and c != verb]
            content = next((c for c in following if parse.deps[c] in CLAUSES), None)
            content = content or next((c for c in following if parse.deps[c] == "nmod"), None)
            if content is not None:
                return self.denial(verb, (parse.subtree(content),), None)
            return self.of_earlier(verb)
        if somebody and lemma not in self.known.part_taking:
            return None  # somebody is refused something
        if parse.deps[verb] == "acl:relcl" and parse.heads[verb] == target:
            return self.of_earlier(verb)  # "…, which Elbia denies"
        return self.denial(verb, (noun_phrase(parse, target),), None)

    def of_earlier(self, verb: int) -> Denial | None:
        """The denial of what was told before: earlier in the sentence, or by somebody else in the sentences before."""
        parse = self.parse
        beside = self.beside(verb)
        if beside is not None:
            own = self.attribution_in(beside, verb)
            return self.denial(verb, (beside,), own.id if own else None)
        denier = self.chain(verb)
        sentence = parse.sentence_of[verb]
        for record in reversed(self.attributions.records):
            draft = self.attributions.ranges[record.id]
            last = draft.content[-1][1] - 1
            if last >= verb or draft.relay or parse.sentence_of[last] >= sentence:
                continue
            if sentence - parse.sentence_of[last] > BACK:
                break
            if record.stance in STATING and not same_body(self.chains.of(record)[0], denier[0]):
                return self.denial(verb, draft.content, record.id)
        return self.of_sentence_before(verb, denier[0])

    def of_sentence_before(self, verb: int, denier: Link) -> Denial | None:
        """The denial of the sentence before, where that is not the denier's own."""
        parse, sentence = self.parse, self.parse.sentence_of[verb]
        if not sentence:
            return None
        first, after = parse.sentences[sentence - 1]
        told = [self.attributions.innermost(word) for word in range(first, after)]
        own = any(same_body(self.chains.of(record)[0], denier) for record in told if record is not None)
        return None if own else self.denial(verb, ((first, after),), None)

    def beside(self, verb: int) -> Range | None:
        """The clause to which a denying clause is added: "…, although Elbia denied this", "… but Elbia denies it"."""
        parse = self.parse
        w = verb
        for _ in range(4):
            relation, head = parse.deps[w].partition(":")[0], parse.heads[w]
            if head == w:
                return None
            first, after = parse.subtree(w)
            sentence = parse.sentences[parse.sentence_of[w]]
            if relation in ("advcl", "conj", "parataxis", "acl", "appos"):
                if relation == "acl" and head < w:  # "…, a charge that Elbia denies" leaves the charge itself out
                    claim = parse.lemmas[head] in self.known.claim_nouns
                    first = parse.subtree(head)[0] if claim else max(first, head + 1)
                before = first - sentence[0]
                if head < w and before >= 3:
                    return sentence[0], first
                if head > w and sentence[1] - after >= 3 and relation == "advcl":
                    return after, sentence[1]
            if relation in ("nsubj", "ccomp", "obj"):
                return None
            w = head
        return None

    def attribution_in(self, words: Range, verb: int) -> Attribution | None:
        """The outermost attribution whose content stands in those words."""
        for word in range(words[1] - 1, words[0] - 1, -1):
            record = self.attributions.innermost(word)
            if record is not None and self.by_cue.get(verb) is not record:
                return record
        return None

    def by_predicate(self, word: int) -> Denial | None:
        """The denial in "the report is false", as somebody says it."""
        parse = self.parse
        about = next((c for c in parse.children[word] if parse.deps[c] in ("nsubj", "nsubj:pass")), None)
        if about is None or not any(parse.deps[c] in ("cop", "aux:pass") for c in parse.children[word]):
            return None
        if parse.lemmas[about] not in self.known.claim_nouns and parse.lowers[about] not in POINTERS:
            return None
        if self.is_taken_back(word):
            return None
        within = self.attributions.innermost(word)
        if within is None:
            return None
        return self.of_earlier(word)

    def chain(self, word: int) -> tuple[Link, ...]:
        """The chain of who denies."""
        parse = self.parse
        record = self.by_cue.get(word)
        if record is not None and record.source is not None:
            return self.chains.of(record)
        within = self.attributions.innermost(word)
        if parse.pos[word] != "VERB":
            return self.chains.of(within)
        agent = next((c for c in parse.children[word] if parse.deps[c] == "obl:agent"), None)
        denier = agent if is_passive(parse, word) else subject(parse, word)
        if denier is None:
            return self.chains.of(within)
        return self.chains.spoken_by(noun_phrase(parse, denier), parse.lowers[word], within)

    def denial(self, cue: int, denied: tuple[Range, ...], attribution: str | None) -> Denial:
        return Denial(cue=cue, by=self.chain(cue), denied=denied, attribution=attribution)
