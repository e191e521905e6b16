"""Evaluation and second review through real forms: the stored trace on the page, rounds, and who may not."""

import pytest
from flask import Flask
from sqlalchemy import select, text

from tests.visitor import Visitor
from tests.workflow.filing import reload
from tests.workflow.onward import checked, evaluated, reviewed
from workflow.db import db
from workflow.models.evaluation import Evaluation

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def made(app: Flask, make: object, *arguments: str) -> str:
    with app.app_context():
        number = str(make(*arguments).number)  # type: ignore[operator]
        db.session.commit()
        return number


def test_the_page_shows_the_stored_trace(app: Flask) -> None:
    number = made(app, checked, "14")
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}")
    page = shen.send("/evaluation", opinion="按3个月计。", expect=200)
    assert "评估完成：建议21,600.00元" in page
    assert "21,600元" in page.split('class="sum"')[1]
    with app.app_context():
        run = db.session.scalars(select(Evaluation)).one()
        for line in run.outcome["lines"]:
            assert line["title"]["zh"] in page or line["kind"] == "sum"


@SQLITE
def test_the_page_draws_the_stored_object_and_computes_nothing(app: Flask) -> None:
    number = made(app, evaluated)
    with app.app_context():
        run = db.session.scalars(select(Evaluation)).one()
        db.session.execute(text("DROP TRIGGER evaluation_no_update"))
        run.outcome = run.outcome | {"reason_text": {"zh": "只照存下来的说", "en": "as stored"}}
        db.session.commit()
    assert "只照存下来的说" in Visitor(app, "shen").open(f"/cases/{number}")


def test_evaluating_again_voids_the_review_and_says_so(app: Flask) -> None:
    number = made(app, reviewed)
    shen = Visitor(app, "shen")
    page = shen.open(f"/cases/{number}")
    assert "重新评估后，原来的复核作废" in page
    page = shen.send("/evaluation", opinion="再算", expect=200)
    assert "评估还没有复核" in page
    assert "第2轮" in page


@SQLITE
def test_an_opinion_that_is_too_long_is_given_back(app: Flask) -> None:
    number = made(app, checked)
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}")
    page = shen.send("/evaluation", opinion="长" * 2001, expect=422)
    assert "太长了，请写在2000个字以内" in page
    assert "长" * 2001 in page
    with app.app_context():
        assert reload(number).round == 0


@SQLITE
def test_the_evaluator_cannot_review_and_a_colleague_cannot_evaluate(app: Flask) -> None:
    number = made(app, evaluated)
    shen, jiang = Visitor(app, "shen"), Visitor(app, "jiang")
    assert "由复核人办" in shen.open(f"/cases/{number}/review")
    assert "复核通过</button>" not in shen.text
    assert "/evaluation" not in jiang.open(f"/cases/{number}")
