"""Expressions of time, as TIMEX3 has them, with the days they may mean."""

from truceline.reading.times.find import find_times

__all__ = ["find_times"]
