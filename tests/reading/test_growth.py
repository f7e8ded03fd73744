"""Reading takes time in proportion to the text, whatever the sentences and trees are like."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate, count
from random import Random
from typing import Any

import pytest

from tests.build import parse_of
from tests.strange import parse as strange_parse
from tests.tiling import SHAPES, tiled
from truceline.model import Hint, Name, Parse, Quote, Report, Role
from truceline.reading import STEPS
from truceline.vocabulary import Vocabulary, load_vocabulary
from truceline.vocabulary.gazetteer import Gazetteer

DENIALS = parse_of(
    """
    Korvath korvath PROPN NNP 2 nsubj
    denied deny VERB VBD 0 root
    it it PRON PRP 4 nsubj
    shelled shell VERB VBD 2 ccomp
    Tarn tarn PROPN NNP 4 obj
    . . PUNCT . 2 punct

    He he PRON PRP 2 nsubj
    denied deny VERB VBD 0 root
    this this PRON DT 2 obj
    . . PUNCT . 2 punct

    They they PRON PRP 2 nsubj
    withdrew withdraw VERB VBD 0 root
    , , PUNCT , 6 punct
    which which PRON WDT 6 obj
    Korvath korvath PROPN NNP 6 nsubj
    denied deny VERB VBD 2 advcl
    . . PUNCT . 2 punct
    """,
    names=(Name(start=0, end=1, label="ORG"), Name(start=4, end=5, label="LOC"), Name(start=14, end=15, label="ORG")),
)
FIGHTING = parse_of(
    """
    Rebels rebel NOUN NNS 2 nsubj
    killed kill VERB VBD 0 root
    20 20 NUM CD 4 nummod
    people people NOUN NNS 2 obj
    and and CCONJ CC 6 cc
    wounded wound VERB VBD 2 conj
    thirty thirty NUM CD 6 obj
    in in ADP IN 9 case
    Aleppo aleppo PROPN NNP 6 obl
    , , PUNCT , 11 punct
    Syria syria PROPN NNP 9 appos
    on on ADP IN 13 case
    Monday monday PROPN NNP 6 obl
    when when ADV WRB 16 mark
    villagers villager NOUN NNS 16 nsubj
    fled flee VERB VBD 6 advcl
    from from ADP IN 18 case
    Tarn tarn PROPN NNP 16 obl
    . . PUNCT . 2 punct
    """,
    names=(Name(start=8, end=9, label="LOC"), Name(start=10, end=11, label="LOC"), Name(start=17, end=18, label="LOC")),
)
SAYINGS = parse_of(
    """
    “ “ PUNCT `` 3 punct
    We we PRON PRP 3 nsubj
    agreed agree VERB VBD 6 ccomp
    ~,” ,” PUNCT '' 3 punct
    Venn venn PROPN NNP 6 nsubj
    said say VERB VBD 0 root
    , , PUNCT , 6 punct
    citing cite VERB VBG 6 advcl
    officials official NOUN NNS 8 obj
    who who PRON WP 11 nsubj
    told tell VERB VBD 9 acl:relcl
    Reuters reuters PROPN NNP 11 iobj
    of of ADP IN 15 case
    a a DET DT 15 det
    ceasefire ceasefire NOUN NN 11 obl
    with with ADP IN 17 case
    Israel israel PROPN NNP 15 nmod
    . . PUNCT . 6 punct
    """,
    names=(Name(start=4, end=5, label="PER"), Name(start=11, end=12, label="ORG"), Name(start=16, end=17, label="LOC")),
    quotes=(
        Quote(source=(4, 5), cue=(5, 6), content=((0, 3),)),
        Quote(source=(8, 9), cue=(10, 11), content=((12, 17),)),
    ),
)
SCENES = parse_of(
    """
    Rebels rebel NOUN NNS 2 nsubj
    attacked attack VERB VBD 0 root
    villagers villager NOUN NNS 2 obj
    . . PUNCT . 2 punct

    Troops troop NOUN NNS 2 nsubj
    slept sleep VERB VBD 0 root
    in in ADP IN 4 case
    Tarn tarn PROPN NNP 2 obl
    . . PUNCT . 2 punct
    """,
    names=(Name(start=7, end=8, label="LOC"),),
)
UNITS = {"scenes": SCENES, "denials": DENIALS, "fighting": FIGHTING, "sayings": SAYINGS}
SHORT, LONG = 4000, 16_000  # words
APART = 100  # words from one attribution to the next, or more
LINEAR = 8.0  # what four times the text may cost; a step whose time grows with the square takes sixteen times as long
NOISE = 0.1  # seconds
WINDOW = 230  # words: no sentence has more than the network sees


def _name(number: int) -> str:
    """A name, another one for each number."""
    found, number = "", number + 1000
    while number:
        found, number = found + "bdfgklmnprstvz"[number % 14] + "aeiou"[number // 14 % 5], number // 70
    return found.title()


KINDS: dict[str, Callable[[int], str]] = {
    "marks": lambda n: "“ ‘",
    "brackets": lambda n: "(",
    "numbers": lambda n: f"{n % 50} and",
    "names": lambda n: f"{_name(n)} said",
    "persons": lambda n: f"General {_name(n)} Vask said {_name(n + 1)} Vask",
    "groups": lambda n: f"the {_name(n)} Front ( {_name(n)[:4].upper()} ) attacked",
    "days": lambda n: f"from {n % 28 + 1} May 2031 to Monday",
    "places": lambda n: "Aleppo , Syria , Paris ,",
    "denials": lambda n: "Korvath denied this .",
    "pronouns": lambda n: "they said it attacked him",
    "pacts": lambda n: f"{_name(n)} agreed to a truce with {_name(n + 1)} .",
    "outlets": lambda n: f"the {_name(n)} Times reported",
}


@pytest.fixture(scope="module")
def known() -> tuple[Vocabulary, Gazetteer]:
    return load_vocabulary(), Gazetteer()


@pytest.fixture(autouse=True)
def no_collection() -> Iterator[None]:
    gc.disable()  # its pauses grow with everything that other tests have left behind
    yield
    gc.enable()


def costs(parse: Parse, known: tuple[Vocabulary, Gazetteer]) -> dict[str, float]:
    """Seconds of each step."""
    report = Report(id="r", text=parse.text, outlet="Coast Ledger", published="2031-05-14")
    state: dict[str, Any] = {"report": report, "parse": parse, "vocabulary": known[0], "gazetteer": known[1]}
    found = {}
    for step in STEPS:
        begun = time.thread_time()
        state.update(zip(step.gives, step.run(state), strict=True))
        found[step.name] = time.thread_time() - begun
    assert len(parse) < 100 or state["actors"]
    return found


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("unit", UNITS)
def test_every_step_is_linear_in_the_text(unit: str, shape: str, known: tuple[Vocabulary, Gazetteer]) -> None:
    parse = UNITS[unit]
    hints = tuple(Hint(i, "ASSAULT", 0.6) for i, tag in enumerate(parse.tags) if tag == "VBD")
    roles = tuple(Role(parse.heads[i], i, "ARG1") for i in range(len(parse)) if parse.deps[i] == "obj")
    parse = Parse(**{**{f: getattr(parse, f) for f in Parse.__dataclass_fields__}, "hints": hints, "roles": roles})
    costs(parse, known)  # what is loaded once
    short = costs(tiled(parse, SHORT // len(parse), shape), known)
    for _ in range(3):
        long = costs(tiled(parse, LONG // len(parse), shape), known)
        slow = [name for name in long if long[name] > short[name] * LINEAR + NOISE]
        if not slow:
            return
    raise AssertionError({name: (short[name], long[name]) for name in slow})


def of_words(kind: str, size: int) -> Parse:
    """A text of nothing but one kind of thing, all words of a window hanging on its first."""
    said: list[str] = []
    for number in count():
        said += KINDS[kind](number).split()
        if len(said) >= size:
            break
    said = said[:size]
    starts = list(accumulate((len(word) + 1 for word in said[:-1]), initial=0))
    found = strange_parse(Random(kind), (starts, said), " ".join(said))
    windows = tuple((first, min(first + WINDOW, size)) for first in range(0, size, WINDOW))
    heads = tuple(first for first, after in windows for _ in range(first, after))
    relations = ("nsubj", "obj", "obl", "conj", "ccomp", "nmod", "appos", "acl:relcl")
    deps = tuple("root" if head == word else relations[word % 8] for word, head in enumerate(heads))
    roles = tuple(role for role in found.roles if abs(role.predicate - role.argument) < WINDOW)
    quotes = found.quotes[:: max(1, len(found.quotes) * APART // size)]  # as many for its length in each text
    return replace(found, sentences=windows, heads=heads, deps=deps, roles=roles, quotes=quotes)


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_is_linear_in_what_stands_in_a_text(kind: str, known: tuple[Vocabulary, Gazetteer]) -> None:
    costs(of_words(kind, 300), known)
    short = costs(of_words(kind, SHORT), known)
    for _ in range(3):
        long = costs(of_words(kind, LONG), known)
        slow = [name for name in long if long[name] > short[name] * LINEAR + NOISE]
        if not slow:
            return
    raise AssertionError({name: (short[name], long[name]) for name in slow})
