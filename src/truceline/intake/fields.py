"""From a text and what is said about it to a Report, checked."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

from truceline.errors import BadField, EmptyReport, NotEnglish, NotText, TooLarge
from truceline.intake.english import is_english
from truceline.intake.limits import Limits
from truceline.model.report import Fetched, Report

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d{1,9})? ?(Z|[+-]\d{2}:?\d{2})?)?")
# Two halves of one character. JSON would make them one on its way, and every offset behind them would be wrong.
_HALVES = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What is said about a report beside its text; None where nothing is."""

    id: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    modified: str | None = None

    def over(self, other: Fields) -> Fields:
        """These fields, and those of ``other`` where these are silent."""
        return Fields(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})


def published_of(value: str) -> str | None:
    """A day of publication as the records keep it: ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SSZ``; None where it is none.

    A time with an offset becomes UTC. Where that would move it into another day, only the day is kept as it
    stood: "Thursday" in the text is the reader's Thursday. So it is where no offset says which hour it was.
    """
    found = _MOMENT.fullmatch(value.strip())
    if found is None:
        return None
    day, minute, second, offset = found.groups()
    try:
        date.fromisoformat(day)
        if minute is None:
            return day
        moment = datetime.fromisoformat(f"{day}T{minute}{second or ':00'}{offset or ''}")
        utc = moment.astimezone(UTC) if offset else moment
    except (ValueError, OverflowError):
        return None
    if not offset or utc.date() != moment.date():
        return day
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ") if utc.year > 999 else day


def id_of(text: str, about: Fields) -> str:
    """A short hash of all that makes a report what it is; the same for the same report on any machine."""
    whole = json.dumps([about.outlet, about.published, about.title, about.url, text], separators=(",", ":"))
    return hashlib.sha256(whole.encode("ascii")).hexdigest()[:16]


def report_of(
    text: str,
    about: Fields | None = None,
    *,
    name: str = "text",
    place: str | None = None,
    limits: Limits | None = None,
    evidence: Fetched | None = None,
) -> Report:
    """A Report, where text and fields are what they should be.

    Args:
        text: The report's body, kept as it is, but for characters in two halves (surrogates), which become whole.
        about: What is said about it.
        name: What to call the report in an error.
        place: Where it stands in the input of that name.
        limits: The bounds of intake.
        evidence: The bytes that it was taken from.

    Raises:
        EmptyReport: The text holds no letter or digit.
        TooLarge: The text is longer than the limit.
        NotText: The text holds a NUL.
        NotEnglish: The text is in another language.
        BadField: ``published`` is neither a day nor a moment.
    """
    about = said = about or Fields()
    text = _HALVES.sub(_whole, text)
    most = (limits or Limits()).text
    if len(text) > most:
        raise TooLarge(f"more than {most:,} characters of text", report=name, place=place, limit=most)
    if not text or text.isspace():
        raise EmptyReport("no text in it", report=name, place=place)
    nul = text.find("\0")
    if nul >= 0:
        raise NotText(f"not a text: a NUL at character {nul}", report=name, place=place)
    if not is_english(text):
        raise NotEnglish("not in English", report=name, place=place)
    published = None
    if about.published is not None:
        published = published_of(about.published)
        if published is None:
            forms = "a day (YYYY-MM-DD) or a moment (YYYY-MM-DDTHH:MM:SSZ)"
            message = f"published is not {forms}: {about.published[:40]!r}"
            raise BadField(message, report=name, place=place, field="published")
    about = Fields(id=about.id, outlet=about.outlet, title=about.title, published=published, url=about.url)
    return Report(
        id=about.id or id_of(text, about),
        text=text,
        outlet=about.outlet,
        title=about.title,
        published=about.published,
        url=about.url,
        author=said.author,
        # When it was changed is said beside the report, by programs: what is no day there is unknown, and no fault.
        modified=published_of(said.modified) if said.modified else None,
        evidence=evidence,
    )


def _whole(halves: re.Match[str]) -> str:
    return halves[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
