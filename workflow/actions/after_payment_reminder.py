"""Reminders after payment: to the enterprise, and to whoever is in charge when a day has passed. Each once."""

from rules import money
from states.duties import BY_CODE
from workflow.actions.notify import Message, tell, tell_applicant
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.duty import Duty, DutyReminder
from workflow.models.repayment import RepaymentPart, RepaymentReminder
from workflow.papers.words import dated


def remind_of_duty(found: tuple[Case, Duty], kind: str) -> bool:
    """Of a duty before its day (`soon`) or after it (`late`). What the bureau looks at itself is said to the officer only."""
    case, duty = found
    db.session.add(DutyReminder(duty_id=duty.id, kind=kind, at=now()))
    db.session.flush()
    what, day = BY_CODE[duty.kind], dated(duty.due_on)
    zh, en = (f"到期日{day.zh}", f"due on {day.en}") if kind == "soon" else (f"{day.zh}已过", f"was due on {day.en}")
    message = Message(
        kind="duty_reminder",
        title_zh=f"{case.number}　{what.title.zh}{'快到期' if kind == 'soon' else '已逾期'}",
        title_en=f"{case.number}: {what.title.en} is {'due soon' if kind == 'soon' else 'overdue'}",
        body_zh=f"{what.title.zh}：{what.text.zh}，{zh}。",
        body_en=f"{what.title.en}: {what.text.en}; {en}.",
    )
    if not what.by_bureau:
        tell_applicant(case, message)
    if (what.by_bureau or kind == "late") and case.owner_id is not None:
        tell(case, [case.owner_id], message)
    return True


def remind_of_part(found: tuple[Case, RepaymentPart], kind: str) -> bool:
    """Of a part of a recovery before its day (`soon`) or after it (`late`)."""
    case, part = found
    db.session.add(RepaymentReminder(recovery_id=part.recovery_id, number=part.number, kind=kind, at=now()))
    db.session.flush()
    amount, day = money.grouped(part.fen), dated(part.due_on)
    late = kind == "late"
    message = Message(
        kind="repayment_reminder",
        title_zh=f"{case.number}　退回第{part.number}期资金{'已逾期' if late else '快到期'}",
        title_en=f"{case.number}: part {part.number} of the recovery is {'overdue' if late else 'due soon'}",
        body_zh=f"第{part.number}期{amount}元，最迟{day.zh}退回，汇款时注明申请编号。",
        body_en=f"Part {part.number}, {amount} yuan, is due by {day.en}; name the case number.",
    )
    tell_applicant(case, message)
    if late and case.owner_id is not None:
        tell(case, [case.owner_id], message)
    return True
