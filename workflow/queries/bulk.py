"""Runs over many cases as their pages show them, and the cases that a run is to be ordered for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased, joinedload, lazyload

from workflow.db import db
from workflow.models.bulk import DONE, MOST, WAITING, BulkItem, BulkRun
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.user import User

#: Newest runs of a person that the list shows.
SHOWN = 20


@dataclass(frozen=True)
class Progress:
    """A run with how many of its rows are done and how many wait; `back`: the reference of the run that takes it back."""

    run: BulkRun
    orderer: str
    done: int
    waiting: int
    back: str | None

    @property
    def left_out(self) -> int:
        """Rows for which nothing was done."""
        return self.run.total - self.done - self.waiting


def cases_of(numbers: Sequence[str]) -> list[Case]:
    """Submitted cases by their numbers (at most as many as a run may have), the one due first first."""
    people = joinedload(Case.owner).options(lazyload(User.roles), lazyload(User.enterprise))
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call), people)
    query = query.where(Case.number.in_(numbers[:MOST]), Case.submitted_at.is_not(None))
    return list(db.session.scalars(query.order_by(Case.due_on, Case.id)))


def _progress() -> Any:
    back = aliased(BulkRun)
    return (
        select(
            BulkRun,
            User.name,
            *(
                select(func.count())
                .where(BulkItem.run_id == BulkRun.id, BulkItem.state == state)
                .correlate(BulkRun)
                .scalar_subquery()
                for state in (DONE, WAITING)
            ),
            select(back.ref).where(back.undoes == BulkRun.id).correlate(BulkRun).scalar_subquery(),
        )
        .join(User, User.id == BulkRun.actor_id)
        .order_by(BulkRun.id.desc())
    )


def run_by_ref(ref: str, actor_id: int | None) -> Progress | None:
    """A run by its reference; with `actor_id` only that person's."""
    query = _progress().where(BulkRun.ref == ref)
    row = db.session.execute(query if actor_id is None else query.where(BulkRun.actor_id == actor_id)).first()
    return None if row is None else Progress(*row)


def runs_of(actor_id: int) -> list[Progress]:
    """The newest runs of a person."""
    return [Progress(*row) for row in db.session.execute(_progress().where(BulkRun.actor_id == actor_id).limit(SHOWN))]


def act_undone(run: BulkRun) -> str | None:
    """The act that a run takes back."""
    return None if run.undoes is None else db.session.get_one(BulkRun, run.undoes).act


def items_of(run_id: int) -> Sequence[Row[BulkItem, str, str, str, str]]:
    """Every row of a run with its case, and the names of who got it."""
    query = (
        select(BulkItem, Case.number, Enterprise.name.label("firm"), Case.item, User.name.label("to"))
        .join(Case, Case.id == BulkItem.case_id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .outerjoin(User, User.id == BulkItem.to_id)
        .where(BulkItem.run_id == run_id)
    )
    return db.session.execute(query.order_by(BulkItem.place)).all()
