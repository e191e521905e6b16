"""Which enterprises have something in common with one, and what. Read from the maintained keys, never by comparing all."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import aliased

from workflow.alike import fingerprint
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.filing import Document
from workflow.models.lease import Lease
from workflow.models.relation import KINDS, RelationKey
from workflow.queries.relation_keys import Key, said

MOST = 200


class Tie(NamedTuple):
    """What two enterprises share: its kind, and how this one writes it (of a file: the name it gave)."""

    kind: str
    text: str


class Related(NamedTuple):
    """Another enterprise with everything that ties it to this one."""

    uscc: str
    name: str
    ties: tuple[Tie, ...]


def related(firm: Enterprise) -> list[Related]:
    """Every enterprise that shares something with this one; at most 200 ties are looked at.

    One statement for an enterprise that has none, three for any other.
    """
    rows = db.session.execute(_statement(), {"firm": firm.id}).all()
    if not rows:
        return []
    texts = _texts(firm, {(row[2], row[3]) for row in rows})
    ties: dict[tuple[str, str], list[Tie]] = {}
    for uscc, name, kind, digest in rows:
        text = texts.get((kind, digest)) or said(firm).get(kind, "")
        ties.setdefault((uscc, name), []).append(Tie(kind, text))
    return [Related(uscc, name, tuple(sorted(what, key=_place))) for (uscc, name), what in ties.items()]


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Built once: putting it together costs more than asking."""
    firm: BindParameter[int] = bindparam("firm")
    mine, other = aliased(RelationKey), aliased(RelationKey)
    return (
        select(Enterprise.uscc, Enterprise.name, mine.kind, mine.hash)
        .select_from(mine)
        .join(other, (other.kind == mine.kind) & (other.hash == mine.hash))
        .join(Enterprise, Enterprise.id == other.enterprise_id)
        .where(mine.enterprise_id == firm, other.enterprise_id != firm)
        .order_by(mine.kind, mine.hash, other.enterprise_id)
        .limit(MOST)
    )


def _place(tie: Tie) -> tuple[int, str]:
    return KINDS.index(tie.kind), tie.text


def _texts(firm: Enterprise, keys: set[Key]) -> dict[Key, str]:
    """The units and files among the keys, as this enterprise knows them."""
    units = db.session.scalars(select(Lease.unit).where(Lease.enterprise_id == firm.id).distinct())
    files = select(Document.sha256, Document.name).where(
        Document.enterprise_id == firm.id, Document.sha256.in_([digest for kind, digest in keys if kind == "file"])
    )
    found: dict[Key, str] = {("unit", fingerprint("unit", unit)): unit for unit in units}
    return found | {("file", row[0]): row[1] for row in db.session.execute(files.order_by(Document.id))}
