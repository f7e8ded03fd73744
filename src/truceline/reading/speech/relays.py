"""Who passes on what another one said: "told Reuters", "per NPR", "citing two officials", "quoted … as saying".

Only a press body relays; being told something in private makes nobody a link. Each function looks
for one shape and writes what it finds into the drafts.
"""

from __future__ import annotations

from typing import NamedTuple

from truceline.model import Parse
from truceline.reading.nouns import preposition
from truceline.reading.ranges import Range, covers, overlap
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting
from truceline.reading.speech.speakers import speaker_of

HANGING = frozenset({"obj", "iobj", "obl", "nmod", "advcl", "dep", "xcomp", "ccomp"})  # how an outlet hangs on a verb
VENUE = frozenset({"to", "with", "on", "in", "for", "by"})  # an interview with, remarks to
PLACED = frozenset({"in", "during", "on", "at", "to", "via", "through", "for"})  # said in an interview
BEFORE_NAME = frozenset({"the", "a", "an", "news", "agency", "state", "broadcaster", "station", "channel", "daily"})
SAME_FORM = frozenset({"broadcast"})  # a participle that may be read as a noun: "an interview broadcast by"
GAP = 5  # words between "told" and the name
STEPS = 6  # how far an outlet may stand from the verb it was told by
INTO = frozenset({"to", "with"})  # said to, spoke with
ON = frozenset({"on", "in", "for"})  # said on, wrote in
PARTS = frozenset({"flat", "appos", "conj", "fixed"})  # tie a name to the noun it stands beside
MODIFIERS = frozenset({"compound", "nmod", "amod", "det"})
CLAUSAL = frozenset({"SCONJ", "AUX", "VERB"})  # no noun phrase goes on behind these


def relay(setting: Setting, inner: int, outlet: int, cue: Range | None, via: str) -> None:
    """Lets an outlet pass a draft on: through its own draft where it has one, else through a new one."""
    drafts = setting.drafts
    said = drafts.all[inner]
    own = drafts.with_source(outlet)
    if own is None or own == inner or drafts.all[own].cue == said.cue or not tells_of(drafts.all[own], said):
        own = drafts.share(inner, source=setting.phrase(outlet), cue=cue or said.cue, relay=True)
    if own is not None:
        drafts.pass_on(inner, own, via)


def tells_of(outer: Draft, inner: Draft) -> bool:
    """Whether one draft's content is that of the other or holds its cue."""
    cue = inner.cue or inner.content[0]
    return overlap(outer.content, inner.content) or covers(outer.content, cue[0])


def find_told(setting: Setting) -> None:
    """Finds "told AFP", "in an interview with the Post", "a statement carried by SANA", "officials quoted by TASS"."""
    outlets = setting.outlets
    known = frozenset(outlets)
    for outlet in outlets:
        if setting.parse.deps[outlet] == "conj" and setting.parse.heads[outlet] in known:
            continue  # told to both: the first one stands for them
        found = Climb(setting, outlet).saying()
        if found is not None and not passes_already(setting, found.draft, outlet):
            relay(setting, found.draft, outlet, found.cue, found.via)


def passes_already(setting: Setting, inner: int, outlet: int) -> bool:
    """Whether an outlet is known to pass a draft on."""
    sources = (setting.drafts.all[number].source for number in setting.drafts.line(inner)[1:])
    return any(source is not None and source[0] <= outlet < source[1] for source in sources)


def is_genitive(parse: Parse, word: int) -> bool:
    """Whether a noun has a genitive ending."""
    return any(parse.tags[c] == "POS" for c in parse.children[word])


class Passed(NamedTuple):
    """A draft that somebody passes on."""

    draft: int
    cue: Range | None  # the words of the passing on; None: the draft's own cue
    via: str  # the word for it


class Climb:
    """The way from an outlet up to the saying that was made to it or passed on by it."""

    def __init__(self, setting: Setting, outlet: int) -> None:
        self.setting, self.parse, self.known = setting, setting.parse, setting.sayings
        self.outlet = outlet
        self.noun = self._whole(outlet)

    def _whole(self, word: int) -> int:
        """The noun phrase of which the outlet's name is a part: "AFP" → "the news agency AFP", "a CNN interview"."""
        parse, known = self.parse, self.known
        for _ in range(STEPS):
            head, relation = parse.heads[word], parse.deps[word].partition(":")[0]
            if head == word:
                break
            lemma = parse.lemmas[head]
            joined = relation in PARTS and parse.pos[head] in ("NOUN", "PROPN")
            part = relation in MODIFIERS and (
                lemma in known.outlet_nouns
                or lemma in known.journalists
                or (lemma in known.venues and preposition(parse, word) is None)
                or (parse.pos[head] == "PROPN" and is_genitive(parse, word))  # CNN's "State of the Union"
            )
            if not joined and not part:
                break
            word = head
        return word

    def saying(self) -> Passed | None:
        """The draft that the outlet passes on, or None."""
        return self._by_tree() or self._beside_source() or self._by_order() or self._by_wording()

    def _beside_source(self) -> Passed | None:
        """The saying of whoever spoke to the outlet, or of a paper it has: "a clerk who spoke to X said"."""
        parse, known, noun = self.parse, self.known, self.noun
        verb, relation = parse.heads[noun], parse.deps[noun].partition(":")[0]
        lemma = parse.lemmas[verb]
        if verb == noun or parse.pos[verb] != "VERB":
            return None
        below = parse.deps[verb].startswith("acl")
        beside = parse.tags[verb] == "VBN" and verb > 0 and parse.pos[verb - 1] in ("NOUN", "PROPN")
        if not below and not beside:
            return None
        word = self._preposition()
        heard = relation in HANGING and word in INTO and lemma in known.speech
        paper = parse.lemmas[parse.heads[verb]] in known.mediums  # a paper with no other maker is the outlet's own
        drawn = relation in HANGING and word == "by" and not paper and known.passes_on(lemma, parse.lowers[verb])
        carried = relation == "nsubj" and known.passes_on(lemma, parse.lowers[verb])
        if not (heard or drawn or carried):
            return None
        told, via = parse.heads[verb] if below else verb - 1, parse.lowers[verb]
        inner = self.setting.drafts.with_source(told)
        if inner is not None and self.setting.drafts.all[inner].source is not None:
            source = self.setting.drafts.all[inner].source or (told, told)
            if parse.head_of(*source) == told and not self.setting.drafts.all[inner].relay:
                return Passed(inner, (verb, verb + 1), via)
        if carried and parse.lemmas[told] in known.venues:
            found = self._venue(told)
            return None if found is None else Passed(found.draft, (verb, verb + 1), via)
        return None

    def _by_tree(self) -> Passed | None:
        parse, known, noun = self.parse, self.known, self.noun
        if parse.lemmas[noun] in known.venues and noun != self.outlet:
            return self._venue(noun)
        head, relation = parse.heads[noun], parse.deps[noun].partition(":")[0]
        if head == noun or relation not in HANGING:
            return None
        lemma, word = parse.lemmas[head], self._preposition()
        if word == "by" and parse.tags[head] in ("VBN", "VBD") and known.passes_on(lemma, parse.lowers[head]):
            return self._published(head)
        if lemma in known.venues and parse.pos[head] == "NOUN" and word in VENUE:
            return self._venue(head)
        if parse.pos[head] != "VERB":
            return None
        addressed = word is None and lemma in known.telling
        spoken = lemma in known.speech and word in INTO
        aired = lemma in known.speech or lemma in known.airing
        placed = aired and word in ON and relation == "obl" and self.setting.is_named(self.outlet)
        if not (addressed or spoken or placed):
            return None
        return self._through(head, parse.lowers[head])

    def _preposition(self) -> str | None:
        """The preposition of the outlet's phrase: by the tree, or the one right before it."""
        before = self.setting.phrase(self.outlet)[0] - 1
        beside = before >= 0 and self.parse.pos[before] == "ADP"
        return preposition(self.parse, self.noun) or (self.parse.lowers[before] if beside else None)

    def _by_order(self) -> Passed | None:
        """Takes "told Reuters" by its order where the tree was read amiss: nothing but modifiers between the two."""
        parse, drafts = self.parse, self.setting.drafts
        head = parse.heads[self.noun]
        modifier = parse.deps[self.noun].partition(":")[0] in MODIFIERS and head > self.noun
        modifier = modifier and not any(parse.pos[k] in CLAUSAL for k in range(self.noun + 1, head))
        if modifier and not is_genitive(parse, self.noun):
            return None  # "told the Velta audience"
        before = self.setting.phrase(self.outlet)[0] - 1
        for word in range(before, max(before - GAP, -1), -1):
            inner = drafts.with_cue(word)
            if inner is not None:
                told = parse.lemmas[word] in self.known.telling and not self._speaks(inner)
                return Passed(inner, None, parse.lowers[word]) if told else None
            if parse.pos[word] not in ("DET", "ADJ", "NOUN", "PROPN"):
                break
        return None

    def _by_wording(self) -> Passed | None:
        """Takes "in an interview with X", "in a statement carried by X" by its words where the tree was read amiss."""
        parse, known = self.parse, self.known
        first = parse.sentences[parse.sentence_of[self.outlet]][0]
        at = self.setting.phrase(self.outlet)[0] - 1
        while at > first and parse.lowers[at] in BEFORE_NAME:
            at -= 1
        link, via = parse.lowers[at], None
        at -= 1
        if link == "by":
            paper = self._paper(at)
            if paper is not None:
                return paper
            while at > first and parse.pos[at] == "ADV":
                at -= 1
            passing = parse.tags[at] in ("VBN", "VBD") or parse.lowers[at] in SAME_FORM
            if at > first and passing and known.passes_on(parse.lemmas[at], parse.lowers[at]):
                via, at = parse.lowers[at], at - 1
        elif link in VENUE:
            via = parse.lowers[at]
        if via is None or at <= first:
            return None
        if parse.lemmas[at] not in known.venues and known.mediums.get(parse.lemmas[at]) != "statement":
            return None
        noun = at
        for word in range(at - 1, max(at - GAP, first - 1), -1):
            if parse.lowers[word] in PLACED:
                inner = self._beside(word, noun)
                return None if inner is None else Passed(inner, None, via)
            if parse.pos[word] not in ("DET", "ADJ", "NOUN", "PRON", "PROPN", "VERB", "NUM"):
                break
        return None

    def _paper(self, participle: int) -> Passed | None:
        """The saying of a paper that stands right before "obtained by X", where the tree was read amiss."""
        parse, before = self.parse, participle - 1
        if before < 0 or parse.tags[participle] not in ("VBN", "VBD"):
            return None
        if not self.known.passes_on(parse.lemmas[participle], parse.lowers[participle]):
            return None
        inner = self.setting.drafts.with_source(before)
        source = self.setting.drafts.all[inner].source if inner is not None else None
        if inner is None or source is None or source[1] != participle:
            return None
        return Passed(inner, (participle, participle + 1), parse.lowers[participle])

    def _beside(self, word: int, noun: int) -> int | None:
        """The saying made in a statement or interview: the one before it in the sentence, else the one after it."""
        parse, drafts = self.parse, self.setting.drafts
        here = []
        for number in drafts.in_sentence(word):
            draft = drafts.all[number]
            if draft.cue is not None and draft.source is not None and not covers(draft.content, noun):
                if not self._speaks(number):
                    here.append((draft.cue[0], number))
        before = [number for cue, number in here if cue < word]
        after = [number for cue, number in here if cue > word]
        opens = word - parse.sentences[parse.sentence_of[word]][0] <= 1 or parse.words[word - 1] == ","
        if before and not (opens and after):
            return before[-1]
        return after[0] if after else None

    def _venue(self, noun: int) -> Passed | None:
        """The saying made in an interview or in remarks to the outlet."""
        parse = self.parse
        relation, head = parse.deps[noun].partition(":")[0], parse.heads[noun]
        held = relation == "obj" and parse.lemmas[head] in ("give", "grant", "do")
        if held or (relation in ("obl", "nmod") and preposition(parse, noun) in PLACED):
            return self._through(noun, parse.lowers[noun])
        return None

    def _through(self, word: int, via: str) -> Passed | None:
        """The saying that a verb or an interview belongs to; not one in which it is only told of."""
        inner = saying_at(self.setting, word)
        if inner is None or self._speaks(inner):
            return None
        draft = self.setting.drafts.all[inner]
        told_of = covers(draft.content, word) and not covers((draft.cue or (0, 0),), word)
        return None if told_of else Passed(inner, None, via)

    def _speaks(self, inner: int) -> bool:
        """Whether the outlet stands in the source of that draft: it does not pass itself on."""
        source = self.setting.drafts.all[inner].source
        return source is not None and source[0] <= self.outlet < source[1]

    def _published(self, participle: int) -> Passed | None:
        """The saying in "a statement carried by SANA"; a paper with no other maker is the outlet's own."""
        parse, drafts = self.parse, self.setting.drafts
        via, above = parse.lowers[participle], participle
        while parse.deps[above] == "conj" and parse.heads[above] != above and parse.pos[parse.heads[above]] == "VERB":
            above = parse.heads[above]  # "released by the rebels and aired by X"
        if not parse.deps[above].startswith(("acl", "advcl", "amod")):
            return None
        noun = parse.heads[above]
        cue = (participle, participle + 1)
        if parse.lemmas[participle] in self.known.asking and (asked := drafts.with_cue(noun)) is not None:
            return Passed(asked, cue, via)
        inner = drafts.with_source(noun)
        if inner is None:
            found = self._venue(noun)
            return None if found is None else Passed(found.draft, cue, via)
        source = drafts.all[inner].source
        if source is None:
            return None
        who = speaker_of(parse, self.setting.mentions, self.known, source)
        speaker = who.mention
        if who.silent or (speaker is None and parse.lemmas[participle] in self.known.holding):
            return Passed(inner, cue, via)  # "records obtained by": they speak for themselves
        outlet = self.setting.mentions.headed_by(self.outlet) or self.setting.mentions.at(self.outlet)
        if speaker is None or (outlet is not None and speaker.id == outlet.id):
            return None
        return Passed(inner, cue, via)


def saying_at(setting: Setting, word: int) -> int | None:
    """The draft whose cue a word is, stands under, or has below it."""
    parse, drafts = setting.parse, setting.drafts
    w = word
    for _ in range(STEPS):
        found = drafts.with_cue(w)
        if found is not None:
            return found
        head = parse.heads[w]
        if head == w or parse.deps[w] in ("nsubj", "nsubj:pass", "acl:relcl"):
            break
        w = head
    for number in drafts.in_sentence(word):  # "gave an interview in which he said"
        cue = drafts.all[number].cue
        at = parse.head_of(*cue) if cue else word
        for _ in range(STEPS):
            if at == word:
                return number
            if parse.heads[at] == at:
                break
            at = parse.heads[at]
    return None
