"""Which instalments of an award are planned, as one column of the query that opens a case, and what the next one waits for."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, String, case, cast, func, select

from workflow.models.case import Case
from workflow.models.payment_plan import PaymentPart, PaymentPlan

HOLDS = ("proposed", "confirmed")


class Part(NamedTuple):
    """A planned instalment: its money (fen), from when it may be paid, and whether its condition is still to be shown."""

    number: int
    fen: int
    due_on: date | None
    unmet: bool


def waits(part: Part | None, today: date) -> dict[str, Any]:
    """What keeps the part from being paid, in the names of the dossier."""
    if part is None:
        return {}
    ahead = part.due_on if part.due_on is not None and part.due_on > today else None
    return {"instalment_on": ahead, "instalment_unmet": part.unmet}


class Planned(NamedTuple):
    """The parts in force, in order; none = the award is paid at once. `open`: a plan waits for its second person."""

    parts: tuple[Part, ...] = ()
    open: bool = False

    def next(self, confirmed: int) -> Part | None:
        """The part that comes after so many confirmed ones; None without a plan, or after the last."""
        return self.parts[confirmed] if confirmed < len(self.parts) else None


def column() -> ScalarSelect[Any]:
    """The parts of the plan of the case's present award, as text for `planned`, for a query over cases."""
    unmet = case((PaymentPart.condition == "", ""), (PaymentPart.met_by.is_not(None), ""), else_="?")
    pieces: Sequence[Any] = (PaymentPart.number, PaymentPart.fen, func.coalesce(cast(PaymentPart.due_on, String), ""))
    text: Any = PaymentPlan.state
    for piece in pieces:
        text = text + ":" + cast(piece, String)
    plan = select(func.aggregate_strings(text + ":" + unmet, ","))
    return (
        plan.join(PaymentPart, PaymentPart.plan_id == PaymentPlan.id)
        .where(PaymentPlan.case_id == Case.id, PaymentPlan.award_fen == Case.award_fen, PaymentPlan.state.in_(HOLDS))
        .correlate(Case)
        .scalar_subquery()
    )


def planned(text: str | None) -> Planned:
    """Read what `column` gave."""
    if not text:
        return NOTHING
    rows = [piece.split(":") for piece in text.split(",")]
    parts = [
        Part(int(number), int(fen), date.fromisoformat(due) if due else None, unmet == "?")
        for state, number, fen, due, unmet in rows
        if state == "confirmed"
    ]
    return Planned(tuple(sorted(parts)), open=any(row[0] == "proposed" for row in rows))


NOTHING = Planned()
