"""Linking: which claims speak of the same event, which share one origin, which reports tell one story.

`link` judges what came since the last time; the other functions ask what was judged. Every judgement is a row of the
ledger with its reasons, which a later judgement or a person can take the place of.
"""

from truceline.linking.agreements import (
    agreement,
    agreement_groups,
    agreement_judgements,
    agreements,
    pacts_of,
)
from truceline.linking.asking import by_day, copies, event, events, origins, stories, told_by, well_told
from truceline.linking.linker import link, unlinked
from truceline.linking.pact_groups import PactGroup
from truceline.linking.pacts import Breach, Declaration, Pact, PactStage, Turn
from truceline.linking.records import Conflict, Copy, Event, Linked, Story, Toll, Where, Who, Witness
from truceline.linking.witnesses import STANDINGS

__all__ = [
    "STANDINGS",
    "Breach",
    "Conflict",
    "Copy",
    "Declaration",
    "Event",
    "Linked",
    "Pact",
    "PactGroup",
    "PactStage",
    "Story",
    "Toll",
    "Turn",
    "Where",
    "Who",
    "Witness",
    "agreement",
    "agreement_groups",
    "agreement_judgements",
    "agreements",
    "by_day",
    "copies",
    "event",
    "events",
    "link",
    "origins",
    "pacts_of",
    "stories",
    "told_by",
    "unlinked",
    "well_told",
]
