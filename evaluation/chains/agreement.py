"""How far two annotations of the passages agree: ``python -m evaluation.chains.agreement A B [--json]``."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from evaluation.chains.statements import FOLDER, Annotation, Link, Span, Statement, read_annotation, read_passages

Pair = tuple[int, int]
ARTICLES = ("a ", "an ", "the ")
LEAST = 0.5  # contents with different events are the same statement only where they share this much


def overlap(one: Span, other: Span) -> float:
    """F1 of two spans in characters."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared / (one[1] - one[0] + other[1] - other[0]) if shared > 0 else 0.0


def align(first: Sequence[Statement], second: Sequence[Statement]) -> list[Pair]:
    """Which statements of two annotations of one passage are the same, each in one pair at most.

    Closest contents go first; where they are alike the event decides, then source and cue.
    """
    ranked = []
    for i, one in enumerate(first):
        for j, other in enumerate(second):
            shared = overlap(one.span, other.span)
            event = overlap(one.event_span, other.event_span) > 0
            if shared >= LEAST or shared and event:
                likeness = (shared * (2 if event else 1), one.source == other.source, one.cue == other.cue)
                ranked.append((likeness, -i, -j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(ranked, reverse=True):
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return sorted(pairs.items())


def bare(name: str) -> str:
    """A name without its leading article, in lower case."""
    lowered = name.lower()
    return next((lowered[len(article) :] for article in ARTICLES if lowered.startswith(article)), lowered)


def same_chain(one: Sequence[Link], other: Sequence[Link]) -> bool:
    """Whether two chains have the same names in the same order; ``named`` counts for persons alone."""
    return len(one) == len(other) and all(
        bare(a.name) == bare(b.name) and (a.named == b.named or "person" not in (a.kind, b.kind))
        for a, b in zip(one, other, strict=True)
    )


def same_index(one: int | None, other: int | None, pairs: dict[int, int]) -> bool:
    """Whether two references to a statement mean the same one."""
    return one == other if one is None or other is None else pairs.get(one) == other


def kappa(labels: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of pairs of labels; 1 where there is but one label."""
    if not labels:
        return 0.0
    total = len(labels)
    observed = sum(a == b for a, b in labels) / total
    left, right = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    expected = sum(left[label] * right[label] for label in left) / total**2
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


MEASURES: dict[str, Callable[[Statement, Statement, dict[int, int]], float]] = {
    "content exact": lambda a, b, _: a.span == b.span,
    "content overlap": lambda a, b, _: overlap(a.span, b.span),
    "event": lambda a, b, _: a.event_span == b.event_span,
    "cue": lambda a, b, _: a.cue == b.cue,
    "source": lambda a, b, _: a.source == b.source,
    "quotation": lambda a, b, _: a.quotation == b.quotation,
    "stance": lambda a, b, _: a.stance == b.stance,
    "whole chain": lambda a, b, _: same_chain(a.chain, b.chain),
    "factuality": lambda a, b, _: a.factuality == b.factuality,
    "kind": lambda a, b, _: a.kind == b.kind,
    "within": lambda a, b, pairs: same_index(a.within, b.within, pairs),
    "answers": lambda a, b, pairs: same_index(a.answers, b.answers, pairs),
    "medium": lambda a, b, _: a.medium == b.medium,
    "hedge": lambda a, b, _: a.hedge == b.hedge,
}


def agreement(first: Annotation, second: Annotation) -> dict[str, float]:
    """The share of statements on which two annotations agree, over the passages that both have."""
    both = sorted(first.keys() & second.keys())
    sums: Counter[str] = Counter()
    labels: dict[str, list[tuple[str, str]]] = {"stance": [], "factuality": [], "kind": []}
    matched = total = 0
    answers = Counter[str]()
    for passage in both:
        one, other = first[passage], second[passage]
        pairs = dict(align(one, other))
        total += len(one) + len(other)
        matched += len(pairs)
        answers["given"] += sum(s.answers is not None for s in (*one, *other))
        for i, j in pairs.items():
            a, b = one[i], other[j]
            for name, measure in MEASURES.items():
                sums[name] += float(measure(a, b, pairs))  # type: ignore[assignment]
            for name, rows in labels.items():
                rows.append((getattr(a, name), getattr(b, name)))
            answers["same"] += a.answers is not None and same_index(a.answers, b.answers, pairs)
    figures = {
        "passages": float(len(both)),
        "statements": total / 2,
        "matched F1": 2 * matched / total if total else 1.0,
    }
    figures |= {name: sums[name] / matched if matched else 0.0 for name in MEASURES}
    figures["answers F1"] = 2 * answers["same"] / answers["given"] if answers["given"] else 1.0
    return figures | {f"kappa of {name}": kappa(rows) for name, rows in labels.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the agreement of two files."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.chains.agreement", description=main.__doc__)
    parser.add_argument("first", type=Path, nargs="?", default=FOLDER / "pass-a.jsonl")
    parser.add_argument("second", type=Path, nargs="?", default=FOLDER / "pass-b.jsonl")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    options = parser.parse_args(arguments)
    passages = read_passages()
    figures = agreement(read_annotation(options.first, passages), read_annotation(options.second, passages))
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:<20} {value:>8.0f}" if name in ("passages", "statements") else f"{name:<20} {value:>8.3f}")


if __name__ == "__main__":
    main()
