"""The actors room: who acts and who speaks in a report."""

from truceline.reading.actors.locating import locate_actors
from truceline.reading.actors.room import find_actors

__all__ = ["find_actors", "locate_actors"]
