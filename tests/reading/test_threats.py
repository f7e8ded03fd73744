"""Warnings of what the speaker's own side will do, and of what others will."""

from __future__ import annotations

import pytest

from tests.reading.told import sentences
from truceline.model import Name, Report
from truceline.reading.actors import find_actors
from truceline.reading.index import Index
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.stances import stance_of
from truceline.vocabulary import load_vocabulary
from truceline.vocabulary.sayings import load_sayings

LINE = (
    "{whom}|PROPN|3|nsubj will|AUX.MD|3|aux close|VERB.VB|9|ccomp the|DET|5|det port|NOUN|3|obj ~,|PUNCT|9|punct "
    "{whose} minister|NOUN|9|nsubj warned:warn|VERB|0|root"
)


@pytest.mark.parametrize(
    ("whom", "whose", "stance"),
    [
        ("France", "France|PROPN|8|nmod:poss", "threatens"),
        ("France", "French|ADJ.JJ|8|amod", "threatens"),
        ("France", "Polish|ADJ.JJ|8|amod", "asserts"),
        ("It", "French|ADJ.JJ|8|amod", "threatens"),
    ],
)
def test_a_warning_of_one_s_own_deed_is_a_threat(whom: str, whose: str, stance: str) -> None:
    line = LINE.format(whom=whom, whose=whose).replace("It|PROPN", "It|PRON")
    parse = sentences(line, names=(Name(start=0, end=1, label="LOC"),) if whom == "France" else ())
    mentions = Index(parse, find_actors(parse, load_vocabulary(), Report(id="r", text=parse.text)))
    draft = Draft(source=(6, 8), cue=(8, 9), content=((0, 5),))
    assert stance_of(parse, load_sayings(), draft, "indirect", mentions) == stance


@pytest.mark.parametrize(("helper", "stance"), [("had:have|AUX", "asserts"), ("would|AUX.MD", "promises")])
def test_what_was_is_sworn_to_and_what_will_be_is_promised(helper: str, stance: str) -> None:
    parse = sentences(
        f"Vossen|PROPN|2|nsubj swore:swear|VERB|0|root she|PRON|5|nsubj {helper}|5|aux gone:go|VERB.VBN|2|ccomp"
    )
    draft = Draft(source=(0, 1), cue=(1, 2), content=((2, 5),))
    assert stance_of(parse, load_sayings(), draft, "indirect") == stance
