"""What runs beside a case (objections, appeals, second persons, extensions) as columns of the query that opens its file."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, String, and_, cast, func, select, true
from sqlalchemy.orm import aliased

from states.lifecycle import STEPS
from states.limits import Limits
from states.names import Role
from workflow.clock import business_date
from workflow.models.appeal import Appeal
from workflow.models.case import Case, Transition
from workflow.models.correction_time import CorrectionExtension
from workflow.models.countersign import Countersign
from workflow.models.filing import Correction
from workflow.models.finding import Finding
from workflow.models.objection import Objection
from workflow.models.override import Override
from workflow.models.sample import SampleCheck
from workflow.models.threshold import SECOND, VOTE
from workflow.queries import instalments
from workflow.queries.recusals import recused_from
from workflow.queries.samples import newest
from workflow.queries.thresholds import in_force

DECISIONS = ("decline", "decline_condition", "reject", "approve")
#: Not work on the case: taking it up, and what is done by people from outside it.
BESIDE = frozenset(
    {"claim", "release", "hand_over", "undo_hand_over", "add_helper", "remove_helper"}
    | {"record_vote", "raise_objection", "answer_objection", "answer_appeal", "reopen"}
    | {"uphold_objection", "uphold_appeal", "extend_clock", "defer", "cut_pro_rata", "undo_cut", "second_signature"}
    | {"clear_sample", "object_sample", "overrule_sample", "uphold_sample"}
)
OFFICES = frozenset({Role.CASEWORKER, Role.REVIEWER, Role.SUPERVISOR})
#: Steps that make whoever took them an officer of the case, for good.
WORK = tuple(row.action for row in STEPS if OFFICES.intersection(row.roles) and row.action not in BESIDE)


class Proceedings(NamedTuple):
    """Counts and facts about what runs beside the case; `decision_*` belong to the newest decision."""

    objections_open: int
    appeals_open: int
    second_person_id: int | None
    extensions: int
    appealed: bool
    sample: str | None
    sample_by: int | None
    decision_seq: int | None
    decision_at: Any
    decided_by: int | None
    workers: str | None
    """Ids of everybody who took a step of `WORK`, with commas between them."""
    overrides: int
    findings: int
    vote_above_fen: int | None
    second_above_fen: int | None
    """The thresholds in force today."""
    keep_out: str | None
    """Ids of the accounts that are recused from the case, with commas between them."""
    plan: str | None
    """The instalments of the award; `instalments.planned` reads them."""

    @property
    def worked(self) -> frozenset[int]:
        """Who worked on the case, whenever that was."""
        return frozenset(int(user_id) for user_id in (self.workers or "").split(",") if user_id)

    @property
    def recused(self) -> frozenset[int]:
        """Which accounts keep out of the case."""
        return frozenset(int(user_id) for user_id in (self.keep_out or "").split(",") if user_id)

    def appeal_until(self, days: dict[str, int]) -> date | None:
        """The last day on which the newest decision may be appealed against; None when nothing was decided."""
        if self.decision_at is None:
            return None
        return business_date(self.decision_at) + timedelta(days=Limits(**days).appeal)

    def appeal_days_left(self, days: dict[str, int], today: date) -> int | None:
        """Days from today up to that day; negative when it is over."""
        last = self.appeal_until(days)
        return None if last is None else (last - today).days


def newest_decision() -> ScalarSelect[Any]:
    """Sequence number of the step that decided the case last, for a query over cases."""
    taken = (Transition.case_id == Case.id, Transition.action.in_(DECISIONS))
    return select(func.max(Transition.seq)).where(*taken).correlate(Case).scalar_subquery()


def columns() -> tuple[Any, ...]:
    """The columns of `Proceedings`; the query joins `Transition` by `newest_decision`."""
    return (
        _count(Objection, Objection.state == "open"),
        _count(Appeal, Appeal.state == "open"),
        select(func.max(Countersign.second_by))
        .where(Countersign.case_id == Case.id, Countersign.version == Case.version, Countersign.state == "confirmed")
        .correlate(Case)
        .scalar_subquery(),
        select(func.count())
        .select_from(CorrectionExtension)
        .join(Correction, Correction.id == CorrectionExtension.correction_id)
        .where(Correction.case_id == Case.id, Correction.state == "open")
        .correlate(Case)
        .scalar_subquery(),
        select(func.count())
        .where(and_(Appeal.case_id == Case.id, Appeal.decision_seq == newest_decision()))
        .correlate(Case)
        .scalar_subquery(),
        newest(SampleCheck.state),
        newest(SampleCheck.checked_by),
        Transition.seq,
        Transition.at,
        Transition.actor_id,
        _workers(),
        _count(Override, true()),
        _count(Finding, true()),
        in_force(VOTE),
        in_force(SECOND),
        recused_from(Case),
        instalments.column(),
    )


def _workers() -> ScalarSelect[Any]:
    taken = aliased(Transition)
    ids = select(func.aggregate_strings(cast(taken.actor_id, String), ","))
    return ids.where(taken.case_id == Case.id, taken.action.in_(WORK)).correlate(Case).scalar_subquery()


def _count(table: Any, condition: Any) -> ScalarSelect[Any]:
    return select(func.count()).where(table.case_id == Case.id, condition).correlate(Case).scalar_subquery()
