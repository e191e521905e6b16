"""What the search finds can be made anew, and is then what the steps themselves had written."""

from flask import Flask
from sqlalchemy import delete, select

from tests.workflow.filing import actor, submitted
from workflow.actions import message
from workflow.db import db
from workflow.models.search_term import CaseTerm, FirmTerm


def kept() -> set[tuple[str, int]]:
    """Every piece with what it is a piece of."""
    firms = db.session.execute(select(FirmTerm.term, FirmTerm.enterprise_id)).all()
    cases = db.session.execute(select(CaseTerm.term, -CaseTerm.case_id)).all()
    return {(row[0], row[1]) for row in (*firms, *cases)}


def test_every_piece_is_written_again_and_no_other(app: Flask) -> None:
    with app.app_context():
        case = submitted()
        message.write(case, "掩模版的发票", actor("lanxi"))
        db.session.commit()
        before = kept()
        assert {term for term, _of in before} >= {"岚汐", "~lan", "^lx", "掩模"}
        db.session.execute(delete(FirmTerm))
        db.session.add(CaseTerm(term="旧的", case_id=case.id))
        db.session.commit()
    result = app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert result.exit_code == 0
    assert "messages: 1" in result.output
    with app.app_context():
        assert kept() == before
