"""The random check of a chosen case: done by a colleague, and where it raises something, settled by a supervisor.

Every action works on a locked case and leaves the commit to its caller.
"""

from states.dossier import Actor
from workflow.actions import sample_tally, setting_aside
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import Message, tell
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.sample import SampleCheck, SampleDraw
from workflow.queries.casefile import open_file
from workflow.queries.handlers import supervisors
from workflow.queries.samples import check_of


def clear(case: Case, actor: Actor, note: str) -> None:
    """Nothing wrong was found: the payment may go on. The note says what was looked at. Raises Refused."""
    _check(case, "clear_sample", "cleared", actor, note)


def object_to(case: Case, actor: Actor, note: str) -> None:
    """Something is wrong: the payment waits for a supervisor. Raises Refused."""
    row = _check(case, "object_sample", "objected", actor, note)
    message = Message(
        kind="sample_objected",
        title_zh=f"{case.number}　抽查发现问题",
        title_en=f"{case.number}: the random check raised a problem",
        body_zh=f"{row.note}　请判断是否成立，拨付先停下。"[:4000],
        body_en=f"{row.note} Please decide whether it holds; payment waits."[:4000],
    )
    tell(case, [one for one in supervisors() if one != actor.user_id], message)


def _check(case: Case, action: str, state: str, actor: Actor, note: str) -> SampleCheck:
    note = reasoned(note)
    advance(case, action, open_file(case).dossier, actor, Entry(reason=note))
    row = _row(case)
    row.state, row.checked_by, row.checked_at, row.note = state, actor.user_id, now(), note
    drawn = db.session.get_one(SampleDraw, (row.case_id, row.seq))
    sample_tally.add(drawn.item, drawn.drawn_at, **{state: 1})
    return row


def overrule(case: Case, actor: Actor, reason: str) -> None:
    """What was raised does not hold: the payment may go on. By a supervisor outside the case. Raises Refused."""
    reason = reasoned(reason)
    advance(case, "overrule_sample", open_file(case).dossier, actor, Entry(reason=reason))
    _settle(case, "overruled", actor, reason)


def uphold(case: Case, actor: Actor, reason: str) -> None:
    """What was raised holds: the award is undone and the committee decides anew. Raises Refused.

    Two people stand for it: whoever checked, and the supervisor.
    """
    reason, row = reasoned(reason), check_of(case.id)
    detail = {"second_person": row.checked_by if row else None}
    setting_aside.back_to_committee(case, "uphold_sample", actor, reason, detail)
    _settle(case, "upheld", actor, reason)
    setting_aside.supersede(case)


def _settle(case: Case, state: str, actor: Actor, reason: str) -> None:
    row = _row(case)
    row.state, row.settled_by, row.settled_at, row.settling = state, actor.user_id, now(), reason
    db.session.flush()


def _row(case: Case) -> SampleCheck:
    row = check_of(case.id)
    assert row is not None, "only a chosen case gets here"
    return row
