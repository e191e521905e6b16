"""Proposes which cases to give to whom so that nobody has much more to do than the others. Changes nothing."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload

from states.dossier import Actor, Dossier
from states.guards_ownership import unfit
from states.lifecycle import blockers
from states.workload import minutes
from workflow.db import db
from workflow.models.case import Case
from workflow.models.user import User
from workflow.queries.casefile import open_files

#: Cases of one officer that are looked at, and moves of one proposal, at most.
LOOKED_AT, MOST = 40, 40


class Move(NamedTuple):
    """A case, who has it, who would get it (ids), and the minutes it still asks for."""

    case: Case
    from_id: int
    to_id: int
    minutes: int


def propose(loads: Mapping[int, int], here: Sequence[int], actor: Actor) -> list[Move]:
    """Moves from whoever has most (or is away) to whoever of `here` has least, while that makes them more equal.

    `loads`: officer → minutes in hand. A case that the supervisor may not hand over, or whose control steps bar the new
    owner, stays. The cases due last move first, so that what is nearly done stays where it is.
    """
    now = dict(loads)
    todo = {owner: _cases(owner) for owner in loads}
    dossiers = _dossiers([case for cases in todo.values() for case in cases], actor)
    moves: list[Move] = []
    while len(moves) < MOST and (move := _next(now, here, todo, dossiers)) is not None:
        now[move.from_id] -= move.minutes
        now[move.to_id] += move.minutes
        todo[move.from_id].remove(move.case)
        moves.append(move)
    return moves


def _cases(owner: int) -> list[Case]:
    people = joinedload(Case.owner).options(lazyload(User.roles), lazyload(User.enterprise))
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call), people)
    mine = query.where(Case.owner_id == owner, Case.due_on.is_not(None))
    return list(db.session.scalars(mine.order_by(Case.due_on.desc(), Case.id.desc()).limit(LOOKED_AT)))


def _dossiers(cases: Sequence[Case], actor: Actor) -> dict[int, Dossier]:
    files = open_files(cases) if cases else {}
    return {key: file.dossier for key, file in files.items() if not blockers(file.dossier, "hand_over", actor)}


def _next(
    now: Mapping[int, int], here: Sequence[int], todo: Mapping[int, list[Case]], dossiers: Mapping[int, Dossier]
) -> Move | None:
    """The first move that leaves the two less apart than they were."""
    for giver in sorted(now, key=lambda one: (-now[one], one)):
        for case in todo[giver]:
            dossier, weight = dossiers.get(case.id), minutes(case.item, case.state)
            free = [one for one in here if one != giver and dossier is not None and not unfit(dossier, one)]
            to = min(free, key=lambda one: (now[one], one), default=None)
            if to is not None and weight and (now[to] + weight < now[giver] or giver not in here):
                return Move(case, giver, to, weight)
    return None
