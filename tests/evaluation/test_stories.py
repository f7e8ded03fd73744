from __future__ import annotations

import pytest

from evaluation.stories import b_cubed


def test_b_cubed() -> None:
    gold = {"a": "1", "b": "1", "c": "2"}
    assert b_cubed(gold, {"a": "x", "b": "x", "c": "y"}) == (1.0, 1.0, 1.0)
    precision, recall, _ = b_cubed(gold, {"a": "x", "b": "x", "c": "x"})
    assert precision == pytest.approx(5 / 9)
    assert recall == 1.0
    precision, recall, _ = b_cubed(gold, {})
    assert precision == 1.0
    assert recall == pytest.approx(2 / 3)
