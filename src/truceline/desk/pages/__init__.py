"""Pages for people: a module for each kind, with a router of its own.

A new page is a module with ``router``, a template, and a line in `ROUTERS`.
"""

from truceline.desk.pages import (
    actors,
    add,
    agreements,
    alerts,
    claims,
    events,
    home,
    log,
    reports,
    review,
    searching,
    sign_in,
    sources,
)

ROUTERS = (
    sign_in.router,
    home.router,
    reports.router,
    events.router,
    claims.router,
    agreements.router,
    actors.router,
    sources.router,
    searching.router,
    alerts.router,
    review.router,
    add.router,
    log.router,
)

__all__ = ["ROUTERS"]
