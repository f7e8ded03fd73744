"""Judging what came since the last time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from truceline.ledger import Joins, Judgement, Ledger, Pointer
from truceline.linking import acts, choosing, matching
from truceline.linking.differing import Difference, differences
from truceline.linking.following import Choice, Choose, Following
from truceline.linking.groups import family, roots
from truceline.linking.pact_groups import Groups
from truceline.linking.records import Linked
from truceline.linking.shelf import Item, Shelf

COPY, STORY, ORIGIN, EVENT, CONFLICT = "copy", "story", "origin", "event", "conflict"
MARK = "linking 2"  # a new way of finding neighbours gets a new name, and so begins anew
_PORTION = 100  # reports that are judged at a time


class _Found(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def order(self) -> tuple[int, int, str]: ...


_T = TypeVar("_T", bound=_Found)


def link(ledger: Ledger, *, program: str, on_progress: Callable[[int, int], None] | None = None) -> Linked:
    """Judge what came since the last time: copies, origins, stories, events, conflicts, agreements.

    What is judged hangs on the reports alone, not on the order in which they came. Ended at any moment, the next call
    goes on. What a person has judged stays as it is. At the end the columns that broad questions are answered from are
    kept in the ledger.

    Args:
        ledger: Where the reports are and the judgements go.
        program: Who judges, with its version.
        on_progress: Called with how many reports are done and how many there are.

    Raises:
        LedgerError: The ledger cannot be read or written to.
    """
    with ledger.database.held():
        return _link(ledger, program, on_progress)


def _link(ledger: Ledger, program: str, on_progress: Callable[[int, int], None] | None) -> Linked:
    run = _Run(ledger, program)
    left = unlinked(ledger)
    total = Linked()
    while (more := run.portion()) is not None:
        total = Linked(
            reports=total.reports + more.reports,
            claims=total.claims + more.claims,
            judgements=total.judgements + more.judgements,
        )
        if on_progress is not None:
            on_progress(total.reports, max(left, total.reports))
    total = replace(total, judgements=total.judgements + Groups(ledger.view()).link(ledger, program))
    ledger.columns.keep()
    return total


def unlinked(ledger: Ledger) -> int:
    """How many reports came since the last time."""
    return ledger.joins.left(ledger.joins.done(MARK))


class _Run:
    """One run over what came."""

    def __init__(self, ledger: Ledger, program: str) -> None:
        self._ledger = ledger
        self._joins: Joins = ledger.joins
        self._program = program
        self._shelf = Shelf(self._joins)
        self._joins.begin(MARK)

    def portion(self) -> Linked | None:
        """Judge the next few reports; None where there are none."""
        done = self._joins.done(MARK)
        readings = self._joins.readings(done, most=_PORTION)
        if not readings:
            return None
        shelf = self._shelf
        shelf.forget(report for _, report in readings)
        items = list(shelf.items([report for _, report in readings]).values())
        self._joins.keep(MARK, done, [sign for item in items for sign in item.signs()])
        shelf.look_ahead(sign for item in items for sign in (*item.telling.near, *(s for s, _ in item.signs())))
        written = self._reports(items) + self._acts(items) + self._events(items)
        self._joins.keep(MARK, readings[-1][0], [])
        return Linked(reports=len(items), claims=sum(len(item.told) for item in items), judgements=written)

    def _reports(self, items: Sequence[Item]) -> int:
        shelf = self._shelf
        tellings = [item.telling for item in items]
        chooses = {COPY: choosing.copier(shelf.sameness), STORY: choosing.teller(shelf.likeness)}
        return sum(
            self._place(
                kind,
                tellings,
                choose,
                lambda telling: [t for t in shelf.tellings(shelf.having(telling.near)) if t.id != telling.id],
            )
            for kind, choose in chooses.items()
        )

    def _acts(self, items: Sequence[Item]) -> int:
        shelf = self._shelf
        said = [act for item in items for act in item.acts.values()]
        beside = [act for act in said if len(act.claims) > 1]
        written = self._ledger.judge(
            Judgement(
                kind=ORIGIN,
                subjects=tuple(claim.id for claim in act.claims if claim.id != act.id),
                objects=(act.id,),
                score=1.0,
                reasons={"why": "one speaker in one report"},
                by=self._program,
            )
            for act in beside
        )
        return written + self._place(
            ORIGIN,
            said,
            acts.chooser(shelf.sameness),
            lambda act: [other for other in shelf.acts(shelf.having(act.signs)) if other.id != act.id],
        )

    def _events(self, items: Sequence[Item]) -> int:
        shelf = self._shelf
        told = [one for item in items for one in item.told.values()]
        touched: set[str] = set()
        written = self._place(
            EVENT,
            told,
            matching.chooser(shelf.likeness),
            lambda one: [other for other in shelf.told(shelf.having(one.signs)) if other.id != one.id],
            touched,
        )
        denied = {one.id for one in told if one.claim.claim.denied_by}
        events = set(roots(self._joins, EVENT, sorted(touched | denied)).values())
        return written + self._conflicts(events)

    def _place(
        self,
        kind: str,
        things: Sequence[_T],
        choose: Choose[_T],
        neighbours: Callable[[_T], Sequence[_T]],
        touched: set[str] | None = None,
    ) -> int:
        """Place things and write down where they went; ``touched`` gets those that moved, and what they left."""
        pointers: dict[str, Pointer] = {}

        def leaders(ids: Sequence[str]) -> Mapping[str, str]:
            return roots(self._joins, kind, ids, pointers)

        def fixed(id: str) -> bool:
            return id in pointers and not self._is_mine(pointers[id])

        following = Following(choose=choose, neighbours=neighbours, leaders=leaders, fixed=fixed)
        chosen = following.place(things)
        if touched is not None:
            for id, choice in chosen.items():
                before = pointers[id].above if id in pointers else None
                touched.update(one for one in (id, before, choice.leader if choice else None) if one is not None)
        return self._ledger.judge(self._choices(kind, chosen, pointers))

    def _choices(
        self, kind: str, chosen: Mapping[str, Choice | None], pointers: Mapping[str, Pointer]
    ) -> Iterable[Judgement]:
        for id, choice in chosen.items():
            before = pointers.get(id)
            if choice is None and before is None:
                continue
            yield Judgement(
                kind=kind,
                subjects=(id,),
                objects=(choice.leader,) if choice else (),
                score=choice.score if choice else 0.0,
                reasons=choice.reasons if choice else {"why": "what came later speaks against it"},
                by=self._program,
                supersedes=before.id if before else None,
            )

    def _is_mine(self, pointer: Pointer) -> bool:
        return pointer.by.split(" ")[0] == self._program.split(" ")[0]

    def _conflicts(self, events: set[str]) -> int:
        """Write down where the claims of events differ, in the place of what was written before."""
        found: list[Judgement] = []
        families = family(self._joins, EVENT, sorted(events))
        rows = {row.id: row for row in self._joins.claims_with([id for ids in families.values() for id in ids])}
        said = roots(self._joins, ORIGIN, list(rows))
        judged = self._joins.judged(CONFLICT, sorted(families))
        for event, members in families.items():
            differing = differences((rows[id] for id in members if id in rows), said)
            if differing or event in judged:
                found += self._changed(event, differing, judged=event in judged)
        return self._ledger.judge(found)

    def _changed(self, event: str, found: Sequence[Difference], *, judged: bool) -> Iterable[Judgement]:
        there = {
            (row.judgement.reasons.get("kind"), row.judgement.reasons.get("what")): row
            for row in (self._ledger.view().judgements(CONFLICT, about=event) if judged else ())
            if event in row.judgement.objects
        }
        for difference in found:
            before = there.pop((difference.kind, difference.what), None)
            reasons = {"kind": difference.kind, "what": difference.what, "values": list(difference.values)}
            if before is not None:
                same = before.judgement.subjects == difference.claims and before.judgement.reasons == reasons
                if same or before.judgement.by.split(" ")[0] != self._program.split(" ")[0]:
                    continue
            yield Judgement(
                kind=CONFLICT,
                subjects=difference.claims,
                objects=(event,),
                score=1.0,
                reasons=reasons,
                by=self._program,
                supersedes=before.id if before else None,
            )
        for (kind, what), row in there.items():
            if row.judgement.score != 0 and row.judgement.by.split(" ")[0] == self._program.split(" ")[0]:
                yield Judgement(
                    kind=CONFLICT,
                    subjects=row.judgement.subjects,
                    objects=(event,),
                    score=0.0,
                    reasons={"kind": kind, "what": what, "why": "what came later speaks against it"},
                    by=self._program,
                    supersedes=row.id,
                )
