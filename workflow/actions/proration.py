"""A pro-rata cut (按比例核减) of staged decisions, so that what is granted fits the budget. Undone before publicity only.

The cases are locked by the caller, who commits. What a cut staged is executed like any other decision; the award is then the
cut amount, and the notice and the letter say so.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import insert, select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from states.names import Role, State
from workflow.actions import proration_refusals as why
from workflow.actions.advance import Entry, advance
from workflow.actions.prorating import Cut, CutRow, preview
from workflow.actions.reasons import reasoned
from workflow.actions.voting import new_decision
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.budget import BudgetAccount
from workflow.models.case import Case
from workflow.models.decision import Decision
from workflow.models.proration import Proration, ProrationRow
from workflow.queries.casefile import CaseFile, open_file, open_files
from workflow.queries.cut_candidates import candidates
from workflow.queries.prorations import decided_by, live_in, promised
from workflow.queries.rulebook import article_number

__all__ = ["REASON", "Asked", "Cut", "CutRow", "apply", "preview", "undo"]

REASON = "本年度本条通过的金额合计超过预算余额，按比例核减。"


class Asked(NamedTuple):
    """What the person says and saw: `budget_fen` less than what is left, to keep some of it; `total_fen` the cases' sum."""

    reason: str = REASON
    budget_fen: int | None = None
    total_fen: int | None = None


def apply(  # under which meeting, of what, which, by whom, and what the page says besides
    meeting_id: int | None,
    year: int,
    article: int,
    cases: Sequence[Case],
    actor: Actor,
    asked: Asked | None = None,
) -> Proration:
    """Cut the staged amounts of the locked cases of an article to what its budget of this year has left.

    Without a meeting only the secretary cuts; the supervisor executes, and cuts a meeting as a whole. Raises Refused
    naming the case in the way, or when the money is enough; then nothing is written.
    """
    assert actor.user_id is not None
    asked = asked or Asked()
    reason, files = reasoned(asked.reason), _checked(article, cases, actor, meeting_id)
    room = _room(year, article)
    budget = room if asked.budget_fen is None else asked.budget_fen
    if not 0 < budget <= room:
        raise Refused((why.no_room(article, room),))
    if Role.SECRETARY not in actor.roles and (budget != room or not _whole(files, article, meeting_id)):
        raise Refused((why.NOT_WHOLE,))
    cut = preview([(file.case.id, file.dossier.award) for file in files], budget)
    if faults := why.faults(article, cut, budget, asked.total_fen):
        raise Refused(tuple(faults))
    made = Proration(
        meeting_id=meeting_id,
        year=year,
        article=article,
        budget_fen=budget,
        total_fen=cut.total_fen,
        reason=reason,
        applied_by=actor.user_id,
        applied_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    for file, row in zip(files, cut.rows, strict=True):
        _stage(file, row, made, actor)
    rows = [
        row._asdict() | {"proration_id": made.id, "round": file.case.round, "staged": file.decision is not None}
        for file, row in zip(files, cut.rows, strict=True)
    ]
    db.session.execute(insert(ProrationRow), rows)
    return made


def _room(year: int, article: int) -> int:
    """What the budget has left beside earlier cuts, its account locked until the commit: nobody reserves of it meanwhile."""
    if year != business_date().year:
        raise Refused((why.OTHER_YEAR,))
    row = (BudgetAccount.year == year) & (BudgetAccount.article == article)
    account = db.session.scalars(select(BudgetAccount).where(row).with_for_update()).one_or_none()
    if account is None:
        raise Refused((why.NO_PLAN,))
    db.session.refresh(account)
    return account.planned_fen - account.reserved_fen - promised(year, article)


def _checked(article: int, cases: Sequence[Case], actor: Actor, meeting_id: int | None) -> list[CaseFile]:
    """The files in the order of their numbers. Raises Refused."""
    found = open_files(sorted(cases, key=lambda case: case.number))
    reasons: list[Blocker] = [] if found else [why.NOTHING]
    if meeting_id is None:
        reasons += why.not_the_secretary(actor)
    cut_before, decided = live_in(found), decided_by(meeting_id)
    for file in found.values():
        faults = [*blockers(file.dossier, "cut_pro_rata", actor)]
        faults += [why.OTHER_ARTICLE] if article_number(file.case.item) != article else []
        faults += [why.CUT_BEFORE] if file.case.id in cut_before else []
        faults += [why.NOT_ON_AGENDA] if meeting_id is not None and file.case.id not in decided else []
        reasons += [why.of(file.case, fault) for fault in faults]
    if reasons:
        raise Refused(tuple(reasons))
    return list(found.values())


def _whole(files: Sequence[CaseFile], article: int, meeting_id: int | None) -> bool:
    """Whether these are all approvals of the article in the meeting: who executes them chooses neither whom to cut nor to what."""
    return {file.case.id for file in files} == {one.case_id for one in candidates(article, meeting_id)}


def _stage(file: CaseFile, row: CutRow, made: Proration, actor: Actor) -> None:
    """The decision of the round with the cut amount, and the step in the record."""
    decision = file.decision
    if decision is None:
        assert actor.user_id is not None
        decision = new_decision(file)
        decision.result, decision.meeting, decision.reason = "approve", "", made.reason
        decision.votes_for = decision.votes_against = decision.votes_abstain = 0
        decision.recorded_by, decision.recorded_at = actor.user_id, now()
        db.session.add(decision)
    _amount(decision, row.after_fen)
    detail = {"award_fen": [row.before_fen, row.after_fen], "proration": made.id}
    advance(file.case, "cut_pro_rata", file.dossier, actor, Entry(reason=made.reason, detail=detail))


def _amount(decision: Decision, fen: int) -> None:
    """Another amount than the one that a second supervisor signed: it is signed anew."""
    decision.amount_fen = fen
    decision.second_by = decision.second_at = None


def undo(made: Proration, cases: Sequence[Case], actor: Actor, reason: str) -> None:
    """Take a cut (locked) back: every one of its cases, locked, gets its amount again. Raises Refused.

    Not once one of them is in publicity. A case that went back or was voted on anew has left the cut already.
    """
    reason = reasoned(reason)
    if made.undone_at is not None:
        raise Refused((why.UNDONE,))
    rows = db.session.scalars(select(ProrationRow).where(ProrationRow.proration_id == made.id)).all()
    by_id = {case.id: case for case in cases}
    mine = [(by_id[row.case_id], row) for row in rows if by_id[row.case_id].round == row.round]
    if gone := [case for case, _row in mine if case.state in {State.PUBLICITY, State.PAID}]:
        raise Refused(tuple(why.of(case, why.ANNOUNCED) for case in gone))
    for case, row in mine:
        file = open_file(case)
        if case.state == State.COMMITTEE and file.decision is not None and file.decision.amount_fen == row.after_fen:
            _restore(file, row, actor, reason)
    made.undone_by, made.undone_at, made.undone_reason = actor.user_id, now(), reason
    db.session.flush()


def _restore(file: CaseFile, row: ProrationRow, actor: Actor, reason: str) -> None:
    assert file.decision is not None
    detail = {"award_fen": [row.after_fen, row.before_fen], "proration": row.proration_id}
    advance(file.case, "undo_cut", file.dossier, actor, Entry(reason=reason, detail=detail))
    if row.staged:
        _amount(file.decision, row.before_fen)
    else:
        db.session.delete(file.decision)
