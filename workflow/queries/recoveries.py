"""Recoveries: those of one case with plan and receipts, and the list of all that are not settled. Money in fen."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select

from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.recovery import Recovery
from workflow.models.repayment import RecoveryNotice, Repayment, RepaymentPart

PAGE = 50


class Part(NamedTuple):
    """One part of the plan and how much of it has come in; receipts fill the parts in their order."""

    number: int
    due_on: date
    fen: int
    returned: int

    @property
    def left(self) -> int:
        """What is still to come of it."""
        return self.fen - self.returned


def live(case_id: int, *, lock: bool = False) -> Recovery | None:
    """The case's recovery that is proposed or approved."""
    query = select(Recovery).where(Recovery.case_id == case_id, Recovery.state != "refused")
    return db.session.scalar(query.with_for_update() if lock else query)


def returned_fen(recovery_id: int) -> int:
    """What has come in so far."""
    query = select(func.coalesce(func.sum(Repayment.fen), 0)).where(Repayment.recovery_id == recovery_id)
    return int(db.session.scalars(query).one())


def parts(recovery_id: int) -> list[Part]:
    """The plan, at most sixty parts."""
    rest = returned_fen(recovery_id)
    query = select(RepaymentPart).where(RepaymentPart.recovery_id == recovery_id).order_by(RepaymentPart.number)
    found = []
    for row in db.session.scalars(query):
        part = min(rest, row.fen)
        rest -= part
        found.append(Part(row.number, row.due_on, row.fen, part))
    return found


def receipts(recovery_id: int, limit: int = 100) -> Sequence[Repayment]:
    """What came in, the newest first."""
    query = select(Repayment).where(Repayment.recovery_id == recovery_id).order_by(Repayment.id.desc())
    return db.session.scalars(query.limit(limit)).all()


def notice(recovery_id: int) -> RecoveryNotice | None:
    """The notice of a decided recovery."""
    return db.session.get(RecoveryNotice, recovery_id)


class Line(NamedTuple):
    """A recovery in the list of the bureau."""

    id: int
    number: str
    item: str
    firm: str
    fen: int
    returned: int
    state: str
    due_on: date | None


def unsettled(after: int = 0) -> list[Line]:
    """Recoveries proposed or not settled, by their ids after this one; one more than a page if there are more."""
    query = _lines().where(Recovery.id > after, Recovery.state != "refused", Recovery.settled_at.is_(None))
    return [Line._make(row) for row in db.session.execute(query.order_by(Recovery.id).limit(PAGE + 1))]


def claimed(enterprise_id: int) -> Any:
    """The query of what an enterprise has not paid back yet of what was decided, all its recoveries together."""
    return select(func.coalesce(func.sum(Recovery.fen - _returned()), 0)).where(
        Recovery.enterprise_id == enterprise_id, Recovery.state == "approved", Recovery.settled_at.is_(None)
    )


def _returned() -> Any:
    summed = select(func.coalesce(func.sum(Repayment.fen), 0)).where(Repayment.recovery_id == Recovery.id)
    return summed.correlate(Recovery).scalar_subquery()


def _lines() -> Any:
    """The day is that of the first part which is not wholly paid."""
    part = RepaymentPart.__table__.alias("part")
    before = RepaymentPart.__table__.alias("before")
    filled = select(func.sum(before.c.fen)).where(
        before.c.recovery_id == part.c.recovery_id, before.c.number <= part.c.number
    )
    filled_fen: Any = filled.correlate(part).scalar_subquery()
    returned = select(func.coalesce(func.sum(Repayment.fen), 0)).where(Repayment.recovery_id == part.c.recovery_id)
    due = select(func.min(part.c.due_on)).where(
        part.c.recovery_id == Recovery.id, filled_fen > returned.correlate(part).scalar_subquery()
    )
    return (
        select(
            Recovery.id, Case.number, Case.item, Enterprise.name, Recovery.fen, _returned(), Recovery.state,
            due.correlate(Recovery).scalar_subquery(),
        )
        .join(Case, Case.id == Recovery.case_id)
        .join(Enterprise, Enterprise.id == Recovery.enterprise_id)
    )  # fmt: skip
