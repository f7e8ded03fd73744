"""Whom a description means that says something new of somebody named nearby."""

from __future__ import annotations

import pytest

from tests.reading.test_actors_press import NAMED, mentions
from tests.reading.told import sentences
from truceline.model import Name, Quote

VOSSEN = (Name(start=0, end=2, label="PER"),)


def said_by(noun: str, behind: str = "") -> str:
    """A sentence in which a description says something."""
    return f"The|DET|2|det {noun}|NOUN|3|nsubj said:say|VERB|0|root little|ADJ|3|obj{behind}"


@pytest.mark.parametrize("noun", ["beekeeper", "prisoner", "lawyer"])
def test_a_stranger_is_whom_a_description_says_more_of(noun: str) -> None:
    parse = sentences(NAMED, said_by(noun), names=VOSSEN, quotes=(Quote(source=(4, 6), cue=(6, 7), content=((7, 8),)),))
    assert mentions(parse)[noun].actor == "mary-vossen"


def test_somebody_else_who_was_called_so_is_meant() -> None:
    doctor = "A|DET|2|det doctor|NOUN|3|nsubj helped:help|VERB|0|root ~.|PUNCT|3|punct"
    quotes = (Quote(source=(8, 10), cue=(10, 11), content=((11, 12),)),)
    parse = sentences(doctor, NAMED, said_by("doctor"), names=(Name(start=4, end=6, label="PER"),), quotes=quotes)
    assert mentions(parse)["doctor"].actor is None


def test_who_tells_of_somebody_who_suffered_is_another() -> None:
    killed = "Mary|PROPN|4|nsubj:pass Vossen|PROPN|1|flat was:be|AUX|4|aux:pass killed:kill|VERB.VBN|0|root"
    parse = sentences(
        killed, said_by("doctor"), names=VOSSEN, quotes=(Quote(source=(4, 6), cue=(6, 7), content=((7, 8),)),)
    )
    assert mentions(parse)["doctor"].actor is None


def test_who_is_told_to_be_one_thing_is_no_other() -> None:
    nun = (
        "Mary|PROPN|7|nsubj Vossen|PROPN|1|flat ~,|PUNCT|5|punct a|DET|5|det nun|NOUN|1|appos ~,|PUNCT|7|punct "
        "left:leave|VERB|0|root"
    )
    quotes = (Quote(source=(7, 9), cue=(9, 10), content=((10, 11),)),)
    parse = sentences(nun, said_by("beekeeper"), names=VOSSEN, quotes=quotes)
    assert mentions(parse)["beekeeper"].actor is None


def test_of_two_named_together_the_first_is_described_first() -> None:
    both = (
        "Mary|PROPN|6|nsubj Vossen|PROPN|1|flat and|CCONJ|4|cc Alice|PROPN|1|conj Brandt|PROPN|4|flat "
        "met:meet|VERB|0|root"
    )
    names = (Name(start=0, end=2, label="PER"), Name(start=3, end=5, label="PER"))
    quotes = tuple(Quote(source=(n, n + 2), cue=(n + 2, n + 3), content=((n + 3, n + 4),)) for n in (6, 10))
    parse = sentences(both, said_by("minister"), said_by("skipper"), names=names, quotes=quotes)
    found = mentions(parse)
    assert found["minister"].actor == "mary-vossen"
    assert found["skipper"].actor == "alice-brandt"


def test_ages_are_told_of_whom_the_sentence_before_described() -> None:
    clerk = "A|DET|2|det clerk|NOUN|3|nsubj said:say|VERB|0|root little|ADJ|3|obj"
    voss = (
        "Lena|PROPN|7|nsubj Voss|PROPN|1|flat ~,|PUNCT|4|punct 19|NUM.CD|1|appos ~,|PUNCT|7|punct "
        "had|AUX|7|aux hidden:hide|VERB.VBN|0|root"
    )
    quotes = (Quote(source=(0, 2), cue=(2, 3), content=((3, 4),)),)
    parse = sentences(clerk, voss, names=(Name(start=4, end=6, label="PER"),), quotes=quotes)
    assert mentions(parse)["clerk"].actor == "lena-voss"


def test_a_paper_goes_by_the_last_word_of_its_name() -> None:
    line = "The|DET|3|det Merrow|PROPN|3|compound Herald|PROPN|4|nsubj knew:know|VERB|0|root nothing|NOUN|4|obj"
    told = "Vossen|PROPN|2|nsubj told:tell|VERB|0|root the|DET|4|det Herald|PROPN|2|iobj so|ADV|2|advmod"
    parse = sentences(line, told, names=(Name(start=1, end=3, label="ORG"),))
    assert mentions(parse)["Herald"].actor == "merrow-herald"
