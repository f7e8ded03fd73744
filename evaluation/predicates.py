"""Roles and factuality of the shipped network; words and sentences are given where the data has them.

The error of factuality says little by itself: most events in the news did happen, so that a constant is not far off.
Beside each figure stands that of the best constant, and by which factor the network is better.

MEANTIME is measured twice: by the network's bare value, and as the program reads it, with the rules that make a claim's
factuality. MEANTIME calls "certain" what is announced for certain, where FactBank has it open until it happens; of what
the rules find open the network's value says whether it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from training.corpora import gold_heads, gold_words, records
from training.predicates import CERTAINTY, HELD_BACK, Predicates, meantime_facts
from training.tally import RoleTally, Values, fact_errors
from truceline.intake import Fields, report_of
from truceline.pipeline import Loaded, Reader
from truceline.reading import STEPS, run
from truceline.reading.events import Event
from truceline.reading.factuality import Factuality
from truceline.reading.modality import Judgement
from truceline.vocabulary.cues import Sign

HAPPENED, NOT_HAPPENED = 1.0, -1.0  # from here up, and from here down; what lies between is uncertain
BEFORE_CLAIMS = tuple(takewhile(lambda step: step.name != "claims", STEPS))
SCALE = {"CT": CERTAINTY["CERTAIN"], "PR": CERTAINTY["PROBABLE"], "PS": CERTAINTY["POSSIBLE"]}

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
    loaded = Reader().load()
    language = loaded.language
    predicates = Predicates(roles, facts)
    tally, values = RoleTally(), []
    for record in records(trees):
        words, rows = gold_words(record)
        gold, known = predicates.of(record, words, gold_heads(rows, words.sentences))
        parse = language.parse_words(record["text"], words)
        tally.add(((role.argument, role.predicate, role.label) for role in parse.roles), gold)
        values += [(value, parse.factuality[word]) for word, value in known.values]
    held_back = [told for r in islice(records(meantime), 0, None, HELD_BACK) for told in _meantime(r, loaded)]
    return {
        "roles": tally.figures()["labelled"],
        "roles, pairs alone": tally.figures()["pairs"],
        **fact_figures("UDS-IH2", values),
        **fact_figures("MEANTIME", [(gold, value) for gold, value, _ in held_back]),
        **fact_figures("MEANTIME as read", [(gold, as_read(judged, value)) for gold, value, judged in held_back]),
    }


def _meantime(record: dict[str, Any], loaded: Loaded) -> Iterator[tuple[float, float, Judgement]]:
    """Of each event the gold value, the network's and how the rules judge it."""
    parse = loaded.language.parse(record["text"])
    report = report_of(record["text"], Fields())
    state = run(report, parse, loaded.vocabulary, loaded.gazetteer, steps=BEFORE_CLAIMS)
    parse, rules = state["parse"], Factuality(state["scene"], state["attributions"])
    for start, value in meantime_facts(record):
        word, after = parse.range_of(start, start + 1)
        if word < after:
            event = Event(word=word, clause=word, trigger=(word, word + 1), sign=Sign(event="CONSULT"))
            yield value, parse.factuality[word], rules.of(event)


def as_read(judged: Judgement, value: float) -> float:
    """A judgement on MEANTIME's scale; ``value`` is the network's, for what the rules find open."""
    if judged.factuality == "Uu":
        return CERTAINTY["CERTAIN"] if value >= HAPPENED else CERTAINTY["UNDERSPECIFIED"]
    return SCALE[judged.factuality[:2]] * (-1 if judged.factuality.endswith("-") else 1)


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
