"""Stopping the bureau's clock for a legal reason, restarting it, and giving a stage more time once. The caller commits."""

from datetime import date, timedelta

from states.clock_grounds import GROUNDS, MOST_DAYS, OTHER
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.advance import Entry, advance
from workflow.actions.clocks import EXPECTED
from workflow.actions.notify import tell_step
from workflow.actions.reasons import reasoned
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.papers.words import dated
from workflow.queries.casefile import open_file

#: Nothing that stops a clock lasts longer unseen.
FURTHEST = timedelta(days=180)
OTHER_NEEDS_TEXT = Blocker(
    "ground_needs_text", "选“其他”要写明依据和原因", "For another reason, give the rule and the reason"
)
TOO_LONG = Blocker(
    "days_range", f"一个环节延长1到{MOST_DAYS}个工作日", f"A stage is extended by 1 to {MOST_DAYS} working days"
)


EXPECT_LATER = Blocker(
    "expected_range",
    f"预计恢复的日子要在今天以后、{FURTHEST.days}天以内",
    f"The clock must be expected to run again after today and within {FURTHEST.days} days",
)


def stop(case: Case, ground: str, text: str, expected_on: date, actor: Actor) -> None:
    """Let the clock stand still, as far as one can tell until `expected_on`: on that day the case is due in the lists.

    `ground` is one of `GROUNDS`, `text` says more and the applicant reads it. Raises Refused (`other` without text, a day
    that is not to come, or the step is not possible), ValueError for an unknown ground.
    """
    if ground not in GROUNDS:
        raise ValueError(f"a ground is one of {list(GROUNDS)}, not {ground!r}")
    text = text.strip()
    if ground == OTHER and not text:
        raise Refused((OTHER_NEEDS_TEXT,))
    if not business_date() < expected_on <= business_date() + FURTHEST:
        raise Refused((EXPECT_LATER,))
    words, dossier, day = GROUNDS[ground], open_file(case).dossier, dated(expected_on)
    entry = Entry(reason=text or words.zh, detail={"ground": ground, EXPECTED: expected_on.isoformat()})
    step = advance(case, "stop_clock", dossier, actor, entry)
    more = f"{text}。" if text else ""
    tell_step(
        case,
        step,
        f"原因：{words.zh}。{more}预计{day.zh}恢复。",
        f"Reason: {words.en.lower()}. {text} Expected until {day.en}.",
    )


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
    by = "" if due is None else f"，到{dated(due).zh}"
    until = "" if due is None else f", until {dated(due).en}"
    tell_step(case, step, f"延长{days}个工作日{by}。理由：{reason}", f"By {days} working days{until}. Reason: {reason}")
