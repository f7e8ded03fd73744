from __future__ import annotations

import pytest

from training.corpora import Roles
from training.tally import RoleTally


def test_a_role_is_right_where_argument_predicate_and_label_are() -> None:
    tally = RoleTally()
    gold = Roles([(0, 1, "ARG0"), (2, 1, "ARG1"), (3, 1, "ARGM-TMP")], [True] * 4)
    tally.add([(0, 1, "ARG0"), (2, 1, "ARG2")], gold)
    assert tally.figures() == {
        "labelled": pytest.approx(2 * 1 / (2 + 3)),
        "pairs": pytest.approx(2 * 2 / (2 + 3)),
    }


def test_roles_of_sentences_that_nobody_annotated_do_not_count() -> None:
    tally = RoleTally()
    tally.add([(0, 1, "ARG0"), (5, 4, "ARG0")], Roles([(0, 1, "ARG0")], [True, True, True, False, False, False]))
    assert tally.figures()["labelled"] == 1.0


def test_texts_are_counted_together() -> None:
    tally = RoleTally()
    tally.add([(0, 1, "ARG0")], Roles([(0, 1, "ARG0")], [True, True]))
    tally.add([], Roles([(0, 1, "ARG0")], [True, True]))
    assert tally.figures()["labelled"] == pytest.approx(2 / 3)
    assert RoleTally().figures()["labelled"] == 0.0
