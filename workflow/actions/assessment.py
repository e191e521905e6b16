"""Experts on a case: asked, declared free of conflicts, their sheets entered (score_sheet), the mark adopted."""

from rules.proofs import EXPERTS, JUDGED
from rules.scoring import PASS_MARK
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions import assessment_refusals as no
from workflow.actions.advance import Entry, advance
from workflow.actions.findings import By, Found, keep
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.assessment import Assessment
from workflow.models.case import Case
from workflow.models.expert import Expert
from workflow.models.expert_seat import ASKED, CLEAR, CONFLICT, ExpertSeat
from workflow.queries import assessments
from workflow.queries.casefile import open_file
from workflow.queries.expert_conflicts import conflicts


def ask(case: Case, expert: Expert, actor: Actor) -> ExpertSeat:
    """Ask an expert to judge the case. Raises Refused: no seat free, asked before, or employed where it matters."""
    check_open(case)
    found = assessments.seats(case.id)
    if not expert.active:
        raise Refused((no.NOT_LISTED,))
    if expert.id in {one.expert.id for one in found}:
        raise Refused((no.ASKED_BEFORE,))
    seat = assessments.free_seat(found)
    if seat is None:
        raise Refused((no.NO_SEAT,))
    if why := conflicts(case.enterprise, [expert]).get(expert.id):
        raise Refused((Blocker("expert_conflict", f"不能请这位专家：{why.zh}", f"Not this expert: {why.en}"),))
    advance(case, "assess", open_file(case).dossier, actor, Entry(reason=f"请了第{seat}位专家"))
    assert actor.user_id is not None
    row = ExpertSeat(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        expert_id=expert.id,
        seat=seat,
        state=ASKED,
        assigned_by=actor.user_id,
        assigned_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def declare(case: Case, seat: ExpertSeat, words: str, actor: Actor, *, conflict: bool) -> None:
    """Note what the expert declared; a conflict, also a late one, frees the seat and leaves the sheet out. Raises Refused."""
    check_open(case)
    if seat.state == CONFLICT or (seat.state == CLEAR and not conflict):
        raise Refused((no.DECLARED,))
    words = reasoned(words) if conflict else words.strip()
    reason = f"第{seat.seat}位专家声明{'有利益冲突，换人' if conflict else '没有利益冲突'}"
    advance(case, "assess", open_file(case).dossier, actor, Entry(reason=reason))
    seat.state, seat.declaration, seat.declared_at = CONFLICT if conflict else CLEAR, words, now()
    db.session.flush()


def adopt(case: Case, actor: Actor) -> Assessment:
    """Adopt what the sheets come to; the next evaluation goes by it. Raises Refused: sheets missing, marks too far apart."""
    check_open(case)
    file, found = open_file(case), assessments.seats(case.id)
    sheets, mark = assessments.counted(found), assessments.mark_of(found)
    if mark.value is None:
        raise Refused((no.NOT_ENOUGH if len(sheets) < assessments.SEATS else no.NEEDS_THIRD,))
    entered = max((one.sheet for one in sheets if one.sheet), key=lambda sheet: sheet.at).entered_by
    if entered == actor.user_id:
        raise Refused((no.ANOTHER,))
    assert actor.user_id is not None
    row = Assessment(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        mark=mark.value,
        spread=mark.spread,
        method=mark.method,
        passed=mark.passed,
        sheets=[
            {
                "seat": one.seat.seat,
                "revision": one.sheet.revision,
                "total": one.sheet.total,
                "counted": place in mark.used,
            }
            for place, one in enumerate(sheets)
            if one.sheet
        ],
        entered_by=entered,
        adopted_by=actor.user_id,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    fact = JUDGED[case.item]
    told = f"专家评审{_points(mark.value)}分，{'达到' if mark.passed else '没有达到'}{_points(PASS_MARK)}分"
    one = Found(fact, file.filing.facts.get(fact), mark.passed, told)
    detail = keep(file, [one], By(EXPERTS, row.id, entered, actor.user_id))
    advance(case, "adopt_assessment", file.dossier, actor, Entry(reason=told, detail=detail))
    return row


def _points(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}".removesuffix(".00")


def check_open(case: Case) -> None:
    """Raise Refused where experts do not judge, or have done so."""
    if case.item not in JUDGED:
        raise Refused((no.NOT_FOR_ITEM,))
    if assessments.adopted(case.id) is not None:
        raise Refused((no.ADOPTED,))
