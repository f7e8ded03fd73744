"""People with passwords, in a file beside the ledger that only its owner may read."""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from truceline.desk.sessions import ROLES, Person
from truceline.errors import UsersError

SHORTEST = 12  # characters of a password
_LONGEST = 200
_NAME = re.compile(r"[^\W_][\w.@ -]{0,59}")
_TRIES = 5  # wrong passwords in a row before one has to wait
_WAIT = 60.0  # seconds
_HASHER = PasswordHasher()
_AT_ONCE = threading.BoundedSemaphore(2)  # each check takes 64 MiB and all of a core


def users_file(ledger: str | Path, *, data: Path) -> Path:
    """Where the users of a ledger are: beside its file; of a database in the data folder."""
    if isinstance(ledger, str) and "://" in ledger:
        return data / "users.json"
    path = Path(ledger).expanduser()
    return path.with_name(path.name + ".users.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody with a password."""

    person: Person
    hashed: str  # Argon2


class Users:
    """The people of a file, which is looked at again when it changes. Several threads may use it.

    Args:
        path: The file; where there is none, nobody has a password.
        clock: Seconds that only go forward.

    Raises:
        UsersError: The file cannot be used.
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.path = path
        self._clock = clock
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._all: dict[str, User] = {}
        self._wrong: dict[str, tuple[int, float]] = {}  # how often in a row, and when last
        self._look()

    def __len__(self) -> int:
        return len(self._look())

    def people(self) -> list[Person]:
        """Everybody, by name."""
        return sorted((user.person for user in self._look().values()), key=lambda person: person.name)

    def find(self, name: str) -> Person | None:
        """Who has this name, with the role that they have now."""
        user = self._look().get(name)
        return user.person if user else None

    def check(self, name: str, password: str) -> Person | None:
        """Who signs in; None where name or password is wrong, or was too often."""
        user = self._look().get(name)
        with self._lock:
            times, last = self._wrong.get(name, (0, 0.0))
            if times >= _TRIES and self._clock() - last < _WAIT:
                return None
        # A name that nobody has takes as long as one with a wrong password.
        with _AT_ONCE:
            right = _is_right(user.hashed if user else _NOBODY, password[:_LONGEST])
        with self._lock:
            if user is not None and right:
                self._wrong.pop(name, None)
                return user.person
            self._wrong[name] = (times + 1, self._clock())
            while len(self._wrong) > 10_000:
                del self._wrong[next(iter(self._wrong))]
        return None

    def add(self, name: str, role: str, password: str) -> None:
        """Add somebody, or give them another role and password.

        Raises:
            UsersError: Name, role or password is not what it should be, or the file cannot be written.
        """
        if name.lower().startswith("truceline"):
            raise UsersError("judges of this name are programs", file=str(self.path))
        if not _NAME.fullmatch(name):
            raise UsersError("a name has letters, digits and . @ - and spaces, 60 at most", file=str(self.path))
        if role not in ROLES:
            raise UsersError(f"a role is {', '.join(ROLES)}", file=str(self.path))
        if not SHORTEST <= len(password) <= _LONGEST:
            raise UsersError(f"a password has {SHORTEST} characters at least, {_LONGEST} at most", file=str(self.path))
        person = Person(name=name, role=role)
        self._write({**self._look(), name: User(person=person, hashed=_HASHER.hash(password))})

    def remove(self, name: str) -> None:
        """Take somebody's password away; their sessions end with it.

        Raises:
            UsersError: There is nobody of this name, or the file cannot be written.
        """
        users = dict(self._look())
        if users.pop(name, None) is None:
            raise UsersError(f"there is nobody of the name {name[:60]!r}", file=str(self.path))
        self._write(users)

    def _look(self) -> dict[str, User]:
        """The users, read again where the file is another one."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise UsersError(f"it cannot be read ({error.strerror})", file=str(self.path)) from error
        stamp = (found.st_mtime_ns, found.st_ino)
        with self._lock:
            if stamp != self._stamp:
                self._all, self._stamp = _read(self.path), stamp
            return self._all

    def _write(self, users: dict[str, User]) -> None:
        whole = {user.person.name: {"role": user.person.role, "password": user.hashed} for user in users.values()}
        beside = self.path.with_name(self.path.name + ".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
                json.dump({"users": whole}, out, indent=2, ensure_ascii=False, sort_keys=True)
            beside.replace(self.path)
        except OSError as error:
            raise UsersError(f"it cannot be written ({error.strerror})", file=str(self.path)) from error


def _read(path: Path) -> dict[str, User]:
    try:
        users = json.loads(path.read_text(encoding="utf-8"))["users"]
        return {
            name: User(person=Person(name=name, role=_role(said["role"])), hashed=str(said["password"]))
            for name, said in users.items()
        }
    except OSError as error:
        raise UsersError(f"it cannot be read ({error.strerror})", file=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsersError("it is not a file of users", file=str(path)) from error


def _role(role: object) -> str:
    if role not in ROLES:
        raise ValueError(role)
    return str(role)


def _is_right(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


_NOBODY = _HASHER.hash("nobody has this password")
