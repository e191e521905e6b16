"""The plan of a year and article, changed by two people: one proposes with a reason, a supervisor confirms. Money in fen.

A plan never falls below what is reserved of it: the change is refused, whoever reserves at the same moment. The caller commits.
"""

from sqlalchemy import select, update

from states.dossier import Actor
from states.lifecycle import Refused
from states.names import Role
from states.refusals import wrong_role
from workflow.actions import budget_plan_refusals as why
from workflow.actions.caps import changed, insert_if_absent
from workflow.actions.reasons import reasoned
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.budget import BudgetAccount
from workflow.models.budget_change import APPROVED, LOWER, MOST_FEN, OPEN, RAISE, REFUSED, SHIFT, BudgetChange
from workflow.models.budget_line import PLANNED, BudgetLine
from workflow.queries.budget import account
from workflow.queries.rulebook import PAYING_ARTICLES

PROPOSERS = (Role.FINANCE, Role.REVIEWER, Role.SUPERVISOR)


def propose(  # what, where, how much, why
    kind: str, year: int, article: int, fen: int, reason: str, actor: Actor, *, to_article: int | None = None
) -> BudgetChange:
    """Propose to raise or lower a plan by `fen`, or to shift `fen` to another article of the year. Raises Refused."""
    reason = reasoned(reason)
    if not actor.roles.intersection(PROPOSERS):
        raise Refused((wrong_role(why.PROPOSE, PROPOSERS),))
    faults = [why.YEAR] if year not in {business_date().year, business_date().year + 1} else []
    faults += [why.ARTICLE] if not {article, to_article or article} <= PAYING_ARTICLES else []
    faults += [why.AMOUNT] if not 0 < fen <= MOST_FEN else []
    faults += [why.SAME_ARTICLE] if kind == SHIFT and to_article in {None, article} else []
    waits = select(BudgetChange.id).where(BudgetChange.year == year, BudgetChange.article == article)
    faults += [why.WAITS] if db.session.scalar(waits.where(BudgetChange.state == OPEN)) else []
    if not faults and kind != RAISE:
        faults += _too_much(year, article, fen)
    if faults:
        raise Refused(tuple(faults))
    assert actor.user_id is not None
    row = BudgetChange(kind=kind, year=year, article=article, fen=fen, reason=reason, state=OPEN, answer="")
    row.to_article = to_article if kind == SHIFT else None
    row.proposed_by, row.proposed_at = actor.user_id, now()
    db.session.add(row)
    db.session.flush()
    return row


def decide(row: BudgetChange, actor: Actor, *, approved: bool, answer: str = "") -> None:
    """Confirm a proposed change (locked), which moves the plan at once, or refuse it with a reason. Raises Refused."""
    if Role.SUPERVISOR not in actor.roles:
        raise Refused((wrong_role(why.DECIDE, (Role.SUPERVISOR,)),))
    if row.state != OPEN:
        raise Refused((why.CLOSED,))
    if row.proposed_by == actor.user_id:
        raise Refused((why.SAME_PERSON,))
    row.answer = answer.strip() if approved else reasoned(answer)
    row.state, row.decided_by, row.decided_at = APPROVED if approved else REFUSED, actor.user_id, now()
    db.session.flush()
    if approved:
        _move(row)


def _move(row: BudgetChange) -> None:
    """Change the plans, the lower article first, so that two shifts never wait for each other."""
    moves = {row.article: row.fen if row.kind == RAISE else -row.fen}
    if row.to_article is not None:
        moves[row.to_article] = row.fen
    for article in sorted(moves):
        _plan(row, article, moves[article])
    db.session.flush()


def _plan(row: BudgetChange, article: int, fen: int) -> None:
    of = (BudgetAccount.year == row.year) & (BudgetAccount.article == article)
    if fen > 0:
        insert_if_absent(BudgetAccount, year=row.year, article=article, planned_fen=0, reserved_fen=0)
    planned = BudgetAccount.planned_fen + fen
    fits = (planned >= BudgetAccount.reserved_fen) & (planned <= MOST_FEN)
    if not changed(update(BudgetAccount).where(of, fits).values(planned_fen=planned)):
        raise Refused(tuple(_too_much(row.year, article, -fen)) or (why.AMOUNT,))
    account_id = db.session.scalars(select(BudgetAccount.id).where(of)).one()
    line = BudgetLine(account_id=account_id, kind=PLANNED, fen=fen, change_id=row.id, at=now())
    db.session.add(line)


def _too_much(year: int, article: int, fen: int) -> list[why.Blocker]:
    """What speaks against taking `fen` from the plan."""
    found = account(year, article)
    if found is not None:
        db.session.refresh(found)
    free = 0 if found is None else found.planned_fen - found.reserved_fen
    return [] if fen <= free else [why.below_reserved(year, article, fen, free)]


__all__ = ["LOWER", "RAISE", "SHIFT", "decide", "propose"]
