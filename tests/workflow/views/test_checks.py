"""Verdicts, credit and closing the check through real forms; refusals keep what was typed."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.visitor import Visitor, forms_of
from tests.workflow.filing import reload
from tests.workflow.onward import accepted, checked, papers
from workflow.clock import business_date
from workflow.db import db
from workflow.models.enterprise import Dishonest
from workflow.models.filing import Verdict

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def begin(app: Flask) -> tuple[str, list[str]]:
    """The number of an accepted case and the references of its documents."""
    with app.app_context():
        case = accepted()
        refs = [paper.ref for paper in papers(case)]
        number = case.number
        db.session.commit()
        return number, refs


def test_a_refused_document_shows_its_reason_and_can_be_accepted_again(app: Flask) -> None:
    number, refs = begin(app)
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}")
    shen.send(f"/{refs[0]}/verdict", verdict="refused", reason="第2页缺章，请盖章后重传", expect=200)
    assert "不通过：第2页缺章，请盖章后重传" in shen.text
    assert "1种不通过" in shen.text
    shen.send(f"/{refs[0]}/verdict", verdict="accepted", expect=200)
    assert "不通过：第2页缺章" not in shen.text
    with app.app_context():
        assert [row.verdict for row in db.session.scalars(select(Verdict).order_by(Verdict.id))] == [
            "refused",
            "accepted",
        ]


@SQLITE
@pytest.mark.parametrize(
    ("fields", "sight"),
    [
        ({"verdict": "refused", "reason": "  "}, "请写清哪里不对"),
        ({"verdict": "refused", "reason": "长" * 501}, "太长了，请写在500个字以内"),
        ({"verdict": "perhaps", "reason": "留下这句"}, "留下这句"),
    ],
)
def test_an_unusable_verdict_is_said_and_nothing_typed_is_lost(app: Flask, fields: dict[str, Any], sight: str) -> None:
    number, refs = begin(app)
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}")
    shen.send(f"/{refs[0]}/verdict", expect=422, **fields)
    assert sight in shen.text
    with app.app_context():
        assert db.session.scalars(select(Verdict)).all() == []


def test_characters_that_nothing_can_hold_are_dropped(app: Flask) -> None:
    number, refs = begin(app)
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}")
    shen.send(f"/{refs[0]}/verdict", verdict="refused", reason="缺\x00章\x1b\r\n请\uffff补　盖", expect=200)
    with app.app_context():
        assert db.session.scalars(select(Verdict)).one().reason == "缺章\r\n请补　盖"


@SQLITE
def test_a_foreign_reference_is_not_there_and_a_closed_check_takes_no_verdict(app: Flask) -> None:
    number, refs = begin(app)
    shen, xu = Visitor(app, "shen"), Visitor(app, "xu")
    shen.open(f"/cases/{number}")
    form = shen.form(f"/{refs[0]}/verdict")
    data = {name: values[0] for name, values in form.fields.items()} | {"verdict": "accepted"}
    assert shen.client.post(f"/cases/{number}/documents/unknown/verdict", data=data).status_code == 404
    xu.open(f"/cases/{number}")
    assert "verdict" not in xu.text
    with app.app_context():
        other = checked(login="yanbei").number
        db.session.commit()
    assert "/verdict" not in shen.open(f"/cases/{other}")


def test_a_hit_in_the_register_is_shown_and_blocks(app: Flask) -> None:
    number, refs = begin(app)
    with app.app_context():
        case = reload(number)
        since = business_date() - timedelta(days=30)
        db.session.add(Dishonest(uscc=case.enterprise.uscc, since=since, source="名单（虚构）"))
        db.session.commit()
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}")
    for ref in refs:
        shen.send(f"/{ref}/verdict", verdict="accepted", expect=200)
    page = shen.send("/credit", expect=200)
    assert "在严重失信主体名单上，不能继续办理支持" in page
    assert "今天查名单命中" in page
    assert "该单位在严重失信主体名单上，不能给予资助" in page
    assert not any(form.action.endswith("/document-check") for form in forms_of(page))
    with app.app_context():
        assert reload(number).credit_checked_at is not None
