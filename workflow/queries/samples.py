"""The random sample for its pages: what waits, what was done, the rates and the counts; and the case's own newest check."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, and_, select
from sqlalchemy.orm import InstrumentedAttribute

from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.sample import UNSETTLED, SampleCheck, SampleDraw, SampleTally
from workflow.models.sample_seed import SampleReveal, SampleSeed

LIMIT = 200
RECENT = 30


class Line(NamedTuple):
    """One chosen case of the list."""

    number: str
    firm: str
    item: str
    fen: int | None
    state: str
    opened_at: datetime
    checked_by: int | None
    settled_by: int | None


def newest(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    """A column of the newest check of a case, for a query over cases."""
    query = select(column).where(SampleCheck.case_id == Case.id).order_by(SampleCheck.seq.desc()).limit(1)
    return query.correlate(Case).scalar_subquery()


def waiting() -> list[Line]:
    """Chosen cases that are not settled: what was objected to first, then the longest waiting.

    One that went back to the committee by another way is no work until it is approved again; its check stays with it.
    """
    place = (SampleCheck.state, SampleCheck.opened_at, SampleCheck.case_id, SampleCheck.seq)
    return _lines(and_(SampleCheck.state.in_(UNSETTLED), Case.state == State.PUBLICITY), place, LIMIT)


def settled() -> list[Line]:
    """The chosen cases that were settled last."""
    place = (SampleCheck.opened_at.desc(), SampleCheck.case_id.desc(), SampleCheck.seq.desc())
    return _lines(SampleCheck.state.not_in(UNSETTLED), place, RECENT)


def _lines(condition: Any, order: tuple[Any, ...], limit: int) -> list[Line]:
    query = (
        select(
            Case.number,
            Enterprise.name,
            Case.item,
            Case.award_fen,
            SampleCheck.state,
            SampleCheck.opened_at,
            SampleCheck.checked_by,
            SampleCheck.settled_by,
        )
        .join(Case, Case.id == SampleCheck.case_id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .where(condition)
        .order_by(*order)
        .limit(limit)
    )
    return [Line._make(row) for row in db.session.execute(query)]


class Drawn(NamedTuple):
    """A draw of a case with the check that followed and the seed it was made with."""

    draw: SampleDraw
    check: SampleCheck | None
    seed: SampleSeed
    reveal: SampleReveal | None


def of_case(case_id: int) -> list[Drawn]:
    """Every draw of the case, newest first."""
    query = (
        select(SampleDraw, SampleCheck, SampleSeed, SampleReveal)
        .join(SampleSeed, SampleSeed.id == SampleDraw.seed_id)
        .outerjoin(SampleCheck, (SampleCheck.case_id == SampleDraw.case_id) & (SampleCheck.seq == SampleDraw.seq))
        .outerjoin(SampleReveal, SampleReveal.seed_id == SampleSeed.id)
        .where(SampleDraw.case_id == case_id)
        .order_by(SampleDraw.seq.desc())
    )
    return [Drawn(*row) for row in db.session.execute(query)]


def check_of(case_id: int) -> SampleCheck | None:
    """The newest check of the case, locked with it by whoever changes it."""
    query = select(SampleCheck).where(SampleCheck.case_id == case_id).order_by(SampleCheck.seq.desc()).limit(1)
    return db.session.scalars(query).first()


def tallies(quarters: int = 4) -> Sequence[SampleTally]:
    """The counts of the newest quarters in which anything was drawn, newest first."""
    when = (SampleTally.year, SampleTally.quarter)
    query = select(*when).distinct().order_by(*(column.desc() for column in when)).limit(quarters)
    recent = [tuple(row) for row in db.session.execute(query)]
    if not recent:
        return ()
    first = recent[-1]
    since = (SampleTally.year > first[0]) | ((SampleTally.year == first[0]) & (SampleTally.quarter >= first[1]))
    rows = select(SampleTally).where(since)
    return db.session.scalars(rows.order_by(*(column.desc() for column in when), SampleTally.item)).all()
