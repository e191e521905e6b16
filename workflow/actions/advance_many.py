"""The one door for many cases at once: the same guards, record and chain as `advance`, written set by set.

Only events pass here: steps that leave the state, and begin or end no stage, so that days and matters stay as they are.
Locks and commit are the caller's.
"""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import and_, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers, step
from states.names import Role
from states.refusals import REASON_NEEDED
from states.stage import OPENS, PAUSES
from states.step import Step
from workflow.actions.chain import ALG, chain_hash
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case, ControlStep, Transition
from workflow.queries.payable import Payable

TRANSITION: Any = Transition.__table__
CONTROL: Any = ControlStep.__table__


def advance_many(
    cases: Sequence[Payable], action: str, actor: Actor, details: Mapping[int, Mapping[str, Any]], reason: str = ""
) -> Step:
    """Take one event on locked cases. `details`: case id → what its record remembers besides.

    Raises Refused with every sentence that speaks against it, each with the number of its case; then nothing was written.
    """
    row = step(action)
    assert row.target is None, "a step that moves a case goes one by one"
    assert action not in {*OPENS, *PAUSES}, "a step that begins a stage goes one by one"
    if row.needs_reason and not reason.strip():
        raise Refused((REASON_NEEDED,))
    against = [named(case.number, one) for case in cases for one in blockers(case.dossier, action, actor)]
    if against:
        raise Refused(tuple(against))
    role = next(role for role in row.roles if role in actor.roles)
    _record(cases, action, actor, role, details, reason)
    if row.control is not None:
        _keep_apart(cases, row.control.value, actor)
    moved = update(Case).where(Case.id.in_([case.id for case in cases])).values(version=Case.version + 1)
    db.session.execute(moved.execution_options(synchronize_session="evaluate"))
    return row


def named(number: str, reason: Blocker) -> Blocker:
    """The sentence with the number of the case it is about."""
    return Blocker(reason.code, f"{number}：{reason.zh}", f"{number}: {reason.en}")


def _record(
    cases: Sequence[Payable],
    action: str,
    actor: Actor,
    role: Role,
    details: Mapping[int, Mapping[str, Any]],
    reason: str,
) -> None:
    last = select(Transition.case_id, Transition.hash).join(
        Case, and_(Case.id == Transition.case_id, Case.version == Transition.seq)
    )
    newest = last.where(Case.id.in_([case.id for case in cases]))
    hashes = {row.case_id: row.hash for row in db.session.execute(newest)}
    at, rows = now(), []
    for case in cases:
        row = {
            "case_id": case.id,
            "seq": case.version + 1,
            "action": action,
            "state_before": case.state,
            "state_after": case.state,
            "actor_id": None if role is Role.SYSTEM else actor.user_id,
            "role": role.value,
            "reason": reason,
            "detail": dict(details.get(case.id, {})),
            "at": at,
            "alg": ALG,
        }
        written: Any = SimpleNamespace(**row)  # the hash asks for the columns only
        rows.append(row | {"hash": chain_hash(hashes[case.id], written)})
    db.session.execute(insert(TRANSITION), rows)


def _keep_apart(cases: Sequence[Payable], control: str, actor: Actor) -> None:
    """Who does a control step of the round; done again in the same round, it is whoever did it last."""
    make: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = make(CONTROL)
    put = statement.on_conflict_do_update(
        index_elements=["case_id", "round", "step"],
        set_={"actor_id": statement.excluded.actor_id, "at": statement.excluded.at},
    )
    at = now()
    rows = [
        {"case_id": case.id, "round": case.round, "step": control, "actor_id": actor.user_id, "at": at}
        for case in cases
    ]
    db.session.execute(put, rows)
