"""The first layout.

It stands here as it was, whatever becomes of the one in ``schema``: a later layout is reached from this, step by step.
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Double, Integer, LargeBinary, Text
from sqlalchemy.types import TypeEngine

from truceline.ledger.database import Database

revision = "1"
down_revision = None

TYPES: dict[str, TypeEngine[Any]] = {
    "number": BigInteger().with_variant(Integer(), "sqlite"),
    "text": Text().with_variant(Text(collation="C"), "postgresql"),
    "integer": Integer(),
    "double": Double(),
    "boolean": Boolean(),
    "bytes": LargeBinary(),
}

# Name, type, and whether the column is part of the key, or needed.
TABLES = {
    "anchor": "n number key, entries number needed, batches number needed, head text needed",
    "batches": (
        "n number key, learnt text needed, program text needed, entries number needed, previous text needed, hash "
        "text needed"
    ),
    "entries": (
        "n number key, batch number needed, kind text needed, id text needed, hash text needed, content bytes needed"
    ),
    "bodies": "hash text key, body bytes needed",
    "reports": (
        "n number key, id text needed, given text needed, outlet text, outlet_key text, title text, published "
        "text, url text, known text needed, learnt text needed, characters integer needed"
    ),
    "report_keys": "key text key, report number key",
    "editions": "report number key, reading number, article text needed, known text needed, until text, withdrawn text",
    "readings": "n number key, id text needed, report number needed, learnt text needed",
    "evidence": (
        "n number key, id text needed, report text needed, body text needed, fetched text, headers text needed, "
        "learnt text needed"
    ),
    "mentions": (
        "n number key, short text needed, start integer needed, end integer needed, actor text, name text, "
        "country text, sector text needed, named boolean needed, kind text, refers_to text"
    ),
    "places": (
        "n number key, short text needed, start integer needed, end integer needed, name text needed, country "
        "text, latitude double, longitude double, geonameid integer, precision text"
    ),
    "times": (
        "n number key, short text needed, start integer needed, end integer needed, type text needed, value text, "
        "earliest text, latest text, mod text"
    ),
    "counts": (
        "n number key, short text needed, start integer needed, end integer needed, low double, high double, best "
        "double, of text, measure text needed, toll text"
    ),
    "attributions": (
        "n number key, id text needed, short text needed, source_start integer, source_end integer, mention text, "
        "cue_start integer, cue_end integer, content text needed, quotation text needed, stance text needed, "
        "relayed_by text"
    ),
    "claims": (
        "n number key, reading number needed, id text needed, short text needed, evidence_start integer needed, "
        "evidence_end integer needed, trigger_start integer needed, trigger_end integer needed, words text "
        "needed, event text needed, mode text, factuality text needed, phase text needed, auxiliary text "
        "needed, attribution text, medium text, agreement text, origin text, origin_name text, "
        "first text, last text, denials integer needed"
    ),
    "claim_parts": (
        "claim number key, role text key, ord number key, part number needed, key text, name text, country text"
    ),
    "links": (
        "claim number key, chain number key, ord number key, name text, actor text, kind text, named boolean "
        "needed, via text"
    ),
    "agreements": (
        "n number key, reading number needed, id text needed, short text needed, kind text needed, status text, "
        "since text, violations text"
    ),
    "agreement_parts": (
        "agreement number key, role text key, ord number key, part number needed, key text, name text, country text"
    ),
    "stages": (
        "agreement number key, ord number key, number integer needed, kind text needed, days double, start "
        "integer needed, end integer needed"
    ),
    "judgements": (
        "n number key, id text needed, kind text needed, score double, reasons text needed, by text needed, "
        "supersedes text, learnt text needed"
    ),
    "judged": "judgement number key, side text key, ord number key, member text needed",
    "reviews": (
        "n number key, id text needed, subject text needed, verdict text needed, day text, note text, by text "
        "needed, supersedes text, learnt text needed"
    ),
}

INDEXES = (
    ("entries_id", "entries", "id"),
    ("entries_kind_hash", "entries", "kind hash"),
    ("reports_given", "reports", "given"),
    ("reports_id", "reports", "id"),
    ("reports_outlet", "reports", "outlet_key"),
    ("editions_article", "editions", "article known report"),
    ("editions_known", "editions", "known"),
    ("editions_reading", "editions", "reading"),
    ("readings_report", "readings", "report"),
    ("evidence_report", "evidence", "report"),
    ("mentions_actor", "mentions", "actor"),
    ("claims_event", "claims", "event first"),
    ("claims_first", "claims", "first"),
    ("claims_id", "claims", "id"),
    ("claims_origin", "claims", "origin"),
    ("claims_origin_name", "claims", "origin_name"),
    ("claims_reading", "claims", "reading"),
    ("claim_parts_country", "claim_parts", "country"),
    ("claim_parts_key", "claim_parts", "key role"),
    ("claim_parts_name", "claim_parts", "name role"),
    ("links_actor", "links", "actor"),
    ("agreements_id", "agreements", "id"),
    ("agreements_reading", "agreements", "reading"),
    ("agreement_parts_key", "agreement_parts", "key role"),
    ("judgements_id", "judgements", "id"),
    ("judgements_kind", "judgements", "kind"),
    ("judgements_supersedes", "judgements", "supersedes"),
    ("judged_member", "judged", "member"),
    ("reviews_subject", "reviews", "subject"),
    ("reviews_supersedes", "reviews", "supersedes"),
)
UNIQUE = ("entries_id", "reports_id")
# For what is asked for whole, however long it is: PostgreSQL's other kind of index takes short texts only.
EXACT = (
    "reports_given",
    "mentions_actor",
    "claims_origin",
    "links_actor",
    "judgements_kind",
    "judgements_supersedes",
    "judged_member",
    "reviews_subject",
    "reviews_supersedes",
)


def upgrade(database: Database) -> None:
    """Make all tables and indexes."""
    for name, columns in TABLES.items():
        made = [_column(*column.split()) for column in columns.split(", ")]
        keys = sum(column.primary_key for column in made)
        op.create_table(name, *made, sqlite_with_rowid=keys == 1)
    for name, table, columns in INDEXES:
        using: dict[str, Any] = {"postgresql_using": "hash"} if name in EXACT else {}
        op.create_index(name, table, columns.split(), unique=name in UNIQUE, **using)
    database.make_indexes(op.get_bind())


def _column(name: str, kind: str, use: str = "") -> Column[Any]:
    return Column(name, TYPES[kind], primary_key=use == "key", nullable=not use, autoincrement=False)
