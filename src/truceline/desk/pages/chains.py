"""Who says it, through whom, in which reports: the chains of several claims as one graph.

Origins stand left, publications right, relays between. A line from an origin to a publication is one telling of it. Copies
of a report are one box. The lines of those who deny it, or say that it did not happen, are marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from truceline.desk.pages.layers import Key, laid_out
from truceline.exports import wording
from truceline.ledger import ClaimRow, ReportRow
from truceline.model import Link

MOST = 40  # publications in one drawing
_NAME, _SAYS = 30, 36  # letters on a line of a box
_HEIGHT, _LINE, _PAD = 17.0, 14.0, 8.0  # of the line with the name, of further ones, above and below
_WIDTH = {"origin": 232.0, "relay": 164.0, "publication": 232.0}
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
class _Node:
    kind: str
    name: str
    href: str
    named: bool = True
    says: dict[str, None] = field(default_factory=dict)  # in order, each once
    denies: bool = False
    asserts: bool = False
    reports: dict[str, ReportRow] = field(default_factory=dict)
    column: int = 0


@dataclass(slots=True, kw_only=True)
class _Edge:
    start: Key
    end: Key
    denies: bool
    hedged: bool
    href: str
    via: str | None


def words_of(claim: ClaimRow) -> str:
    """The address of a claim's words in its report."""
    return f"/reports/{claim.report.id}#w-{claim.claim.id}"


def graph_of(
    claims: Sequence[ClaimRow], *, origins: Mapping[str, str] | None = None, groups: Mapping[str, str] | None = None
) -> Graph:
    """Draws the chains of some claims.

    Args:
        claims: That speak of the same; those of the earliest reports first.
        origins: Claim id to the id of its origin, where that was judged.
        groups: Report id to the id of the report that it has the text of; reports of one group share a box.
    """
    builder = _Builder(origins or {}, groups or {})
    for claim in claims:
        builder.add(claim)
    return builder.drawn()


class _Builder:
    def __init__(self, origins: Mapping[str, str], groups: Mapping[str, str]) -> None:
        self._origins, self._groups = origins, groups
        self._nodes: dict[Key, _Node] = {}
        self._edges: dict[tuple[Key, Key, bool], _Edge] = {}
        self._left_out: set[Key] = set()

    def add(self, claim: ClaimRow) -> None:
        """Takes in the chain of a claim, and those of who denies it."""
        publication = self._publication(claim)
        if publication is None:
            return
        no = claim.claim.factuality.endswith("-")
        self._route(claim, claim.claim.chain, publication, denies=no)
        for chain in claim.claim.denied_by:
            self._route(claim, chain, publication, denies=True)

    def _publication(self, claim: ClaimRow) -> Key | None:
        report = claim.report
        key = ("publication", self._groups.get(report.id, report.id))
        node = self._nodes.get(key)
        if node is None:
            if key in self._left_out or sum(n.kind == "publication" for n in self._nodes.values()) >= MOST:
                self._left_out.add(key)
                return None
            node = self._nodes[key] = _Node(
                kind="publication", name=report.outlet or "outlet not known", href=words_of(claim)
            )
        node.reports.setdefault(report.id, report)
        return key

    def _route(self, claim: ClaimRow, chain: tuple[Link, ...], publication: Key, *, denies: bool) -> None:
        before = self._origin(claim, chain, denies=denies)
        via = chain[0].via if len(chain) > 1 else None
        for link in chain[1:-1]:
            here = self._relay(link, claim)
            if here != before:
                self._edge(before, here, claim, via, denies=denies)
                before = here
            via = link.via
        self._edge(before, publication, claim, via, denies=denies)

    def _origin(self, claim: ClaimRow, chain: tuple[Link, ...], *, denies: bool) -> Key:
        first = chain[0] if chain else Link(name=claim.report.outlet, actor=None)
        own = len(chain) < 2
        # What a person said twice are two speech acts of one origin; somebody not named is known by the act alone.
        judged = None if denies and chain is not claim.claim.chain else self._origins.get(claim.id)
        name = wording.on_one_line(first.name or ("the publisher" if own else "somebody not named"))
        key: Key = ("origin", own, first.actor or judged or (name.casefold(), None if first.named else claim.report.id))
        node = self._nodes.setdefault(key, _Node(kind="origin", name=name, href=words_of(claim), named=first.named))
        if own:
            node.says.setdefault("in its own words")
        if denies:
            node.denies = True
            word = wording.factuality(claim.claim.factuality, claim.claim.phase)
            node.says.setdefault(word if word and chain is claim.claim.chain else "denies it")
        else:
            node.asserts = True
            for count in claim.counts:
                if count.measure != "other":
                    node.says.setdefault(wording.count(count))
        return key

    def _relay(self, link: Link, claim: ClaimRow) -> Key:
        name = wording.on_one_line(link.name or "somebody not named")
        key: Key = ("relay", link.actor or name.casefold())
        self._nodes.setdefault(key, _Node(kind="relay", name=name, href=words_of(claim), named=link.named))
        return key

    def _edge(self, start: Key, end: Key, claim: ClaimRow, via: str | None, *, denies: bool) -> None:
        hedged = claim.claim.factuality[:2] in ("PR", "PS") and not denies
        edge = _Edge(start=start, end=end, denies=denies, hedged=hedged, href=words_of(claim), via=via)
        kept = self._edges.setdefault((start, end, denies), edge)
        kept.hedged = kept.hedged and hedged

    def drawn(self) -> Graph:
        """The graph of what was taken in."""
        columns = self._columns()
        edges = [e for e in self._edges.values() if columns[e.start] < columns[e.end]]
        texts = {key: _texts(node) for key, node in self._nodes.items()}
        heights = {key: _height(*texts[key]) for key in self._nodes}
        layout = laid_out(columns, heights, [(e.start, e.end) for e in edges])
        last = max(columns.values(), default=1)
        lefts = _lefts(last)
        boxes = {
            key: _box(node, texts[key], lefts[columns[key]], layout.top[key], heights[key])
            for key, node in self._nodes.items()
        }
        return Graph(
            width=lefts[-1] + _WIDTH["publication"],
            height=round(layout.height, 1),
            boxes=tuple(boxes.values()),
            lines=tuple(_lines(edges, layout.bends, boxes, self._nodes, lefts)),
            heads=_heads(lefts, last),
            left_out=len(self._left_out),
        )

    def _columns(self) -> dict[Key, int]:
        """Relays as far left as their chains allow, publications in the last column.

        Bodies that cite each other in a circle stay where the number of relays stops the search.
        """
        relays = [key for key, node in self._nodes.items() if node.kind == "relay"]
        columns = {key: int(node.kind != "origin") for key, node in self._nodes.items()}
        for _ in relays:
            moved = False
            for edge in self._edges.values():
                if self._nodes[edge.end].kind == "relay" and columns[edge.end] <= columns[edge.start] < len(relays):
                    columns[edge.end] = columns[edge.start] + 1
                    moved = True
            if not moved:
                break
        last = 1 + max((columns[key] for key in relays), default=0)
        return {key: last if self._nodes[key].kind == "publication" else column for key, column in columns.items()}


def _texts(node: _Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands in a box: the lines of its name, and smaller ones."""
    width = 21 if node.kind == "relay" else _NAME
    if node.kind != "publication":
        name = _wrapped(wording.on_one_line(node.name), width, most=2)
        says = [wording.shortened(words, _SAYS) for words in node.says]
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


def _box(node: _Node, texts: tuple[tuple[str, ...], tuple[str, ...]], x: float, y: float, height: float) -> Box:
    said = "; ".join(node.says)
    outlets = ", ".join(dict.fromkeys(wording.on_one_line(r.outlet or "outlet not known") for r in node.reports.values()))
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
    edges: Sequence[_Edge],
    bends: Sequence[tuple[tuple[int, float], ...]],
    boxes: Mapping[Key, Box],
    nodes: Mapping[Key, _Node],
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
    for i, ((x, y), (a, b)) in enumerate(zip(points, points[1:], strict=False)):
        half = (a - x) / 2
        path += f"H{a:g}" if i % 2 and y == b else f"C{x + half:g},{y:g} {a - half:g},{b:g} {a:g},{b:g}"
    return path
