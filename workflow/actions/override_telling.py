"""Who hears of a change of a number: those who may decide on it, then whoever proposed it. Never the enterprise."""

from workflow.actions.notify import Message, tell
from workflow.models.case import Case
from workflow.models.override import AMOUNT, CONFIRMED, Override
from workflow.queries.handlers import reviewers, supervisors


def tell_proposed(case: Case, row: Override) -> None:
    """A fact asks the reviewers, an amount the supervisors."""
    asked = supervisors() if row.kind == AMOUNT else reviewers()
    message = Message(
        kind="override_asked",
        title_zh=f"{case.number}　有一处调整等您确认",
        title_en=f"{case.number}: a changed number waits for your decision",
        body_zh=f"经办人提出调整，理由：{row.reason}"[:4000],
        body_en=f"The caseworker proposed to change a number. Reason: {row.reason}"[:4000],
    )
    tell(case, [user_id for user_id in asked if user_id != row.proposed_by], message)


def tell_decided(case: Case, row: Override) -> None:
    """Tell the proposer what became of it."""
    yes = row.state == CONFIRMED
    message = Message(
        kind="override_decided",
        title_zh=f"{case.number}　调整{'已确认' if yes else '没有获得同意'}",
        title_en=f"{case.number}: the change was {'confirmed' if yes else 'refused'}",
        body_zh="评估依据变了，请重新评估，原来的复核不再算数。" if yes else f"理由：{row.answer}"[:4000],
        body_en="Please evaluate again; the earlier review no longer counts."
        if yes
        else f"Reason: {row.answer}"[:4000],
    )
    tell(case, [row.proposed_by], message)
