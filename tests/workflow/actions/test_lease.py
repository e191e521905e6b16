"""Leases: what they refuse, that a change is a new piece, and that a unit supports one enterprise in a month."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError

from states.lifecycle import Refused
from tests.workflow.actions.rent_ground import claim, leased, live, terms
from tests.workflow.desk import before_committee, firm_id, locked
from tests.workflow.filing import actor
from workflow.actions import lease, resolution
from workflow.db import db
from workflow.models.lease import LeasePiece
from workflow.models.zone import UnitMonth
from workflow.queries.leases import pieces_of, terms_of


def said(firm: str) -> list[tuple[str, int, str, str]]:
    """Unit, own area in m², first and last day of every term."""
    found = terms_of([firm_id(firm)]).get(firm_id(firm), [])
    return [(one.unit, one.own_area // 100, one.first.isoformat(), one.last.isoformat()) for one in found]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_a_change_is_a_new_piece_and_the_old_one_stays(app: Flask) -> None:
    with app.app_context():
        row = leased("yanbei", "B1-1", 6200, "2025-05-01", "2028-04-30")
        lease.change(row, terms(5000, "2026-01-15", "2027-12-31", note="缩租"), actor("jiang"))
        lease.end(row, date(2026, 9, 30), "退租", actor("shen"))
        db.session.commit()
        assert said("yanbei") == [
            ("B1-1", 6200, "2025-05-01", "2026-01-14"),
            ("B1-1", 5000, "2026-01-15", "2026-09-30"),
        ]
        assert [(one.kind, one.note) for one in pieces_of(row.id)] == [
            ("terms", ""),
            ("terms", "缩租"),
            ("end", "退租"),
        ]


def test_a_piece_from_the_first_day_takes_the_place_of_all(app: Flask) -> None:
    with app.app_context():
        row = leased("yanbei", "B1-1", 6200, "2025-05-01", "2028-04-30")
        lease.change(row, terms(6000, "2025-05-01", "2028-04-30", note="登记有误"), actor("shen"))
        assert said("yanbei") == [("B1-1", 6000, "2025-05-01", "2028-04-30")]


def test_a_piece_cannot_be_edited_or_taken_out(app: Flask) -> None:
    with app.app_context():
        leased("yanbei", "B1-1", 6200, "2025-05-01", "2028-04-30")
        db.session.commit()
        for statement in (update(LeasePiece).values(own_area=1), text("DELETE FROM lease_piece")):
            with pytest.raises(DatabaseError):
                db.session.execute(statement)
            db.session.rollback()


BAD: dict[str, dict[str, Any]] = {
    "own_within_contract": {"contract_area": 260_000, "sublet_area": 20_000, "own_area": 286_000},
    "area_positive": {"contract_area": 0, "own_area": 0},
    "days_in_order": {"starts_on": date(2029, 1, 1)},
    "terms": {"rent_free": ("2025-13",)},
    "unit_area": {"contract_area": 20_000_000},
}


@pytest.mark.parametrize("fault", BAD)
def test_each_fault_is_named(app: Flask, fault: str) -> None:
    with app.app_context():
        with pytest.raises(Refused) as caught:
            leased("yanbei", "B1-1", 6200, "2025-05-01", "2028-04-30", **BAD[fault])
        assert codes(caught) == [fault]


def test_the_sentence_of_an_area_says_the_right_one(app: Flask) -> None:
    with app.app_context(), pytest.raises(Refused) as caught:
        leased("yanbei", "B1-1", 6200, "2025-05-01", "2028-04-30", **BAD["own_within_contract"])
    assert (
        caught.value.blockers[0].zh
        == "自用面积（2,860平方米）大于合同面积（2,600平方米）减去转租（200平方米），最多是2,400平方米"
    )


def test_only_caseworkers_register_and_only_known_units_once(app: Flask) -> None:
    with app.app_context():
        leased("yanbei", "B1-1", 6200, "2025-05-01", "2028-04-30")
        with pytest.raises(Refused) as caught:
            leased("yanbei", "B1-1", 6200, "2025-05-01", "2028-04-30")
        assert codes(caught) == ["lease_known"]
        with pytest.raises(Refused) as caught:
            lease.register(firm_id("yanbei"), "Z9", " ", terms(1, "2025-01-01", "2025-12-31"), actor("yanbei"))
        assert codes(caught) == ["casework_only", "unit_unknown", "number"]
        row = leased("yanbei", "B1-2", 100, "2025-05-01", "2028-04-30")
        with pytest.raises(Refused) as caught:
            lease.end(row, date(2025, 4, 29), "", actor("shen"))
        assert codes(caught) == ["before_begin"]


def test_two_enterprises_in_one_unit_are_refused_naming_both(app: Flask) -> None:
    with app.app_context():
        leased("yanbei", "B1-1", 1000, "2026-01-01", "2026-12-31")
        leased("lanxi", "B1-1", 500, "2026-03-01", "2026-12-31")
        first, second = claim("yanbei", "2026-01", 3), claim("lanxi", "2026-03", 2)
        db.session.commit()
        resolution.approve(locked(first), actor("cheng"))
        db.session.commit()
        with pytest.raises(Refused) as caught:
            resolution.approve(locked(second), actor("cheng"))
        db.session.rollback()
        assert codes(caught) == ["unit_taken"]
        assert (
            "B1-1在2026-03已支持深圳砚北微系统有限公司，不能同时支持深圳岚汐传感技术有限公司"
            in caught.value.blockers[0].zh
        )
        assert live("lanxi") == []
        resolution.undo_approval(locked(first), "异议成立")
        resolution.approve(locked(second), actor("cheng"))
        assert db.session.scalars(select(UnitMonth.month).order_by(UnitMonth.month)).all() == ["2026-03", "2026-04"]


def test_a_unit_that_is_not_registered_is_refused(app: Flask) -> None:
    with app.app_context():
        facts = {"in_zone": True, "above_scale": True, "from": "2026-05", "months": 1,
                 "leases": [{"unit": "自编1号", "area": "10.00", "from": "2026-05", "to": "2026-06"}]}  # fmt: skip
        other = before_committee("14", facts, "lanxi")
        db.session.commit()
        with pytest.raises(Refused) as caught:
            resolution.approve(locked(other), actor("cheng"))
        assert codes(caught) == ["unit_unknown"]
