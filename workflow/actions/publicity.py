"""The public notice of a proposed award: put up with the approval, taken down by the worker when its days are over."""

from datetime import date

from rules import money
from states.dossier import SYSTEM
from states.limits import Limits
from states.say import Say
from workflow.actions import budget_use
from workflow.actions.advance import advance
from workflow.actions.notify import tell_step
from workflow.actions.one_by_one import one_by_one
from workflow.actions.paper import issue
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Publicity
from workflow.papers import decision
from workflow.papers.cut_words import cut_words
from workflow.queries.calendar import calendar
from workflow.queries.casefile import open_file
from workflow.queries.prorations import cut_of
from workflow.queries.publicity import ended_before, lock_case


def announce(case: Case, fen: int) -> Publicity:
    """Put the notice up today. Its first day counts (inclusive), so five working days from a Monday end on Friday.

    The case with its call loaded; a call may set another number of working days.
    """
    today = business_date()
    days = Limits(**case.call.days).publicity
    notice = db.session.get(Publicity, (case.id, case.round)) or Publicity(case_id=case.id, round=case.round)
    notice.starts_on, notice.ends_on, notice.amount_fen = today, calendar().due_inclusive(today, days), fen
    db.session.add(notice)
    db.session.flush()
    return notice


def announced(notice: Publicity) -> Say:
    """What the applicant is told besides: the award, a cut that made it, and the days of the notice."""
    amount, first, last = money.grouped(notice.amount_fen), notice.starts_on.isoformat(), notice.ends_on.isoformat()
    cut = cut_words(cut_of(notice.case_id))
    return Say(
        f"{cut.zh}审定金额{amount}元，公示{first}至{last}",
        f"{cut.en} Award {amount} yuan; the notice runs from {first} to {last}".strip(),
    )


def clear(case: Case) -> None:
    """End the notice of one locked case. Raises Refused while it runs, or with an objection open."""
    file = open_file(case)
    step = advance(case, "clear_publicity", file.dossier, SYSTEM)
    case.cleared_at = now()
    budget_use.decided(case)
    issue(case, "decision", decision.letter(file))
    tell_step(case, step)
    db.session.flush()


def clear_due(today: date) -> int:
    """End every notice whose last day is before `today`; gives how many were ended. The system acts, the caller commits."""
    ids = ended_before(today)
    return one_by_one("public notice of case", zip(ids, ids, strict=True), _clear)


def _clear(case_id: int) -> bool:
    case = lock_case(case_id)
    if case is not None:
        clear(case)
    return case is not None
