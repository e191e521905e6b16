"""More time for a correction, and the reminders before it is due. The caller commits."""

from datetime import date, datetime, time
from functools import partial

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from states.calendar import WorkCalendar
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from states.names import State
from workflow.actions.advance import Entry, advance
from workflow.actions.caps import insert_if_absent
from workflow.actions.notify import Message, tell_applicant, tell_step
from workflow.actions.one_by_one import one_by_one
from workflow.actions.reasons import reasoned
from workflow.clock import SHANGHAI, business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.correction_time import MOST_DAYS, REMINDED, CorrectionExtension, CorrectionReminder
from workflow.models.filing import Correction
from workflow.queries.casefile import open_file

TOO_LONG = Blocker(
    "days_range", f"一次延期1到{MOST_DAYS}个工作日", f"An extension adds between 1 and {MOST_DAYS} working days"
)


def extend(case: Case, days: int, reason: str, actor: Actor) -> CorrectionExtension:
    """Give the applicant `days` (1–15) more working days, with the reason. Raises Refused.

    The caseworker in charge may do so once for a notice, the supervisor again. Never beyond the call's closing time.
    """
    file = open_file(case)
    if reasons := blockers(file.dossier, "extend_correction", actor):
        raise Refused(reasons)
    if not 1 <= days <= MOST_DAYS:
        raise Refused((TOO_LONG,))
    notice, reason = file.correction, reasoned(reason)
    assert notice is not None, "a case in correction has its open notice"
    assert actor.user_id is not None, "people extend"
    before = notice.due_on
    step = advance(case, "extend_correction", file.dossier, actor, Entry(reason=reason, detail={"days": days}))
    # Overdue notices are extended too: the new days count on from the old due date, in the one clock of the case.
    after = case.due_on
    assert after is not None, "the clock of a correction runs"
    if after > (closing := business_date(case.call.resubmit_until)):
        raise Refused((_beyond(closing),))
    notice.due_on = after
    row = CorrectionExtension(
        correction_id=notice.id,
        place=file.beside.extensions + 1,
        days=days,
        due_before=before,
        due_after=after,
        reason=reason,
        actor_id=actor.user_id,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    tell_step(case, step, f"请在{_day(after)}前补好。", f"Please complete them by {after.isoformat()}.")
    return row


def _beyond(closing: date) -> Blocker:
    return Blocker(
        "beyond_call",
        f"延期不能超过这一批的补正截止日{_day(closing)}",
        f"The call takes corrections until {closing.isoformat()} only",
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def remind(case: Case, notice: Correction, stage: int, left: int) -> bool:
    """Tell the applicant that a correction is due in `left` working days; False when this stage was said before."""
    key = {"correction_id": notice.id, "due_on": notice.due_on, "days_left": stage}
    if not insert_if_absent(CorrectionReminder, **key, at=now()):
        return False
    day, rest = notice.due_on, f"还剩{left}个工作日"
    tell_applicant(
        case,
        Message(
            kind="correction_reminder",
            title_zh=f"{case.number}　补正{rest}",
            title_en=f"{case.number}: correction due in {left} working day{'' if left == 1 else 's'}",
            body_zh=f"请在{_day(day)}前补好，共{len(notice.items)}处。逾期没有补正的，申请视为撤回。",
            body_en=f"Please complete {len(notice.items)} point(s) by {day.isoformat()}. "
            "Without them the application counts as withdrawn.",
        ),
    )
    return True


def remind_due(calendar: WorkCalendar, today: date, limit: int = 500) -> int:
    """Remind whoever has three, or one, working days left or fewer; gives how many were told. Not on the first day.

    Who was told drops out of the search, so that no number of them keeps the others waiting.
    """
    told, after = 0, today
    for stage in sorted(REMINDED):
        last = calendar.due(today, stage)
        rows = db.session.execute(_waiting(stage, after, last, today).limit(limit)).all()
        told += one_by_one(
            "reminder of the correction of case",
            ((case.id, (case, notice)) for notice, case in rows),
            partial(_remind, stage=stage, calendar=calendar, today=today),
        )
        after = last
    return told


def _remind(found: tuple[Case, Correction], stage: int, calendar: WorkCalendar, today: date) -> bool:
    case, notice = found
    return remind(case, notice, stage, calendar.left(today, notice.due_on))


def _waiting(stage: int, after: date, last: date, today: date) -> Select[Correction, Case]:
    """Open notices due after one day and up to another that were asked for before today and not reminded of yet."""
    said = exists().where(
        CorrectionReminder.correction_id == Correction.id,
        CorrectionReminder.due_on == Correction.due_on,
        CorrectionReminder.days_left == stage,
    )
    return (
        select(Correction, Case)
        .join(Case, Case.id == Correction.case_id)
        .options(joinedload(Case.enterprise), joinedload(Case.call))
        .where(Correction.state == "open", Case.state == State.CORRECTION)
        .where(Correction.due_on > after, Correction.due_on <= last, ~said)
        .where(Correction.requested_at < datetime.combine(today, time.min, SHANGHAI))
        .order_by(Correction.due_on, Correction.id)
    )
