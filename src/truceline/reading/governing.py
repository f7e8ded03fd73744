"""Words that govern an event: what they do to its factuality and phase, and whether they are the reporter's caution."""

from __future__ import annotations

from truceline.reading.clauses import below, cases, is_passive
from truceline.reading.modality import State
from truceline.reading.scene import Scene, verb_span
from truceline.reading.speech.quotation import quoted_words
from truceline.vocabulary.cues import Embedding
from truceline.vocabulary.patterns import Words


class Governing:
    """The embedding words of one report.

    Args:
        scene: The parse and the vocabulary.
    """

    def __init__(self, scene: Scene) -> None:
        self._parse = scene.parse
        self._cues = scene.cues
        self._quoted = quoted_words(scene.parse)  # in quotation marks the caution is the speaker's

    def _is_subjunctive(self, w: int) -> bool:
        """Whether a clause has a bare verb: "demanded that Elbia leave"."""
        parse = self._parse
        return parse.tags[w] == "VB" and not any(parse.deps[c].startswith("aux") for c in below(parse, w))

    def bears(self, head: int, w: int, dep: str, state: State) -> bool:
        """Lets a word above an event act on it, by whichever table it is in; whether it does."""
        return self.govern(self.rows(head), head, w, dep, state)

    def rows(self, head: int) -> Words[Embedding]:
        """The table that a word would be found in."""
        pos = self._parse.pos[head]
        if pos in ("NOUN", "PROPN"):
            return self._cues.embedding_nouns
        lemma = self._parse.lemmas[head]
        if lemma in self._cues.embedding_adjectives and (pos == "ADJ" or lemma not in self._cues.embedding_verbs):
            return self._cues.embedding_adjectives
        return self._cues.embedding_verbs

    def govern(self, table: Words[Embedding], head: int, w: int, dep: str, state: State) -> bool:
        """Lets an embedding word act on the event below it; whether there is one."""
        parse = self._parse
        for pattern, embedding in table.get(parse.lemmas[head]) or ():
            if pattern.passive and parse.pos[head] != "ADJ" and not is_passive(parse, head):
                continue
            if verb_span(parse, head, pattern) is None or (embedding.among and state.event not in embedding.among):
                continue
            if dep in ("obl", "nmod", "obl:agent") and cases(parse, w) not in embedding.preps:
                continue
            if dep == "ccomp" and embedding.factuality == "Uu" and not self._is_subjunctive(w):
                continue  # "decided that it was time": told as a fact
            state.apply(embedding.factuality, embedding.phase)
            state.governed = True
            if embedding.hedge:
                self.caution(head, state)
            return True
        return False

    def caution(self, word: int, state: State) -> None:
        """Notes the reporter's own caution, with what belongs to a verb of it: "is believed", "appears"."""
        if state.hedge is None and word not in self._quoted:
            passives = [c for c in below(self._parse, word) if self._parse.deps[c] == "aux:pass" and c < word]
            state.hedge = (min((word, *passives)), word + 1)
