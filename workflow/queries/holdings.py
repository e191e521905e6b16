"""All that decides an enterprise's rent support, loaded together: leases, registers, granted months, open claims.

The number of queries does not depend on how many enterprises are asked for or what they hold.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import and_, func, select

from rules.months import parse_month
from rules.policy import Policy
from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import AboveScale
from workflow.models.filing import Filing
from workflow.models.rent import RentMonth
from workflow.models.zone import RentValidity, UnitMonth
from workflow.queries.leases import Term, days_of, terms_of

#: A claim holds its months softly while it is in one of these; approval takes them, an end frees them.
OPEN = (State.SUBMITTED, State.CORRECTION, State.DOCUMENTS_CHECKED, State.EVALUATED, State.COMMITTEE)


class Granted(NamedTuple):
    """A live month: number 1…36, `reserved` or `paid`, area in hundredths of m², money in fen, and its case."""

    month: int
    seq: int
    state: str
    area: int
    computed_fen: int
    granted_fen: int
    recovered_fen: int
    case_id: int
    number: str


class OpenClaim(NamedTuple):
    """A claim that is under way, with the facts it was filed with."""

    case_id: int
    number: str
    policy_version: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Holdings:
    """What one enterprise has. Months are numbers of `rules.months`; `taken` are units that support others in a month."""

    enterprise_id: int
    terms: tuple[Term, ...] = ()
    above_scale: frozenset[int] = frozenset()
    granted: tuple[Granted, ...] = ()
    claims: tuple[OpenClaim, ...] = ()
    taken: frozenset[tuple[str, int]] = frozenset()

    @property
    def granted_months(self) -> frozenset[int]:
        """Months that are granted already."""
        return frozenset(row.month for row in self.granted)


def load(enterprise_ids: Collection[int], except_case: int | None = None) -> dict[int, Holdings]:
    """Enterprise → holdings. Five queries, for one enterprise or a page of them. `except_case` is left out as a claim."""
    terms = terms_of(enterprise_ids)
    scale = _above_scale(enterprise_ids)
    granted = _granted(enterprise_ids)
    claims = _open_claims(enterprise_ids, except_case)
    units = {term.unit for of_one in terms.values() for term in of_one}
    holders = _holders(units)
    return {
        one: Holdings(
            enterprise_id=one,
            terms=tuple(terms.get(one, ())),
            above_scale=frozenset(scale[one]),
            granted=tuple(granted[one]),
            claims=tuple(claims[one]),
            taken=_taken(one, {term.unit for term in terms.get(one, ())}, holders),
        )
        for one in enterprise_ids
    }


def _above_scale(ids: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    query = select(AboveScale.enterprise_id, AboveScale.year).where(AboveScale.enterprise_id.in_(ids))
    for enterprise_id, year in db.session.execute(query.order_by(AboveScale.enterprise_id, AboveScale.year)):
        found[enterprise_id].add(year)
    return found


def _granted(ids: Collection[int]) -> dict[int, list[Granted]]:
    found: dict[int, list[Granted]] = defaultdict(list)
    row = RentMonth
    money = (row.area, row.computed_fen, row.granted_fen, row.recovered_fen)
    query = (
        select(row.enterprise_id, row.month, row.seq, row.state, *money, row.case_id, Case.number)
        .join(Case, Case.id == row.case_id)
        .where(row.enterprise_id.in_(ids))
        .order_by(row.enterprise_id, row.seq)
    )
    for enterprise_id, month, *more in db.session.execute(query):
        found[enterprise_id].append(Granted(parse_month(month), *more))
    return found


def _open_claims(ids: Collection[int], except_case: int | None) -> dict[int, list[OpenClaim]]:
    """Open claims with their newest filed form, in the order in which they were submitted."""
    newest = (
        select(func.max(Filing.revision))
        .where(Filing.case_id == Case.id, Filing.filed_at.is_not(None))
        .correlate(Case)
        .scalar_subquery()
    )
    query = (
        select(Case.id, Case.number, Case.policy_version, Case.enterprise_id, Filing.facts)
        .join(Filing, and_(Filing.case_id == Case.id, Filing.revision == newest))
        .where(Case.enterprise_id.in_(ids), Case.item == "14", Case.state.in_(OPEN))
        .order_by(Case.submitted_at, Case.id)
    )
    found: dict[int, list[OpenClaim]] = defaultdict(list)
    for row in db.session.execute(query):
        if row.id != except_case:
            found[row.enterprise_id].append(OpenClaim(row.id, row.number, row.policy_version, row.facts))
    return found


def _holders(units: Collection[str]) -> dict[str, list[tuple[int, int]]]:
    """Unit → the months in which it supports somebody, with whom."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    query = select(UnitMonth).where(UnitMonth.unit.in_(units)).order_by(UnitMonth.unit, UnitMonth.month)
    for row in db.session.scalars(query):
        found[row.unit].append((parse_month(row.month), row.enterprise_id))
    return found


def _taken(mine: int, units: Iterable[str], holders: dict[str, list[tuple[int, int]]]) -> frozenset[tuple[str, int]]:
    return frozenset((unit, month) for unit in units for month, who in holders.get(unit, ()) if who != mine)


def last_month(policy: Policy) -> int | None:
    """The last month that the version supports: by its own last day, else as assumed until a text says it; None: no end."""
    if policy.valid[1]:
        last = date.fromisoformat(policy.valid[1])
        month = parse_month(f"{last:%Y-%m}")
        return month if days_of(month)[1] == last else month - 1
    text = db.session.scalar(select(RentValidity.month).where(RentValidity.policy_version == policy.version))
    return None if text is None else parse_month(text)
