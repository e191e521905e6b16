"""Everything about one case in a fixed number of queries, and the dossier that the guards judge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rules import settling
from rules.stacking import Hit
from states.calendar import WorkCalendar
from states.dossier import Dossier
from states.names import Control, PaymentState, State
from workflow.clock import business_date, now
from workflow.models.case import Case, ControlStep
from workflow.models.decision import Decision, Publicity
from workflow.models.evaluation import Evaluation, Review
from workflow.models.filing import Correction
from workflow.models.finding import Finding
from workflow.models.payment import Payment
from workflow.models.referral import Referral
from workflow.models.threshold import DEFAULT_FEN, VOTE
from workflow.queries import casefile_rows as rows
from workflow.queries.calendar import calendar
from workflow.queries.case_inputs import CaseInputs
from workflow.queries.case_inputs import digest as digest  # noqa: PLC0414 -- where everybody looks for it
from workflow.queries.findings import missing
from workflow.queries.hands import Hands
from workflow.queries.instalments import Part, Planned, planned, waits
from workflow.queries.matters import hits_of
from workflow.queries.overrides import ruled_fen
from workflow.queries.proceedings import Proceedings
from workflow.queries.running_round import running
from workflow.queries.waived import waived_of

#: Where an evaluation may be overtaken by other money for the same matter.
MONEY_AT_STAKE = (State.EVALUATED, State.COMMITTEE, State.PUBLICITY)


@dataclass(frozen=True)
class CaseFile(CaseInputs):
    """One case with all that belongs to it, loaded together."""

    findings: Sequence[Finding]
    correction: Correction | None
    controls: Sequence[ControlStep]
    evaluation: Evaluation | None
    review: Review | None
    decision: Decision | None
    publicity: Publicity | None
    referral: Referral | None
    beside: Proceedings
    hands: Hands
    payments: Sequence[Payment]
    hits: tuple[Hit, ...]
    dishonest: bool
    budget_room_fen: int | None
    calendar: WorkCalendar

    @cached_property
    def unanswered_items(self) -> int:
        """How many points of the open correction notice the applicant has not touched since."""
        if self.correction is None:
            return 0
        since = self.correction.requested_at
        answered = {row[0].kind for row in self.documents if row[0].uploaded_at > since}
        # A filed form's own changes answered the notice before this one.
        changed = set(self.filing.changed) if self.filing.filed_at is None else set()
        return sum(
            point["name"] not in (answered if point["kind"] == "document" else changed)
            for point in self.correction.items
        )

    @property
    def payment(self) -> Payment | None:
        """The latest instalment."""
        return self.payments[0] if self.payments else None

    @cached_property
    def sealed_money(self) -> Mapping[str, int]:
        """Other money (fen, by case or source) that the evaluation of this round has taken into account."""
        stored = self.evaluation.hits if self.evaluation else []
        return settling.other_money(settling.from_json(hit) for hit in stored)

    @cached_property
    def evaluation_stale(self) -> bool:
        """Whether the filed facts or the other money for the same matter are no longer those that were evaluated."""
        if self.evaluation is None or self.evaluation.inputs_digest != self.inputs_digest:
            return True
        return settling.other_money(self.hits) != self.sealed_money

    @cached_property
    def duplicate_unresolved(self) -> bool:
        """Whether other money for the same matter appeared, or grew, after the evaluation."""
        sealed = self.sealed_money
        return any(fen > sealed.get(name, 0) for name, fen in settling.other_money(self.hits).items())

    @cached_property
    def planned(self) -> Planned:
        """The instalments of the award."""
        return planned(self.beside.plan)

    @property
    def next_part(self) -> Part | None:
        """The planned instalment that is to be paid next."""
        return self.planned.next(self.arrived)

    @cached_property
    def arrived(self) -> int:
        """How many payments the bank has confirmed."""
        return sum(payment.state == PaymentState.CONFIRMED for payment in self.payments)

    @cached_property
    def instalments_left(self) -> int:
        """Instalments that the bank has not confirmed yet; one more where the payments do not make up the award."""
        award = self.case.award_fen
        if award is None:
            return 1
        if parts := self.planned.parts:
            return len(parts) - self.arrived
        open_ones = len(self.payments) - self.arrived
        return open_ones + (sum(payment.fen for payment in self.payments) < award)

    @property
    def vote_above_fen(self) -> int:
        """Above this amount the committee votes: as the decision of this round began, else as of today."""
        pinned = self.decision.vote_above_fen if self.decision else None
        today = DEFAULT_FEN[VOTE] if self.beside.vote_above_fen is None else self.beside.vote_above_fen
        return today if pinned is None else pinned

    def working_days_left(self, last: date | None) -> int | None:
        """Working days after today up to `last`; negative when it is over, None when there is no such day."""
        return None if last is None else self.calendar.left(self.today, last)

    @cached_property
    def dossier(self) -> Dossier:
        """The facts for the guards."""
        case, evaluation, beside = self.case, self.evaluation, self.beside
        return replace(
            self._filed,
            dishonest=self.dishonest,
            duplicate_unresolved=self.duplicate_unresolved,
            evaluation_stale=self.evaluation_stale,
            second_review_passed=self.review is not None and self.review.result == "passed",
            proofs_missing=missing(case.item, case.call.requires or (), self.findings, self.filing.facts),
            overrides_open=len(self.waiting_overrides),
            changed_by=frozenset(row.proposed_by for row in self.changes),
            computed_fen=evaluation.amount_fen if evaluation else 0,
            ruled_fen=ruled_fen(evaluation) if evaluation else None,
            award_fen=self.decision.amount_fen if self.decision and self.decision.result == "approve" else None,
            vote_carried=None if self.decision is None else self.decision.result == "approve",
            vote_threshold_fen=self.vote_above_fen,
            second_above_fen=self.decision.second_above_fen if self.decision else beside.second_above_fen,
            vote_by=self.decision.recorded_by if self.decision else None,
            second_signed_by=self.decision.second_by if self.decision else None,
            recused=beside.recused,
            budget_room_fen=self.budget_room_fen,
            second_person_id=beside.second_person_id,
            worked=beside.worked,
            decided_by=beside.decided_by,
            correction_extensions=beside.extensions,
            objections_open=beside.objections_open,
            appeals_open=beside.appeals_open,
            appeal_days_left=beside.appeal_days_left(case.call.days, self.today),
            appealed=beside.appealed,
            publicity_days_left=self.working_days_left(self.publicity.ends_on if self.publicity else None),
            cleared=case.cleared_at is not None,
            payment=PaymentState(self.payment.state) if self.payment else None,
            arrived=self.arrived,
            instalments_left=self.instalments_left,
            plan_open=self.planned.open,
            **waits(self.next_part, self.today),
            referral_closed=self.referral is not None and self.referral.closed_at is not None,
            sample=beside.sample,
            sample_by=beside.sample_by,
        )

    @property
    def _filed(self) -> Dossier:
        """Whose the case is, and how it stands up to the end of the documents check."""
        case, call, at, condition = self.case, self.case.call, now(), self.terms.open_condition
        controls = tuple((Control(row.step), row.actor_id) for row in self.controls)
        return Dossier(
            state=State(case.state),
            enterprise_id=case.enterprise_id,
            computes=self.item.kind == "computes",
            handlers=self.hands.handlers(case.owner_id, controls),
            owner_id=case.owner_id,
            helpers=self.hands.helpers,
            deputy_id=self.hands.deputy(controls),
            handed_by=self.hands.handed_by,
            reminded_today=self.hands.reminded > 0,
            controls=controls,
            facts_missing=len(self.fact_problems),
            documents_missing=len(self.missing_documents),
            documents_deferred=len(self.deferred),
            condition_open=condition is not None,
            condition_days_left=self.working_days_left(condition.due_on if condition else None),
            clock_stopped=self.terms.clock_stopped,
            clock_extensions=self.terms.clock_extensions,
            statement_signed=self.filing.declared,
            window_open=call.opens_at <= at < call.new_until,
            accepted=case.accepted_at is not None,
            correction_items_open=self.unanswered_items,
            correction_days_left=self.working_days_left(self.correction.due_on if self.correction else None),
            resubmit_window_open=at < call.resubmit_until,
            documents_unchecked=len(self.unchecked_documents),
            credit_checked=self.credit_checked,
        )


def open_file(case: Case) -> CaseFile:
    """Load what belongs to `case` (with enterprise and call already loaded).

    Ten queries, whatever the case holds; two more for double funding while money is at stake.
    """
    return open_files([case])[case.id]


def open_files(cases: Sequence[Case]) -> dict[int, CaseFile]:
    """Case → its file, for many cases by the queries of one."""
    ids, today, days = [case.id for case in cases], business_date(), calendar()
    now_running, forms, papers = running(ids), rows.filings(ids), rows.documents(ids)
    notices, controls, payments = rows.open_corrections(ids), rows.controls(ids), rows.payments(ids)
    overrides = rows.overrides([key for key, one in now_running.items() if one.beside.overrides])
    findings = rows.findings([key for key, one in now_running.items() if one.beside.findings])
    at_stake = [(case, forms[case.id]) for case in cases if case.state in MONEY_AT_STAKE]
    found = hits_of(at_stake) if at_stake else {}
    listed, rooms = rows.dishonest(case.enterprise.uscc for case in cases), rows.budget_rooms(cases)
    files = {
        case.id: CaseFile(
            **now_running[case.id]._asdict(),
            case=case,
            filing=forms[case.id],
            overrides=overrides.get(case.id, ()),
            findings=findings.get(case.id, ()),
            documents=papers.get(case.id, ()),
            correction=notices.get(case.id),
            controls=controls.get(case.id, ()),
            payments=payments.get(case.id, ()),
            hits=found.get(case.id, ()),
            dishonest=case.enterprise.uscc in listed,
            budget_room_fen=rooms.get(case.id),
            calendar=days,
            today=today,
        )
        for case in cases
    }
    if len(files) > 1:  # asked for all together; the file of one case asks when it is looked at
        waived = waived_of([(file.case, file.handed_in) for file in files.values()])
        for key, file in files.items():
            file.__dict__["waived"] = waived[key]
    return files
