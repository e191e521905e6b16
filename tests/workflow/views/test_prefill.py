"""What a new form begins with, and that every value says where it comes from."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.visitor import Visitor
from tests.workflow.filing import actor, filled, submitted
from workflow.actions import application
from workflow.clock import business_date
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case
from workflow.models.filing import Filing
from workflow.queries.filings import current_filing

Visit = Callable[[str | None], Visitor]


def call_of(app: Flask, item: str) -> str:
    with app.app_context():
        return str(db.session.scalars(select(Call.id).where(Call.item == item).order_by(Call.id)).first())


def newest(app: Flask) -> Filing:
    with app.app_context():
        return current_filing(db.session.scalars(select(Case.id).order_by(Case.id.desc())).first() or 0)


def test_what_stays_true_comes_from_the_earlier_application(app: Flask, visit: Visit) -> None:
    with app.app_context():
        earlier = submitted("lanxi", "14").number
        db.session.commit()
    lanxi = visit("lanxi")
    lanxi.open("/applications/new")
    lanxi.send("/applications", call=call_of(app, "14"), expect=200)
    filing = newest(app)
    assert filing.facts == {"in_zone": True, "above_scale": True, "area": "2400.00"}
    assert filing.sources == {
        "above_scale": {"from": "register", "year": str(business_date().year)},
        "in_zone": {"from": "case", "case": earlier},
        "area": {"from": "case", "case": earlier},
    }
    assert f"来自{earlier}" in lanxi.text
    lanxi.send("/facts", act="save", area="2,000", expect=200)
    assert (newest(app).sources or {}).keys() == {"above_scale", "in_zone"}
    lanxi.open(f"/applications/{number_of(app)}/review")
    assert "本次填写" not in lanxi.text, "a source is said where it is another one"
    assert "统计" in lanxi.text


def number_of(app: Flask) -> str:
    with app.app_context():
        return db.session.scalars(select(Case.number).order_by(Case.id.desc())).first() or ""


def test_another_enterprises_application_is_never_looked_at(app: Flask, visit: Visit) -> None:
    with app.app_context():
        submitted("lanxi", "14")
        db.session.commit()
    yanbei = visit("qinglan")
    yanbei.open("/applications/new")
    yanbei.send("/applications", call=call_of(app, "14"), expect=200)
    assert "area" not in newest(app).facts


def test_last_years_sales_are_this_years_comparison(app: Flask, visit: Visit) -> None:
    with app.app_context():
        year = business_date().year - 1
        submitted("lanxi", "11", more={"year": year})
        db.session.commit()
    lanxi = visit("lanxi")
    lanxi.open("/applications/new")
    lanxi.send("/applications", call=call_of(app, "11"), expect=200)
    assert newest(app).facts["sales_last"] == "8000000.00"


def test_figures_of_an_estimate_travel(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    lanxi.open("/measures/10/estimate?revenue=60,000,000&peak=40000000&had_paid=&_external=1&endpoint=x")
    assert "按这些数申请" in lanxi.text
    address = next(part for part in lanxi.text.split('"') if part.startswith("/applications/new?"))
    lanxi.open(address.replace("&amp;", "&"))
    assert "按试算的数开始申报" in lanxi.text
    lanxi.send("/applications", expect=200)
    filing = newest(app)
    found: dict[str, Any] = {name: filing.facts[name] for name in ("revenue", "peak")}
    assert found == {"revenue": "60000000.00", "peak": "40000000.00"}
    assert (filing.sources or {})["revenue"] == {"from": "estimate"}


def test_what_no_rule_reads_does_not_travel(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/new?call={call_of(app, '10')}&revenue=-1&peak=%F0%9F%98%80&year=1")
    lanxi.send("/applications", expect=200)
    assert "revenue" not in newest(app).facts
    assert newest(app).facts["year"] != 1


def test_the_caseworker_sees_sources_too(app: Flask, visit: Visit) -> None:
    with app.app_context():
        case = filled("lanxi", "10")
        facts = current_filing(case.id).facts
        application.save(
            case, facts, [], True, actor("lanxi"), sources={"peak": {"from": "case", "case": "2025-10-0003"}}
        )
        application.submit(case, actor("lanxi"))
        number = case.number
        db.session.commit()
    assert "来自2025-10-0003，" in visit("shen").open(f"/cases/{number}")
