"""How who speaks stands to what is said."""

from __future__ import annotations

import pytest

from tests.linking.pacts import told
from truceline.ledger import Ledger
from truceline.linking import events, link
from truceline.linking.witnesses import foes_of, standing_of
from truceline.model import Actor, Link


def body(name: str, country: str | None, *sector: str, kind: str = "group") -> Actor:
    return Actor(id="m1", start=0, end=1, actor=name, name=name, country=country, sector=sector, named=True, kind=kind)


ARMY = body("elbia", "ELB", "MIL", kind="state")
MINISTER = body("ahn", "ELB", "GOV", kind="person")
REBELS = body("hilmen", "ORS", "REB")
COUNCIL = body("council", "IGO", kind="body")
NEIGHBOUR = body("tarn", "TRN", kind="state")
SOMEBODY = body("mol", None, kind="person")
PAPER = Link(name="Coast Standard", actor="coast-standard", kind="outlet", named=True)
FOES = foes_of([([ARMY], [REBELS])])


def said_by(speaker: Actor | None, doers: set[str], struck: set[str]) -> str:
    link = Link(name="somebody", actor=speaker.actor if speaker else None, kind="person", named=True)
    return standing_of(link, speaker, doers=doers, struck=struck, foes=FOES)


@pytest.mark.parametrize(
    ("speaker", "doers", "struck", "standing"),
    [
        (MINISTER, {"ELB"}, {"hilmen"}, "own deed"),  # a minister speaks for his state
        (REBELS, {"ELB"}, {"hilmen"}, "own loss"),
        (REBELS, {"ELB"}, {"the villagers"}, "other side"),
        (REBELS, {"hilmen"}, {"hilmen"}, "own deed"),
        (REBELS, set(), {"two drivers"}, "unknown"),  # a party, of what nobody is said to have done
        (NEIGHBOUR, {"ELB"}, {"hilmen"}, "third party"),
        (COUNCIL, {"ELB"}, set(), "third party"),
        (NEIGHBOUR, set(), set(), "unknown"),
        (SOMEBODY, {"ELB"}, {"hilmen"}, "unknown"),  # whom he belongs to is not told
        (None, {"ELB"}, {"hilmen"}, "unknown"),
    ],
)
def test_how_a_speaker_stands(speaker: Actor | None, doers: set[str], struck: set[str], standing: str) -> None:
    assert said_by(speaker, doers, struck) == standing


def test_a_paper_in_its_own_words_is_a_third_party() -> None:
    assert standing_of(PAPER, None, doers={"ELB"}, struck=set(), foes=FOES) == "third party"
    assert standing_of(None, None, doers={"ELB"}, struck=set(), foes=FOES) == "unknown"


def test_who_blames_a_party_without_being_one_is_no_foe() -> None:
    assert foes_of([([COUNCIL], [REBELS]), ([REBELS], [REBELS])]) == set()
    assert foes_of([([ARMY], [REBELS])]) == {frozenset({"ELB", "hilmen"})}


def test_events_tell_their_witnesses(ledger: Ledger) -> None:
    charge = told(
        "2031-05-09", ("elbia", "hilmen"), ("violated", None), violations="alleged", by=["hilmen"], source="Hilmen"
    )
    ledger.add([charge])
    link(ledger, program="truceline test")
    (event,) = events(ledger.view())
    (witness,) = event.witnesses
    assert (witness.name, witness.claims, event.origins) == ("Hilmen", event.claims, 1)
    assert list(events(ledger.view())) == [event]
