"""Outlets that a report calls by what they are once it has named them: "told the paper"."""

from __future__ import annotations

from truceline.reading.speech.relays import Climb, passes_already, relay
from truceline.reading.speech.setting import Setting

PAPERS = frozenset({"paper", "magazine", "station", "agency", "programme", "program", "site", "website", "channel"})
AGAIN = 3  # sentences from an outlet's name to "the paper"


def find_told_again(setting: Setting) -> None:
    """Finds "told the paper", where the paper is the outlet that was named last."""
    parse, known = setting.parse, setting.sayings
    outlets = setting.outlets
    for word, lemma in enumerate(parse.lemmas):
        if lemma not in known.outlet_nouns and lemma not in PAPERS or parse.deps[word] not in ("obj", "iobj"):
            continue
        verb = parse.heads[word]
        definite = any(parse.lowers[c] == "the" for c in parse.children[word])
        if not definite or parse.lemmas[verb] not in known.telling or setting.is_outlet(word):
            continue
        named = next((w for w in reversed(outlets) if w < word), None)
        found = Climb(setting, word).saying() if named is not None else None
        near = named is not None and parse.sentence_of[word] - parse.sentence_of[named] <= AGAIN
        if named is not None and found is not None and near and not passes_already(setting, found.draft, named):
            relay(setting, found.draft, named, found.cue, found.via)
