"""Keeps the keys that tie enterprises together. Whoever changes what an enterprise says calls `keep` before the commit."""

from collections.abc import Collection, Iterator

from sqlalchemy import delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.relation import RelationKey
from workflow.queries.relation_keys import Key, kept, wanted

PAGE = 500


def keep(enterprise_id: int) -> bool:
    """Write the enterprise's keys as they should be now; whether one was wrong."""
    db.session.flush()
    firm = db.session.get_one(Enterprise, enterprise_id)
    have = kept(firm.id)  # before `wanted`: whoever commits in between adds a file and its key, and neither is lost
    want = wanted(firm)
    _add(firm.id, want - have)
    if over := have - want:
        key = tuple_(RelationKey.kind, RelationKey.hash)
        gone = delete(RelationKey).where(RelationKey.enterprise_id == firm.id, key.in_(sorted(over)))
        db.session.execute(gone.execution_options(synchronize_session=False))
    return have != want


def keep_file(enterprise_id: int, digest: str) -> None:
    """A file was handed in for a case that the bureau has already."""
    _add(enterprise_id, {("file", digest)})


def _add(enterprise_id: int, keys: Collection[Key]) -> None:
    """Of two writers at once one adds a key and the other goes on."""
    if not keys:
        return
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(RelationKey)
    rows = [{"kind": kind, "hash": digest, "enterprise_id": enterprise_id} for kind, digest in sorted(keys)]
    db.session.execute(insert.on_conflict_do_nothing(), rows)


def enterprises() -> Iterator[Enterprise]:
    """Every enterprise in order of its id, some hundred at a time."""
    after = 0
    while rows := db.session.scalars(
        select(Enterprise).where(Enterprise.id > after).order_by(Enterprise.id).limit(PAGE)
    ).all():
        yield from rows
        after = rows[-1].id
