"""What a database library raises, as errors of our own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from truceline.errors import (
    DamagedLedger,
    LedgerBusy,
    LedgerError,
    LedgerFull,
    LedgerGone,
    LedgerReadOnly,
    NotALedger,
)

# SQLite: the driver that comes with Python has names of codes, the other one only the words.
_SQLITE: tuple[tuple[str, str, type[LedgerError], str], ...] = (
    ("SQLITE_FULL", "disk is full", LedgerFull, "no room left on the disk"),
    ("SQLITE_BUSY", "database is locked", LedgerBusy, "another program has held its lock for too long"),
    ("SQLITE_LOCKED", "table is locked", LedgerBusy, "another program has held its lock for too long"),
    ("SQLITE_READONLY", "readonly database", LedgerReadOnly, "it may not be written to"),
    ("SQLITE_CANTOPEN", "unable to open", LedgerReadOnly, "the file cannot be opened or made"),
    ("SQLITE_PERM", "access permission", LedgerReadOnly, "it may not be opened"),
    ("SQLITE_NOTADB", "not a database", NotALedger, "not a ledger"),
    ("SQLITE_CORRUPT", "malformed", DamagedLedger, "the file is damaged; restore a backup"),
)
# PostgreSQL: the first characters of its codes.
_POSTGRESQL: tuple[tuple[str, type[LedgerError], str], ...] = (
    ("53100", LedgerFull, "no room left on the server's disk"),
    ("55P03", LedgerBusy, "another program has held its lock for too long"),
    ("40", LedgerBusy, "the server called the work off, as another program was at the same rows"),
    ("25006", LedgerReadOnly, "it may not be written to"),
    ("42501", LedgerReadOnly, "this user may not do that there"),
    ("28", LedgerGone, "the server does not let this user in"),
    ("3D", LedgerGone, "the server has no database of that name"),
    ("53", LedgerGone, "the server has no room for more work"),
    ("57P", LedgerGone, "the server went away"),
    ("08", LedgerGone, "the server went away"),
    ("XX", DamagedLedger, "the server found its files damaged; restore a backup"),
)


@contextmanager
def named(ledger: str) -> Iterator[None]:
    """Errors of the database within come out as ledger errors that name the ledger, with the cause kept."""
    try:
        yield
    except DBAPIError as error:
        raise _ours(error, ledger) from error
    except UnicodeDecodeError as error:  # the driver cannot even say in words what is wrong with the file
        raise DamagedLedger("the file is damaged; restore a backup", ledger=ledger) from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise LedgerError(f"it cannot hold one of the values ({error})"[:300], ledger=ledger) from error
    except ModuleNotFoundError as error:
        message = f"this address needs {error.name}: pip install 'truceline[postgres]'"
        raise LedgerError(message, ledger=ledger) from error


def _ours(error: DBAPIError, ledger: str) -> LedgerError:
    cause = error.orig or error
    words = " ".join(str(cause).split())
    state = getattr(cause, "sqlstate", None)
    if state:
        for beginning, kind, message in _POSTGRESQL:
            if state.startswith(beginning):
                return kind(message, ledger=ledger)
    elif type(cause).__module__.startswith("psycopg"):
        if type(cause).__name__ in ("OperationalError", "ConnectionTimeout", "InterfaceError"):
            return LedgerGone(f"the server does not answer ({words[:200]})", ledger=ledger)
    code = getattr(cause, "sqlite_errorname", "")
    for name, said, kind, message in _SQLITE:
        if code.startswith(name) or said in words:
            return kind(message, ledger=ledger)
    return LedgerError(f"the database refused ({type(cause).__name__}: {words[:300]})", ledger=ledger)
