"""The desk: a web server on a ledger, pages for people and the same as JSON under ``/api/v1``.

`create_app` makes the application, `serving.serve` runs it on an address of this machine.
"""

from truceline.desk.app import create_app

__all__ = ["create_app"]
