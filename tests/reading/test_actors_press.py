"""Outlets that no list has, and who "the minister" is where nobody was called so before."""

from __future__ import annotations

import pytest

from tests.reading.told import sentences
from truceline.model import Actor, Name, Parse, Quote, Report
from truceline.reading.actors import find_actors
from truceline.vocabulary import load_vocabulary


def mentions(parse: Parse, outlet: str | None = None) -> dict[str, Actor]:
    """The mentions of a text by their words, the last one of each."""
    report = Report(id="r", text=parse.text, outlet=outlet)
    return {parse.text[a.start : a.end]: a for a in find_actors(parse, load_vocabulary(), report)}


@pytest.mark.parametrize(
    ("line", "name", "label"),
    [
        ("Brelk|PROPN|2|nsubj told:tell|VERB|0|root Norvik|PROPN|2|iobj ~4:4|NUM.CD|3|flat "
        "nothing|NOUN|2|obj", (2, 3), "ORG"),
        ("The|DET|3|det Merrow|PROPN|3|compound Tribune|PROPN|4|nsubj knew:know|VERB|0|root "
        "nothing|NOUN|4|obj", (1, 3), "PER"),
        ("It|PRON|2|nsubj aired:air|VERB|0|root ~,|PUNCT|2|punct carried:carry|VERB.VBN|2|advcl "
        "by|ADP|6|case Zorvex|PROPN|4|obl:agent", (5, 6), "ORG"),
    ],
)  # fmt: skip
def test_a_name_that_is_heard_or_called_as_outlets_are(line: str, name: tuple[int, int], label: str) -> None:
    parse = sentences(line, names=(Name(start=name[0], end=name[1], label=label),))
    found = [m for m in mentions(parse).values() if m.kind == "outlet"]
    assert len(found) == 1
    assert found[0].sector == ("JRN",)
    assert found[0].named


def test_somebody_who_is_told_is_no_outlet() -> None:
    line = "Brelk|PROPN|2|nsubj told:tell|VERB|0|root Mary|PROPN|2|iobj Vossen|PROPN|3|flat nothing|NOUN|2|obj"
    found = mentions(sentences(line, names=(Name(start=2, end=4, label="PER"),)))
    assert found["Mary Vossen"].kind == "person"


def test_a_short_form_of_the_house_is_the_house() -> None:
    line = "Vossen|PROPN|2|nsubj told:tell|VERB|0|root the|DET|4|det Courier|PROPN|2|iobj everything|NOUN|2|obj"
    parse = sentences(line, names=(Name(start=3, end=4, label="ORG"),))
    found = mentions(parse, outlet="The Merrow Courier")["Courier"]
    assert (found.actor, found.name) == ("the-merrow-courier", "The Merrow Courier")


NAMED = "Mary|PROPN|3|nsubj Vossen|PROPN|1|flat resigned:resign|VERB|0|root ~.|PUNCT|3|punct"
OFFICE = "The|DET|2|det minister|NOUN|3|nsubj said:say|VERB|0|root little|ADJ|3|obj"


def test_the_only_person_named_before_is_the_minister() -> None:
    names = (Name(start=0, end=2, label="PER"),)
    parse = sentences(NAMED, OFFICE, names=names, quotes=(Quote(source=(4, 6), cue=(6, 7), content=((7, 8),)),))
    assert mentions(parse)["minister"].actor == "mary-vossen"


def test_of_two_persons_neither_is_the_minister() -> None:
    both = NAMED.replace("resigned:resign", "met:meet").replace(
        "~.|PUNCT|3|punct", "Alice|PROPN|3|obj Brandt|PROPN|4|flat"
    )
    names = (Name(start=0, end=2, label="PER"), Name(start=3, end=5, label="PER"))
    parse = sentences(both, OFFICE, names=names, quotes=(Quote(source=(5, 7), cue=(7, 8), content=((8, 9),)),))
    assert mentions(parse)["minister"].actor is None
