"""Other money for the same matters as many cases at once, as `queries/matters.py` finds it for their whole files."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from rules import settling
from workflow.db import db
from workflow.models.call import Call
from workflow.models.filing import Filing
from workflow.queries.matters import hits_of


class _Called(NamedTuple):
    year: int


class _Claimant(NamedTuple):
    """What `matters` asks of a case."""

    id: int
    number: str
    item: str
    enterprise_id: int
    policy_version: str
    call: _Called


class _Form(NamedTuple):
    """What `matters` asks of a form."""

    other_money: Sequence[Mapping[str, Any]]


def other_money(rows: Sequence[Any]) -> dict[int, Mapping[str, int]]:
    """Case → fen by source of what counts against it; cases without any are left out. Four statements."""
    calls = select(Call.id, Call.year).where(Call.id.in_({row.call_id for row in rows}))
    years = {row.id: row.year for row in db.session.execute(calls)}
    declared = _declared([row.id for row in rows])
    pairs: Any = [
        (
            _Claimant(row.id, row.number, row.item, row.enterprise_id, row.policy_version, _Called(years[row.call_id])),
            _Form(declared.get(row.id, ())),
        )
        for row in rows
    ]
    found = {case_id: settling.other_money(hits) for case_id, hits in hits_of(pairs).items() if hits}
    return {case_id: money for case_id, money in found.items() if money}


def _declared(ids: Sequence[int]) -> dict[int, Sequence[Mapping[str, Any]]]:
    """What the newest forms say of other money."""
    other = aliased(Filing)
    newest = select(func.max(other.revision)).where(other.case_id == Filing.case_id).correlate(Filing)
    query = select(Filing.case_id, Filing.other_money).where(
        Filing.case_id.in_(ids), Filing.revision == newest.scalar_subquery()
    )
    return {case_id: money for case_id, money in db.session.execute(query) if money}
