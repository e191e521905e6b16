"""What happens by itself when documents to follow are late: reminders before, and afterwards a correction or the end."""

from states.dossier import SYSTEM
from workflow.actions import conditional, correction, voiding
from workflow.actions.advance import Entry, advance
from workflow.actions.caps import insert_if_absent
from workflow.actions.notify import Message, tell_applicant, tell_step
from workflow.actions.paper import issue
from workflow.clock import now
from workflow.models.case import Case
from workflow.models.conditional import DECLINE, ConditionalAcceptance, ConditionalReminder
from workflow.papers import refusal
from workflow.papers.words import dated
from workflow.queries.casefile import open_file

NOT_IN_TIME = "容缺受理时承诺的材料没有按期补交"


def fail(case: Case) -> None:
    """The day is over: ask for a correction of what is missing, or end the case, as was said at acceptance. Raises Refused.

    Where everything was uploaded and only nobody said so, the check goes on.
    """
    file = open_file(case)
    if not file.missing_documents:
        conditional.supply(case, SYSTEM)
        return
    row = file.terms.open_condition
    if row is not None and row.on_failure == DECLINE:
        reason = f"{NOT_IN_TIME}：{conditional.titles(file, file.missing_documents).zh}。"
        step = advance(case, "decline_condition", file.dossier, SYSTEM, Entry(reason=reason))
        conditional.close(file, "failed")
        voiding.void(file.waiting_overrides, "withdrawn")
        issue(case, "refusal", refusal.letter(file, reason))
        tell_step(case, step, f"理由：{reason}", f"Reason (as given in Chinese): {reason}")
        return
    points = [{"kind": "document", "name": kind, "wrong": f"{NOT_IN_TIME}，请上传"} for kind in file.missing_documents]
    correction.serve(file, points, "", SYSTEM, "fail_condition", row.accepted_by if row else None)


def remind(case: Case, row: ConditionalAcceptance, stage: int, left: int) -> bool:
    """Tell the applicant that documents are due in `left` working days; False when this stage was said before."""
    if not insert_if_absent(ConditionalReminder, conditional_id=row.id, days_left=stage, at=now()):
        return False
    day, ends = dated(row.due_on), row.on_failure == DECLINE
    zh, en = ("终止办理", "the application ends") if ends else ("转为补正", "a correction is asked for")
    tell_applicant(
        case,
        Message(
            kind="condition_reminder",
            title_zh=f"{case.number}　补交材料还剩{left}个工作日",
            title_en=f"{case.number}: documents due in {left} working day{'' if left == 1 else 's'}",
            body_zh=f"请在{day.zh}前补交承诺的材料，再点“补交齐了”。逾期{zh}。",
            body_en=f"Please hand in the promised documents by {day.en} and say that all are in. Later {en}.",
        ),
    )
    return True
