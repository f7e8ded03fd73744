"""Everything that Truceline raises on purpose.

    TrucelineError
     ├─ InputError            one report could not be read; the others still are
     │   ├─ MissingInput      no such file or folder, or it may not be opened
     │   ├─ UnknownFormat     a kind of file that is not read
     │   ├─ EmptyReport       nothing to read in it
     │   ├─ NotText           bytes that are no text, or text in no known encoding
     │   ├─ NotEnglish        a text in another language
     │   ├─ TooLarge          more than the limit
     │   ├─ BadField          outlet, title, published, url or id is not what it should be
     │   ├─ BrokenLine        a line of a .jsonl file that is no report
     │   ├─ BrokenTable       a Parquet file that is none, or damaged
     │   ├─ PageError         a web page from which no article could be taken
     │   ├─ BrokenFeed        a feed that could not be read
     │   ├─ BrokenArchive     a web archive, or a record in one, that is damaged or cut off
     │   ├─ FetchError        an address that gave nothing
     │   │   ├─ PrivateAddress  an address within a private network, which is not fetched unless told to
     │   │   └─ NotWelcome      an address that the site's robots.txt closes to programs
     │   └─ ReadingError      the report was taken in, but reading it failed
     ├─ FileError             a file that Truceline itself works with cannot be used
     │   ├─ VocabularyError   a vocabulary
     │   ├─ GazetteerError    the place names
     │   ├─ NetworkError      the network, its tokenizer or its card
     │   ├─ WatchError        what a watch remembers
     │   ├─ ExportError       what an export is written to, or with
     │   ├─ UsersError        who may use the desk
     │   ├─ BatchError        the folder of a batch, or what a batch needs
     │   └─ KeepingError      what the desk itself keeps: feeds, webhooks, deliveries
     ├─ LedgerError           a ledger cannot do what was asked; it is left whole
     │   ├─ MissingLedger     there is none at this place
     │   ├─ NotALedger        what is there is something else
     │   ├─ NewerLedger       written by a later version of Truceline
     │   ├─ LedgerExists      something is there already that would be written over
     │   ├─ LedgerBusy        somebody else holds its lock
     │   ├─ LedgerFull        no room left on the disk
     │   ├─ LedgerReadOnly    it may not be written to
     │   ├─ LedgerGone        the database server does not answer
     │   ├─ DamagedLedger     rows are not as they were written
     │   ├─ UnknownId         nothing in it has this id
     │   └─ DecidedMeanwhile  somebody else has decided it since one looked
     ├─ DeskError             the desk cannot be opened at an address
     └─ SettingError          a setting with a value that it cannot have

What a handler needs is in attributes, never only in the message. The cause, where another library
raised first, is kept as ``__cause__``.
"""

from __future__ import annotations


class TrucelineError(Exception):
    """Anything that Truceline raises on purpose.

    Attributes:
        message: What is wrong, in one line, without the name of what it is wrong with.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword arguments do not survive pickling by themselves, and errors come back from other processes.
        attributes = {name: value for name, value in vars(self).items() if name != "message"}
        return _rebuild, (type(self), self.message, attributes)


class InputError(TrucelineError):
    """One report could not be read.

    Attributes:
        message: What is wrong with it.
        report: The report's name: a file, an address, ``standard input``, or an id.
        place: Where in it: ``line 3``, ``byte 1024``; None where it concerns the whole.
    """

    def __init__(self, message: str, *, report: str, place: str | None = None) -> None:
        super().__init__(message)
        self.report = report
        self.place = place

    def __str__(self) -> str:
        return f"{_where(self.report, self.place)}: {self.message}"


class MissingInput(InputError):
    """No such file or folder, or it may not be opened."""


class UnknownFormat(InputError):
    """A kind of file that is not read."""


class EmptyReport(InputError):
    """Nothing to read in it."""


class NotText(InputError):
    """Bytes that are no text, or text in no known encoding."""


class NotEnglish(InputError):
    """A text in another language than English."""


class TooLarge(InputError):
    """More than the limit allows.

    Attributes:
        limit: The limit, in the unit that the message names.
    """

    def __init__(self, message: str, *, report: str, place: str | None = None, limit: int) -> None:
        super().__init__(message, report=report, place=place)
        self.limit = limit


class BadField(InputError):
    """What is said about a report is not what it should be.

    Attributes:
        field: ``text``, ``outlet``, ``title``, ``published``, ``url`` or ``id``.
    """

    def __init__(self, message: str, *, report: str, place: str | None = None, field: str) -> None:
        super().__init__(message, report=report, place=place)
        self.field = field


class BrokenLine(InputError):
    """A line of a .jsonl file that is no report."""


class BrokenTable(InputError):
    """A Parquet file that is none, or damaged."""


class PageError(InputError):
    """A web page from which no article could be taken."""


class BrokenFeed(InputError):
    """A feed that could not be read."""


class BrokenArchive(InputError):
    """A web archive, or a record in one, that is damaged or cut off; what stands before it was read."""


class FetchError(InputError):
    """An address that gave nothing.

    Attributes:
        status: The HTTP status, where there was an answer.
        retry_after: Seconds after which the server asks to be tried again, where it does.
    """

    def __init__(
        self,
        message: str,
        *,
        report: str,
        place: str | None = None,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, report=report, place=place)
        self.status = status
        self.retry_after = retry_after


class PrivateAddress(FetchError):
    """An address within a private network, which is not fetched unless told to."""


class NotWelcome(FetchError):
    """An address that the site's robots.txt closes to programs."""


class ReadingError(InputError):
    """The report was taken in, but reading it failed; the cause is kept."""


class FileError(TrucelineError):
    """A file that Truceline itself works with cannot be used.

    Attributes:
        message: What is wrong with it.
        file: The file's name.
        place: Where in it: ``group 3``, ``line 7``; None where it concerns the whole.
    """

    def __init__(self, message: str, *, file: str, place: str | None = None) -> None:
        super().__init__(message)
        self.file = file
        self.place = place

    def __str__(self) -> str:
        return f"{_where(self.file, self.place)}: {self.message}"


class VocabularyError(FileError):
    """A vocabulary file that cannot be used."""


class GazetteerError(FileError):
    """The place names are missing or cannot be read."""


class NetworkError(FileError):
    """The network's files are missing or cannot be used."""


class WatchError(FileError):
    """The file in which a watch remembers what it has read cannot be used."""


class ExportError(FileError):
    """An export cannot be written: its file, or what is needed to write it, cannot be used."""


class UsersError(FileError):
    """The file of those who may use the desk cannot be used, or not be changed so."""


class BatchError(FileError):
    """The folder of a batch cannot be used as asked, or what a batch needs is not there."""


class KeepingError(FileError):
    """The file of what a desk itself keeps, its feeds and webhooks, cannot be used."""


class LedgerError(TrucelineError):
    """A ledger cannot do what was asked of it. What it holds stays as it was.

    Attributes:
        message: What is wrong.
        ledger: The ledger's name: its file, or its address without a password.
    """

    def __init__(self, message: str, *, ledger: str) -> None:
        super().__init__(message)
        self.ledger = ledger

    def __str__(self) -> str:
        return f"{self.ledger}: {self.message}"


class MissingLedger(LedgerError):
    """There is no ledger at this place."""


class NotALedger(LedgerError):
    """What is at this place is something else."""


class NewerLedger(LedgerError):
    """The ledger was written by a later version of Truceline."""


class LedgerExists(LedgerError):
    """Something is there already that would be written over."""


class LedgerBusy(LedgerError):
    """Somebody else holds the ledger's lock, for longer than one waits."""


class LedgerFull(LedgerError):
    """There is no room left on the disk."""


class LedgerReadOnly(LedgerError):
    """The ledger, or its folder, may not be written to."""


class LedgerGone(LedgerError):
    """The database server does not answer, or not any more."""


class DamagedLedger(LedgerError):
    """Rows are not as they were written."""


class UnknownId(LedgerError):
    """Nothing in the ledger has this id.

    Attributes:
        id: The id that was asked for.
    """

    def __init__(self, message: str, *, ledger: str, id: str) -> None:
        super().__init__(message, ledger=ledger)
        self.id = id


class DecidedMeanwhile(LedgerError):
    """Somebody else has decided since one looked; nothing was written.

    Attributes:
        by: Who; None where nothing is decided.
        decision: The lasting id of the decision that stands; None where there is none.
    """

    def __init__(self, message: str, *, ledger: str, by: str | None, decision: str | None) -> None:
        super().__init__(message, ledger=ledger)
        self.by = by
        self.decision = decision


class DeskError(TrucelineError):
    """The desk cannot be opened.

    Attributes:
        message: Why not.
        address: Where it should have been.
    """

    def __init__(self, message: str, *, address: str) -> None:
        super().__init__(message)
        self.address = address

    def __str__(self) -> str:
        return f"{self.address}: {self.message}"


class SettingError(TrucelineError):
    """A setting with a value that it cannot have.

    Attributes:
        setting: Its name, as the table in ``settings`` has it.
    """

    def __init__(self, message: str, *, setting: str) -> None:
        super().__init__(message)
        self.setting = setting


def _where(name: str, place: str | None) -> str:
    return f"{name}, {place}" if place else name


def _rebuild(kind: type[TrucelineError], message: str, attributes: dict[str, object]) -> TrucelineError:
    return kind(message, **attributes)
