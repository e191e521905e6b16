"""The rates of the random sample: what is in force, and what waits to be decided."""

from sqlalchemy import func, select

from workflow.db import db
from workflow.models.sample_rate import SampleRate


def in_force() -> dict[str, SampleRate]:
    """Item → the rate approved last."""
    newest = select(func.max(SampleRate.id)).where(SampleRate.state == "approved").group_by(SampleRate.item)
    return {row.item: row for row in db.session.scalars(select(SampleRate).where(SampleRate.id.in_(newest)))}


def proposed() -> dict[str, SampleRate]:
    """Item → the rate that waits to be decided."""
    query = select(SampleRate).where(SampleRate.state == "open")
    return {row.item: row for row in db.session.scalars(query)}


def rate_for_decision(rate_id: int) -> SampleRate | None:
    """A rate by its id, locked until the commit."""
    return db.session.scalars(select(SampleRate).where(SampleRate.id == rate_id).with_for_update()).first()
