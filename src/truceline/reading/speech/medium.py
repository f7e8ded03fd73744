"""The medium a claim rests on: video, photograph, document, data, or somebody's statement."""

from __future__ import annotations

from itertools import islice

from truceline.model import Attribution, Parse
from truceline.reading.speech.attributions import Attributions
from truceline.reading.speech.speakers import SIGHTS
from truceline.vocabulary.sayings import Sayings

THOUGHT = frozenset({"believes", "intends"})  # stances of what nobody has said yet
STEPS = 8  # how far up the tree a medium may stand
OTHER = frozenset({"conj", "parataxis", "acl:relcl"})  # tie a clause to another one with media of its own
SHOWN = frozenset({"nsubj", "nsubj:pass", "obl", "obl:agent"})  # where a verb's medium stands


class Media:
    """The media of one report's claims.

    What hangs on a verb and what a source speaks through is looked up once, however many claims ask for it.

    Args:
        parse: The text.
        attributions: Who says what in it.
        sayings: The words for media and for saying.
    """

    def __init__(self, parse: Parse, attributions: Attributions, sayings: Sayings) -> None:
        self._parse = parse
        self._attributions = attributions
        self._sayings = sayings
        self._shown: dict[int, tuple[tuple[int, str], ...]] = {}  # verb of showing → words below it and their media
        self._said: dict[str, str | None] = {}  # attribution → its medium

    def of(self, word: int) -> str | None:
        """The medium of the clause in which a claim's trigger stands.

        Args:
            word: The trigger.

        Returns:
            video, photograph, document, data, statement, or None where the publisher tells it in its own words.
        """
        shown = self._above(word)
        said = self._attributions.innermost(word) if shown is None else None
        if said is None:
            return shown
        if said.id not in self._said:
            self._said[said.id] = self._through(said)
        return self._said[said.id]

    def _through(self, said: Attribution) -> str | None:
        """The medium that a source or its verb of saying names, else a statement where something was said."""
        parse, sayings = self._parse, self._sayings
        draft = self._attributions.ranges[said.id]
        heads = [] if draft.source is None else [parse.head_of(*draft.source)]
        cue = range(*(draft.cue or (0, 0)))
        for at in (*heads, *cue):
            if parse.lemmas[at] in sayings.mediums and parse.pos[at] in ("NOUN", "PROPN"):
                return sayings.mediums[parse.lemmas[at]]
        spoken = said.stance not in THOUGHT and any(is_spoken(parse, at, sayings) for at in cue)
        return self._beside(draft.cue) or ("statement" if spoken else None)

    def _above(self, word: int) -> str | None:
        """The medium that a word hangs on ("video of the attack"), or that its clause has for a subject."""
        parse, mediums, w = self._parse, self._sayings.mediums, word
        for _ in range(STEPS):
            if parse.lemmas[w] in self._sayings.showing:
                medium = next((medium for c, medium in self._below(w) if c != word), None)
                if medium is not None:
                    return medium
            head, relation = parse.heads[w], parse.deps[w]
            if head == w:
                return None
            if relation in ("nmod", "acl", "compound", "acl:relcl") and parse.pos[head] == "NOUN":
                medium = mediums.get(parse.lemmas[head])
                if medium in SIGHTS:
                    return medium
            if relation in OTHER and parse.pos[head] == parse.pos[w] == "VERB":
                return None
            w = head
        return None

    def _below(self, verb: int) -> tuple[tuple[int, str], ...]:
        """The first two words below a verb of showing that name a medium."""
        if verb not in self._shown:
            parse, mediums = self._parse, self._sayings.mediums
            below = (c for c in parse.children[verb] if parse.deps[c] in SHOWN and parse.lemmas[c] in mediums)
            self._shown[verb] = tuple((c, mediums[parse.lemmas[c]]) for c in islice(below, 2))
        return self._shown[verb]

    def _beside(self, cue: tuple[int, int] | None) -> str | None:
        """The medium that stands beside the verb of saying: "said in a video"."""
        if cue is None:
            return None
        parse, mediums = self._parse, self._sayings.mediums
        found = (mediums.get(parse.lemmas[c]) for c in parse.children[parse.head_of(*cue)] if parse.deps[c] == "obl")
        return next((medium for medium in found if medium is not None), None)


def is_spoken(parse: Parse, word: int, sayings: Sayings) -> bool:
    """Whether a word of a cue says that something was said, and not only thought or wanted."""
    lemma = sayings.verb(parse.lemmas[word], parse.lowers[word])
    if parse.lowers[word] in ("according", ":") or lemma in sayings.relay_prepositions or lemma in sayings.quoting:
        return True
    return sayings.stances.get(lemma, "believes") not in THOUGHT
