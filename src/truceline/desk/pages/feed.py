"""An alert as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from starlette.responses import Response

from truceline.desk.own.alerts import Alarm, Alert
from truceline.desk.shown import Shown, shown
from truceline.exports import wording
from truceline.ledger import ClaimRow

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, escaped or not.
_UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def atom(
    here: str,
    alert: Alert,
    *,
    claims: Sequence[ClaimRow] = (),
    decided: Mapping[str, str] | None = None,
    alarms: Sequence[Alarm] = (),
) -> Response:
    """The feed.

    Args:
        here: What addresses of this desk begin with.
        alert: Which.
        claims: The newest that fit; what somebody rejected is left out.
        decided: What people decided on them, by id. What nobody has looked at says so.
        alarms: The rises that were found.
    """
    decided = decided or {}
    root = ET.Element("feed", xmlns=_ATOM)
    _put(root, "id", f"urn:truceline:alert:{alert.id}")
    _put(root, "title", f"{alert.name} · Truceline")
    _put(root, "subtitle", f"{alert.rule.words()}. A claim is what somebody says, never a fact.")
    told = [row for row in claims if decided.get(row.id) != "rejected"]
    stamps = [row.report.learnt for row in told] + [one.learnt for one in alarms]
    _put(root, "updated", max(stamps, default=alert.learnt))
    ET.SubElement(root, "link", rel="alternate", href=f"{here}/alerts/{alert.id}")
    ET.SubElement(root, "link", rel="self", href=f"{here}/alerts/{alert.id}/feed.atom")
    _put(ET.SubElement(root, "author"), "name", "Truceline")
    for row in told:
        _claim(root, here, shown(row), row, decided.get(row.id, "unreviewed"))
    for one in alarms:
        _alarm(root, here, alert, one)
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml; charset=utf-8")


def _claim(root: ET.Element, here: str, claim: Shown, row: ClaimRow, reviewed: str) -> None:
    entry = ET.SubElement(root, "entry")
    who, whom = (", ".join(one.name for one in names[:3]) for names in (claim.who, claim.whom))
    where = ", ".join(one.name for one in claim.where[:2])
    parts = [who, claim.what, whom, f"in {where}" if where else "", claim.when or ""]
    _put(entry, "id", f"urn:truceline:claim:{claim.id}")
    _put(entry, "title", " · ".join(part for part in parts if part))
    _put(entry, "updated", row.report.learnt)
    if row.report.published:
        published = row.report.published
        _put(entry, "published", published if "T" in published else f"{published}T00:00:00Z")
    ET.SubElement(entry, "link", rel="alternate", href=f"{here}/claims/{claim.id}")
    ET.SubElement(entry, "category", term=reviewed, label="what people decided on it")
    chain = " → ".join(link.name for link in claim.chain)
    _put(_put(entry, "author", ""), "name", claim.chain[0].name if claim.chain else "not known")
    _put(entry, "summary", f"“{claim.words}” ({chain}; {'; '.join([*claim.holds, reviewed])})")


def _alarm(root: ET.Element, here: str, alert: Alert, alarm: Alarm) -> None:
    entry = ET.SubElement(root, "entry")
    _put(entry, "id", f"urn:truceline:alarm:{alarm.id}")
    _put(entry, "title", f"{alert.name}: {alarm.count} claims, {alarm.mean:.1f} in the mean before")
    _put(entry, "updated", alarm.learnt)
    ET.SubElement(entry, "link", rel="alternate", href=f"{here}/alerts/{alert.id}")
    _put(entry, "summary", f"Published {wording.days(alarm.first, alarm.last)}. {alert.rule.words()}.")


def _put(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = _fit(text)
    return child


def _fit(text: str) -> str:
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
