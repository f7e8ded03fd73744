"""The main path: reports → words, trees, names and attributions → readings."""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

from truceline.errors import FileError, GazetteerError, InputError, ReadingError
from truceline.intake import Fields, report_of
from truceline.language import Language
from truceline.model import Parse, Reading, Report
from truceline.profile import Profile
from truceline.reading import STEPS, Step, read_parse
from truceline.vocabulary import Vocabulary, load_vocabulary
from truceline.vocabulary.gazetteer import Gazetteer

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Reader:
    """Reads reports. What it needs for that it loads once, with the first of them; several threads may share it.

    Args:
        vocabularies: The user's own vocabulary files, later ones over earlier ones.
        threads: Threads that the network runs on; None for one a core.
        profile: Gets to know where the time goes, if that is wanted.
    """

    def __init__(
        self,
        *,
        vocabularies: Iterable[Path | str] = (),
        threads: int | None = None,
        profile: Profile | None = None,
    ) -> None:
        self._files = tuple(vocabularies)
        self._threads = threads
        self._profile = profile
        self._lock = threading.Lock()
        self._loaded: Loaded | None = None

    def load(self) -> Loaded:
        """The network, the vocabulary and the gazetteer; reading loads them by itself.

        Raises:
            FileError: One of them is missing or cannot be used.
        """
        with self._lock:
            if self._loaded is None:
                load = self._profile.timed("loading", self._load) if self._profile else self._load
                self._loaded = load()
            return self._loaded

    def _load(self) -> Loaded:
        vocabulary, profile = load_vocabulary(*self._files), self._profile
        return Loaded(
            vocabulary=vocabulary,
            gazetteer=_gazetteer_with(vocabulary),
            language=Language(threads=self._threads, timed=profile.timed if profile else None),
            steps=_timed_steps(profile) if profile else STEPS,
        )

    def read(self, report: Report) -> Reading:
        """Everything that one report says.

        Raises:
            ReadingError: The report could not be read, which is a fault of Truceline's.
        """
        loaded = self.load()
        try:
            parse = loaded.language.parse(_sound(report.text))
            return loaded.reading(report, parse)
        except FileError:
            raise
        except Exception as error:  # whatever a rule or a library raises, the caller learns of which report
            raise _failed(report, error) from error

    def read_many(self, reports: Iterable[Report | InputError]) -> Iterator[Reading | InputError]:
        """Everything that many reports say, in their order, and sooner than one by one.

        Reports are taken a few ahead of the one that is read, never all at once. An error among them, and the error
        of a report that cannot be read, comes out in its place; the others are read all the same.
        """
        ahead = _Ahead(self._profile.each("intake", reports) if self._profile else reports)
        while True:
            yield from ahead.errors_before_a_report()
            if ahead.ended:
                return
            loaded = self.load()
            try:
                for parse in loaded.language.parse_many(ahead.texts()):
                    yield from ahead.errors()
                    yield self._outcome(ahead.report(), parse)
            except FileError:
                raise
            except Exception:
                if ahead.broken or not ahead.taken:
                    raise
            # What the pass did not come to: errors at the end, or the reports of a pass that broke. Which of them
            # broke it shows when each is read alone.
            while ahead.taken:
                item = ahead.taken.popleft()
                yield self._outcome(item) if isinstance(item, Report) else item

    def _outcome(self, report: Report, parse: Parse | None = None) -> Reading | InputError:
        try:
            return self.read(report) if parse is None else self.load().reading(report, parse)
        except ReadingError as error:
            return error
        except Exception as error:  # noqa: BLE001 - as above
            return _failed(report, error)


def read(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str | None = None,
) -> Reading:
    """Everything that one report says.

    Args:
        text: The report's body.
        outlet: Who published it.
        published: When: ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SSZ``; "last week" counts from it.
        title: Its headline, where that is not part of the text.
        url: Where it was found.
        id: Its name in the caller's own books; a hash of the content where it is None.

    Raises:
        InputError: The text is empty, too large, no text or not English, or ``published`` is no day.
    """
    about = Fields(id=id, outlet=outlet, title=title, published=published, url=url)
    return _shared_reader().read(report_of(text, about))


@cache
def _shared_reader() -> Reader:
    return Reader()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What every reading needs."""

    vocabulary: Vocabulary
    gazetteer: Gazetteer
    language: Language
    steps: Sequence[Step] = STEPS

    def reading(self, report: Report, parse: Parse) -> Reading:
        """Everything that a report says, from its words and trees."""
        return read_parse(report, parse, self.vocabulary, self.gazetteer, steps=self.steps)


class _Ahead:
    """Reports taken from a source for the language pass and not yet given out, with the errors between them."""

    def __init__(self, source: Iterable[Report | InputError]) -> None:
        self._source = iter(source)
        self.taken: deque[Report | InputError] = deque()
        self.ended = False  # the source has no more
        self.broken = False  # the source raised

    def errors_before_a_report(self) -> Iterator[InputError]:
        """So that nothing is loaded where there is nothing to read."""
        for item in self._source:
            if isinstance(item, Report):
                self._source = chain((item,), self._source)
                return
            yield item
        self.ended = True

    def texts(self) -> Iterator[str]:
        try:
            for item in self._source:
                self.taken.append(item)
                if isinstance(item, Report):
                    yield _sound(item.text)
        except Exception:
            self.broken = True
            raise

    def errors(self) -> Iterator[InputError]:
        while self.taken and isinstance(item := self.taken[0], InputError):
            self.taken.popleft()
            yield item

    def report(self) -> Report:
        item = self.taken.popleft()
        assert isinstance(item, Report)
        return item


def _timed_steps(profile: Profile) -> tuple[Step, ...]:
    return tuple(replace(step, run=profile.timed(f"reading: {step.name}", step.run)) for step in STEPS)


def _gazetteer_with(vocabulary: Vocabulary) -> Gazetteer:
    try:
        gazetteer = Gazetteer()
    except FileNotFoundError as error:
        raise GazetteerError("it is built when the package is installed", file="gazetteer.sqlite") from error
    own = [(entry, vocabulary.aliases(entry.id)) for entry in vocabulary.entries if entry.kind == "place"]
    return gazetteer.with_places(own) if own else gazetteer


def _sound(text: str) -> str:
    """The text as the network's tokenizer can take it: half a surrogate pair is no character. Offsets stay."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text


def _failed(report: Report, error: Exception) -> ReadingError:
    failed = ReadingError(f"reading it failed ({type(error).__name__}: {error})", report=report.title or report.id)
    failed.__cause__ = error
    return failed
