"""Add: paste a text, name an address, drop files, and see them read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from truceline.desk.adding import Job
from truceline.desk.asked import LastingId
from truceline.desk.failures import Refusal
from truceline.desk.forms import FromOurPage
from truceline.desk.rendering import render
from truceline.desk.state import AsReviewer, Desk, TheDesk
from truceline.errors import InputError, UnknownId
from truceline.intake import Fields
from truceline.ledger import ReportRow

router = APIRouter()
_FILES = 50  # in one call
_SEEN = 20  # jobs in the list
_REPORTS = 100  # of one job that are named

Short = Annotated[str, Form(max_length=1000)]


@router.get("/add")
def form(request: Request, desk: TheDesk, person: AsReviewer) -> Response:
    """The page to add on."""
    return _page(request, desk)


@router.post("/add", dependencies=[FromOurPage])
def add(
    request: Request,
    desk: TheDesk,
    person: AsReviewer,
    kind: Annotated[str, Form(pattern="^(text|address|files)$")],
    text: Annotated[str, Form()] = "",
    url: Annotated[str, Form(max_length=4000)] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
    outlet: Short = "",
    title: Short = "",
    published: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Takes in what was given; on to the page that shows how far it is."""
    about = Fields(outlet=outlet or None, title=title or None, published=published or None)
    try:
        if kind == "address":
            job = desk.adding.add_address(url.strip(), about, by=person.name)
        elif kind == "files":
            given = [one for one in files or [] if one.filename]
            if not given or len(given) > _FILES:
                raise Refusal(422, "bad_value", f"choose one file, and no more than {_FILES}")
            job = desk.adding.add_files([(one.filename or "", one.file.read()) for one in given], about, by=person.name)
        else:
            about = Fields(outlet=about.outlet, title=about.title, published=about.published, url=url.strip() or None)
            job = desk.adding.add_text(text, about, by=person.name)
    except (InputError, Refusal) as error:
        said = {"text": text, "url": url, "outlet": outlet, "title": title, "published": published}
        return _page(request, desk, kind=kind, wrong=error.message, said=said, status=422)
    return RedirectResponse(f"/add/{job.id}", status_code=303)


@router.post("/add/feeds", dependencies=[FromOurPage])
def add_feed(
    request: Request, desk: TheDesk, person: AsReviewer, url: Annotated[str, Form(max_length=4000)] = ""
) -> Response:
    """Keeps reading a feed."""
    try:
        desk.feeds.add(url, by=person.name)
    except Refusal as error:
        return _page(request, desk, kind="feed", wrong=error.message, said={"url": url}, status=422)
    return RedirectResponse("/add#feeds", status_code=303)


@router.post("/add/feeds/{id}", dependencies=[FromOurPage])
def feed(
    desk: TheDesk, person: AsReviewer, id: LastingId, what: Annotated[str, Form(pattern="^(look|remove)$")]
) -> Response:
    """Looks at a feed soon, or reads it no more."""
    (desk.feeds.look if what == "look" else desk.feeds.remove)(id)
    return RedirectResponse("/add#feeds", status_code=303)


@router.get("/add/{id}")
def progress(request: Request, desk: TheDesk, person: AsReviewer, id: str) -> Response:
    """How far a job is; without scripts the page loads itself again until it is done."""
    job = desk.adding.job(id)
    return render(request, "job.html", job=job, reports=_reports(desk, job), finished=job.state in ("done", "failed"))


def _page(
    request: Request,
    desk: Desk,
    *,
    kind: str = "text",
    wrong: str | None = None,
    said: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    jobs = desk.adding.jobs()[:_SEEN]
    feeds = desk.feeds.all()
    return render(request, "add.html", status=status, kind=kind, wrong=wrong, said=said or {}, jobs=jobs, feeds=feeds)


def _reports(desk: Desk, job: Job) -> list[ReportRow]:
    view, found = desk.ledger.view(), []
    for id in [*job.added][:_REPORTS]:
        try:
            found.append(view.report(id))
        except UnknownId:  # its batch is under way
            continue
    return found
