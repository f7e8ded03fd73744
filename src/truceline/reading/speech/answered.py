"""Which of several things said before a denial answers: by the noun it uses, by who is accused, by what both speak of.

"The report" is sooner what an outlet told than what a minister said; "the accusation" is sooner a charge than a plan;
"also denied it" goes on with what was denied before.
"""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model import Attribution, Link, Parse
from truceline.reading.ranges import Range
from truceline.reading.speech.attributions import Attributions
from truceline.reading.speech.chains import Chains
from truceline.reading.speech.earlier import OWN, Earlier, Told, same_body
from truceline.vocabulary.sayings import Sayings

FAR = 6  # sentences back to which "the report" or a spelt-out denial may point
LONGEST = 60  # words of what is compared
STEM = 5  # letters by which a name and its adjective are told to be one: "Elbia", "Elbian"
TELLING = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
LIGHT = frozenset(
    "be have do make take give say tell day week month year time people first last other own several many".split()
)
PLURAL = frozenset({"NNS", "NNPS"})
FITTING = 2.0  # for what is the kind of thing that the noun names
ABOUT = 1.0  # for what names who denies it
APART = 0.25  # against each sentence between


class Answers:
    """Chooses what a denial answers.

    Args:
        parse: The text.
        earlier: What was told before a word.
        attributions: Who says what.
        chains: Their chains.
        sayings: The words of saying.
    """

    def __init__(
        self, parse: Parse, earlier: Earlier, attributions: Attributions, chains: Chains, sayings: Sayings
    ) -> None:
        self._parse, self._earlier, self._attributions = parse, earlier, attributions
        self._chains, self._known = chains, sayings

    def pointed(self, verb: int, noun: int | None, denier: Link) -> Told | None:
        """What "the report", "the charges" or "it" points back to; None where nobody said anything.

        Args:
            verb: The word that denies.
            noun: What it denies, or None.
            denier: Who does not mean himself.
        """
        parse = self._parse
        lemma = parse.lemmas[noun] if noun is not None else ""
        named = lemma in self._known.claim_nouns
        best: tuple[float, Told] | None = None
        for told in self._earlier.each_said(verb, denier, FAR if named else None):
            apart = parse.sentence_of[verb] - parse.sentence_of[told.words[-1][1] - 1]
            score = self._fit(lemma, told, denier) + self._owned(noun, told) - APART * (apart if named else 0)
            if best is None or (named and score > best[0]):
                best = score, told
        if best is None:
            return None
        many = named and noun is not None and parse.tags[noun] in PLURAL
        return self._with_others(best[1], verb, denier) if many else best[1]

    def _fit(self, lemma: str, told: Told, denier: Link) -> float:
        """How well what was told fits the noun for it, and who denies it."""
        record = told.attribution
        if record is None:
            return 0.0
        score = ABOUT if self.names(told.words, denier) else 0.0
        if lemma in self._known.reports:
            score += FITTING if self.is_reported(record) else 0.0
        elif lemma in self._known.accusations:
            score += FITTING if self._cue(record) & self._known.accusing else 0.0
        return score

    def _owned(self, noun: int | None, told: Told) -> float:
        """For what is told by whoever the noun says: "the ministry's account"."""
        parse, record = self._parse, told.attribution
        owner = (
            next((c for c in parse.children[noun] if parse.deps[c] == "nmod:poss"), None) if noun is not None else None
        )
        if owner is None or record is None:
            return 0.0
        name = (self._chains.of(record)[0].name or "").lower().split()
        return FITTING if parse.lowers[owner] in name else 0.0

    def is_reported(self, record: Attribution) -> bool:
        """Whether an outlet or a paper tells it."""
        return any(link.kind in ("outlet", "document") for link in self._chains.of(record)[:-1])

    def _cue(self, record: Attribution) -> set[str]:
        draft = self._attributions.ranges[record.id]
        return {self._parse.lemmas[w] for w in range(*(draft.cue or (0, 0)))}

    def _with_others(self, told: Told, verb: int, denier: Link) -> Told:
        """What "the claims" point to: also what else the same source said right before."""
        if told.attribution is None:
            return told
        origin = self._chains.of(told.attribution)[0]
        words = list(told.words)
        for other in self._earlier.each_said(verb, denier, FAR):
            if other.attribution is not None and same_body(self._chains.of(other.attribution)[0], origin):
                words.extend(piece for piece in other.words if piece not in words)
        return Told(tuple(words), told.attribution)

    def spelt_out(self, verb: int, denied: tuple[Range, ...], denier: Link) -> Told | None:
        """The saying that a denial with a clause of its own answers: one that speaks of the same, or accuses him."""
        wanted = self._telling(denied)
        if self._is_part_taking(denied):
            return self._earlier.said(verb, denier)
        best: tuple[int, Told] | None = None
        for told in self._earlier.each_said(verb, denier, FAR):
            shared = len(wanted & self._telling(told.words))
            if shared and (best is None or shared > best[0]):
                best = shared, told
        if best is not None:
            return best[1]
        return next((t for t in self._earlier.each_said(verb, denier, None) if self.names(t.words, denier)), None)

    def _is_part_taking(self, denied: tuple[Range, ...]) -> bool:
        """Whether all that is denied is a part in something: "involvement", "that its men were responsible"."""
        parse = self._parse
        part = next((w for w in near(denied) if parse.lemmas[w] in self._known.part_taking), None)
        if part is None:
            return False
        who = [parse.subtree(c) for c in parse.children[part] if parse.deps[c] in OWN or parse.deps[c] == "nmod:poss"]
        others = {w for w in near(denied) if not any(first <= w < after for first, after in who)} - {part}
        return not any(parse.pos[w] in TELLING and parse.lemmas[w] not in LIGHT for w in others)

    def _telling(self, pieces: tuple[Range, ...]) -> set[str]:
        parse = self._parse
        return {parse.lemmas[w] for w in near(pieces) if parse.pos[w] in TELLING and parse.lemmas[w] not in LIGHT}

    def names(self, pieces: tuple[Range, ...], denier: Link) -> bool:
        """Whether words name somebody, or the state that he speaks for: they accuse him."""
        names = (w for w in (denier.name or "").casefold().replace("’", "'").split() if len(w) >= STEM)
        stems = {name.removesuffix("'s")[:STEM] for name in names}
        parse = self._parse
        return any(parse.lowers[w][:STEM] in stems for w in near(pieces) if parse.pos[w] in ("PROPN", "ADJ", "NOUN"))


def near(pieces: tuple[Range, ...]) -> Iterator[int]:
    """The words of some pieces, as far as they are compared."""
    for first, after in pieces:
        yield from range(first, min(after, first + LONGEST))
