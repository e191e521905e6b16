"""Issues official papers: the words are frozen as a row in the transaction of the step that issues them."""

from secrets import token_urlsafe

from sqlalchemy.dialects import postgresql, sqlite

from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.paper import Paper, PaperCounter
from workflow.papers.letter import Letter, digest, frozen
from workflow.papers.words import document_number


def issue(case: Case, kind: str, letter: Letter) -> Paper:
    """Write the paper of the step just taken on `case`, with the next number of its kind. One for a kind and step."""
    today = business_date()
    number = document_number(kind, today.year, _next(kind, today.year))
    data = frozen(letter, number, today)
    row = Paper(
        ref=token_urlsafe(15),
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        kind=kind,
        seq=case.version,
        number=number,
        data=data,
        digest=digest(data),
        made_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _next(kind: str, year: int) -> int:
    """Numbers have no gaps: one that was not committed is given again."""
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(PaperCounter)
    counted = (
        insert.values(year=year, kind=kind, last=1)
        .on_conflict_do_update(index_elements=["year", "kind"], set_={"last": PaperCounter.last + 1})
        .returning(PaperCounter.last)
    )
    return db.session.execute(counted).scalar_one()
