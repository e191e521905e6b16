"""Notes on the case page: written, corrected, kept when wrong. That none leaves the bureau: tests/workflow/test_routes.py."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.ground.queries import expected
from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.filing import actor
from workflow.actions import note
from workflow.db import db
from workflow.demo.cast import locked

Visit = Callable[[str | None], Visitor]
SECRET = "去年也有早开发票的情况"
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def test_a_note_is_written_corrected_and_read_by_those_it_is_for(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted")
    shen, cheng, lanxi = visit("shen"), visit("cheng"), visit("lanxi")
    shen.open(f"/cases/{number}")
    assert "企业看不到" in shen.text
    shen.send("/notes", text=f"{SECRET}，@程述", colleague="没有这个人", visibility="named", expect=422)
    assert "没有这位同事" in shen.text
    assert SECRET in shen.text
    shen.send("/notes", colleague="白露（bai）", expect=200)
    assert (shen.at, "备注存好了" in shen.text) == (f"/cases/{number}", True)
    assert "只有我和提到的人" in shen.text
    cheng.open(f"/cases/{number}")
    assert SECRET in cheng.text
    assert "更正<span" not in cheng.text
    assert "沈砚在备注里提到您" in cheng.open("/notices")
    assert SECRET not in visit("jiang").open(f"/cases/{number}")
    shen.open(f"/cases/{number}/notes/1/correction")
    shen.send("/correction", text="核对过了，发票没有问题", expect=200)
    assert "已由新备注更正" in shen.text
    shen.open(f"/cases/{number}")
    assert SECRET not in shen.text
    assert "核对过了" in shen.text
    cheng.open(f"/cases/{number}/notes/1/correction")
    assert cheng.at == f"/cases/{number}/notes", "nobody corrects another's note"
    lanxi.open(f"/cases/{number}/notes", expect=403)


@pytest.mark.parametrize("many", [1, 3, 50])
def test_the_price_of_notes_does_not_follow_their_number(app: Flask, visit: Visit, many: int) -> None:
    road = Road(app)
    number, shen = road.to("accepted"), visit("shen")
    with app.app_context():
        for place in range(many):
            note.write(locked(road.case_id), f"第{place}条，@程述", "staff", actor("shen"))
        db.session.commit()
        engine = db.engine
    with expected(engine, 6):
        shen.open(f"/cases/{number}/notes")
