"""The tables of people: accounts, ways in, counts for rate limits, and the audit log."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from ascertain.store.schema import UtcDateTime, metadata

people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    # NULL without one: an address belongs to one account, none to any number.
    Column("email", String),
    Column("name", Text, nullable=False),
    Column("role", String, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("blocked", Boolean, nullable=False),
    Column("removed", UtcDateTime),
    # Argon2id with its parameters and salt, as argon2-cffi writes it.
    Column("password", String),
    # Wrong passwords in a row.
    Column("failures", Integer, nullable=False),
    # Issuer and subject at an OpenID provider.
    Column("subject", String),
    Index("ix_people_email", "email", unique=True),
    Index("ix_people_subject", "subject", unique=True),
)

# What may be used once: sign-in links, invitations, and sign-ins begun at an OpenID provider.
sign_in_links = Table(
    "sign_in_links",
    metadata,
    # SHA-256 of the token; the token is only in the link.
    Column("digest", String, primary_key=True),
    Column("purpose", String, nullable=False),
    Column("email", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("role", String, nullable=False),
    # JSON: where to go afterwards, and what a provider's answer must hold.
    Column("data", Text, nullable=False),
    Column("expires", UtcDateTime, nullable=False),
    Index(None, "expires"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String, primary_key=True),
    Column("person_id", String, ForeignKey("people.id"), nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("seen", UtcDateTime, nullable=False),
    Column("expires", UtcDateTime, nullable=False),
    Column("how", String, nullable=False),
    Column("agent", Text, nullable=False),
    Index(None, "person_id"),
    Index(None, "expires"),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("digest", String, primary_key=True),
    Column("person_id", String, ForeignKey("people.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("expires", UtcDateTime, nullable=False),
    Column("used", UtcDateTime),
    Index(None, "person_id"),
)

# How often something was done in a window of time, for every process of the site together.
rates = Table(
    "rates",
    metadata,
    Column("key", String, primary_key=True),
    Column("window", Integer, primary_key=True, autoincrement=False),
    Column("count", Float, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Index(None, "until"),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String, nullable=False),
    Column("action", String, nullable=False),
    Column("about", String, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "about"),
)

# One row: how many lines there are and the hash of the last, so that lines missing at the end show as well.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("hash", String, nullable=False),
)
