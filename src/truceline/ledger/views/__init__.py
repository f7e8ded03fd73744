"""The parts of a view, each by what it tells of."""
