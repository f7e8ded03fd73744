"""The tables.

Everything that the ledger was ever told stands in ``entries``, each with its content and hash, in batches that form a
chain. All other tables are made from the contents, so that questions can be asked; verifying makes them again and
compares. Only ``editions`` and ``anchor`` are ever updated. ``signs``, ``notes``, ``progress`` and ``columns`` are no
part of the record: linking keeps there what it compares, and what questions are answered from soon. All of it is made
anew where it is gone.

Numbers: ``n`` of an entry is its place in the order of adding. What belongs to a reading has ``n`` of its own:
the reading's, moved up by `SHIFT` bits, plus its place in the reading.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

SHIFT = 20  # a text of the greatest length has far fewer claims, or mentions, than 2 to the 20th
METADATA = MetaData()

# SQLite keeps a table in the order of an INTEGER key; PostgreSQL needs the longer type for the same numbers.
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
# Days are compared as text: in the order of their characters, whatever language the server speaks.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def _n(name: str = "n", *, key: bool = False, optional: bool = False) -> Column[int]:
    return Column(name, _NUMBER, primary_key=key, nullable=optional, autoincrement=False)


def _text(name: str, *, key: bool = False, needed: bool = False) -> Column[str]:
    return Column(name, _TEXT, primary_key=key, nullable=not (needed or key))


def _of(name: str, kind: TypeEngine[Any], *, needed: bool = False) -> Column[Any]:
    return Column(name, kind, nullable=not needed)


def _span(before: str = "", *, needed: bool = True) -> tuple[Column[int], Column[int]]:
    names = (f"{before}start", f"{before}end")
    first, after = (Column(name, Integer, nullable=not needed) for name in names)
    return first, after


def _table(name: str, *parts: Column[Any] | Index) -> Table:
    keys = [part for part in parts if isinstance(part, Column) and part.primary_key]
    # Where no single number is the key, SQLite keeps the rows in the key itself, not in a second copy.
    whole = len(keys) > 1
    return Table(name, METADATA, *parts, sqlite_with_rowid=not whole)


def _exact(name: str, column: str) -> Index:
    """An index for what is asked for whole, however long it is: PostgreSQL's other kind takes short texts only."""
    return Index(name, column, postgresql_using="hash")


ANCHOR = _table("anchor", _n(key=True), _n("entries"), _n("batches"), _text("head", needed=True))

BATCHES = _table(
    "batches",
    _n(key=True),
    _text("learnt", needed=True),  # UTC second of adding
    _text("program", needed=True),  # what added it
    _n("entries"),  # how many
    _text("previous", needed=True),  # hash of the batch before; empty for the first
    _text("hash", needed=True),
)

ENTRIES = _table(
    "entries",
    _n(key=True),
    _n("batch"),
    _text("kind", needed=True),  # report, reading, evidence, judgement, review
    _text("id", needed=True),
    _text("hash", needed=True),  # of the content before it was compressed
    _of("content", LargeBinary(), needed=True),
    Index("entries_id", "id", unique=True),
    Index("entries_kind_hash", "kind", "hash"),
)

BODIES = _table("bodies", _text("hash", key=True), _of("body", LargeBinary(), needed=True))

REPORTS = _table(
    "reports",
    _n(key=True),
    _text("id", needed=True),
    _text("given", needed=True),  # the id that the report came with
    _text("outlet"),
    _text("outlet_key"),  # folded
    _text("title"),
    _text("published"),
    _text("url"),
    _text("known", needed=True),  # published, or the second of adding where that is not known
    _text("learnt", needed=True),
    _of("characters", Integer(), needed=True),
    Index("reports_id", "id", unique=True),
    _exact("reports_given", "given"),
    Index("reports_outlet", "outlet_key"),
)

# What two versions of one article have in common: the address, or outlet and id.
REPORT_KEYS = _table("report_keys", _text("key", key=True), _n("report", key=True))

EDITIONS = _table(
    "editions",
    _n("report", key=True),
    _n("reading", optional=True),  # the newest
    _text("article", needed=True),  # the same for all versions
    _text("known", needed=True),
    _text("until"),  # when the next version was known
    _text("withdrawn"),  # since when
    Index("editions_reading", "reading"),
    Index("editions_article", "article", "known", "report"),
    Index("editions_known", "known"),
)

READINGS = _table(
    "readings",
    _n(key=True),
    _text("id", needed=True),
    _n("report"),
    _text("learnt", needed=True),
    Index("readings_report", "report"),
)

EVIDENCE = _table(
    "evidence",
    _n(key=True),
    _text("id", needed=True),
    _text("report", needed=True),
    _text("body", needed=True),
    _text("fetched"),
    _text("headers", needed=True),  # JSON
    _text("learnt", needed=True),
    Index("evidence_report", "report"),
)

MENTIONS = _table(
    "mentions",
    _n(key=True),
    _text("short", needed=True),
    *_span(),
    _text("actor"),
    _text("name"),
    _text("country"),
    _text("sector", needed=True),  # codes with spaces between
    _of("named", Boolean(), needed=True),
    _text("kind"),
    _text("refers_to"),
    _exact("mentions_actor", "actor"),
)

PLACES = _table(
    "places",
    _n(key=True),
    _text("short", needed=True),
    *_span(),
    _text("name", needed=True),
    _text("country"),
    _of("latitude", Double()),
    _of("longitude", Double()),
    _of("geonameid", Integer()),
    _text("precision"),
)

TIMES = _table(
    "times",
    _n(key=True),
    _text("short", needed=True),
    *_span(),
    _text("type", needed=True),
    _text("value"),
    _text("earliest"),
    _text("latest"),
    _text("mod"),
)

COUNTS = _table(
    "counts",
    _n(key=True),
    _text("short", needed=True),
    *_span(),
    _of("low", Double()),
    _of("high", Double()),
    _of("best", Double()),
    _text("of"),
    _text("measure", needed=True),
    _text("toll"),
)

ATTRIBUTIONS = _table(
    "attributions",
    _n(key=True),
    _text("id", needed=True),
    _text("short", needed=True),
    *_span("source_", needed=False),
    _text("mention"),
    *_span("cue_", needed=False),
    _text("content", needed=True),  # JSON: spans
    _text("quotation", needed=True),
    _text("stance", needed=True),
    _text("relayed_by"),
)

CLAIMS = _table(
    "claims",
    _n(key=True),
    _n("reading"),
    _text("id", needed=True),
    _text("short", needed=True),
    *_span("evidence_"),
    *_span("trigger_"),
    _text("words", needed=True),  # of the evidence
    _text("event", needed=True),
    _text("mode"),
    _text("factuality", needed=True),
    _text("phase", needed=True),
    *_span("hedge_", needed=False),
    _text("auxiliary", needed=True),  # modes with spaces between
    _text("attribution"),
    _text("medium"),
    _text("agreement"),
    _text("origin"),  # canonical id of the chain's first link
    _text("origin_name"),  # its name, folded
    _text("first"),  # the days it may have happened on, or the report's where it does not say
    _text("last"),
    _of("denials", Integer(), needed=True),
    Index("claims_id", "id"),
    Index("claims_reading", "reading"),
    Index("claims_event", "event", "first"),
    Index("claims_first", "first"),
    _exact("claims_origin", "origin"),
    Index("claims_origin_name", "origin_name"),
)


CLAIM_PARTS = _table(
    "claim_parts",
    _n("claim", key=True),
    _text("role", key=True),  # actor, recipient, when, where, count
    _n("ord", key=True),
    _n("part"),  # a mention, time, place or count
    _text("key"),  # canonical id of the actor, number of the place
    _text("name"),  # folded
    _text("country"),
    Index("claim_parts_key", "key", "role"),
    Index("claim_parts_name", "name", "role"),
    Index("claim_parts_country", "country"),
)

LINKS = _table(
    "links",
    _n("claim", key=True),
    _n("chain", key=True),  # 0 is the claim's own, the others those of who denies it
    _n("ord", key=True),
    _text("name"),
    _text("actor"),
    _text("kind"),
    _of("named", Boolean(), needed=True),
    _text("via"),
    _exact("links_actor", "actor"),
)

AGREEMENTS = _table(
    "agreements",
    _n(key=True),
    _n("reading"),
    _text("id", needed=True),
    _text("short", needed=True),
    _text("kind", needed=True),
    _text("status"),
    _text("since"),
    _text("violations"),
    Index("agreements_id", "id"),
    Index("agreements_reading", "reading"),
)

AGREEMENT_PARTS = _table(
    "agreement_parts",
    _n("agreement", key=True),
    _text("role", key=True),  # party, mediator, claim
    _n("ord", key=True),
    _n("part"),  # a mention or a claim
    _text("key"),
    _text("name"),
    _text("country"),
    Index("agreement_parts_key", "key", "role"),
)

STAGES = _table(
    "stages",
    _n("agreement", key=True),
    _n("ord", key=True),
    _of("number", Integer(), needed=True),
    _text("kind", needed=True),
    _of("days", Double()),
    *_span(),
)

STEPS = _table(
    "steps",
    _n("agreement", key=True),
    _n("ord", key=True),
    _text("status", needed=True),
    _text("since"),
    _text("claim"),  # short id
    *_span(),
)

JUDGEMENTS = _table(
    "judgements",
    _n(key=True),
    _text("id", needed=True),
    _text("kind", needed=True),
    _of("score", Double()),
    _text("reasons", needed=True),  # JSON
    _text("by", needed=True),
    _text("supersedes"),
    _text("learnt", needed=True),
    Index("judgements_id", "id"),
    _exact("judgements_kind", "kind"),
    _exact("judgements_supersedes", "supersedes"),
)

JUDGED = _table(
    "judged",
    _n("judgement", key=True),
    _text("side", key=True),  # subject, object
    _n("ord", key=True),
    _text("member", needed=True),
    _exact("judged_member", "member"),
)

REVIEWS = _table(
    "reviews",
    _n(key=True),
    _text("id", needed=True),
    _text("subject", needed=True),
    _text("verdict", needed=True),
    _text("day"),
    _text("note"),
    _text("by", needed=True),
    _text("supersedes"),
    _text("learnt", needed=True),
    _exact("reviews_subject", "subject"),
    _exact("reviews_supersedes", "supersedes"),
)

SIGNS = _table("signs", _n("sign", key=True), _n(key=True))  # a hash, and the number of a report or claim that has it

NOTES = _table(  # what linking compares of a thing, so that it need not be put together again
    "notes",
    _text("name", key=True),  # of the way in which it is compared
    _n(key=True),
    _text("data", needed=True),  # JSON
)

COLUMNS = Table(  # all claims as columns of small numbers: see the package of that name
    "columns",
    METADATA,
    _text("name", key=True),
    _n("part", key=True),
    _of("data", LargeBinary(), needed=True),
)

PROGRESS = _table("progress", _text("name", key=True), _n())  # up to which number of an entry something was done

SEARCH_REPORTS = "search_reports"  # full-text indexes, made by each database in its own way: see `database`
SEARCH_CLAIMS = "search_claims"
