"""What an approval would grant: year, project, months, and the caps it draws on. Read from the evaluation's stored outcome."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import select

from workflow.db import db
from workflow.models.cap import CapAccount
from workflow.models.case import Case
from workflow.models.evaluation import Evaluation
from workflow.queries.limits import limit_of
from workflow.queries.rent_units import units_by_month
from workflow.queries.rulebook import policy

COUNTED = {"granted", "clipped"}


class MonthShare(NamedTuple):
    """A month of rent support in an approval: `YYYY-MM`, area in hundredths of m², fen computed and granted, its units."""

    month: str
    area: int
    computed_fen: int
    granted_fen: int
    units: tuple[str, ...] = ()


class Draw(NamedTuple):
    """What an approval takes from one cap: the account's scope, the fen, and the account's limit (fen)."""

    scope: str
    fen: int
    limit_fen: int


class Proposal(NamedTuple):
    """An award of `fen` as it would be booked."""

    fen: int
    year: int
    project: str
    months: tuple[MonthShare, ...]
    draws: tuple[Draw, ...]


def proposal(case: Case, evaluation: Evaluation, fen: int) -> Proposal:
    """What approving `fen` (≤ the computed amount) on this evaluation books; the case with its call loaded.

    The year is the matter's: the facts' own, the first granted month's, else the call's.
    """
    facts: dict[str, Any] = evaluation.inputs
    months = _with_units(case, facts, reduced(evaluation.outcome.get("months", []), evaluation.amount_fen - fen))
    year = int(months[0].month[:4]) if months else facts.get("year")
    year = year if isinstance(year, int) else case.call.year
    project = str(facts.get("project") or "")
    return Proposal(fen, year, project, months, _draws(case, fen, year, project, months))


def _with_units(case: Case, facts: dict[str, Any], months: Sequence[MonthShare]) -> tuple[MonthShare, ...]:
    """The months with the units that count in them, where the claim stands on leases."""
    if not months or not facts.get("leases"):
        return tuple(months)
    partial = policy(case.policy_version).rules[case.item].walk["partial_month"]
    units = units_by_month(facts, [month.month for month in months], partial)
    return tuple(month._replace(units=units[month.month]) for month in months)


def reduced(stored: Sequence[dict[str, Any]], cut: int) -> tuple[MonthShare, ...]:
    """The months that are granted when the award is cut by `cut` fen below the computed amount (article 14).

    The cut is taken from the last month backwards; a month that it empties is not granted and stays claimable.
    A month that the year's cap had emptied still counts, unless its whole year then pays nothing.
    """
    kept: list[MonthShare] = []
    for month in reversed([month for month in stored if month["state"] in COUNTED]):
        off = min(cut, month["granted_fen"])
        cut -= off
        if not off or off < month["granted_fen"]:
            area = int(Decimal(month["area"]) * 100)
            kept.insert(0, MonthShare(month["month"], area, month["computed_fen"], month["granted_fen"] - off))
    years = {month.month[:4] for month in kept if month.granted_fen}
    return tuple(month for month in kept if month.month[:4] in years)


def _draws(case: Case, fen: int, year: int, project: str, months: Sequence[MonthShare]) -> tuple[Draw, ...]:
    limit = limit_of(case.item, case.policy_version)
    if limit is None:
        return ()
    if months:
        by_year = groupby(months, key=lambda month: month.month[:4])
        sums = [(of_year, sum(month.granted_fen for month in run)) for of_year, run in by_year]
        return tuple(Draw(f"year:{of_year}", total, limit.fen) for of_year, total in sums)
    scope = {"year": f"year:{year}", "project": f"project:{project}", "ever": "ever"}[limit.scope]
    return (Draw(scope, fen, limit.fen),)


def cap_room(case: Case, draw: Draw) -> int:
    """What is left (fen) of the cap that a draw would take from; the whole limit while nothing was taken."""
    query = select(CapAccount.limit_fen - CapAccount.used_fen).where(
        CapAccount.enterprise_id == case.enterprise_id, CapAccount.item == case.item, CapAccount.scope == draw.scope
    )
    left = db.session.scalar(query)
    return draw.limit_fen if left is None else left
