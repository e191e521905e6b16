"""Site visits of a case with all that hangs on them, and those that are coming up."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import aliased

from rules.say import Say
from states.names import Role
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.user import User, UserRole
from workflow.models.visit import (
    CONFIRMED,
    NOT_CONFIRMED,
    PARTLY,
    SiteVisit,
    VisitArea,
    VisitPhoto,
    VisitSignature,
)

LIMIT = 200
#: As the partial indexes have it, so that they are used.
OPEN = text("site_visit.state IN ('planned', 'recorded')")
RESULT_WORDS = {
    CONFIRMED: Say("属实", "borne out"),
    PARTLY: Say("部分属实", "partly borne out"),
    NOT_CONFIRMED: Say("不属实", "not borne out"),
}


class Visitor(NamedTuple):
    """A caseworker who can go."""

    id: int
    name: str


def visitors() -> list[Visitor]:
    """Every caseworker with an open account, by id."""
    roles = select(UserRole.user_id).where(UserRole.role == Role.CASEWORKER)
    query = select(User.id, User.name).where(User.active, User.id.in_(roles)).order_by(User.id)
    return [Visitor(*row) for row in db.session.execute(query)]


def under_way(case_id: int) -> SiteVisit | None:
    """The visit that is planned or recorded and not signed by both; there is one at most."""
    return db.session.scalar(select(SiteVisit).where(SiteVisit.case_id == case_id, OPEN))


def of_case(case_id: int) -> Sequence[SiteVisit]:
    """Every visit of a case, the newest first."""
    query = select(SiteVisit).where(SiteVisit.case_id == case_id).order_by(SiteVisit.id.desc()).limit(LIMIT)
    return db.session.scalars(query).all()


def one(visit_id: int) -> tuple[SiteVisit, str] | None:
    """A visit with the number of its case."""
    query = select(SiteVisit, Case.number).join(Case, Case.id == SiteVisit.case_id).where(SiteVisit.id == visit_id)
    row = db.session.execute(query).first()
    return (row[0], row[1]) if row else None


def areas(visit_id: int) -> Sequence[VisitArea]:
    """What was measured, unit by unit."""
    return db.session.scalars(select(VisitArea).where(VisitArea.visit_id == visit_id).order_by(VisitArea.place)).all()


def photos(visit_id: int) -> Sequence[VisitPhoto]:
    """The photos, in the order they were handed in."""
    return db.session.scalars(
        select(VisitPhoto).where(VisitPhoto.visit_id == visit_id).order_by(VisitPhoto.place)
    ).all()


def signatures(visit_id: int) -> Sequence[VisitSignature]:
    """Who has signed, by seat."""
    return db.session.scalars(
        select(VisitSignature).where(VisitSignature.visit_id == visit_id).order_by(VisitSignature.seat)
    ).all()


class Coming(NamedTuple):
    """A line of the list of visits."""

    visit: SiteVisit
    number: str
    item: str
    firm: str
    lead: str
    second: str


def coming(until: date, only: int | None = None) -> list[Coming]:
    """Visits planned up to that day or not yet signed by both, the earliest first; those of one visitor, or (None) all."""
    lead, second = aliased(User), aliased(User)
    query = (
        select(SiteVisit, Case.number, Case.item, Enterprise.name, lead.name, second.name)
        .join(Case, Case.id == SiteVisit.case_id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .join(lead, lead.id == SiteVisit.lead_id)
        .join(second, second.id == SiteVisit.second_id)
        .where(OPEN, SiteVisit.planned_on <= until)
        .order_by(SiteVisit.planned_on, SiteVisit.id)
        .limit(LIMIT)
    )
    if only is not None:
        query = query.where((SiteVisit.lead_id == only) | (SiteVisit.second_id == only))
    return [Coming(*row) for row in db.session.execute(query)]
