"""The boxes and lines of a graph of chains, with their words, where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from truceline.desk.pages.layers import Key, laid_out
from truceline.exports import wording
from truceline.ledger import ReportRow

_NAME, _RELAY, _SAYS = 23, 17, 36  # letters on a line of a box: names are bold
_HEIGHT, _LINE, _PAD = 17.0, 14.0, 8.0  # of the line with the name, of further ones, above and below
_WIDTH = {"origin": 232.0, "relay": 176.0, "publication": 232.0}
_WHOLE = 1000.0  # of the drawing, where it has few columns
_SPACE = 104.0  # between two columns at least, for the lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box of the graph where it stands."""

    kind: str  # origin, relay, publication
    x: float
    y: float
    width: float
    height: float
    name: tuple[str, ...]  # lines
    says: tuple[str, ...]  # smaller lines beneath
    href: str
    whole: str  # all of it, for screen readers and the pointer
    named: bool
    denies: bool
    copies: int  # further reports with the same text


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the graph: one relay."""

    path: str
    denies: bool
    hedged: bool
    href: str  # its words
    label: str  # how it was passed on
    at: tuple[float, float]  # of the label
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """All that the template needs."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    heads: tuple[tuple[float, str], ...]  # middle of each column, and its heading
    left_out: int  # publications beyond `MOST`


@dataclass(slots=True, kw_only=True)
class Node:
    """Somebody in a chain, or a report, while chains are taken in."""

    kind: str
    name: str
    href: str
    named: bool = True
    says: dict[str, None] = field(default_factory=dict)  # in order, each once
    denies: bool = False
    asserts: bool = False
    reports: dict[str, ReportRow] = field(default_factory=dict)
    acts: set[str] = field(default_factory=set)  # ids of the speech acts, where they were judged
    column: int = 0


@dataclass(slots=True, kw_only=True)
class Edge:
    """A relay, while chains are taken in."""

    start: Key
    end: Key
    denies: bool
    hedged: bool
    href: str
    via: str | None


def drawn(nodes: Mapping[Key, Node], all_edges: Iterable[Edge], columns: Mapping[Key, int], *, left_out: int) -> Graph:
    """Finds a place for everything.

    Args:
        nodes: By their keys.
        all_edges: Between them; those that do not lead to the right are left out.
        columns: Of the nodes.
        left_out: Publications that found no room.
    """
    edges = [e for e in all_edges if columns[e.start] < columns[e.end]]
    texts = {key: _texts(node) for key, node in nodes.items()}
    heights = {key: _height(*texts[key]) for key in nodes}
    layout = laid_out(columns, heights, [(e.start, e.end) for e in edges])
    last = max(columns.values(), default=1)
    lefts = _lefts(last)
    boxes = {
        key: _box(node, texts[key], lefts[columns[key]], layout.top[key], heights[key]) for key, node in nodes.items()
    }
    return Graph(
        width=lefts[-1] + _WIDTH["publication"],
        height=round(layout.height, 1),
        boxes=tuple(boxes.values()),
        lines=tuple(_lines(edges, layout.bends, boxes, nodes, lefts)),
        heads=_heads(lefts, last),
        left_out=left_out,
    )


def _texts(node: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands in a box: the lines of its name, and smaller ones."""
    width = _RELAY if node.kind == "relay" else _NAME
    if node.kind != "publication":
        name = _wrapped(wording.on_one_line(node.name), width, most=2)
        said = [f"{len(node.acts)} statements", *node.says] if len(node.acts) > 1 else [*node.says]
        says = [wording.shortened(words, _SAYS) for words in said]
        more = len(says) - 3
        return name, tuple(says[:3] if more < 1 else [*says[:2], f"and {more + 1} more"])
    first = min(node.reports.values(), key=lambda r: (r.known, r.n))
    name = _wrapped(wording.on_one_line(first.outlet or "outlet not known"), width, most=2)
    lines = [wording.day(first.published) if first.published else "day not known"]
    copies = len(node.reports) - 1
    if copies:
        lines.append(f"+ {copies} {'copy' if copies == 1 else 'copies'} of its text")
    return name, tuple(lines)


def _wrapped(text: str, width: int, *, most: int) -> tuple[str, ...]:
    lines: list[str] = []
    rest = text
    while len(rest) > width and len(lines) < most - 1:
        cut = rest.rfind(" ", 0, width + 1)
        if cut < width // 3:
            break
        lines.append(rest[:cut])
        rest = rest[cut + 1 :]
    return (*lines, rest if len(rest) <= width else rest[: width - 1].rstrip() + "…")


def _height(name: tuple[str, ...], says: tuple[str, ...]) -> float:
    return 2 * _PAD + _HEIGHT * len(name) + _LINE * len(says) - 3


def _lefts(last: int) -> list[float]:
    """The left edges of the columns."""
    boxes = _WIDTH["origin"] + _WIDTH["relay"] * (last - 1) + _WIDTH["publication"]
    space = max(_SPACE, (_WHOLE - boxes) / last)
    found = [0.0, _WIDTH["origin"] + space]
    for _ in range(last - 1):
        found.append(found[-1] + _WIDTH["relay"] + space)
    return found


def _heads(lefts: Sequence[float], last: int) -> tuple[tuple[float, str], ...]:
    relays = [(left, "through") for left in lefts[1:last]][:1]
    return ((0.0, "who says it"), *relays, (lefts[last], "where it was published"))


def _box(node: Node, texts: tuple[tuple[str, ...], tuple[str, ...]], x: float, y: float, height: float) -> Box:
    said = "; ".join(node.says)
    outlets = ", ".join(
        dict.fromkeys(wording.on_one_line(r.outlet or "outlet not known") for r in node.reports.values())
    )
    name = outlets if node.kind == "publication" else wording.on_one_line(node.name)
    unnamed = "" if node.named or node.kind == "publication" else " (not named)"
    return Box(
        kind=node.kind,
        x=round(x, 1),
        y=round(y, 1),
        width=_WIDTH[node.kind],
        height=round(height, 1),
        name=texts[0],
        says=texts[1],
        href=node.href,
        whole=f"{name}{unnamed}" + (f": {said}" if said else ""),
        named=node.named,
        denies=node.denies and not node.asserts,
        copies=max(len(node.reports) - 1, 0),
    )


def _lines(
    edges: Sequence[Edge],
    bends: Sequence[tuple[tuple[int, float], ...]],
    boxes: Mapping[Key, Box],
    nodes: Mapping[Key, Node],
    lefts: Sequence[float],
) -> Iterable[Line]:
    """Lines leave and reach a box at different heights, in the order of what they lead to."""
    middle = {key: box.y + box.height / 2 for key, box in boxes.items()}
    first = [passed[0][1] if passed else middle[edge.end] for edge, passed in zip(edges, bends, strict=True)]
    final = [passed[-1][1] if passed else middle[edge.start] for edge, passed in zip(edges, bends, strict=True)]
    out, into = _ports([e.start for e in edges], first, boxes), _ports([e.end for e in edges], final, boxes)
    said: set[tuple[Key, str | None, bool]] = set()
    for number, (edge, passed) in enumerate(zip(edges, bends, strict=True)):
        start, end = boxes[edge.start], boxes[edge.end]
        points = [(start.x + start.width, out[number])]
        for column, y in passed:
            points += [(lefts[column], y), (lefts[column] + _WIDTH["relay"], y)]
        points.append((end.x, into[number]))
        says = (edge.start, edge.via, edge.denies)
        label = wording.on_one_line(edge.via or "") if says not in said else ""
        said.add(says)
        x, y = points[0]
        how = "denies it" if edge.denies else edge.via or "published"
        yield Line(
            path=_curve(points),
            denies=edge.denies,
            hedged=edge.hedged,
            href=edge.href,
            label=wording.shortened(label, 16),
            at=(x + 7, y - 4),
            whole=f"{nodes[edge.start].name} → {nodes[edge.end].name}: {how}",
        )


def _ports(keys: Sequence[Key], towards: Sequence[float], boxes: Mapping[Key, Box]) -> list[float]:
    """Where each line meets its box: one under another, in the order of the heights that they come from or go to."""
    at: dict[Key, list[tuple[float, int]]] = {}
    for number, (key, height) in enumerate(zip(keys, towards, strict=True)):
        at.setdefault(key, []).append((height, number))
    found = [0.0] * len(keys)
    for key, members in at.items():
        box = boxes[key]
        step = min(box.height / (len(members) + 1), 17.0)
        top = box.y + box.height / 2 - step * (len(members) - 1) / 2
        for i, (_, number) in enumerate(sorted(members)):
            found[number] = round(top + i * step, 1)
    return found


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """Level at every point: S-curves over the gaps, straight over the columns."""
    path = f"M{points[0][0]:g},{points[0][1]:g}"
    for i, ((x, y), (a, b)) in enumerate(pairwise(points)):
        half = (a - x) / 2
        path += f"H{a:g}" if i % 2 and y == b else f"C{x + half:g},{y:g} {a - half:g},{b:g} {a:g},{b:g}"
    return path
