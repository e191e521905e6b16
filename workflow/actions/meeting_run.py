"""The decisions of a closed meeting are executed: the budget for all of them at once, then case by case.

Each case has its own transaction and its own result. A case for which room was lost since the vote goes back alone, with
the reason; one that is refused for another reason may be tried again. A case is done once, however often somebody tries.
"""

import logging

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from states.refusals import wrong_role
from states.say import Say
from workflow.actions import bulk_words, resolution
from workflow.actions.budget import give_back, reserve
from workflow.clock import now
from workflow.db import db
from workflow.models.agenda import DECIDED, DONE, FAILED, PUT_OFF, REFUSED, RETURNED, TO_DO, AgendaItem
from workflow.models.case import Case
from workflow.models.decision import Decision
from workflow.models.meeting import CLOSED, EXECUTED, EXECUTING, Meeting
from workflow.models.user import User
from workflow.queries.meeting_budget import effects, shortages
from workflow.queries.meetings import STALE, point_of, points
from workflow.queries.reservations import reserved_fen
from workflow.queries.rulebook import article_number

log = logging.getLogger(__name__)

#: What sends a case back alone: room that was there at the vote, or what the evaluation rests on, is gone.
LOST = frozenset({"cap_used", "budget_used", "budget_covers", "month_granted", "months_used", "evaluation_fresh"})
EXECUTE = Say("执行会议决定", "Execute the decisions of a meeting")
NOT_CLOSED = Blocker(
    "meeting_not_closed", "会议还没有结束，或已经执行", "The meeting is not closed yet, or executed already"
)
NOT_LEFT = Blocker("item_not_left", "这件没有要再办的", "There is nothing left to do for this case")


def start(row: Meeting, actor: Actor) -> None:
    """Reserve the budget of every approval of a closed meeting (locked) in this transaction. Raises Refused: all or nothing."""
    _supervisor(actor)
    if row.state != CLOSED:
        raise Refused((NOT_CLOSED,))
    there = points(row.id)
    if missing := shortages(effects(there)):
        raise Refused(tuple(one.blocker() for one in missing))
    for point in sorted(there, key=lambda one: (article_number(one.case.item), one.case.id)):
        decision = point.decision
        if point.item.state == DECIDED and decision and decision.result == "approve" and point.void is None:
            held = reserved_fen(point.case.id)
            if held != decision.amount_fen:
                give_back(point.case)
                reserve(point.case, decision.amount_fen)
    row.state, row.executed_by, row.executed_at = EXECUTING, actor.user_id, now()
    db.session.flush()


def again(row: Meeting, actor: Actor) -> None:
    """Let every case that was refused or failed be tried again, by this supervisor. Raises Refused."""
    _supervisor(actor)
    if row.state != EXECUTING:
        raise Refused((NOT_CLOSED,))
    failed = update(AgendaItem).where(AgendaItem.meeting_id == row.id, AgendaItem.state.in_((REFUSED, FAILED)))
    db.session.execute(failed.values(state=DECIDED, said_zh="", said_en="", tried_at=None))
    row.executed_by = actor.user_id


def leave(row: Meeting, item: AgendaItem, case: Case, actor: Actor) -> None:
    """Give up on a case that was refused: its reservation is given back and another meeting may take it. Raises Refused."""
    _supervisor(actor)
    if row.state != EXECUTING or item.state not in {REFUSED, FAILED}:
        raise Refused((NOT_LEFT,))
    if case.award_fen is None:  # a case that was decided on its own keeps what its award holds
        give_back(case)
    item.state, item.tried_at = PUT_OFF, None
    db.session.flush()


def _supervisor(actor: Actor) -> None:
    if Role.SUPERVISOR not in actor.roles:
        raise Refused((wrong_role(EXECUTE, (Role.SUPERVISOR,)),))


def work_off(meeting_id: int) -> int:
    """Execute every case that waits; gives how many. Commits each."""
    count = 0
    while _one(meeting_id):
        count += 1
    _end(meeting_id)
    return count


def _one(meeting_id: int) -> bool:
    waiting = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.state == DECIDED)
    item = db.session.scalar(waiting.order_by(AgendaItem.place).limit(1).with_for_update(skip_locked=True))
    if item is None:
        db.session.rollback()
        return False
    item_id = item.id
    try:
        _try(item)
        db.session.commit()
    except Exception:  # our own mistake: this case says so, the others go on
        log.exception("meeting %s, item %s", meeting_id, item_id)
        db.session.rollback()
        broken = db.session.get_one(AgendaItem, item_id, with_for_update=True)
        if broken.state == DECIDED:  # between the two locks somebody else may have done it
            _said(broken, FAILED, bulk_words.OWN_MISTAKE.zh, bulk_words.OWN_MISTAKE.en)
        db.session.commit()
    return True


def _try(item: AgendaItem) -> None:
    row = db.session.get_one(Meeting, item.meeting_id)
    case, actor = _locked(item.case_id), _actor(row.executed_by)
    try:
        with db.session.begin_nested():
            _do(item, case, actor)
            db.session.flush()
    except Refused as refused:
        _refused(item, actor, refused)
    except IntegrityError:
        _said(item, REFUSED, bulk_words.OVERTAKEN.zh, bulk_words.OVERTAKEN.en)
    else:
        _said(item, DONE, "", "")


def _do(item: AgendaItem, case: Case, actor: Actor) -> None:
    point = point_of(item)
    if point.void is not None:
        code = "evaluation_fresh" if point.void is STALE else "vote_void"
        raise Refused((Blocker(code, *point.void),))
    decision: Decision | None = point.decision
    assert decision is not None, "a vote that is not void is there"
    if decision.result == "approve":
        resolution.approve(case, actor, decision.reason, in_meeting=True)
    elif decision.result == "reject":
        resolution.reject(case, actor, decision.reason, in_meeting=True)
    else:
        resolution.defer(case, actor)


def _locked(case_id: int) -> Case:
    """The case as it is; also after a savepoint was taken back."""
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call)).where(Case.id == case_id)
    return db.session.scalars(query.with_for_update(of=Case).execution_options(populate_existing=True)).one()


def _refused(item: AgendaItem, actor: Actor, refused: Refused) -> None:
    zh, en = bulk_words.joined(refused.blockers)
    if not LOST.intersection(one.code for one in refused.blockers):
        _said(item, REFUSED, zh, en)
        return
    try:
        with db.session.begin_nested():
            resolution.send_back(_locked(item.case_id), actor, zh[:1000])
            db.session.flush()
    except Refused as again_refused:
        _said(item, REFUSED, *bulk_words.joined(again_refused.blockers))
    else:
        _said(item, RETURNED, zh, en)


def _said(item: AgendaItem, state: str, zh: str, en: str) -> None:
    item.state, item.said_zh, item.said_en, item.tried_at = state, zh[:4000], en[:4000], now()


def _actor(user_id: int | None) -> Actor:
    """The supervisor as of now: whoever left, or lost the role, does nothing any more."""
    user = db.session.get_one(User, user_id)
    roles = frozenset(Role(row.role) for row in user.roles) if user.active else frozenset()
    return Actor(user.id, roles)


def _end(meeting_id: int) -> None:
    left = exists().where(AgendaItem.meeting_id == meeting_id, AgendaItem.state.in_(TO_DO))
    ended = update(Meeting).where(Meeting.id == meeting_id, Meeting.state == EXECUTING, ~left)
    db.session.execute(ended.values(state=EXECUTED))
    db.session.commit()
