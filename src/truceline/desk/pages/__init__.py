"""Pages for people: a module for each kind, with a router of its own.

A new page is a module with ``router``, a template, and a line in `ROUTERS`.
"""

from truceline.desk.pages import claims, home, reports, sign_in

ROUTERS = (sign_in.router, home.router, reports.router, claims.router)

__all__ = ["ROUTERS"]
