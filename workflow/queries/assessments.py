"""Experts asked about a case, their sheets, and what these come to."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from rules.scoring import Mark, mark
from workflow.db import db
from workflow.models.assessment import Assessment, ScoreLine, ScoreSheet
from workflow.models.expert import Expert
from workflow.models.expert_seat import CLEAR, CONFLICT, ExpertSeat
from workflow.models.filing import Blob

SEATS, MOST_SEATS = 2, 3


class Seat(NamedTuple):
    """An expert asked, with the newest sheet; `sheet` is None until one is entered."""

    seat: ExpertSeat
    expert: Expert
    sheet: ScoreSheet | None


def seats(case_id: int) -> list[Seat]:
    """Everybody asked about the case, by seat, those with a conflict before their successors."""
    later = aliased(ScoreSheet)
    newest = (
        ~select(later.seat_id).where(later.seat_id == ScoreSheet.seat_id, later.revision > ScoreSheet.revision).exists()
    )
    query = (
        select(ExpertSeat, Expert, ScoreSheet)
        .join(Expert, Expert.id == ExpertSeat.expert_id)
        .outerjoin(ScoreSheet, (ScoreSheet.seat_id == ExpertSeat.id) & newest)
        .where(ExpertSeat.case_id == case_id)
        .order_by(ExpertSeat.seat, ExpertSeat.id)
    )
    return [Seat(*row) for row in db.session.execute(query)]


def counted(found: Sequence[Seat]) -> list[Seat]:
    """Those whose sheets count: declared to be free of conflicts, and entered."""
    return [one for one in found if one.seat.state == CLEAR and one.sheet is not None]


def mark_of(found: Sequence[Seat]) -> Mark:
    """What the sheets come to so far."""
    return mark([one.sheet.total for one in counted(found) if one.sheet is not None])


def free_seat(found: Sequence[Seat]) -> int | None:
    """The seat to be filled next: two at first, a third when the marks lie too far apart; None when nobody is needed."""
    taken = {one.seat.seat for one in found if one.seat.state != CONFLICT}
    needed = MOST_SEATS if len(counted(found)) >= SEATS and mark_of(found).value is None else SEATS
    return next((seat for seat in range(1, needed + 1) if seat not in taken), None)


def lines(seat_id: int, revision: int) -> dict[str, int]:
    """Criterion → points of a sheet."""
    query = select(ScoreLine).where(ScoreLine.seat_id == seat_id, ScoreLine.revision == revision)
    return {row.criterion: row.points for row in db.session.scalars(query)}


def adopted(case_id: int) -> Assessment | None:
    """The assessment of the case, once it is adopted."""
    return db.session.scalar(select(Assessment).where(Assessment.case_id == case_id))


def experts(*, active: bool = False) -> Sequence[Expert]:
    """The list of experts by name; only those who may be asked, or all."""
    query = select(Expert).order_by(Expert.active.desc(), Expert.name, Expert.id).limit(1000)
    return db.session.scalars(query.where(Expert.active) if active else query).all()


def file_of(ref: str) -> tuple[int, str, Blob] | None:
    """Case, name and bytes of a sheet's scan."""
    query = (
        select(ExpertSeat.case_id, ScoreSheet.file_name, Blob)
        .join(ExpertSeat, ExpertSeat.id == ScoreSheet.seat_id)
        .join(Blob, Blob.sha256 == ScoreSheet.sha256)
    )
    row = db.session.execute(query.where(ScoreSheet.ref == ref)).first()
    return (row[0], row[1], row[2]) if row else None
