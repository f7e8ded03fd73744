"""One document to its report: a text, Markdown, or a web page."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol
from urllib.parse import urlsplit

from truceline.intake.decode import decode
from truceline.intake.fields import Fields, report_of
from truceline.intake.limits import Limits
from truceline.intake.markdown import front_matter, plain_text
from truceline.model.report import Fetched, Report

_FRONTS = ("www.", "m.", "mobile.", "amp.", "edition.")


class Articles(Protocol):
    """Whoever finds the article in a page: ``foreign.Foreign``."""

    def article(self, page: bytes, *, name: str) -> tuple[str, Fields]:
        """Text and fields of the article in a page."""


def report_in_bytes(
    data: bytes,
    kind: str,
    *,
    name: str,
    limits: Limits,
    articles: Articles,
    about: Fields | None = None,
    otherwise: Fields | None = None,
    evidence: Fetched | None = None,
) -> Report:
    """The one report in a text, Markdown or HTML file.

    Args:
        data: The whole file.
        kind: text, markdown or html.
        name: The file's name, for errors.
        limits: The bounds of intake.
        articles: Who finds the article in a page.
        about: What is known beside what the file says about itself; it comes first.
        otherwise: What is said where the file is silent.
        evidence: Where the file came from, if from the web.
    """
    if kind == "html":
        text, said = articles.article(data, name=name)
    else:
        said, text = front_matter(decode(data, name=name))
    if kind == "markdown":
        title, text = plain_text(text)
        said = said.over(Fields(title=title))
    if evidence is not None:
        said = replace(said, url=_own_address(said.url, evidence.final_url))
    said = (about or Fields()).over(said).over(otherwise or Fields())
    return report_of(text, said, name=name, limits=limits, evidence=evidence)


def _own_address(said: str | None, came_from: str) -> str:
    """The address that a page gives itself, where it is one of the site that it came from.

    Any page may say that it is another site's; what is not so is the address that answered.
    """
    if said is None:
        return came_from
    here, there = _site(came_from), _site(said)
    same = here and there and (here == there or here.endswith("." + there) or there.endswith("." + here))
    return said if same else came_from


def _site(url: str) -> str:
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    return next((host.removeprefix(front) for front in _FRONTS if host.startswith(front)), host)
