"""Adding reports: a text, an address, files."""

from __future__ import annotations

from typing import Annotated

from fastapi import File, Form, Path, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from truceline.desk.api.routing import plain_router
from truceline.desk.api.tasks import JobOut
from truceline.desk.failures import Refusal
from truceline.desk.state import AsReader, AsReviewer, TheDesk
from truceline.intake import Fields

adding = plain_router()
FILES = 50  # in one call
_Short = Annotated[str, Field(max_length=1000)]


class ReportIn(BaseModel):
    """A report to read: its text, or an address to fetch it from."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "Ostrel forces shelled Teslin on Tuesday, an official told the Wire.",
                    "outlet": "Coast Standard",
                    "published": "2031-03-04",
                }
            ]
        },
    )

    text: str | None = Field(None, description="The report's body; where it is not given, `url` is fetched.")
    url: Annotated[str, Field(max_length=4000)] | None = Field(None, description="Where it is found.")
    outlet: _Short | None = None
    title: _Short | None = None
    published: Annotated[str, Field(max_length=40)] | None = Field(
        None, description="YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ"
    )


@adding.post("/reports", status_code=202, summary="Add a text or an address")
def add_report(desk: TheDesk, person: AsReviewer, report: ReportIn) -> JobOut:
    """Takes it in to be read; the job says how far it is."""
    if report.text is not None:
        about = Fields(outlet=report.outlet, title=report.title, published=report.published, url=report.url)
        return JobOut.model_validate(desk.adding.add_text(report.text, about, by=person.name))
    if report.url is None:
        raise Refusal(422, "bad_value", "a text or an address is needed")
    about = Fields(outlet=report.outlet, title=report.title, published=report.published)
    return JobOut.model_validate(desk.adding.add_address(report.url, about, by=person.name))


@adding.post("/reports/files", status_code=202, summary="Add files")
def add_files(
    desk: TheDesk,
    person: AsReviewer,
    files: Annotated[list[UploadFile], File(description="Texts, pages, .jsonl, .warc; at most 50.")],
    outlet: Annotated[str | None, Form(max_length=1000)] = None,
    published: Annotated[str | None, Form(max_length=40)] = None,
) -> JobOut:
    """Takes them in to be read; the job says how far it is."""
    if len(files) > FILES:
        raise Refusal(422, "bad_value", f"no more than {FILES} files at a time")
    named = [(one.filename or "", one.file.read()) for one in files]
    about = Fields(outlet=outlet, published=published)
    return JobOut.model_validate(desk.adding.add_files(named, about, by=person.name))


@adding.get("/jobs", summary="What is being added")
def list_jobs(desk: TheDesk, person: AsReader) -> list[JobOut]:
    """The jobs of this start of the desk, the newest first."""
    return [JobOut.model_validate(job) for job in desk.adding.jobs()]


@adding.get("/jobs/{id}", summary="How far an adding is")
def one_job(desk: TheDesk, person: AsReader, id: Annotated[str, Path(max_length=40)]) -> JobOut:
    """A job."""
    return JobOut.model_validate(desk.adding.job(id))
