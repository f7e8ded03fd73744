"""Pages from templates. Everything that is put into one is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from truceline.desk.frame import GLOBALS, SCRIPT, framed, moment

FOLDER = Path(__file__).parent / "templates"
TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,  # whatever a template's file is called
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
TEMPLATES.globals.update(GLOBALS)


def prepare_templates() -> None:
    """Compile all templates."""
    for name in TEMPLATES.list_templates():
        TEMPLATES.get_template(name)


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page from a template.

    Every template has beside its own context: ``request``; ``static(name)``, the address of a static file; ``person``
    (name, role), or None; ``csrf``, which each form sends back in the field of this name; ``known``, the moment whose
    state of the ledger it shows.
    """
    session = request.scope.get("truceline.session")
    desk = request.app.state.desk
    statics = desk.statics
    shared = {
        "request": request,
        "static": statics.address,
        "scripts": [statics.address(SCRIPT)] if statics.has(SCRIPT) else [],
        "person": request.scope.get("truceline.person"),
        "csrf": session.csrf if session is not None else "",
        "known": request.scope.get("truceline.moment") or moment(desk.freshness.second, seconds=True),
        **framed(request.url.path),
    }
    # Half a surrogate pair, which a text may have, cannot be written.
    whole = TEMPLATES.get_template(template).render(shared | context).encode("utf-8", "replace")
    return HTMLResponse(whole, status_code=status)


def render_error(request: Request, *, status: int, kind: str, message: str, more: Mapping[str, Any]) -> HTMLResponse:
    """The page that says what is wrong."""
    return render(request, "error.html", status=status, code=status, kind=kind, message=message, more=more)
