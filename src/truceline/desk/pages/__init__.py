"""Pages for people: a module for each kind, with a router of its own.

A new page is a module with ``router``, a template, and a line in `ROUTERS`.
"""

from truceline.desk.pages import home, sign_in

ROUTERS = (sign_in.router, home.router)

__all__ = ["ROUTERS"]
