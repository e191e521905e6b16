"""As what a case counts on the board: from its row, its steps and what it was asked to correct."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, select

from workflow.clock import business_date
from workflow.db import db
from workflow.jobs.board_tally import Tally
from workflow.models.board import FINISHED, BoardSeen
from workflow.models.case import Case, Transition
from workflow.models.filing import Correction

ACCEPTS = frozenset({"accept", "accept_conditionally"})
ASKS = frozenset({"request_correction", "fail_condition"})


class Found(NamedTuple):
    """A case with its steps in order, its requests to correct, and as what it was counted before."""

    case: Row[*tuple[Any, ...]]
    steps: Sequence[Row[*tuple[Any, ...]]]
    asked: Sequence[Sequence[dict[str, Any]]]
    seen: BoardSeen | None


def read(ids: Sequence[int]) -> Iterator[Found]:
    """These cases; four statements."""
    columns = (Case.id, Case.version, Case.state, Case.item, Case.owner_id, Case.due_on, Case.size_fen)
    cases = db.session.execute(select(*columns).where(Case.id.in_(ids)).order_by(Case.id)).all()
    steps: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    what = (Transition.case_id, Transition.seq, Transition.action, Transition.state_before, Transition.state_after,
            Transition.at)  # fmt: skip
    query = select(*what).where(Transition.case_id.in_(ids)).order_by(Transition.case_id, Transition.seq)
    for row in db.session.execute(query):
        steps[row.case_id].append(row)
    asked: dict[int, list[Any]] = defaultdict(list)
    points = select(Correction.case_id, Correction.items).where(Correction.case_id.in_(ids)).order_by(Correction.id)
    for case_id, items in db.session.execute(points):
        asked[case_id].append(items)
    seen = {row.case_id: row for row in db.session.scalars(select(BoardSeen).where(BoardSeen.case_id.in_(ids)))}
    for case in cases:
        yield Found(case, steps[case.id], asked[case.id], seen.get(case.id))


def place(found: Found, tally: Tally) -> int:
    """Take back the old place of a case and count the new one, and the steps since; 1 when something had changed."""
    case, row = found.case, found.seen
    now = {"seq": case.version, "state": case.state, "item": case.item, "owner_id": case.owner_id,
           "entered": _entered(found) if case.due_on else None, "due_on": case.due_on, "fen": case.size_fen or 0}  # fmt: skip
    if row is not None and all(getattr(row, name) == value for name, value in now.items()):
        return 0
    if row is not None:
        _stands(row, tally, -1)
    happened(found, row.seq if row else 0, tally)
    if row is None:
        row = BoardSeen(case_id=case.id, **now)
        db.session.add(row)
    for name, value in now.items():
        setattr(row, name, value)
    _stands(row, tally, 1)
    return 1


def _entered(found: Found) -> date:
    changes = [step for step in found.steps if step.state_before != step.state_after]
    return business_date((changes or found.steps)[-1].at)


def _stands(row: BoardSeen, tally: Tally, sign: int) -> None:
    if row.due_on is None or row.entered is None:
        return
    owner = str(row.owner_id or 0)
    times, fen = sign, sign * row.fen
    tally.add("aged", row.state, "", (row.entered, row.due_on), times=times, fen=fen)
    tally.add("load", owner, f"{row.item}:{row.state}", times=times, fen=fen)
    tally.add("due", owner, "", (row.due_on, row.due_on), times=times, fen=fen)


def happened(found: Found, after: int, tally: Tally) -> None:
    """Count the steps behind `after`. Only the first check of the documents counts for the first-pass rate."""
    asks, checks = 0, 0
    for step in found.steps:
        day, is_check = business_date(step.at), step.action == "check_documents"
        if step.seq > after:
            if step.action in ACCEPTS:
                tally.add("flow", "accepted", "", (day, day))
            if is_check and not checks:
                tally.add("flow", "checked", "", (day, day))
                tally.add("flow", "first_pass", "", (day, day), times=0 if asks else 1)
            if step.state_after in FINISHED and step.state_before != step.state_after:
                tally.add("flow", step.state_after, step.action, (day, day))
            if step.action in ASKS and asks < len(found.asked):
                for item in found.asked[asks]:
                    tally.add("asked", f"{item['kind']}:{item['name']}"[:200], found.case.item, (day, day))
        asks, checks = asks + (step.action in ASKS), checks + is_check
