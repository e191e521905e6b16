"""Objections, appeals and proposals for the pages of the bureau, without a word about who objected."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Select, case, select, text, true, union_all

from workflow.db import db
from workflow.models.appeal import Appeal
from workflow.models.case import Case
from workflow.models.countersign import Countersign
from workflow.models.enterprise import Enterprise
from workflow.models.objection import Objection, Objector
from workflow.models.user import User

LIMIT = 200


class Challenge(NamedTuple):
    """One line of the list: an objection by its receipt, or an appeal by its number."""

    ref: str
    number: str
    firm: str
    item: str
    state: str
    at: datetime
    due_on: date
    handler_id: int | None
    handler: str | None


#: The cases that whoever reads keeps out of; None: none.
Hidden: TypeAlias = Select[Any] | None


def _seen(hidden: Hidden) -> ColumnElement[bool]:
    return true() if hidden is None else Case.id.not_in(hidden)


def _listed(
    table: type[Objection] | type[Appeal], ref: Any, at: Any, handler_id: int | None, hidden: Hidden
) -> list[Challenge]:
    mine = true() if handler_id is None else table.handler_id == handler_id
    open_ones = select(table.id).where(table.state == "open", mine).order_by(table.due_on, table.id).limit(LIMIT)
    closed = select(table.id).where(table.state != "open", mine).order_by(table.id.desc()).limit(LIMIT)
    kept = union_all(*(select(part.subquery().c.id) for part in (open_ones, closed)))
    is_open = table.state == "open"
    query = (
        select(ref, Case.number, Enterprise.name, Case.item, table.state, at, table.due_on, table.handler_id, User.name)
        .join(Case, Case.id == table.case_id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .outerjoin(User, User.id == table.handler_id)
        .where(table.id.in_(kept), _seen(hidden))
        .order_by(is_open.desc(), case((is_open, table.due_on)), case((is_open, table.id)), table.id.desc())
        .limit(LIMIT)
    )
    return [Challenge(*row) for row in db.session.execute(query)]


def objections(handler_id: int | None, hidden: Hidden = None) -> list[Challenge]:
    """Objections, open ones that are due first on top, then the newest that are closed; those of one handler, or (None) all."""
    return _listed(Objection, Objection.receipt, Objection.raised_at, handler_id, hidden)


def appeals(handler_id: int | None, hidden: Hidden = None) -> list[Challenge]:
    """Appeals, in the same order."""
    return _listed(Appeal, Appeal.number, Appeal.filed_at, handler_id, hidden)


def objection_of(receipt: str) -> tuple[Objection, str] | None:
    """An objection by its receipt, with the number of its case."""
    query = select(Objection, Case.number).join(Case, Case.id == Objection.case_id)
    row = db.session.execute(query.where(Objection.receipt == receipt)).first() if len(receipt) <= 40 else None
    return (row[0], row[1]) if row else None


def objector_of(objection_id: int) -> Objector:
    """Who objected. Ask only for the handler and the supervisor."""
    return db.session.get_one(Objector, objection_id)


def appeal_of(number: str) -> tuple[Appeal, str] | None:
    """An appeal by its number, with the number of its case."""
    query = select(Appeal, Case.number).join(Case, Case.id == Appeal.case_id)
    row = db.session.execute(query.where(Appeal.number == number)).first() if len(number) <= 40 else None
    return (row[0], row[1]) if row else None


class Proposal(NamedTuple):
    """A proposal that needs a second person, with its case."""

    row: Countersign
    number: str
    firm: str
    item: str
    proposer: str


def _proposals() -> Select[Countersign, str, str, str, str]:
    return (
        select(Countersign, Case.number, Enterprise.name, Case.item, User.name)
        .join(Case, Case.id == Countersign.case_id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .join(User, User.id == Countersign.proposed_by)
    )


def waiting(hidden: Hidden = None) -> list[Proposal]:
    """Proposals that wait for a second person and whose case has not moved on, the oldest first."""
    live = (text("countersign.state = 'open'"), Countersign.version == Case.version)
    query = _proposals().where(*live, _seen(hidden)).order_by(Countersign.id).limit(LIMIT)
    return [Proposal(*row) for row in db.session.execute(query)]


def proposal_of(proposal_id: int) -> Proposal | None:
    """A proposal by its id."""
    row = db.session.execute(_proposals().where(Countersign.id == proposal_id)).first()
    return Proposal(*row) if row else None


class OfCase(NamedTuple):
    """What was raised about one case, oldest first."""

    objections: Sequence[Objection]
    appeals: Sequence[Appeal]
    proposals: Sequence[Countersign]

    def people(self) -> list[int | None]:
        """Whose names a page says."""
        handlers = [*(row.handler_id for row in self.objections), *(row.handler_id for row in self.appeals)]
        return [*handlers, *(person for row in self.proposals for person in (row.proposed_by, row.second_by))]


def of_case(case_id: int) -> OfCase:
    """Everything raised about the case."""
    return OfCase(
        db.session.scalars(select(Objection).where(Objection.case_id == case_id).order_by(Objection.id)).all(),
        db.session.scalars(select(Appeal).where(Appeal.case_id == case_id).order_by(Appeal.id)).all(),
        db.session.scalars(select(Countersign).where(Countersign.case_id == case_id).order_by(Countersign.id)).all(),
    )
