from __future__ import annotations

import subprocess
import sys

import pytest

from evaluation.predicates import RoleTally, fact_figures, kind_of, macro_f1
from training.corpora import Roles


def test_a_role_is_right_where_argument_predicate_and_label_are() -> None:
    tally = RoleTally()
    gold = Roles([(0, 1, "ARG0"), (2, 1, "ARG1"), (3, 1, "ARGM-TMP")], [True] * 4)
    tally.add([(0, 1, "ARG0"), (2, 1, "ARG2")], gold)
    assert tally.figures() == {
        "roles": pytest.approx(2 * 1 / (2 + 3)),
        "roles, pairs alone": pytest.approx(2 * 2 / (2 + 3)),
    }


def test_roles_of_sentences_that_nobody_annotated_do_not_count() -> None:
    tally = RoleTally()
    tally.add([(0, 1, "ARG0"), (5, 4, "ARG0")], Roles([(0, 1, "ARG0")], [True, True, True, False, False, False]))
    assert tally.figures()["roles"] == 1.0


def test_texts_are_counted_together() -> None:
    tally = RoleTally()
    tally.add([(0, 1, "ARG0")], Roles([(0, 1, "ARG0")], [True, True]))
    tally.add([], Roles([(0, 1, "ARG0")], [True, True]))
    assert tally.figures()["roles"] == pytest.approx(2 / 3)
    assert RoleTally().figures()["roles"] == 0.0


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


def test_what_is_right_throughout_divides_by_nothing() -> None:
    assert fact_figures("X", [(1.0, 1.0)])["X error"] == 0.0


def test_the_evaluation_needs_no_torch() -> None:
    program = "import sys; sys.modules['torch'] = None; import evaluation.predicates"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
