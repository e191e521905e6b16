"""Policy versions as staff see them, in both languages and at a literal price; applicants and visitors do not."""

import pytest
from flask import Flask
from sqlalchemy import select

from rules import policy as policies
from tests.ground.queries import expected
from tests.people import HUMAN
from tests.road import Road
from tests.visitor import Visitor
from workflow.actions.policy import publish
from workflow.db import db
from workflow.models.evaluation import Evaluation
from workflow.models.user import User
from workflow.queries.rulebook import policy

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])
IMPACT = 5
OTHER = {"14.year_cap": "250_000 yuan", "10.reach": "exceed"}


def second_version(app: Flask) -> None:
    """A version with another cap of article 14 and another reading of article 10, published next to the draft."""
    with app.app_context():
        people = {row.login: row.id for row in db.session.query(User)}
        changed = policies.load(changes=OTHER).as_json() | {"version": "final-2026"}
        publish(policies.from_json(changed), people["xu"], people["cheng"])
        db.session.commit()
        policy("final-2026"), policy("consultation-draft")


def test_versions_are_listed_with_who_published_them(app: Flask) -> None:
    second_version(app)
    auditor = Visitor(app, "lu")
    page = auditor.open("/policies")
    assert "final-2026" in page
    assert HUMAN["xu"].name in page
    assert HUMAN["cheng"].name in page
    assert "/policies/consultation-draft/final-2026" in page


def test_a_version_shows_figures_sources_readings_and_digest(app: Flask) -> None:
    shen = Visitor(app, "shen")
    page = shen.open("/policies/consultation-draft")
    assert policies.draft().digest in page.replace("<wbr>", "")
    assert "每年资助不超过20万元" in page
    assert "200,000元" in page
    assert "“突破”按达到或超过（≥）理解" in page
    assert "“突破”按超过（&gt;）理解" in page
    assert "待主管部门确认" in page
    shen.open("/language/en?next=/policies/consultation-draft")
    assert "突破 is read as reaching or exceeding (≥)" in shen.text
    assert "200,000 yuan" in shen.text


def test_the_comparison_says_what_may_change_an_amount(app: Flask) -> None:
    second_version(app)
    shen = Visitor(app, "shen")
    page = shen.open("/policies/consultation-draft/final-2026")
    assert "算出的金额可能不同" in page
    assert "250,000元" in page
    assert "影响金额" in page
    assert "没有不同" in shen.open("/policies/final-2026/final-2026")


@SQLITE
def test_the_impact_is_computed_on_what_was_sealed_and_writes_nothing(app: Flask) -> None:
    number = Road(app).to("evaluated", item="14")
    second_version(app)
    shen = Visitor(app, "shen")
    shen.open("/policies/consultation-draft/final-2026?impact=1")
    with app.app_context():
        engine, evaluated = db.engine, db.session.scalars(select(Evaluation)).one()
    with expected(engine, IMPACT):
        page = shen.open("/policies/consultation-draft/final-2026?impact=1")
    assert [number in page, "按consultation-draft评估的1件" in page] == [evaluated.amount_fen == 20_000_000, True]
    assert "试算哪些案件" in shen.open("/policies/consultation-draft/final-2026")
    assert number not in shen.open("/policies/final-2026/consultation-draft?impact=1")


@SQLITE
def test_unknown_versions_and_strangers_find_nothing(app: Flask) -> None:
    shen = Visitor(app, "shen")
    for path in ("/policies/nowhere", "/policies/consultation-draft/nowhere", f"/policies/{'x' * 41}"):
        shen.open(path, expect=404)
    Visitor(app, "lanxi").open("/policies", expect=403)
    visitor = Visitor(app)
    visitor.open("/policies")
    assert visitor.at == "/sign-in"


@SQLITE
@pytest.mark.parametrize(("path", "price"), [("/policies", 4), ("/policies/consultation-draft", 3)])
def test_pages_cost_the_same_for_any_number_of_versions(app: Flask, path: str, price: int) -> None:
    shen = Visitor(app, "shen")
    shen.open(path)
    with app.app_context(), expected(db.engine, price):
        shen.open(path)
    second_version(app)
    with app.app_context(), expected(db.engine, price):
        shen.open(path)
