"""The sums above which more people must decide: what is in force, what waits, what was before."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ScalarSelect, func, select

from workflow.db import db
from workflow.models.threshold import DEFAULT_FEN, Threshold

NEWEST = 20


def in_force(kind: str) -> ScalarSelect[Any]:
    """The sum (fen) of a kind that was approved last, as a column."""
    newest = select(func.max(Threshold.id)).where(Threshold.kind == kind, Threshold.state == "approved")
    return select(Threshold.fen).where(Threshold.id == newest.scalar_subquery()).scalar_subquery()


def of_today(kind: str) -> int | None:
    """The sum in force; None: no second signature is asked for."""
    found = db.session.scalar(select(in_force(kind)))
    return DEFAULT_FEN.get(kind) if found is None else int(found)


def newest() -> Sequence[Threshold]:
    """The newest proposals of both kinds with what became of them."""
    return db.session.scalars(select(Threshold).order_by(Threshold.id.desc()).limit(NEWEST)).all()


def for_decision(threshold_id: int) -> Threshold | None:
    """A proposal by its id, locked until the commit."""
    return db.session.scalars(select(Threshold).where(Threshold.id == threshold_id).with_for_update()).first()
