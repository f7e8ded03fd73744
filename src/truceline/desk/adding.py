"""Reports that people add: read one job after the other, beside the desk's answers."""

from __future__ import annotations

import queue
import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from truceline.desk.failures import Refusal
from truceline.desk.means import Means
from truceline.errors import InputError, TrucelineError, UnknownFormat
from truceline.intake import Fields, open_reports, report_of
from truceline.intake.kinds import kind_of_name
from truceline.ledger import Ledger
from truceline.ledger.drafts import report_draft
from truceline.linking import link
from truceline.model import Report

WAITING = 50  # jobs that may wait
KEPT = 200  # jobs that one can ask about
NAMED = 1000  # reports and errors that a job names
_Source = Callable[[], Iterator[Report | InputError]]


@dataclass(slots=True, kw_only=True)
class Job:
    """Reports to add. Only the worker changes it; those who ask see it as it is."""

    id: str
    what: str  # what people call it: the title, the address, the files' names
    by: str
    state: str = "waiting"  # waiting, reading, done, failed
    done: int = 0
    total: int | None = None
    added: list[str] = field(default_factory=list)  # lasting ids of reports
    errors: list[str] = field(default_factory=list)


class Adding:
    """Takes what people add and reads it into the ledger, in a thread of its own that starts with the first job.

    Args:
        ledger: Where it goes.
        means: What reads.
        wrote: Told by whom something was added, when it is there.
    """

    def __init__(self, ledger: Ledger, means: Means, *, wrote: Callable[[str], None]) -> None:
        self._ledger = ledger
        self._means = means
        self._wrote = wrote
        self._waiting: queue.Queue[tuple[Job, _Source, Path | None]] = queue.Queue(maxsize=WAITING)
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def add_text(self, text: str, about: Fields, *, by: str) -> Job:
        """Read a text.

        Raises:
            InputError: It is no report.
            Refusal: Too much is waiting.
        """
        report = report_of(text, about, limits=self._means.limits)
        return self._take(report.title or text[:60], lambda: iter([report]), by=by, total=1)

    def add_address(self, url: str, about: Fields, *, by: str) -> Job:
        """Fetch a web address and read it; a feed gives all its entries.

        Raises:
            Refusal: It is no such address, or too much is waiting.
        """
        # Anything else would be a file of the machine that the desk runs on.
        if not url.lower().startswith(("http://", "https://")) or any(c.isspace() or c < " " for c in url):
            raise Refusal(422, "bad_value", "only http and https addresses are fetched")
        return self._take(url, lambda: self._open([url], about), by=by)

    def add_files(self, files: Sequence[tuple[str, bytes]], about: Fields, *, by: str) -> Job:
        """Read files: texts, pages, lines of JSON, web archives.

        Args:
            files: Their names, which say of what kind they are, and contents.
            about: What is known about them.
            by: Who adds them.

        Raises:
            UnknownFormat: One has a name that is not of a kind that is read.
            Refusal: Too much is waiting.
        """
        for name, _ in files:
            if kind_of_name(name) in (None, "feed"):
                raise UnknownFormat("a kind of file that is not read", report=name)
        folder = Path(tempfile.mkdtemp(prefix="truceline-"))
        try:
            paths = [_written(folder, i, name, content) for i, (name, content) in enumerate(files)]
            names = ", ".join(name for name, _ in files)
            return self._take(names, lambda: self._open(paths, about), by=by, folder=folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def job(self, id: str) -> Job:
        """A job.

        Raises:
            Refusal: There is none with this id, or not any more.
        """
        with self._lock:
            if id not in self._jobs:
                raise Refusal(404, "unknown_id", "there is no such job")
            return self._jobs[id]

    def jobs(self) -> list[Job]:
        """All jobs that are remembered, the newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def _take(
        self, what: str, source: _Source, *, by: str, total: int | None = None, folder: Path | None = None
    ) -> Job:
        job = Job(id=secrets.token_hex(8), what=what[:200], by=by, total=total)
        with self._lock:
            try:
                self._waiting.put_nowait((job, source, folder))
            except queue.Full:
                raise Refusal(503, "busy", "too much is waiting to be read; try again later") from None
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="adding", daemon=True)
                self._worker.start()
        return job

    def _work(self) -> None:
        while True:
            job, source, folder = self._waiting.get()
            job.state = "reading"
            try:
                self._read(job, source)
                job.state = "done" if job.added or not job.errors else "failed"
            except TrucelineError as error:
                job.errors.append(error.message)
                job.state = "failed"
            except Exception as error:  # noqa: BLE001 - whatever it is, the next job must be read
                job.errors.append(f"reading failed ({type(error).__name__})")
                job.state = "failed"
            finally:
                if folder is not None:
                    shutil.rmtree(folder, ignore_errors=True)

    def _read(self, job: Job, source: _Source) -> None:
        for outcome in self._means.reader.read_many(self._unknown(job, source())):
            if isinstance(outcome, InputError):
                if len(job.errors) < NAMED:
                    job.errors.append(_said(outcome))
            else:
                self._ledger.add([outcome])
                _name(job, outcome.report)
            job.done += 1
        if job.added:
            with self._means.linking:
                link(self._ledger, program=self._means.program)
            self._wrote(job.by)

    def _unknown(self, job: Job, reports: Iterator[Report | InputError]) -> Iterator[Report | InputError]:
        """Those that the ledger does not have; the others are named as if they were added."""
        for report in reports:
            if isinstance(report, Report) and self._ledger.has(report):
                job.done += 1
                _name(job, report)
            else:
                yield report

    def _open(self, inputs: Sequence[str], about: Fields) -> Iterator[Report | InputError]:
        m = self._means
        return open_reports(inputs, about=about, limits=m.limits, agent=m.agent, allow_private=m.allow_private)


def _name(job: Job, report: Report) -> None:
    if len(job.added) < NAMED:
        job.added.append(report_draft(report).id)


def _written(folder: Path, place: int, name: str, content: bytes) -> str:
    """The file, under a name of ours: only the end of theirs says something."""
    lower = name.lower()
    ending = ".warc.gz" if lower.endswith(".warc.gz") else Path(lower).suffix
    path = folder / f"{place + 1}{ending}"
    path.write_bytes(content)
    return str(path)


def _said(error: InputError) -> str:
    """What is wrong, without the name of a file of ours."""
    name = error.report if error.report.startswith(("http://", "https://")) else Path(error.report).name
    return f"{name}{', ' + error.place if error.place else ''}: {error.message}"
