from __future__ import annotations

import subprocess
import sys

import pytest

from evaluation.predicates import as_read, fact_figures, kind_of, macro_f1
from truceline.reading.modality import Judgement


@pytest.mark.parametrize(
    ("value", "kind"), [(3.0, 1), (1.0, 1), (0.99, 0), (0.0, 0), (-0.99, 0), (-1.0, -1), (-3.0, -1)]
)
def test_three_classes(value: float, kind: int) -> None:
    assert kind_of(value) == kind


def test_macro_f1_weighs_each_class_alike() -> None:
    assert macro_f1([(3, 2), (-2, -1), (0, 0.5)]) == 1.0
    assert macro_f1([(3, 3), (3, 3), (-3, 3), (0, 3)]) == pytest.approx(2 * 2 / (2 + 4) / 3)


def test_the_best_constant_is_the_median_and_the_commonest_class() -> None:
    gold = [3.0, 3.0, 3.0, 0.0, -3.0]
    found = fact_figures("X", [(value, value / 2) for value in gold])
    assert found["X constant's error"] == pytest.approx(9 / 5)
    assert found["X error"] == pytest.approx(6 / 5)
    assert found["X error, factor"] == pytest.approx(1.5)
    assert found["X constant's macro-F1"] == pytest.approx(2 * 3 / (3 + 5) / 3)
    assert found["X macro-F1, factor"] == pytest.approx(1 / (2 * 3 / (3 + 5) / 3))


@pytest.mark.parametrize(
    ("factuality", "value", "wanted"),
    [("CT+", 0.2, 2.7), ("CT-", 2.0, -2.7), ("PR-", 0.0, -1.5), ("PS+", 3.0, 0.7), ("Uu", 2.2, 2.7), ("Uu", 0.4, 0.0)],
)
def test_what_the_rules_find_open_is_asked_of_the_network(factuality: str, value: float, wanted: float) -> None:
    judged = Judgement(factuality=factuality, phase="happened", hedge=None)
    assert as_read(judged, value) == wanted


def test_what_is_right_throughout_divides_by_nothing() -> None:
    assert fact_figures("X", [(1.0, 1.0)])["X error"] == 0.0


def test_the_evaluation_needs_no_torch() -> None:
    program = "import sys; sys.modules['torch'] = None; import evaluation.predicates"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
