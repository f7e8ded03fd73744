"""Puts a desk together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic

from truceline.desk.adding import Adding
from truceline.desk.answers import Answers
from truceline.desk.api.shapes import claims_said
from truceline.desk.freshness import Freshness
from truceline.desk.means import Means
from truceline.desk.own import Duties, Kept
from truceline.desk.own.duties import EndingClock
from truceline.desk.own.feeds import Feeds, Watching
from truceline.desk.own.lookout import Lookout
from truceline.desk.own.webhooks import Webhooks
from truceline.desk.pacts import Pacts
from truceline.desk.state import Desk
from truceline.intake.send import Sender
from truceline.ledger import Ledger
from truceline.ledger.columns import Lists, prepare


def desk_on(ledger: Ledger, kept: Kept, means: Means) -> Callable[..., Desk]:
    """What a desk does with its ledger; who may use it is to be added.

    Args:
        ledger: What it shows.
        kept: What is its own.
        means: What it takes reports in with.
    """
    # Linking keeps the ledger's own columns: with them a desk has one copy in memory, and what it reads is kept too.
    freshness, clock = Freshness(ledger.columns, prepare=prepare, clock=monotonic), EndingClock()
    lists = Lists(ledger, current=freshness.snapshot)
    sender = Sender(agent=means.agent, allow_private=means.allow_private, clock=clock)
    webhooks = Webhooks(kept, sender=sender, clock=clock)
    say = partial(claims_said, ledger)
    lookout = Lookout(ledger, lists, kept, webhooks=webhooks, say=say, program=means.program, clock=clock)
    feeds = Feeds(kept)
    watching = Watching(ledger, feeds, means, clock=clock)
    return partial(
        Desk,
        ledger=ledger,
        lists=lists,
        pacts=Pacts(ledger, lists),
        adding=Adding(ledger, means, wrote=freshness.wrote),
        kept=kept,
        feeds=feeds,
        lookout=lookout,
        webhooks=webhooks,
        duties=Duties(kept, lookout=lookout, webhooks=webhooks, feeds=feeds, watching=watching, clock=clock),
        freshness=freshness,
        answers=Answers(freshness, clock=monotonic),
        program=means.program,
    )
