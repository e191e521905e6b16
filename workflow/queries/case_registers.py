"""What the registers and the ledger of caps say about a case, for the automatic checks of its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from rules import catalogue
from workflow.db import db
from workflow.models.cap import CapAccount, CapEntry
from workflow.models.case import Case
from workflow.models.filing import Filing
from workflow.models.register import Recognition
from workflow.queries.history import above_scale_years
from workflow.queries.limits import Limit, limit_of
from workflow.queries.recoveries import claimed

#: The item whose outcome is an entry of the register of scenarios.
RECOGNISES = "8"


@dataclass(frozen=True)
class Registers:
    """Years on the statistics bureau's list; earlier recognitions; the cap of the item with what others used of it (fen)."""

    years: Sequence[int] | None
    recognised: Sequence[Recognition]
    limit: Limit | None
    scope: str
    used_fen: int
    #: What the enterprise has not paid back yet of decided recoveries, in fen.
    owed_fen: int = 0


def registers(case: Case, filing: Filing) -> Registers:
    """Ask those that the item has to do with: one query for the list, one for the cap, one for recognitions of article 8."""
    item = catalogue.item(case.item)
    listed = any(fact.name == "above_scale" for fact in item.facts)
    limit = limit_of(case.item, case.policy_version) if item.kind == "computes" else None
    scope = _scope(case, filing, limit)
    used, owed = _used(case, scope) if limit else (0, 0)
    return Registers(
        years=above_scale_years(case.enterprise_id) if listed else None,
        recognised=_recognised(case) if case.item == RECOGNISES else (),
        limit=limit,
        scope=scope,
        used_fen=used,
        owed_fen=owed,
    )


def _scope(case: Case, filing: Filing, limit: Limit | None) -> str:
    """The account the claim draws on first: of its year (article 14: of its first month), its project, or the only one."""
    if limit is None or limit.scope == "ever":
        return "ever"
    facts = filing.facts
    if limit.scope == "project":
        return f"project:{facts.get('project', '')}"
    first = str(facts.get("from") or "")[:4]
    year = first if case.item == "14" and first.isdigit() else facts.get("year", case.call.year)
    return f"year:{year}"


def _used(case: Case, scope: str) -> tuple[int, int]:
    """What others used of the cap, and what the enterprise still owes of recoveries: one statement for both."""
    own = (
        select(func.coalesce(func.sum(CapEntry.fen), 0))
        .where(CapEntry.account_id == CapAccount.id, CapEntry.case_id == case.id)
        .correlate(CapAccount)
        .scalar_subquery()
    )
    used: Any = select(CapAccount.used_fen - own).where(
        CapAccount.enterprise_id == case.enterprise_id, CapAccount.item == case.item, CapAccount.scope == scope
    )
    row = db.session.execute(select(used.scalar_subquery(), claimed(case.enterprise_id).scalar_subquery())).one()
    return int(row[0] or 0), int(row[1] or 0)


def _recognised(case: Case) -> Sequence[Recognition]:
    query = select(Recognition).where(Recognition.enterprise_id == case.enterprise_id, Recognition.case_id != case.id)
    return db.session.scalars(query.order_by(Recognition.id.desc()).limit(5)).all()
