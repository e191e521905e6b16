"""The counts of the random sample, kept with every draw and every check; no page counts draws."""

from datetime import datetime

from sqlalchemy import update

from workflow.actions.caps import changed, insert_if_absent
from workflow.clock import business_date
from workflow.models.sample import SampleTally


def add(item: str, drawn_at: datetime, **more: int) -> None:
    """Add to the counts (`drawn`, `chosen`, `cleared`, `objected`) of an item in the quarter of a draw."""
    day = business_date(drawn_at)
    key = {"item": item, "year": day.year, "quarter": (day.month + 2) // 3}
    insert_if_absent(SampleTally, **key, drawn=0, chosen=0, cleared=0, objected=0)
    row = [getattr(SampleTally, name) == value for name, value in key.items()]
    values = {name: getattr(SampleTally, name) + count for name, count in more.items()}
    assert changed(update(SampleTally).where(*row).values(values))
