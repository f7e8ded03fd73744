"""Roles and factuality of the shipped network; words and sentences are given where the data has them.

The error of factuality says little by itself: most events in the news did happen, so that a constant is not far off.
Beside each figure stands that of the best constant, and by which factor the network is better.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from training.corpora import gold_heads, gold_words, records
from training.predicates import HELD_BACK, Predicates, meantime_facts
from training.tally import RoleTally, Values, fact_errors
from truceline.language import Language

HAPPENED, NOT_HAPPENED = 1.0, -1.0  # from here up, and from here down; what lies between is uncertain

Figures = dict[str, float]


def files(data: Path) -> list[Path]:
    """The files that are measured on: EWT's trees, roles and factuality, MEANTIME's factuality.

    Args:
        data: The folder of the development data.
    """
    factuality = data / "factuality"
    return [
        data / "language" / "ewt-dev.jsonl.gz",
        data / "roles" / "propbank-ewt-dev.jsonl.gz",
        factuality / "uds-ih2-dev.jsonl.gz",
        factuality / "meantime.jsonl.gz",
    ]


def figures(data: Path) -> Figures:
    """F1 of roles on EWT; error and macro-F1 of factuality on UDS-IH2 and on the reports of MEANTIME held back.

    Args:
        data: The folder of the development data.
    """
    trees, roles, facts, meantime = files(data)
    language = Language()
    predicates = Predicates(roles, facts)
    tally, values = RoleTally(), []
    for record in records(trees):
        words, rows = gold_words(record)
        gold, known = predicates.of(record, words, gold_heads(rows, words.sentences))
        parse = language.parse_words(record["text"], words)
        tally.add(((role.argument, role.predicate, role.label) for role in parse.roles), gold)
        values += [(value, parse.factuality[word]) for word, value in known.values]
    held_back = islice(records(meantime), 0, None, HELD_BACK)
    return {
        "roles": tally.figures()["labelled"],
        "roles, pairs alone": tally.figures()["pairs"],
        **fact_figures("UDS-IH2", values),
        **fact_figures("MEANTIME", [pair for record in held_back for pair in _meantime(record, language)]),
    }


def _meantime(record: dict[str, Any], language: Language) -> Iterator[tuple[float, float]]:
    parse = language.parse(record["text"])
    for start, value in meantime_facts(record):
        word, after = parse.range_of(start, start + 1)
        if word < after:
            yield value, parse.factuality[word]


def fact_figures(name: str, values: Values) -> Figures:
    """Mean absolute error and macro-F1 over three classes, beside those of the best constants.

    Args:
        name: The data's name, for those of the figures.
        values: Gold and found values.
    """
    error, plain_error = fact_errors(values).values()
    score = macro_f1(values)
    plain_score = max(macro_f1([(value, constant) for value, _ in values]) for constant in (-3.0, 0.0, 3.0))
    return {
        f"{name} error": error,
        f"{name} constant's error": plain_error,
        f"{name} error, factor": plain_error / max(error, 1e-9),
        f"{name} macro-F1": score,
        f"{name} constant's macro-F1": plain_score,
        f"{name} macro-F1, factor": score / max(plain_score, 1e-9),
    }


def macro_f1(values: Values) -> float:
    """The mean of the F1 of "happened", "uncertain" and "did not happen"."""
    pairs = [(kind_of(gold), kind_of(found)) for gold, found in values]
    scores = []
    for kind in (-1, 0, 1):
        right = sum(gold == found == kind for gold, found in pairs)
        scores.append(2 * right / max(1, sum((gold == kind) + (found == kind) for gold, found in pairs)))
    return sum(scores) / len(scores)


def kind_of(value: float) -> int:
    """1 for happened, -1 for did not happen, 0 for uncertain."""
    return (value >= HAPPENED) - (value <= NOT_HAPPENED)
