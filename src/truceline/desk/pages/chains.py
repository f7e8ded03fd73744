"""Who says it, through whom, in which reports: the chains of several claims as one graph.

Origins stand left, publications right, relays between. A line from an origin to a publication is one telling of it.
Copies of a report are one box. The lines of those who deny it, or say that it did not happen, are marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from truceline.desk.pages.chain_drawing import Edge, Graph, Node, drawn
from truceline.desk.pages.layers import Key
from truceline.exports import wording
from truceline.ledger import ClaimRow
from truceline.model import Link

MOST = 40  # publications in one drawing


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
        self._nodes: dict[Key, Node] = {}
        self._edges: dict[tuple[Key, Key, bool], Edge] = {}
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
            node = self._nodes[key] = Node(
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
        node = self._nodes.setdefault(key, Node(kind="origin", name=name, href=words_of(claim), named=first.named))
        if judged is not None:
            node.acts.add(judged)
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
        self._nodes.setdefault(key, Node(kind="relay", name=name, href=words_of(claim), named=link.named))
        return key

    def _edge(self, start: Key, end: Key, claim: ClaimRow, via: str | None, *, denies: bool) -> None:
        hedged = claim.claim.factuality[:2] in ("PR", "PS") and not denies
        edge = Edge(start=start, end=end, denies=denies, hedged=hedged, href=words_of(claim), via=via)
        kept = self._edges.setdefault((start, end, denies), edge)
        kept.hedged = kept.hedged and hedged

    def drawn(self) -> Graph:
        """The graph of what was taken in."""
        return drawn(self._nodes, self._edges.values(), self._columns(), left_out=len(self._left_out))

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
