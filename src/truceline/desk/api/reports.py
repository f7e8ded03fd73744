"""Reports, with their text and what was read in it."""

from __future__ import annotations

from truceline.desk.api.envelopes import Page
from truceline.desk.api.models import CopyOut, ReportOut, ReportWhole
from truceline.desk.api.reviews import reviews_of
from truceline.desk.api.routing import page_out, router
from truceline.desk.api.shapes import report_out, sound
from truceline.desk.asked import After, AsOf, LastingId, Limit, TheAsked, cursor
from truceline.desk.state import TheDesk
from truceline.exports.contract import to_object
from truceline.linking import copies

reports = router()


@reports.get("/reports", summary="Reports that have a claim which fits")
def list_reports(desk: TheDesk, asked: TheAsked, limit: Limit = 50, after: After = None) -> Page[ReportOut]:
    """A page of reports, the latest published first. With `q` alone, words of the title and text count too."""
    return page_out(desk.lists.reports(asked, limit=limit, after=cursor(after)), report_out)


@reports.get("/reports/{id}", summary="One report")
def one_report(desk: TheDesk, id: LastingId, as_of: AsOf = None) -> ReportWhole:
    """A report with its text, its newest reading, its versions and the reports that copy it."""
    view = desk.ledger.view(as_of)
    row = view.report(id)
    return ReportWhole(
        report=report_out(row),
        text=sound(row.text or ""),
        reading=sound(to_object(view.reading(row.id))),
        claims={claim.claim.id: claim.id for claim in view.claims_in(row.id)},
        agreements={one.agreement.id: one.id for one in view.agreements_in(row.id)},
        versions=[report_out(version) for version in view.versions(row.id)],
        copies=[CopyOut.model_validate(copy) for copy in copies(view, row.id)],
        reviews=reviews_of(desk, row.id),
    )
