"""Stopping the bureau's clock for a legal reason, restarting it, and giving a stage more time once. The caller commits."""

from states.clock_grounds import GROUNDS, MOST_DAYS, OTHER
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import tell_step
from workflow.actions.reasons import reasoned
from workflow.models.case import Case
from workflow.queries.casefile import open_file

OTHER_NEEDS_TEXT = Blocker(
    "ground_needs_text", "选“其他”要写明依据和原因", "For another reason, give the rule and the reason"
)
TOO_LONG = Blocker(
    "days_range", f"一个环节延长1到{MOST_DAYS}个工作日", f"A stage is extended by 1 to {MOST_DAYS} working days"
)


def stop(case: Case, ground: str, text: str, actor: Actor) -> None:
    """Let the clock stand still; `ground` is one of `GROUNDS`, `text` says more and the applicant reads it.

    Raises Refused (`other` without text, or the step is not possible), ValueError for an unknown ground.
    """
    if ground not in GROUNDS:
        raise ValueError(f"a ground is one of {list(GROUNDS)}, not {ground!r}")
    text = text.strip()
    if ground == OTHER and not text:
        raise Refused((OTHER_NEEDS_TEXT,))
    words, dossier = GROUNDS[ground], open_file(case).dossier
    entry = Entry(reason=text or words.zh, detail={"ground": ground})
    step = advance(case, "stop_clock", dossier, actor, entry)
    more = f"{text}。" if text else ""
    tell_step(case, step, f"原因：{words.zh}。{more}", f"Reason: {words.en.lower()}. {text}")


def restart(case: Case, actor: Actor) -> None:
    """Let the clock run again with what was left. Raises Refused."""
    tell_step(case, advance(case, "restart_clock", open_file(case).dossier, actor))


def extend(case: Case, days: int, reason: str, actor: Actor) -> None:
    """Give the stage in hand `days` (1–10) more working days, once, with the reason. Raises Refused."""
    reason = reasoned(reason)
    if not 1 <= days <= MOST_DAYS:
        raise Refused((TOO_LONG,))
    entry = Entry(reason=reason, detail={"days": days})
    step = advance(case, "extend_clock", open_file(case).dossier, actor, entry)
    due = case.due_on
    by = "" if due is None else f"，到{due.year}年{due.month}月{due.day}日"
    until = "" if due is None else f", until {due.isoformat()}"
    tell_step(case, step, f"延长{days}个工作日{by}。理由：{reason}", f"By {days} working days{until}. Reason: {reason}")
