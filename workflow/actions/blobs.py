"""The record of bytes in the store: once for the same bytes, waiting for the scanner where there is one."""

from flask import current_app
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from workflow import storage
from workflow.clock import now
from workflow.db import db
from workflow.models.filing import Blob


def keep_blob(stored: storage.Stored) -> str:
    """Note the stored bytes, once however often they are handed in; gives what the scanner has said of them so far."""
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(Blob)
    row = {
        "sha256": stored.sha256,
        "size": stored.size,
        "kind": stored.kind,
        "scan": "pending" if current_app.config["CLAMD"] else "unchecked",
        "stored_at": now(),
    }
    db.session.execute(insert.values(row).on_conflict_do_nothing())
    return db.session.scalars(select(Blob.scan).where(Blob.sha256 == stored.sha256)).one()
