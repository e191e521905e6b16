"""The allocation board: who has how much, who is away, what nobody has, and a proposal that evens it out."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_login import current_user

from forms.casework import ReasonForm
from states.names import Role
from workflow.actions import balancing
from workflow.clock import business_date
from workflow.permissions import current_actor
from workflow.queries import absences, board
from workflow.queries.caseworkers import present
from workflow.views import board_lines
from workflow.views.item_words import item_words

bp = Blueprint("allocation", __name__)


@bp.get("/board/allocation")
def index() -> str:
    """The loads; with `balance`, which cases would go to whom. Nothing happens before it is ordered."""
    people, loads = present(), board.loads(business_date())
    lines = board_lines.officers(people, loads)
    moves = _moves(lines) if request.args.get("balance") and Role.SUPERVISOR in current_user.roles else None
    shift: dict[int, int] = {}
    for move in moves or []:
        shift[move.from_id] = shift.get(move.from_id, 0) - move.minutes
        shift[move.to_id] = shift.get(move.to_id, 0) + move.minutes
    names = {one.id: one.name for one in lines}
    return render_template(
        "board/allocation.html",
        lines=lines,
        most=max([1, *(one.load.minutes for one in lines)]),
        nobodys=loads.get(0, board.Load(0)),
        away=absences.absences(),
        moves=None if moves is None else [_line(move, names) for move in moves],
        shift=shift,
        to=board_lines,
        form=ReasonForm(formdata=None),
        leads=Role.SUPERVISOR in current_user.roles,
    )


def _moves(lines: list[board_lines.Officer]) -> list[balancing.Move]:
    here = [one.id for one in lines if one.away_until is None]
    return balancing.propose({one.id: one.load.minutes for one in lines}, here, current_actor())


def _line(move: balancing.Move, names: dict[int, str]) -> dict[str, Any]:
    case = move.case
    return {
        "number": case.number,
        "row": f"{case.number}:{case.version}:{move.to_id}",
        "firm": case.enterprise.name,
        "item": item_words(case.item),
        "state": case.state,
        "word": board_lines.state_word(case.state),
        "from": names[move.from_id],
        "to": names[move.to_id],
        "minutes": move.minutes,
    }
