"""Registering leases through the pages: forms, refusals that keep what was typed, pieces, and who may."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.people import FIRM
from tests.visitor import Visitor
from tests.workflow.actions.rent_ground import leased, unit
from tests.workflow.desk import firm_id
from workflow.db import db
from workflow.queries.leases import terms_of

Visit = Callable[[str | None], Visitor]
FIRM_PAGE = "/rent/" + FIRM["yanbei"].uscc
GOOD = {
    "unit": "B1-1", "number": "深房租(龙华)2025001", "starts_on": "2025-05-01", "ends_on": "2028-04-30",
    "contract_area": "6,500.50", "sublet_area": "300", "own_area": "6,200.50", "rent_free": "2025-05、2025-06", "document": "档案袋7",
}  # fmt: skip


def said(app: Flask) -> list[tuple[int, str, str, int]]:
    with app.app_context():
        found = terms_of([firm_id("yanbei")]).get(firm_id("yanbei"), [])
        return [(one.own_area, one.first.isoformat(), one.last.isoformat(), len(one.rent_free)) for one in found]


def with_unit(app: Flask) -> None:
    with app.app_context():
        unit("B1-1", 7000)
        db.session.commit()


def test_a_lease_is_registered_changed_and_ended(app: Flask, visit: Visit) -> None:
    with_unit(app)
    shen = visit("shen")
    shen.open(FIRM_PAGE)
    shen.open(f"{FIRM_PAGE}/leases/new")
    shen.send("/leases/new", **GOOD, expect=200)
    assert "租约登记好了" in shen.text
    assert "智造城B1-1" in shen.text
    assert said(app) == [(620_050, "2025-05-01", "2028-04-30", 2)]
    lease = f"{FIRM_PAGE}/leases/1"
    shen.open(lease)
    shen.send("/leases/1", starts_on="2026-01-01", own_area="5,000", expect=200)
    shen.open(lease)
    shen.send("/leases/1/end", last="2026-06-30", why="搬走", expect=200)
    assert said(app) == [(620_050, "2025-05-01", "2025-12-31", 2), (500_000, "2026-01-01", "2026-06-30", 2)]
    text = shen.open(lease)
    assert "退租" in text
    assert "搬走" in text


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "area of letters": ({"own_area": "六千"}, "面积要写成1234.56这样的数字"),
    "area too large": ({"own_area": "10000001"}, "面积不能超过1000万平方米"),
    "day that is none": ({"starts_on": "2025-02-30"}, "日期要写成2026-03-18这样"),
    "days the wrong way": ({"ends_on": "2025-04-30"}, "截止日期不能早于起始日期"),
    "month that is none": ({"rent_free": "2025-13"}, "“2025-13”不是月份"),
    "own use too large": ({"own_area": "6,400"}, "最多是6,200.50平方米"),
    "more than the unit has": ({"contract_area": "7,100"}, "大于房号B1-1登记的7,000平方米"),
    "unit that nobody knows": ({"unit": "Z9"}, "园区房号登记里没有“Z9”"),
    "nothing at all": ({"unit": ""}, "请填写。"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_stays(app: Flask, visit: Visit, case: str) -> None:
    with_unit(app)
    changes, sentence = WRONG[case]
    shen = visit("shen")
    shen.open(f"{FIRM_PAGE}/leases/new")
    shen.send("/leases/new", **(GOOD | changes), expect=422)
    assert sentence in shen.text
    assert "深房租(龙华)2025001" in shen.text
    assert said(app) == []


def test_a_change_before_the_lease_begins_is_refused(app: Flask, visit: Visit) -> None:
    with app.app_context():
        leased("yanbei", "B1-1", 6200, "2025-05-01", "2028-04-30")
        db.session.commit()
    shen = visit("shen")
    shen.open(f"{FIRM_PAGE}/leases/1")
    shen.send("/leases/1", starts_on="2025-04-01", expect=422)
    assert "租约从2025-05-01起" in shen.text
    shen.send("/leases/1/end", last="2025-01-01", expect=422)
    assert "租约从2025-05-01起" in shen.text
    shen.send("/leases/1/end", last="", expect=422)


def test_who_may(app: Flask, visit: Visit) -> None:
    with app.app_context():
        leased("yanbei", "B1-1", 6200, "2025-05-01", "2028-04-30")
        db.session.commit()
    for login in ("yanbei", "cheng", "qin", "xu"):
        visit(login).open(f"{FIRM_PAGE}/leases/1", expect=403)
    shen = visit("shen")
    for path in (
        f"/rent/{FIRM['lanxi'].uscc}/leases/1",
        f"{FIRM_PAGE}/leases/2",
        f"{FIRM_PAGE}/leases/99999999999999999999999",
    ):
        shen.open(path, expect=404)
