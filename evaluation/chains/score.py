"""The score of a program on the benchmark: ``python -m evaluation.chains.score [--json]``."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.chains.agreement import overlap
from evaluation.chains.names import same_hand
from evaluation.chains.product import Names, Output, Said, Told, run
from evaluation.chains.statements import (
    FOLDER,
    Annotation,
    Link,
    Passage,
    Span,
    Statement,
    read_annotation,
    read_passages,
)

Tally = Counter[tuple[str, bool]]  # (measure, whether right)

MEASURES = (
    "statement found",
    "source resolved",
    "whole chain",
    "stance",
    "kind",
    "nested levels kept",
    "own words kept",
    "attributions that are statements",
    "factuality",
)


def own(statement: Statement) -> bool:
    """Whether it is in the publisher's own words."""
    return len(statement.chain) == 1 and statement.source is None and statement.cue is None


def covers(outer: Span, inner: Span) -> bool:
    """Whether one span lies in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def holders(event: Span, output: Output) -> list[Said]:
    """The attributions in whose content an event stands, the innermost first."""
    found = []
    for said in output.said:
        lengths = [end - start for start, end in said.content if covers((start, end), event)]
        if lengths:
            found.append((min(lengths), -len(said.line), said.content, said))
    return [said for *_, said in sorted(found, key=lambda item: item[:3])]


def pair(statements: Sequence[Statement], passage: Passage, output: Output) -> dict[int, Said]:
    """The attribution that is meant for each statement of somebody.

    That is the innermost one whose content holds the event. Where several statements share an event (the claim and
    its denial, several sources under one cue), as many of the innermost go to them, to each the one with its source.
    """
    groups: defaultdict[Span, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        if not own(statement):
            groups[statement.event_span].append(index)
    paired: dict[int, Said] = {}
    for event, indices in groups.items():
        held = holders(event, output)
        # Those that pass another one of them on are its links, not statements of their own.
        passers = {passer for said in held for passer in said.line}
        free = [said for said in held if said.id not in passers][: len(indices)]
        free += [said for said in held if said.id in passers][: len(indices) - len(free)]
        ranked = sorted(
            ((_nearness(statements[i], said, passage.text), -i, -at) for i in indices for at, said in enumerate(free)),
            reverse=True,
        )
        taken: set[int] = set()
        for _, i, at in ranked:
            if -i not in paired and -at not in taken:
                paired[-i] = free[-at]
                taken.add(-at)
    return paired


def own_words(said: Said) -> bool:
    """Whether what an attribution answers is nothing but its own content."""
    return all(
        any(covers(content, words) or covers(words, content) for content in said.content) for words in said.answers
    )


def _nearness(statement: Statement, said: Said, text: str) -> tuple[bool, float]:
    """How well an attribution fits a statement of several that share an event: by its source, then its content."""
    words = text[slice(*said.source)] if said.source else ""
    wanted = statement.source or ""
    alike = bool(words and wanted) and (wanted in words or words in wanted)
    return alike, max((overlap(statement.span, span) for span in said.content), default=0.0)


def same_chain(gold: Sequence[Link], found: Names) -> bool:
    """Whether a chain, its publisher left out on both sides, is that of the gold."""
    links = gold[:-1]
    return len(links) == len(found) and all(
        same_hand(link.name, link.kind, name) for link, name in zip(links, found, strict=True)
    )


def first_right(gold: Sequence[Link], found: Names) -> bool:
    """Whether the origin is that of the gold; the publisher is the origin where the chain is empty."""
    if len(gold) == 1 or not found:
        return len(gold) == 1 and not found
    return same_hand(gold[0].name, gold[0].kind, found[0])


def claim_on(event: Span, said: Said | None, output: Output) -> Told | None:
    """The claim on an event, that of the attribution first."""
    claims = [told for told in output.told if overlap(told.trigger, event) > 0]
    wanted = said.id if said else None
    return next((told for told in claims if told.attribution == wanted), claims[0] if claims else None)


def score_passage(passage: Passage, statements: Sequence[Statement], output: Output) -> Tally:
    """What a program got right and wrong in a passage."""
    tally: Tally = Counter()
    paired = pair(statements, passage, output)
    for index, statement in enumerate(statements):
        said = paired.get(index)
        claim = claim_on(statement.event_span, said, output)
        if claim is not None:
            tally["factuality", claim.factuality == statement.factuality] += 1
        if own(statement):
            tally["own words kept", not holders(statement.event_span, output)] += 1
            continue
        chain: Names = ()
        if said is not None:
            chain = claim.chain if claim is not None and claim.attribution == said.id else said.chain
        tally["statement found", said is not None] += 1
        tally["source resolved", said is not None and first_right(statement.chain, chain)] += 1
        tally["whole chain", said is not None and same_chain(statement.chain, chain)] += 1
        tally["stance", said is not None and said.stance == statement.stance] += 1
        if any(one.kind is not None for one in output.said):
            tally["kind", said is not None and said.kind == statement.kind] += 1
        if statement.within is not None:
            outer = paired.get(statement.within)
            tally["nested levels kept", said is not None and outer is not None and outer.id in said.line] += 1
    used = {name for said in paired.values() for name in (said.id, *said.line)}
    tally["attributions that are statements", True] += sum(said.id in used for said in output.said)
    tally["attributions that are statements", False] += sum(said.id not in used for said in output.said)
    return tally + denials(statements, output, paired)


def denials(statements: Sequence[Statement], output: Output, paired: Mapping[int, Said] | None = None) -> Tally:
    """Denials joined to what they deny: hits, misses and false joins.

    A claim's ``denied_by`` joins the one who denies to the statement in whose content the claim stands; an
    attribution's ``answers``, where it denies, to the statement whose event stands in those words. Several of one
    statement count once, and a denial's own words are no statement that it answers. A flat negation that answers a
    claim (stance asserts) is neither asked for nor wrong.
    """
    meant = paired or {}
    joins: set[tuple[tuple[object, ...], str | None]] = set()
    for told in output.told:
        inside = [i for i, s in enumerate(statements) if covers(s.span, told.trigger)]
        for chain in told.denied_by:
            name = chain[0] if chain else None
            others = [
                i for i in inside if not (statements[i].stance == "denies" and _denier(statements[i].chain, name))
            ]
            if others or not inside:
                joins.add((tuple(others) or told.evidence, name))
    for said in output.said:
        if said.stance != "denies" or not said.answers:
            continue
        inside = [i for i, s in enumerate(statements) if any(covers(words, s.event_span) for words in said.answers)]
        others = [i for i in inside if meant.get(i) is not said]
        if others or not (inside or own_words(said)):
            joins.add((tuple(others) or said.answers, said.chain[0] if said.chain else None))
    gold = {
        (i, s.answers): s.stance == "denies"
        for i, s in enumerate(statements)
        if s.answers is not None and (s.stance == "denies" or s.factuality.endswith("-"))
    }
    hit: set[tuple[int, int | None]] = set()
    tally: Tally = Counter()
    for targets, name in sorted(joins, key=repr):
        met = [(i, target) for i, target in gold if target in targets and _denier(statements[i].chain, name)]
        hit.update(met)
        tally["false join", True] += not met
    wanted = {key for key, asked in gold.items() if asked}
    tally["join", True] += len(wanted & hit)
    tally["join", False] += len(wanted - hit)
    return +tally


def _denier(chain: Sequence[Link], name: str | None) -> bool:
    return name is None and len(chain) == 1 or same_hand(chain[0].name, chain[0].kind, name)


def figures(tally: Tally) -> dict[str, dict[str, float]]:
    """Each measure's share and the number of cases it rests on."""
    found = {}
    for name in MEASURES:
        right, cases = tally[name, True], tally[name, True] + tally[name, False]
        if cases:
            found[name] = {"share": right / cases, "of": float(cases)}
    hits, missed, wrong = tally["join", True], tally["join", False], tally["false join", True]
    if hits + missed + wrong:
        found["denials joined F1"] = {"share": 2 * hits / (2 * hits + missed + wrong), "of": float(hits + missed)}
    return found


def score(
    passages: Mapping[str, Passage], gold: Annotation, outputs: Mapping[str, Output]
) -> Iterator[tuple[Passage, Tally]]:
    """The tally of each passage; one that the program did not read counts as nothing found."""
    for name, statements in gold.items():
        yield passages[name], score_passage(passages[name], statements, outputs.get(name, Output()))


def report(tallies: Iterable[tuple[Passage, Tally]]) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """Figures of either part, and of each shape for the open part alone."""
    parts: defaultdict[str, Tally] = defaultdict(Counter)
    shapes: defaultdict[str, Tally] = defaultdict(Counter)
    for passage, tally in tallies:
        parts[passage.part].update(tally)
        if passage.part == "open":
            shapes[passage.shape].update(tally)
    return {
        "parts": {name: figures(parts[name]) for name in sorted(parts, reverse=True)},
        "open by shape": {name: figures(shapes[name]) for name in sorted(shapes)},
    }


def totals(command: str, folder: Path = FOLDER) -> dict[str, float]:
    """The shares of either part, by part and measure, for the floors.

    Args:
        command: The program to run.
        folder: Where the passages and their annotation are.
    """
    passages = read_passages(folder / "passages.jsonl")
    outputs = run(passages.values(), shlex.split(command))
    result = report(score(passages, read_annotation(folder / "gold.jsonl", passages), outputs))["parts"]
    return {f"{part}: {name}": figure["share"] for part, found in result.items() for name, figure in found.items()}


def _print(result: dict[str, dict[str, dict[str, dict[str, float]]]]) -> None:
    parts = result["parts"]
    print(f"{'':<34}" + "".join(f"{part:>16}" for part in parts))
    for name in (*MEASURES, "denials joined F1"):
        cells = [parts[part].get(name) for part in parts]
        if any(cells):
            print(
                f"{name:<34}" + "".join(f"{c['share']:>9.3f} /{c['of']:>4.0f} " if c else f"{'-':>16}" for c in cells)
            )
    columns = ("statement found", "source resolved", "whole chain", "stance", "factuality")
    print(f"\n{'open part, by shape':<24}" + "".join(f"{name:>18}" for name in columns))
    for shape, found in result["open by shape"].items():
        cells = [found.get(name) for name in columns]
        print(f"{shape:<24}" + "".join(_cell(cell, 18, 2) for cell in cells))


def _cell(figure: dict[str, float] | None, width: int, digits: int) -> str:
    return f"{figure['share']:.{digits}f} /{figure['of']:>4.0f}".rjust(width) if figure else "-".rjust(width)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program once over the passages and print how it does against the gold."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.chains.score", description=main.__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--truceline", default=f"{sys.executable} -m truceline", help="the command to run")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the passages are")
    parser.add_argument("--gold", type=Path, help="another annotation than the folder's own")
    options = parser.parse_args(arguments)
    passages = read_passages(options.folder / "passages.jsonl")
    outputs = run(passages.values(), shlex.split(options.truceline))
    gold = read_annotation(options.gold or options.folder / "gold.jsonl", passages)
    result = report(score(passages, gold, outputs))
    if options.json:
        print(json.dumps(result))
    else:
        _print(result)


if __name__ == "__main__":
    main()
