"""How firmly the origin holds an event, and whether it has happened, is asked for, offered or planned.

The walk starts at the event's clause and goes up the tree as far as one word bears on another: its
own auxiliaries and adverbs, then the words that govern it ("failed to", "plans to", "if"), up to
the edge of what its source says. What a subordinate clause presupposes is not touched by what
stands above it.
"""

from __future__ import annotations

from truceline.model import Attribution
from truceline.reading.clauses import (
    DEPTH,
    below,
    cases,
    infinitive,
    is_passive,
)
from truceline.reading.events import Event
from truceline.reading.governing import Governing
from truceline.reading.modality import STANCES, Judgement, State
from truceline.reading.provisions import is_provided
from truceline.reading.scene import Scene, noun_span
from truceline.reading.speech.attributions import Attributions
from truceline.vocabulary.cues import Modal

NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
PRESENT = frozenset({"am", "is", "are", "'s", "’s", "'re", "’re", "'m", "’m"})
FUTURE = frozenset({"will", "shall", "would", "'ll", "’ll", "'d", "’d", "wo"})
NEEDS = frozenset({"should", "must", "ought", "need", "have"})  # an event is called for
ONGOING = frozenset({"ongoing", "continuing", "continued", "current", "persistent", "daily"})
AHEAD = frozenset({"future", "upcoming", "imminent", "looming", "forthcoming", "next", "prospective"})
CONTAINERS = frozenset({"act", "form", "kind", "sort", "series", "wave", "round"})  # "an act of vandalism" is vandalism
CASES = frozenset({"event", "case"})
SCHEDULED = frozenset({"due", "set", "bound"})
PREFIXES = frozenset({"co", "re"})
COMING = frozenset({"possible", "potential"})
NOBODY = frozenset({"no", "nobody", "none", "nothing", "neither"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
NOT_BY_OBJECT = frozenset(
    "fight battle work struggle keep get have make move tell lead help let begin start continue".split()
)
ANSWERS = frozenset({"?"})
AWAITED = frozenset({"until", "till", "before", "once"})  # in the present, what follows has not come yet
LIKE_THE_PAST = frozenset("lay put cut hit set quit let shut split read spread hurt cast".split())
PRESENT = frozenset("has have will must can may is are do does".split())
WISHES = frozenset({"want", "like", "wish"})
UTTERED = frozenset({"SUPPORT", "ACCUSE", "REQUEST"})  # events that are done by saying that one would like to
UNREAL, REAL = 0.0, 2.0  # on the network's scale from -3, it did not happen, to +3


class Factuality:
    """Judges the events of one report.

    Args:
        scene: The parse and the vocabulary.
        attributions: Who says what.
    """

    def __init__(self, scene: Scene, attributions: Attributions) -> None:
        self._parse = scene.parse
        self._cues = scene.cues
        self._attributions = attributions
        self._governing = Governing(scene)

    def of(self, event: Event) -> Judgement:
        """How firmly the origin of its chain holds an event, its phase, and the reporter's caution."""
        state = State(event=event.sign.event)
        if event.base is not None:  # what is announced with "will" is announced already
            self._climb(event.clause, event.word, state)
            return state.judgement
        if event.word != event.clause:
            self._beside(event.word, state)
        if event.light is not None:
            state.apply(event.light.factuality or "same", event.light.phase)
        self._beside(event.clause, state)
        self._tense(event.clause, state)
        self._climb(event.clause, event.word, state)
        if state.is_plain and is_provided(self._parse, event.clause):
            state.apply("Uu", "intended")
        if state.is_plain and self._is_unreal(event):
            state.weaken("U")
        return state.judgement

    def _is_unreal(self, event: Event) -> bool:
        """Whether the network holds that an event which no word lowers did not take place: "kept them from leaving"."""
        parse = self._parse
        named = parse.pos[event.word] in ("VERB", "NOUN")
        return named and bool(parse.factuality) and parse.factuality[event.word] < UNREAL

    def _beside(self, word: int, state: State, *, modals_only: bool = False, passing: int = -1) -> None:
        """What the words right beside a predicate or an event noun do to it, but for ``passing``, already asked."""
        parse, children = self._parse, below(self._parse, word)
        if not modals_only and self._is_open(word) and any(self._is_condition(c) for c in children):
            state.apply("Uu", "conditional")
        for c in children:
            dep = parse.deps[c]
            if dep.startswith("aux"):
                self._auxiliary(c, children, state)
            elif modals_only:
                continue
            elif dep in ("advmod", "det", "mark", "case", "amod", "cc", "cc:preconj", "discourse", "neg"):
                self._adverb(c, dep, state)
            elif dep in ("nsubj", "nsubj:pass", "obj") and c != passing and self._names_nobody(c):
                state.apply("not")

    def _auxiliary(self, aux: int, beside: tuple[int, ...], state: State) -> None:
        parse, lower = self._parse, self._parse.lowers[aux]
        if lower in FUTURE:
            if any(parse.lowers[c] in NEGATIONS for c in beside):  # "will not": ruled out, not open
                state.apply("same", "intended")
                return
            past = any(parse.lemmas[c] == "have" and parse.deps[c].startswith("aux") for c in beside)
            state.apply("Uu", "conditional" if past else "intended")
            return
        modal = self._modal(aux)
        if modal is not None:
            state.apply(modal.factuality, "requested" if parse.lemmas[aux] in NEEDS or lower in NEEDS else None)

    def _adverb(self, word: int, dep: str, state: State) -> None:
        parse = self._parse
        modal = self._modal(word)
        if modal is not None:
            if modal.hedge:
                self._governing.caution(word, state)
            if modal.factuality == "CT-":
                state.apply("not")
            elif not modal.conditional:
                state.apply(modal.factuality, "conditional" if dep == "amod" and self._is_coming(word) else None)
            elif dep in ("mark", "case"):
                state.apply("Uu", "conditional")
            return
        lemma = parse.lemmas[word]
        if dep == "amod":
            if lemma in ONGOING:
                state.apply("same", "ongoing")
            elif lemma in AHEAD:
                state.apply("Uu", "intended")
            elif parse.tags[word] in ("VBN", "VBD", "JJ"):
                self._governing.govern(self._cues.embedding_verbs, word, word, "amod", state)

    def _is_coming(self, word: int) -> bool:
        """Whether "possible" before a noun speaks of what has not come: "a possible war", not "the possible attack"."""
        parse, noun = self._parse, self._parse.heads[word]
        if parse.lemmas[word] not in COMING:
            return False
        return not any(parse.lowers[c] in DEFINITE for c in below(parse, noun) if c < word)

    def _modal(self, word: int) -> Modal | None:
        """The modal row for a word, with the words that follow it in the row."""
        parse = self._parse
        rows = self._cues.modals.get(parse.lowers[word]) or self._cues.modals.get(parse.lemmas[word])
        return next((modal for pattern, modal in rows or () if noun_span(parse, word, pattern) is not None), None)

    def _names_nobody(self, word: int) -> bool:
        parse = self._parse
        return parse.lowers[word] in NOBODY or any(
            parse.lowers[c] in NOBODY and parse.deps[c] == "det" for c in below(parse, word)
        )

    def _is_open(self, word: int) -> bool:
        """Whether a predicate can depend on a condition: a past one does not ("threatened to leave if …")."""
        parse = self._parse
        return parse.tags[word] != "VBD" and not any(
            parse.lemmas[c] == "have" or parse.tags[c] == "VBD"
            for c in below(parse, word)
            if parse.deps[c].startswith("aux")
        )

    def _is_condition(self, clause: int) -> bool:
        """Whether a child is an adverbial clause introduced by "if" and the like."""
        if self._parse.deps[clause] != "advcl":
            return False
        for c in below(self._parse, clause):
            if self._parse.deps[c] == "mark":
                modal = self._modal(c)
                if modal is not None and modal.conditional:
                    return True
        return False

    def _tense(self, word: int, state: State) -> None:
        """Ongoing by its form ("are shelling"), asked for or planned where no finite verb stands above."""
        parse, tag = self._parse, self._parse.tags[word]
        if parse.pos[word] != "VERB":
            return
        auxiliaries = {parse.lowers[c] for c in below(parse, word) if parse.deps[c].startswith("aux")}
        if tag in ("VB", "VBP") and any(parse.lowers[c] in SCHEDULED for c in below(parse, word) if c < word):
            state.apply("Uu", "intended")  # "are due to visit", where the parser took "due to" for a conjunction
        elif tag == "VBG" and (auxiliaries & PRESENT or auxiliaries >= {"been"} and auxiliaries & {"has", "have"}):
            state.apply("same", "ongoing")
        elif parse.deps[word] in ("root", "parataxis", "ccomp") and infinitive(parse, word):
            state.apply("Uu", "intended")  # "Elbia to send troops"
        elif tag == "VB" and parse.deps[word] == "root" and not auxiliaries and parse.child(word, "nsubj") is None:
            state.apply("Uu", "requested")

    def _climb(self, w: int, word: int, state: State) -> None:
        parse, inner = self._parse, self._attributions.innermost(word)
        if parse.lowers[parse.heads[w]] in PREFIXES and parse.words[w - 1] == "-":
            w = parse.heads[w]  # "co-operate" may be two verbs to the parser
        for _ in range(DEPTH):
            head = parse.heads[w]
            if head == w:
                if parse.words[parse.sentences[parse.sentence_of[w]][1] - 1] in ANSWERS:
                    state.apply("Uu")
                break
            outside = inner is not None and not self._holds(inner, head)
            before = (state.certainty, state.positive)
            going = self._step(w, head, state)
            if outside:
                if inner is not None and before == (state.certainty, state.positive) and going is not None:
                    state.apply(*STANCES.get(inner.stance, ("same", None)))
                return
            if not going:
                return
            w = head
        if inner is not None:  # what is said stands apart from who says it
            state.apply(*STANCES.get(inner.stance, ("same", None)))

    def _holds(self, attribution: Attribution, word: int) -> bool:
        content = self._attributions.ranges[attribution.id].content
        return any(first <= word < after for first, after in content)

    def _step(self, w: int, head: int, state: State) -> bool | None:
        """What a word does to the event right below it.

        Returns:
            Whether what stands above bears on the event too; None where nothing above does, not even its source.
        """
        parse, dep = self._parse, self._parse.deps[w]
        if dep == "conj":
            if parse.pos[w] in ("NOUN", "PROPN") and parse.pos[head] in (
                "VERB",
                "ADJ",
            ):  # a slip: what the predicate governs
                return self._governing.bears(head, w, "obj", state)
            if not any(parse.deps[c].startswith(("nsubj", "aux")) for c in below(parse, w)):
                self._beside(head, state, modals_only=True)
                for c in below(parse, head):
                    if c < head and parse.deps[c] == "advmod" and (modal := self._modal(c)) is not None and modal.hedge:
                        self._adverb(c, "advmod", state)  # "allegedly shot and killed"
                if self._is_condition(head):  # "if they came and killed"
                    state.apply("Uu", "conditional")
            return True
        if dep in ("xcomp", "ccomp"):
            return self._complement(w, head, dep, state)
        if dep == "advcl":
            return self._adverbial(w, head, state)
        if dep == "acl" and parse.lemmas[head] in CASES and cases(parse, head) == "in":
            state.apply("Uu", "conditional")  # "in the event that they are hurt"
            return None
        if dep == "acl" and parse.tags[w] in ("VB", "VBP") and not infinitive(parse, w):
            return True if self._governing.bears(head, w, dep, state) else None  # "its demand that Elbia leave"
        if dep.startswith("acl"):
            if dep == "acl" and infinitive(parse, w) and not self._governing.bears(head, w, dep, state):
                self._purpose(w, state)
            return None
        if dep in ("obj", "obl", "nsubj", "nsubj:pass", "nmod", "obl:agent"):
            return None if self._answers(w, head) else self._phrase(w, head, dep, state)
        return None if dep in ("appos", "parataxis", "list") else True

    def _answers(self, w: int, head: int) -> bool:
        """Whether a word answers an offer, demand or charge that was made all the same: "rejected the offer"."""
        parse, lemma = self._parse, self._parse.lemmas[w]
        if lemma not in self._cues.embedding_nouns:
            return False
        return any(e.factuality.endswith("-") for _, e in self._governing.rows(head).get(parse.lemmas[head]) or ())

    def _complement(self, w: int, head: int, dep: str, state: State) -> bool | None:
        parse = self._parse
        if parse.lemmas[head] == "use" and infinitive(parse, w):
            state.governed = True
            return True  # "used gas to disperse them"
        if parse.lemmas[head] in WISHES and state.event in UTTERED and self._is_now(head):
            state.governed = True  # "I want to thank": said, and done by saying it
            return None
        if self._governing.bears(head, w, dep, state):
            self._beside(head, state)
            return True
        if dep == "xcomp" and infinitive(parse, w):
            state.apply("Uu", "intended")
            return True
        return dep == "xcomp"

    def _is_now(self, word: int) -> bool:
        """Whether a wish is uttered: in the present, or as "would like"."""
        parse = self._parse
        auxiliaries = {parse.lowers[c] for c in below(parse, word) if parse.deps[c].startswith("aux")}
        if auxiliaries & {"would", "'d", "’d"} and len(auxiliaries) == 1:
            return parse.lemmas[word] == "like"
        return not auxiliaries and parse.tags[word] in ("VBP", "VBZ")

    def _adverbial(self, w: int, head: int, state: State) -> bool | None:
        parse = self._parse
        if infinitive(parse, w) and parse.lemmas[head] == "use":
            state.governed = True
            return True
        if infinitive(parse, w):  # "… to force them out": a purpose
            if not self._governing.bears(head, w, "xcomp", state):
                self._purpose(w, state)
            return None
        marks = [parse.lowers[c] for c in below(parse, w) if parse.deps[c] in ("mark", "case")]
        if AWAITED.intersection(marks) and self._is_present(w, head):
            state.apply("Uu", "intended")  # "will stay until Elbia withdraws"
            return None
        if marks == ["to"] and self._governing.govern(
            self._governing.rows(head), head, w, "xcomp", state
        ):  # "committed to working"
            self._beside(head, state)
            return True
        if parse.tags[w] != "VBG" or (marks and marks != ["by"]):
            return None
        if parse.words[w - 1] == "," and parse.deps[head] == "advcl" and infinitive(parse, head):
            return None  # "opened fire to disperse them, killing two": what came of it, not what it was for
        low = next((c for c in below(parse, head) if parse.deps[c] == "xcomp" and c < w), None)
        if low is not None:  # "intends to begin by sending …": the means belong to what is intended
            self._governing.bears(head, low, "xcomp", state)
        self._beside(head, state)
        return True

    def _is_present(self, w: int, head: int) -> bool:
        """Whether a clause is in the present; where its verb looks the same in the past, as the clause above is."""
        parse = self._parse
        if parse.tags[w] in ("VBZ", "VBP", "VB"):
            return True
        auxiliaries = {parse.lowers[c] for c in below(parse, head) if parse.deps[c].startswith("aux")}
        return parse.lowers[w] in LIKE_THE_PAST and not PRESENT.isdisjoint(auxiliaries)

    def _purpose(self, w: int, state: State) -> None:
        """An infinitive that no word governs: a purpose, unless the network is sure that it came to that."""
        if not self._parse.factuality or self._parse.factuality[w] < REAL:
            state.apply("Uu", "intended")  # "moved in to disperse them", but "fell to end the day lower"

    def _phrase(self, w: int, head: int, dep: str, state: State) -> bool | None:
        """An event noun below a word that may govern it."""
        parse = self._parse
        if dep == "nmod" and self._names_nobody(head):
            state.apply("not")  # "no reports of violations"
            return True
        if dep == "nmod" and parse.lemmas[head] in CONTAINERS and cases(parse, w) == "of":
            self._beside(head, state)
            return True
        if dep == "nmod":
            return None if not self._governing.govern(self._cues.embedding_nouns, head, w, dep, state) else True
        if dep in ("nsubj", "nsubj:pass"):
            modal = self._modal(head) if parse.pos[head] == "ADJ" else None
            if modal is not None:
                state.apply(modal.factuality)
                if modal.hedge:
                    self._governing.caution(head, state)
            elif not is_passive(parse, head) or not self._governing.govern(
                self._governing.rows(head), head, w, dep, state
            ):
                return None
            self._beside(head, state, passing=w)
            return True
        if dep == "obj" and parse.lemmas[head] in NOT_BY_OBJECT:
            return None
        if self._governing.bears(head, w, dep, state):
            self._beside(head, state, passing=w)
            return True
        if dep == "obj" and not any(
            parse.lowers[c] in DEFINITE or parse.deps[c] == "nmod:poss" for c in below(parse, w)
        ):
            self._beside(head, state, passing=w)
            self._tense(head, state)
            return True
        return None
