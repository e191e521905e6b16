"""Claiming rent from registered leases, through the pages: reasons, amounts, the soft hold, the facts that are filed."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from rules import catalogue
from states.lifecycle import Refused
from tests.visitor import Visitor
from tests.workflow.actions.rent_ground import leased
from tests.workflow.filing import actor, draft, pdf, reload
from workflow.actions import application, documents
from workflow.clock import told
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Filing

NOW = datetime.now(UTC)
Visit = Callable[[str | None], Visitor]
YEAR = NOW.year - 1


def on_lease(**more: object) -> str:
    """A draft of Lanxi, who leases a unit from March of last year on and sub-lets nothing; gives its number."""
    leased("lanxi", "A3-2", 2400, f"{YEAR}-03-01", f"{YEAR + 3}-12-31", **more)
    case = draft("lanxi", "14")
    db.session.commit()
    return case.number


def facts(number: str) -> dict[str, object]:
    query = select(Filing.facts).join(Case, Case.id == Filing.case_id).where(Case.number == number)
    return db.session.scalars(query).one()


def test_only_the_months_are_asked_for_and_the_rest_says_why(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = on_lease(rent_free=(f"{YEAR}-05",))
    firm = visit("lanxi")
    page = firm.open(f"/applications/{number}/facts")
    assert 'name="area"' not in page
    assert 'name="in_zone"' not in page
    assert "智造城A3-2" in page
    assert "没有整月的租约" in page
    assert "免租月份" in page
    assert page.count("7,200</small>") == 9 + NOW.month  # from March to this month, without one May
    months = [f"{YEAR}-04", f"{YEAR}-06"]
    firm.send("/facts", months=months, act="keep")
    assert "14,400" in firm.text
    with app.app_context():
        assert facts(number) == {
            "in_zone": True, "above_scale": True, "from": f"{YEAR}-04", "months": 3,
            "leases": [
                {"unit": "A3-2", "area": "2400.00", "from": f"{YEAR}-04-01", "to": f"{YEAR}-04-30"},
                {"unit": "A3-2", "area": "2400.00", "from": f"{YEAR}-06-01", "to": f"{YEAR}-06-30"},
            ],
        }  # fmt: skip


def test_a_run_with_a_hole_that_could_be_had_is_refused(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = on_lease()
    firm = visit("lanxi")
    firm.open(f"/applications/{number}/facts")
    firm.send("/facts", months=[f"{YEAR}-04", f"{YEAR}-06"], act="next", expect=422)
    assert "选的月份要连着" in firm.text


def test_months_that_cannot_be_had_are_left_out_whatever_is_sent(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = on_lease()
    firm = visit("lanxi")
    firm.open(f"/applications/{number}/facts")
    firm.send("/facts", months=[f"{YEAR}-02", f"{YEAR}-03"], act="keep")
    with app.app_context():
        assert facts(number)["from"] == f"{YEAR}-03"
        assert facts(number)["months"] == 1


def claim(first: str, count: int) -> Case:
    """Lanxi hands in a claim of one lease for the whole area."""
    case, who = draft("lanxi", "14"), actor("lanxi")
    said = {"in_zone": True, "above_scale": True, "area": "1000.00", "from": first, "months": count}
    application.save(case, said, [], True, who)
    for kind in catalogue.item("14").documents:
        if kind.required:
            documents.attach(case, kind.code, f"{kind.code}.pdf", pdf(), who)
    application.submit(case, who)
    db.session.commit()
    return case


def test_an_open_claim_holds_its_months(app: Flask) -> None:
    with app.app_context():
        first = claim(f"{YEAR}-01", 3)
        with pytest.raises(Refused) as caught:
            claim(f"{YEAR}-03", 2)
        assert [blocker.code for blocker in caught.value.blockers] == ["months_held"]
        assert f"{YEAR}-03已经在申请{first.number}里" in caught.value.blockers[0].zh
        db.session.rollback()
        application.withdraw(reload(first.number), actor("lanxi"), "")
        db.session.commit()
        assert claim(f"{YEAR}-03", 2).state == "submitted"


def test_two_claims_one_after_the_other_are_no_overlap(app: Flask) -> None:
    with app.app_context(), told(NOW):
        claim(f"{YEAR}-01", 3)
        assert claim(f"{YEAR}-04", 2).state == "submitted"
