"""Keeps what the search finds in step with the texts, in the transaction that writes them."""

from sqlalchemy.dialects import postgresql, sqlite

from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.search_term import CaseTerm, FirmTerm
from workflow.search_pieces import firm_pieces, pieces


def keep_firm(firm: Enterprise) -> None:
    """Make an enterprise findable by its name, pinyin, initials and credit code."""
    _add(FirmTerm, [{"term": piece, "enterprise_id": firm.id} for piece in firm_pieces(firm.name, firm.uscc)])


def keep_text(case_id: int, *texts: str) -> None:
    """Make a case findable by a message or the name of a document."""
    found = dict.fromkeys(piece for text in texts for piece in pieces(text))
    _add(CaseTerm, [{"term": piece, "case_id": case_id} for piece in found])


def _add(table: type[FirmTerm | CaseTerm], rows: list[dict[str, object]]) -> None:
    if rows:
        insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
        db.session.execute(insert(table).on_conflict_do_nothing(), rows)
