"""Linking: which claims speak of the same event, which share one origin, which reports tell one story.

`link` judges what came since the last time; the other functions ask what was judged. Every judgement is a row of the
ledger with its reasons, which a later judgement or a person can take the place of.
"""

from truceline.linking.asking import copies, event, events, origins, stories
from truceline.linking.linker import link
from truceline.linking.records import Conflict, Copy, Event, Linked, Story, Toll, Where, Who, Witness

__all__ = [
    "Conflict",
    "Copy",
    "Event",
    "Linked",
    "Story",
    "Toll",
    "Where",
    "Who",
    "Witness",
    "copies",
    "event",
    "events",
    "link",
    "origins",
    "stories",
]
