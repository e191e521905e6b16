"""The live months as the append-only history tells them, month by month."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias

from sqlalchemy import select

from workflow.db import db
from workflow.models.rent import RentEntry

#: State, number, case, area, fen granted, fen recovered.
Live: TypeAlias = tuple[str, int, int, int, int, int]
#: Kind of entry → kinds that may stand right before it (None: the month was free).
AFTER: dict[str, frozenset[str | None]] = {
    "reserved": frozenset({None}),
    "paid": frozenset({"reserved"}),
    "recovered": frozenset({"paid", "recovered"}),
    "reversed": frozenset({"reserved", "paid"}),
}


class Told(NamedTuple):
    """One enterprise and month: what is live after all entries (None: free), and what in them is impossible."""

    enterprise_id: int
    month: str
    live: Live | None
    fault: str


def replayed() -> Iterator[Told]:
    """Every month that was ever granted. One query, read in parts."""
    query = select(RentEntry).order_by(RentEntry.enterprise_id, RentEntry.month, RentEntry.id)
    rows = db.session.scalars(query.execution_options(yield_per=2000))
    for (enterprise_id, month), entries in groupby(rows, key=lambda row: (row.enterprise_id, row.month)):
        live, fault = replay(entries)
        yield Told(enterprise_id, month, live, fault)


def replay(entries: Iterable[RentEntry]) -> tuple[Live | None, str]:
    """What the entries of one month leave, and the first entry that does not follow from the one before."""
    live: Live | None = None
    kind: str | None = None
    for entry in entries:
        if kind not in AFTER[entry.kind]:
            return live, f"{entry.kind} after {kind or 'nothing'}"
        if live is not None and (entry.seq, entry.case_id) != live[1:3]:
            return live, f"{entry.kind} of number {entry.seq}, case {entry.case_id}; live is {live[1:3]}"
        live, kind = _next(live, entry), None if entry.kind == "reversed" else entry.kind
    return live, ""


def _next(live: Live | None, entry: RentEntry) -> Live | None:
    if entry.kind == "reversed":
        return None
    if entry.kind == "recovered":
        assert live is not None
        return (*live[:5], live[5] + entry.granted_fen)
    return (entry.kind, entry.seq, entry.case_id, entry.area, entry.granted_fen, 0)
