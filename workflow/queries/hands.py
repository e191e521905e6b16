"""In whose hands a case is: helpers, today's deputy, a fresh hand-over. Columns of the query that opens a case's file."""

from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Date, ScalarSelect, String, bindparam, cast, func, select
from sqlalchemy.orm import aliased

from states.guards_ownership import unfit_by
from states.names import Control
from workflow.clock import SHANGHAI, business_date, now
from workflow.models.absence import AbsenceDay
from workflow.models.case import Case, Transition
from workflow.models.case_helper import CaseHelper
from workflow.models.columns import Moment

#: So long a hand-over or a claim can be taken back.
UNDO_WINDOW = timedelta(minutes=10)
TODAY = bindparam("hands_today", type_=Date)
HANDED_SINCE, DAY_BEGAN = (bindparam(name, type_=Moment) for name in ("hands_handed_since", "hands_day_began"))


class Hands(NamedTuple):
    """Who may act on a case besides its owner, and what was done a moment ago."""

    helper_ids: str | None
    """Ids of the helpers, with commas between them."""
    stand_in: int | None
    handed_by: int | None
    reminded: int

    @property
    def helpers(self) -> tuple[int, ...]:
        """Whom the caseworker in charge asked for help."""
        return tuple(sorted(int(user_id) for user_id in (self.helper_ids or "").split(",") if user_id))

    def deputy(self, controls: tuple[tuple[Control, int], ...]) -> int | None:
        """Today's deputy of the owner, unless another control step on the case was this person's."""
        return None if self.stand_in is None or unfit_by(controls, self.stand_in) else self.stand_in

    def handlers(self, owner_id: int | None, controls: tuple[tuple[Control, int], ...]) -> tuple[int, ...]:
        """Everybody who may act: owner, helpers and deputy, each once."""
        every = (owner_id, *self.helpers, self.deputy(controls))
        return tuple(dict.fromkeys(user_id for user_id in every if user_id is not None))


def values() -> dict[str, Any]:
    """What the columns are asked with, as of this moment: the statement itself is kept for the life of the process."""
    today = business_date()
    began = datetime.combine(today, time.min, SHANGHAI)
    return {TODAY.key: today, HANDED_SINCE.key: now() - UNDO_WINDOW, DAY_BEGAN.key: began}


def columns() -> tuple[Any, ...]:
    """The columns of `Hands`, for a query over cases that is executed with `values()`."""
    helping = select(func.aggregate_strings(cast(CaseHelper.user_id, String), ","))
    away = select(AbsenceDay.deputy_id).where(AbsenceDay.user_id == Case.owner_id, AbsenceDay.day == TODAY)
    return (
        helping.where(CaseHelper.case_id == Case.id).correlate(Case).scalar_subquery(),
        away.correlate(Case).scalar_subquery(),
        _handed(),
        _reminded(),
    )


def _handed() -> ScalarSelect[Any]:
    newest = aliased(Transition)
    fresh = (newest.action == "hand_over", newest.at >= HANDED_SINCE)
    of_case = (newest.case_id == Case.id, newest.seq == Case.version)
    return select(newest.actor_id).where(*of_case, *fresh).correlate(Case).scalar_subquery()


def _reminded() -> ScalarSelect[Any]:
    said = aliased(Transition)
    of_case = (said.case_id == Case.id, said.action == "remind_correction", said.at >= DAY_BEGAN)
    return select(func.count()).where(*of_case).correlate(Case).scalar_subquery()
