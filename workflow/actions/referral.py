"""Cases of the articles without a formula of their own: handed on once, and what came back written down.

Article 8 ends in the register, article 18 in an answer by the person who owns the request, all others in what the other
scheme decided. Money granted there counts as other money for the same matter (`queries.matters`).
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import exists, select

from rules.referral import OUTCOMES
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import tell_step
from workflow.actions.paper import issue
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.referral import MOST_FEN, Referral
from workflow.models.register import KINDS, Recognition
from workflow.models.user import User, UserRole
from workflow.papers import referral as paper
from workflow.queries.casefile import open_file

#: An answer on the way: the other scheme looks into it and will decide later.
ON_THE_WAY = "accepted"


class Answer(NamedTuple):
    """What came back. `outcome` is one of the item's words (`catalogue.Item.outcomes`), `note` what it rests on.

    `amount_fen` goes with `granted` only; `title`, first and last day (`until` None: without end) with an entry of the
    register (`recognised`, `nominated`).
    """

    outcome: str
    note: str
    amount_fen: int | None = None
    title: str = ""
    since: date | None = None
    until: date | None = None


def refer(case: Case, actor: Actor, note: str, owner_id: int | None = None) -> Referral:
    """Hand the case on to its own scheme; for a service request `owner_id` says who owes the answer (default: in charge).

    Raises Refused: no note, an item that is evaluated here, an owner who is no active caseworker.
    """
    note = reasoned(note)
    file = open_file(case)
    assert actor.user_id is not None
    owner = owner_id if owner_id is not None else case.owner_id if case.owner_id is not None else actor.user_id
    _check_owner(owner)
    scheme, department = file.item.scheme, file.item.department
    detail = {"owner": [case.owner_id, owner]} if owner != case.owner_id else {}
    entry = Entry(reason=note, detail=detail | {"department": department.zh if department else ""})
    step = advance(case, "refer", file.dossier, actor, entry)
    assert scheme is not None, "only items that name a scheme are referred"
    assert department is not None, "and its department"
    case.owner_id = owner
    row = Referral(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        scheme_zh=scheme.zh,
        scheme_en=scheme.en,
        department_zh=department.zh,
        department_en=department.en,
        owner_id=owner,
        note=note,
        referred_by=actor.user_id,
        referred_at=now(),
        outcome="",
        outcome_note="",
    )
    db.session.add(row)
    issue(case, "referral", paper.letter(file, row))
    tell_step(case, step, f"转至{department.zh}。{note}", f"Passed on to the {department.en}. {note}")
    return row


def _check_owner(user_id: int) -> None:
    """Raise Refused unless the person is an active caseworker."""
    works = exists().where(
        User.id == user_id, User.active, UserRole.user_id == User.id, UserRole.role == Role.CASEWORKER
    )
    if not db.session.scalar(select(works)):
        raise Refused((NO_CASEWORKER,))


def record_outcome(case: Case, actor: Actor, answer: Answer) -> Referral:
    """Write down what came back. `accepted` leaves the referral open for the final answer, everything else closes it.

    Raises Refused: already closed, no note, an amount without a grant or none with one, a register entry without title or
    first day. Raises ValueError for a word that the item does not know.
    """
    note = reasoned(answer.note)
    file = open_file(case)
    if answer.outcome not in dict(file.item.outcomes):
        raise ValueError(f"item {case.item} has no outcome {answer.outcome!r}")
    _check(answer)
    row = file.referral
    before = row.outcome if row else ""
    if answer.outcome == before == ON_THE_WAY:
        raise Refused((SAME_AGAIN,))
    detail = {"outcome": [before, answer.outcome], "amount_fen": answer.amount_fen}
    step = advance(case, "record_referral_outcome", file.dossier, actor, Entry(reason=note, detail=detail))
    assert row is not None, "a referred case has its referral"
    row.outcome, row.outcome_note, row.amount_fen = answer.outcome, note, answer.amount_fen
    row.answered_by, row.answered_at = actor.user_id, now()
    row.closed_at = None if answer.outcome == ON_THE_WAY else row.answered_at
    if answer.outcome in KINDS:
        _enter(case, answer, actor)
    db.session.flush()
    words = OUTCOMES[answer.outcome]
    tell_step(case, step, f"{words.zh}。{note}", f"{words.en.capitalize()}. {note}")
    return row


def _check(answer: Answer) -> None:
    granted = answer.outcome == "granted"
    if granted and (answer.amount_fen is None or not 0 < answer.amount_fen <= MOST_FEN):
        raise Refused((AMOUNT_NEEDED,))
    if not granted and answer.amount_fen is not None:
        raise Refused((NO_AMOUNT,))
    if answer.outcome in KINDS and (not answer.title.strip() or answer.since is None):
        raise Refused((ENTRY_NEEDED,))
    if answer.since is not None and answer.until is not None and answer.until < answer.since:
        raise Refused((DAYS_IN_ORDER,))


def _enter(case: Case, answer: Answer, actor: Actor) -> None:
    """The entry of the register that the outcome makes."""
    assert answer.since is not None, "checked before"
    assert actor.user_id is not None
    entry = Recognition(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        kind=answer.outcome,
        title=answer.title.strip()[:200],
        since=answer.since,
        until=answer.until,
        recorded_by=actor.user_id,
        at=now(),
    )
    db.session.add(entry)


NO_CASEWORKER = Blocker(
    "owner", "答复人要是在岗的经办人，请重新选择", "The person who answers must be an active caseworker; choose again"
)
SAME_AGAIN = Blocker(
    "same_again", "“对方已受理”已经登记过，请等最后结果", "Their acceptance is recorded already; wait for the decision"
)
AMOUNT_NEEDED = Blocker(
    "amount_needed",
    "对方给了资助，请填写大于0的金额，它要计入重复资助核查",
    "They granted money: give the amount above 0, it enters the check against double funding",
)
NO_AMOUNT = Blocker(
    "no_amount",
    "只有对方给了资助才填金额，请核对答复",
    "An amount goes only with a grant; check the answer",
)
ENTRY_NEEDED = Blocker(
    "entry_needed",
    "认定或推荐要写名称和起始日期，才能登记入库",
    "An entry of the register needs its title and its first day",
)
DAYS_IN_ORDER = Blocker("days_in_order", "截止日期不能早于起始日期", "The last day cannot come before the first")
