"""The one door through which a case changes: guards, state, record and notices, all in the caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from states.dossier import Actor, Dossier
from states.lifecycle import fire
from states.names import Control, Role, State
from states.step import Step
from workflow.actions import clocks, matter
from workflow.actions.chain import ALG, chain_hash
from workflow.actions.only_door import bless
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case, ControlStep, Transition


@dataclass
class FasterElseError(Exception):
    """Another person changed the case after the form was shown: who, what and when is in `by`."""

    by: Transition


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a step wants written down besides the step itself."""

    reason: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def check_version(case: Case, version: int) -> None:
    """Refuse a form rendered before the newest step. Raises FasterElseError naming that step."""
    if case.version == version:
        return
    newest = db.session.get_one(Transition, (case.id, case.version))
    raise FasterElseError(newest)


def open_case(case: Case, actor: Actor) -> None:
    """Write the first record of a new draft. The case must be in the session, not flushed."""
    case.version = 1
    case.state = State.DRAFT
    with db.session.no_autoflush:
        db.session.add(case)
        bless(case)
        db.session.flush()
        _record(case, "create", None, actor, Role.APPLICANT, Entry())


def advance(case: Case, action: str, dossier: Dossier, actor: Actor, entry: Entry | None = None) -> Step:
    """Take one step on a locked case. Raises states.lifecycle.Refused with every sentence that speaks against it.

    The state is changed by the one machine; the transition row and, for control steps, the row that keeps duties apart
    are added to the same transaction. The caller commits.
    """
    entry = entry or Entry()
    before = case.state
    step = fire(case, action, dossier, actor, entry.reason)
    case.version += 1
    bless(case)
    role = next((role for role in step.roles if role in actor.roles), Role.SYSTEM)
    _record(case, action, before, actor, role, _with_principal(entry, step, dossier, actor, role))
    if step.control is not None:
        _keep_apart(case, step.control, actor)
    matter.follow(case, before)
    clocks.refresh(case)
    return step


def _with_principal(entry: Entry, step: Step, dossier: Dossier, actor: Actor, role: Role) -> Entry:
    """A deputy's step names the absent caseworker too, so that both stand in the record."""
    principal = dossier.on_behalf_of(actor.user_id) if role is Role.CASEWORKER and step.of_the_owner else None
    return entry if principal is None else replace(entry, detail={**entry.detail, "on_behalf_of": principal})


def _keep_apart(case: Case, control: Control, actor: Actor) -> None:
    assert actor.user_id is not None, "a control step is always done by a person"
    key = (case.id, case.round, control.value)
    row = db.session.get(ControlStep, key)
    if row is None:
        row = ControlStep(case_id=case.id, round=case.round, step=control.value, actor_id=actor.user_id, at=now())
        db.session.add(row)
    else:  # the same step again in the same round (a payment prepared anew after a failure)
        row.actor_id, row.at = actor.user_id, now()


def _record(case: Case, action: str, before: str | None, actor: Actor, role: Role, entry: Entry) -> None:
    at = now()
    previous = ""
    if case.version > 1:
        query = select(Transition.hash).where(Transition.case_id == case.id, Transition.seq == case.version - 1)
        with db.session.no_autoflush:
            previous = db.session.scalars(query).one()
    row = Transition(
        case_id=case.id,
        seq=case.version,
        action=action,
        state_before=before,
        state_after=case.state,
        actor_id=None if role is Role.SYSTEM else actor.user_id,
        role=role.value,
        reason=entry.reason,
        detail=dict(entry.detail),
        at=at,
        alg=ALG,
        hash="",
    )
    row.hash = chain_hash(previous, row)
    db.session.add(row)
    db.session.flush()
