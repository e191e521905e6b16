"""Every receipt gives again what it gave; one that was tampered with is found, whatever was changed."""

import json
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, select, text

from rules import policy as policies
from tests.workflow.actions.test_matter import INVOICE, awarded
from tests.workflow.filing import actor, submitted
from tests.workflow.onward import checked, evaluated
from workflow.actions.evaluation import evaluate
from workflow.db import db
from workflow.models.evaluation import Evaluation
from workflow.queries import receipts
from workflow.queries.casefile import digest


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["recheck", *arguments])


def receipts_of_three(app: Flask) -> list[str]:
    """Item 10, item 14 and a case with other money for the same matter; gives their numbers."""
    with app.app_context():
        awarded(submitted(item="5", more=INVOICE), 10_000_000)
        numbers = [evaluated().number, evaluated("14", pages=60).number]
        case = checked("7b", more=INVOICE, pages=40)
        evaluate(case, actor("shen"))
        db.session.commit()
        return [*numbers, case.number]


def unlock(engine: Engine, table: str) -> None:
    """Take the promise away that keeps anybody from changing the table."""
    verbs = ["update"] if engine.dialect.name == "sqlite" else ["change"]
    with engine.begin() as connection:
        for verb in verbs:
            on = "" if engine.dialect.name == "sqlite" else f" ON {table}"
            connection.execute(text(f"DROP TRIGGER {table}_no_{verb}{on}"))


def tamper(engine: Engine, column: str, value: Any, table: str = "evaluation") -> None:
    unlock(engine, table)
    with engine.begin() as connection:
        plain = json.dumps(value) if isinstance(value, (dict, list)) else value
        connection.execute(text(f"UPDATE {table} SET {column} = :value"), {"value": plain})


def test_untouched_receipts_have_no_difference(app: Flask) -> None:
    receipts_of_three(app)
    answer = run(app)
    assert answer.output == ("consultation-draft: 3 receipts\n3 receipts replayed, 3 sealed, 0 differences\n")
    assert answer.exit_code == 0
    assert run(app, "--version", "consultation-draft").exit_code == 0
    assert "No version nowhere is published" in run(app, "--version", "nowhere").output


def test_a_receipt_names_who_stated_and_who_accepted(app: Flask) -> None:
    with app.app_context():
        evaluated()
        receipt = db.session.scalars(select(Evaluation)).one()
        assert (receipt.engine, receipt.hits) == ("1", [])
        sources = receipt.sources
        assert {(one["by"], one["revision"]) for one in sources["facts"].values()} == {(actor("lanxi").user_id, 0)}
        assert set(sources["facts"]) == set(receipt.inputs)
        assert {(one["by"], one["verdict"]) for one in sources["documents"]} == {(actor("shen").user_id, "accepted")}


def changed(outcome: dict[str, Any], fen: int) -> dict[str, Any]:
    return outcome | {"amount_fen": fen}


@pytest.mark.parametrize(
    ("column", "value", "word"),
    [
        ("amount_fen", 99_000_000, "the amount is another one"),
        ("inputs", {"year": 2026, "revenue": "110000000.00", "peak": "0.00"}, "the inputs are not those of the filing"),
        ("context", [{"article": "10", "year": 2025, "yuan": "50000.00"}], "the outcome is another one"),
        ("hits", [], "the receipt is not the one that the record of the step sealed"),
        ("policy_digest", "0" * 64, "computed by rules of another digest"),
        ("engine", "0", "computed by another version of the engine"),
        ("opinion", "改过", "the receipt is not the one that the record of the step sealed"),
    ],
)
def test_a_tampered_receipt_is_found(app: Flask, column: str, value: Any, word: str) -> None:
    with app.app_context():
        if column == "hits":
            awarded(submitted(item="5", more=INVOICE), 10_000_000)
            case = checked("7b", more=INVOICE, pages=40)
            evaluate(case, actor("shen"))
        else:
            case = evaluated()
        number = case.number
        db.session.commit()
        tamper(db.engine, column, value)
    answer = run(app)
    assert answer.exit_code == 1
    assert f"{number} round 1: " in answer.output
    assert word in answer.output
    assert "1 receipts replayed, 1 sealed, 1 differences" in answer.output


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_receipt_that_was_recomputed_to_fit_is_found_by_its_seal(app: Flask) -> None:
    """Whoever changes inputs, outcome, amount and digests together still cannot change the record of the step."""
    with app.app_context():
        evaluated()
        db.session.commit()
        unlock(db.engine, "evaluation")
        row = db.session.scalars(select(Evaluation)).one()
        row.inputs = row.inputs | {"revenue": "110000000.00"}
        row.inputs_digest = digest([row.policy_version, row.inputs, []])
        outcome = receipts.judge("10", row.inputs, row.context, [], policies.draft())
        row.outcome, row.amount_fen = outcome.as_json(), outcome.amount_fen
        db.session.commit()
    answer = run(app)
    assert answer.exit_code == 1
    assert "round 1: the receipt is not the one that the record of the step sealed\n" in answer.output


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_changed_frozen_rules_are_found(app: Flask) -> None:
    with app.app_context():
        evaluated()
        db.session.commit()
        frozen = policies.draft().as_json()
        frozen["stacking"] = frozen["stacking"] | {"dup_policy": "block"}
        tamper(db.engine, "frozen", frozen, "policy_version")
    answer = run(app)
    assert answer.exit_code == 1
    assert "no longer have the digest they were published with" in answer.output
