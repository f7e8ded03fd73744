"""Style sheets, scripts and images, with addresses that change when they do."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from truceline.desk.failures import Refusal

FOLDER = Path(__file__).parent / "static"
# Which kind a file is must not hang on what is installed beside us.
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
FOR_EVER = "public, max-age=31536000, immutable"


class Statics:
    """The files of a folder, read once; other kinds than `KINDS` are left out.

    One hash over all of them stands in each address, so that scripts and style sheets can name each other relatively.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        paths = sorted(path for path in folder.rglob("*") if path.suffix in KINDS)
        self._files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        whole = hashlib.sha256()
        for name, content in self._files.items():
            whole.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(content).digest())
        self.hash = whole.hexdigest()[:16]

    def has(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return name in self._files

    def address(self, name: str) -> str:
        """The address of a file.

        Raises:
            KeyError: There is none of this name.
        """
        if name not in self._files:
            raise KeyError(f"no static file {name!r}")
        return f"/static/{self.hash}/{name}"

    def answer(self, request: Request, hashed: str, name: str) -> Response:
        """The file; kept by browsers for ever where the hash is today's.

        Raises:
            Refusal: There is none of this name.
        """
        if name not in self._files:
            raise Refusal(404, "not_found", "there is no such file")
        caching = FOR_EVER if hashed == self.hash else "no-cache"
        content, kind = self._files[name], KINDS[Path(name).suffix]
        return Response(content, media_type=kind, headers={"Cache-Control": caching})
