"""Forms of our own pages."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, Form, Request

from truceline.desk.failures import Refusal
from truceline.desk.state import session_of


def checked(request: Request, csrf: Annotated[str, Form(max_length=200)] = "") -> None:
    """A form was sent from a page that the desk made for this session: every route with a form depends on it.

    Raises:
        Refusal: The secret is missing or wrong.
    """
    session = session_of(request)
    if session is not None and not hmac.compare_digest(csrf.encode(), session.csrf.encode()):
        raise Refusal(403, "csrf", "this form is too old: load the page again")


FromOurPage = Depends(checked)
