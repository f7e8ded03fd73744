"""Targets that need a whole room: all rules of reading, a ledger from a stranger, the desk, an answer from the web."""

from __future__ import annotations

import re
import socket
import tempfile
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from urllib.parse import quote

from fastapi import FastAPI
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient

from tests.contract import faults
from tests.desk.made import hostile, many
from tests.desk.table import SAFE, filled, routes
from tests.fuzz.batches import patched
from tests.strange import parse as strange_parse
from truceline import to_object
from truceline.desk import create_app
from truceline.errors import FetchError, InputError, LedgerError
from truceline.intake import Fields, Limits
from truceline.intake.documents import report_in_bytes
from truceline.intake.fetch import Fetcher
from truceline.intake.kinds import kind_of_answer
from truceline.intake.send import Sender
from truceline.language.words import cut_words
from truceline.ledger import Judgement, open_ledger, restore
from truceline.ledger.database import Database
from truceline.ledger.schema import METADATA
from truceline.model import Report
from truceline.reading import read_parse
from truceline.vocabulary import Vocabulary, load_vocabulary
from truceline.vocabulary.gazetteer import Gazetteer

ADDRESS = "http://127.0.0.1:8461"
TOKEN = "the token of this start"
DAYS = (None, "2031-05-14", "0001-01-01", "9999-12-31", "2031-05-14T23:59:59Z")


# Reading


@cache
def known() -> tuple[Vocabulary, Gazetteer]:
    """What every reading needs beside the network."""
    return load_vocabulary(), Gazetteer()


def reading(data: bytes) -> None:
    """All rules over a text, with trees, names and quotations by chance: the layout is kept."""
    words = data[4:].decode("utf-8", "replace")
    chance = Random(data[:4])
    cut = cut_words(words)
    found = strange_parse(chance, (list(cut.starts), list(cut.words)), words)
    outlet = chance.choice((None, "Coast Ledger", "Reuters"))
    report = Report(id="r", text=words, outlet=outlet, published=chance.choice(DAYS))
    assert faults(to_object(read_parse(report, found, *known()))) == []


# The ledger


@cache
def a_ledger() -> bytes:
    """A small ledger, as a file's bytes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "ledger.sqlite")
        with open_ledger(place) as ledger:
            ledger.add(many(4), batch=2)
            claims = [claim.id for claim in ledger.view().claims()]
            ledger.judge([Judgement(kind="event", subjects=tuple(claims[:2]), objects=(claims[2],), by="Ana")])
        return place.read_bytes()


def ledger(data: bytes) -> None:
    """A stranger's ledger is restored where it is whole, and refused by name where it is not.

    The input says what is changed in a sound one: bytes of the file, or one value of one row.
    """
    with tempfile.TemporaryDirectory() as folder:
        place, copy = Path(folder, "strange.sqlite"), Path(folder, "restored.sqlite")
        place.write_bytes(patched(a_ledger(), data[1:]) if data[:1] < b"\x80" else a_ledger())
        with suppress(LedgerError):
            if data[:1] >= b"\x80":
                _set_value(place, data[1:])
            restore(place, copy)
        assert not copy.exists() or copy.read_bytes()[:6] == b"SQLite"


def _set_value(place: Path, data: bytes) -> None:
    """One value of one row set to a number, a text, bytes or packed bytes."""
    which, column_, row, kind = (*data[:4], 0, 0, 0, 0)[:4]
    rest = data[4:]
    table = METADATA.sorted_tables[which % len(METADATA.sorted_tables)]
    column = list(table.columns)[column_ % len(table.columns)].name
    text, number = rest.decode("utf-8", "replace"), int.from_bytes(rest[:7], "big", signed=True)
    value = (None, text, rest, number, zlib.compress(rest))[kind % 5]
    database = Database(place)
    try:
        with suppress(DBAPIError), database.writing() as connection:
            numbers = connection.exec_driver_sql(f"SELECT rowid FROM {table.name}").scalars().all()
            if numbers:
                change = f'UPDATE {table.name} SET "{column}" = ? WHERE rowid = ?'
                connection.exec_driver_sql(change, (value, numbers[row % len(numbers)]))
    finally:
        database.close()


# The desk


@cache
def a_desk() -> tuple[TestClient, tuple[tuple[str, str], ...]]:
    """A desk that knows who asks, and its routes."""
    folder = tempfile.mkdtemp(prefix="truceline-fuzz-")
    place = Path(folder, "ledger.sqlite")
    with open_ledger(place) as made:
        made.add([*many(6), hostile()])
    app: FastAPI = create_app(place, token=TOKEN, users=Path(folder, "users.json"))
    app.state.desk.adding._work = lambda: None  # nothing is fetched or read
    ids = {"claims": next(app.state.desk.ledger.view().claims()).id}
    client = TestClient(app, base_url=ADDRESS, headers={"Authorization": f"Bearer {TOKEN}"}, follow_redirects=False)
    asked = [(method, filled(path, ids)) for method, path in sorted(routes(app)) if not path.endswith("/stream")]
    return client, tuple(asked)


def desk(data: bytes) -> None:
    """Whatever an address asks or a form sends, no answer is a fault of ours."""
    client, asked = a_desk()
    method, path = asked[data[0] % len(asked)] if data else asked[0]
    sent = data[1:]
    if method in SAFE:
        query = quote(sent, safe="=&%+*;,:/?@-_.~")
        answer = client.request(method, f"{path}?{query}"[:60_000])
    else:
        kind = "application/json" if sent[:1] in b"{[" else "application/x-www-form-urlencoded"
        answer = client.request(method, path, content=sent, headers={"Content-Type": kind})
    assert answer.status_code < 500 or answer.status_code == 503, (method, path, answer.status_code)


def gate(data: bytes) -> None:
    """Whatever the headers of a request say, no answer is a fault of ours: a header a line after that of the path.

    Names of other signs than these, and ends of lines in a value, the server's own parser refuses.
    """
    client, _ = a_desk()
    path, *lines = re.split(rb"[\r\n\0]+", data)
    pairs = (line.partition(b": ") for line in lines)
    headers = [(re.sub(rb"[^A-Za-z0-9-]", b"", name) or b"x", value) for name, _, value in pairs]
    method = "POST" if path[:1] == b"+" else "GET"
    answer = client.request(method, f"/{quote(path.lstrip(b'+/'), safe='/?=&%')}"[:10_000], headers=headers)
    assert answer.status_code < 500, (path, answer.status_code)


# The web


class _Site:
    """A server that answers each connection with the same bytes, whatever was asked."""

    def __init__(self) -> None:
        self.answer = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection, suppress(OSError):
                connection.settimeout(2)
                connection.recv(1 << 16)
                connection.sendall(self.answer)
                connection.shutdown(socket.SHUT_WR)


@cache
def a_site() -> tuple[_Site, Fetcher]:
    """The server, and what fetches from it."""
    limits = Limits(page=50_000, text=50_000, fetch_seconds=5.0, redirects=2)
    return _Site(), Fetcher(limits=limits, allow_private=True, resolver=lambda host, port: ["127.0.0.1"])


def answer(data: bytes) -> None:
    """A server's answer, headers and all, is taken or refused by name."""
    site, fetcher = a_site()
    site.answer = data
    address = f"http://coast.example:{site.port}/a"
    try:
        found = fetcher.fetch(address)
        assert len(found.body) <= 50_000
        kind = kind_of_answer(found)
        if kind != "feed":
            report_in_bytes(found.body, kind, name=address, limits=fetcher.limits, articles=_Plain(), evidence=found)
    except InputError as error:
        assert str(error).startswith(address)


def receipt(data: bytes) -> None:
    """What a webhook's receiver answers is a success, or an error with its address."""
    site, _ = a_site()
    site.answer = data
    sender = Sender(allow_private=True, seconds=5.0, resolver=lambda host, port: ["127.0.0.1"])
    address = f"http://coast.example:{site.port}/hook"
    try:
        assert 200 <= sender.post(address, b"{}", {"Content-Type": "application/json"}) < 300
    except FetchError as error:
        assert str(error).startswith(address)


class _Plain:
    """Takes a page for its text, and for a page that gives itself the address in its first line."""

    def article(self, page: bytes, *, name: str) -> tuple[str, Fields]:
        """The page."""
        text = page.decode("utf-8", "replace")
        return text, Fields(url=text.partition("\n")[0])


ROOMS: tuple[Callable[[bytes], None], ...] = (reading, ledger, desk, gate, answer, receipt)
