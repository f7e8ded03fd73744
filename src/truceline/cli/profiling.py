"""Where the time went, as a table on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.profile import Profile

_ORDER = ("loading", "intake", "language", "reading", "printing")


def print_profile(profile: Profile, *, seconds: float) -> None:
    """A line a room: how often, seconds on the clock and of a core, share of all cores' seconds.

    Args:
        profile: What was spent.
        seconds: How long the whole took.
    """
    rooms = sorted(profile.rooms.items(), key=lambda one: (_place(one[0]), -one[1].cpu))
    cpu = sum(spent.cpu for _, spent in rooms)
    click.echo(f"{'room':<36} {'calls':>9} {'wall s':>9} {'cpu s':>9} {'share':>6}", err=True)
    for room, spent in rooms:
        share = spent.cpu / cpu if cpu else 0.0
        click.echo(f"{room:<36} {spent.calls:9,} {spent.wall:9.2f} {spent.cpu:9.2f} {share:6.1%}", err=True)
    click.echo(f"{'all':<36} {'':>9} {seconds:9.2f} {cpu:9.2f} {1:6.0%}", err=True)


def _place(room: str) -> int:
    return next((i for i, name in enumerate(_ORDER) if room.startswith(name)), len(_ORDER))
