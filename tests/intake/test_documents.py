from __future__ import annotations

import pytest

from truceline.intake.documents import report_in_bytes
from truceline.intake.fields import Fields
from truceline.intake.limits import Limits
from truceline.model import Fetched


class Articles:
    def article(self, page: bytes, *, name: str) -> tuple[str, Fields]:
        return "Ferries left.", Fields(url=page.decode(), title="Page", modified="soon")


@pytest.mark.parametrize(
    ("came_from", "says", "kept"),
    [
        ("https://coast.example/a?from=feed", "https://coast.example/a", "https://coast.example/a"),
        ("https://m.coast.example/a", "https://www.coast.example/a", "https://www.coast.example/a"),
        ("https://news.coast.example/a", "https://coast.example/a", "https://coast.example/a"),
        ("https://liar.example/a", "https://coast.example/a", "https://liar.example/a"),
        ("https://notcoast.example/a", "https://coast.example/a", "https://notcoast.example/a"),
        ("https://coast.example/a", "http://[", "https://coast.example/a"),
    ],
)
def test_a_page_names_only_addresses_of_its_own_site(came_from: str, says: str, kept: str) -> None:
    evidence = Fetched(url=came_from, final_url=came_from, status=200, headers=(), body=b"", fetched=None)
    report = report_in_bytes(says.encode(), "html", name="a", limits=Limits(), articles=Articles(), evidence=evidence)
    assert report.url == kept
    assert report.evidence is evidence


def test_what_is_known_goes_first_and_what_is_left_last() -> None:
    report = report_in_bytes(
        b"https://coast.example/a",
        "html",
        name="a",
        limits=Limits(),
        articles=Articles(),
        about=Fields(outlet="Coast"),
        otherwise=Fields(outlet="Sea", title="Feed", author="Ada"),
    )
    assert (report.outlet, report.title, report.author) == ("Coast", "Page", "Ada")
    assert report.modified is None  # what is no day is unknown
