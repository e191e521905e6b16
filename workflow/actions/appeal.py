"""A review of a decision, asked for by the enterprise: filed once for each decision, answered by somebody who did not decide."""

from sqlalchemy import func, select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from states.limits import Limits
from states.names import State
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import Message, tell, tell_step
from workflow.actions.reasons import reasoned
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.appeal import LONGEST, Appeal
from workflow.models.case import Case
from workflow.queries.calendar import calendar
from workflow.queries.casefile import open_file
from workflow.queries.handlers import supervisors

TOO_LONG = Blocker("grounds_length", f"复核理由要在{LONGEST}个字以内", f"At most {LONGEST} characters")


def file_appeal(case: Case, grounds: str, actor: Actor) -> Appeal:
    """Ask for a review of the newest decision on a locked case: the refusal, or the amount. Raises Refused."""
    file, grounds = open_file(case), reasoned(grounds)
    if len(grounds) > LONGEST:
        raise Refused((TOO_LONG,))
    if reasons := blockers(file.dossier, "file_appeal", actor):
        raise Refused(reasons)
    assert file.beside.decision_seq is not None, "a guard of this step"
    assert actor.user_id is not None, "the enterprise asks"
    before = db.session.scalar(select(func.count()).where(Appeal.case_id == case.id)) or 0
    row = Appeal(
        number=f"{case.number}-F{before + 1}",
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        decision_seq=file.beside.decision_seq,
        subject="refusal" if case.state == State.REJECTED else "amount",
        state="open",
        grounds=grounds,
        filed_by=actor.user_id,
        filed_at=now(),
        due_on=calendar().due(business_date(), Limits(**case.call.days).appeal_answer),
        answer="",
    )
    step = advance(case, "file_appeal", file.dossier, actor, Entry(reason=grounds, detail={"appeal": row.number}))
    db.session.add(row)
    db.session.flush()
    due = row.due_on
    tell_step(
        case,
        step,
        f"复核回执{row.number}，{due.year}年{due.month}月{due.day}日前答复。",
        f"Receipt {row.number}; we answer by {due.isoformat()}.",
    )
    tell(case, supervisors(), _received(case, row))
    return row


def keep(case: Case, appeal: Appeal, actor: Actor, answer: str) -> None:
    """Answer that the decision stays, with the reason that the enterprise reads. Raises Refused."""
    answer = reasoned(answer)
    check_handler(appeal, actor)
    step = advance(case, "answer_appeal", open_file(case).dossier, actor, Entry(reason=answer[:2000]))
    close(appeal, "kept", answer)
    tell_step(case, step, f"理由：{answer}", f"Reason (in Chinese): {answer}")


def close(appeal: Appeal, state: str, answer: str) -> None:
    """Give the appeal its end."""
    appeal.state, appeal.answer, appeal.closed_at = state, answer, now()
    db.session.flush()


def check_handler(appeal: Appeal, actor: Actor) -> None:
    """Only the one whom the supervisor named answers, and only once. Raises Refused."""
    if appeal.state != "open":
        raise Refused((Blocker("appeal_closed", "这件复核已经办结", "This appeal is closed already"),))
    if appeal.handler_id is None or appeal.handler_id != actor.user_id:
        raise Refused((Blocker("not_handler", "这件复核由指定的处理人办理", "The person named for it answers it"),))


def _received(case: Case, row: Appeal) -> Message:
    due = row.due_on
    return Message(
        kind="appeal_received",
        title_zh=f"{case.number}　申报单位申请复核",
        title_en=f"{case.number}: the enterprise asks for a review",
        body_zh=f"请指定一位没有参与决定的同事办理，{due.month}月{due.day}日前答复。",
        body_en=f"Please name somebody who did not take part in the decision; answer by {due.isoformat()}.",
    )
