"""`flask ledger check` finds nothing on sound books and each seeded fault, and names where it is."""

import pytest
from flask import Flask
from sqlalchemy import text

from tests.road import Road
from workflow.cli.ledger import check
from workflow.db import db
from workflow.papers import letter_check
from workflow.queries import ledger_caps, ledger_check

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
#: What the finding names → the fault. Triggers that would refuse it are taken off first, in the same transaction.
MUTANTS = (
    ("decision", "UPDATE decision SET amount_fen = amount_fen - 1"),
    ("decision", "UPDATE decision SET executed_at = NULL, executed_by = NULL"),
    ("public notice", "UPDATE publicity SET amount_fen = amount_fen + 100"),
    ("public notice", "DELETE FROM publicity"),
    ("award", "UPDATE award SET fen = fen - 1"),
    ("payments", "UPDATE payment SET fen = fen - 1"),
    ("batch line", "UPDATE payment SET fen = fen - 1"),
    ("batch line", "UPDATE payment_line SET fen = fen + 1"),
    ("bank's answer", "UPDATE bank_answer SET fen = fen + 1"),
    ("bank's answer", "DELETE FROM bank_answer"),
    ("bank's answer", "UPDATE bank_answer SET bank_ref = 'other'"),
    ("total", "UPDATE payment_batch SET total_fen = total_fen + 1"),
    ("record", "UPDATE transition SET detail = json_set(detail, '$.fen', 1) WHERE action = 'confirm_payment'"),
    ("letter of the decision", "DELETE FROM paper WHERE kind = 'decision'"),
    ("letter of the decision", "UPDATE paper SET digest = '0' || substr(digest, 2) WHERE kind = 'decision'"),
    ("letter of payment", "UPDATE paper SET data = replace(data, '18,000.00', '18,000.01') WHERE kind = 'payment'"),
    ("cap of", "UPDATE cap_account SET used_fen = used_fen - 1"),
    ("caps", "UPDATE cap_entry SET fen = fen + 1"),
)
ROOMS = (ledger_check, letter_check, ledger_caps)


def found() -> list[str]:
    """Where the differences are."""
    return [one.where for room in ROOMS for one in room.findings()]


def test_the_check_finds_every_mutant_and_nothing_else(app: Flask) -> None:
    Road(app).to("paid", item="14", firm="yanbei")
    Road(app).to("publicity", firm="lanxi")
    Road(app).to("prepared", firm="qinglan")
    with app.app_context():
        assert found() == []
        triggers = db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
        db.session.rollback()
        for word, mutant in MUTANTS:
            db.session.execute(text("PRAGMA defer_foreign_keys = ON"))
            for name in triggers:
                db.session.execute(text(f"DROP TRIGGER {name}"))
            assert db.session.execute(text(mutant)).rowcount, mutant  # type: ignore[attr-defined]
            assert any(word in where for where in found()), mutant
            db.session.rollback()
        assert found() == []
    said = app.test_cli_runner().invoke(check)
    assert (said.exit_code, "0 differences" in said.output, "BAD" in said.output) == (0, True, False), said.output
