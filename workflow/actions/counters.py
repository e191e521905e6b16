"""Running numbers, taken by one atomic statement: the counter's row lock makes them unique and gapless."""

from sqlalchemy.dialects import postgresql, sqlite

from workflow.db import db
from workflow.models.case import CaseCounter


def next_number(year: int, article: int) -> int:
    """The next number of the year and article; a rolled-back transaction gives its number back."""
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(CaseCounter)
    counted = (
        insert.values(year=year, article=article, last=1)
        .on_conflict_do_update(index_elements=["year", "article"], set_={"last": CaseCounter.last + 1})
        .returning(CaseCounter.last)
    )
    return db.session.execute(counted).scalar_one()
