"""The board: its counts follow the cases, every number is that of the list behind it, and evening out moves what it said."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from states.lifecycle import Refused
from tests.ground.queries import expected
from tests.road import Road
from tests.visitor import Visitor
from workflow.actions import balancing
from workflow.actions import board as acting
from workflow.clock import business_date, now, told
from workflow.db import db
from workflow.demo.cast import actor
from workflow.jobs import board, board_recount
from workflow.models.board import BoardCount
from workflow.models.case import Case
from workflow.models.user import User
from workflow.queries import board_flow
from workflow.queries.board import loads
from workflow.views.board_chart import WIDE, bars, lines

#: Of the whole page, those of the frame and of the session included.
STATEMENTS = 15


def test_counts_follow_the_cases(app: Flask) -> None:
    """Counting is idempotent, a moved case leaves its old place, and a changed count is found by the comparison."""
    road = Road(app)
    road.to("paid")
    road.to("documents_checked", firm="yanbei")
    with app.app_context():
        assert board.count_new() == 2
        assert (board.count_new(), board_recount.differences()) == (0, [])
        road.play.evaluate()
        moved = {key[:3] for key, _kept, _live in board_recount.differences()}
        assert {("aged", "documents_checked", ""), ("aged", "evaluated", "")} <= moved
        assert (board.count_new(), board_recount.differences()) == (1, [])
        today = business_date()
        total = board_flow.between(
            board_flow.flow(today - timedelta(days=400), today), today - timedelta(days=400), today
        )
        assert (total["accepted"], total["checked"], total["first_pass"], total["paid"], total["finished"]) == (
            2,
            2,
            2,
            1,
            1,
        )
        db.session.execute(update(BoardCount).where(BoardCount.kind == "flow").values(times=7))
        db.session.commit()
        assert board_recount.differences()
        assert (board_recount.rebuild(), board_recount.differences()) == (2, [])


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_every_number_is_that_of_its_list(app: Flask) -> None:
    for state, firm in (("submitted", "lanxi"), ("documents_checked", "yanbei"), ("evaluated", "xingwan")):
        Road(app).to(state, firm=firm)
    with app.app_context():
        db.session.execute(update(Case).values(due_on=business_date() - timedelta(days=9)))
        db.session.commit()
        board_recount.rebuild()
    boss = Visitor(app, "cheng")
    found = re.findall(r'<a href="(/cases\?[^"]*)">([0-9,]+)</a>', boss.open("/board"))
    assert len(found) >= 8
    for url, number in found:
        page = boss.open(url.replace("&amp;", "&"))
        listed = set(re.findall(r'href="/cases/(\d{4}-\d+-\d+)[?"]', page))
        assert len(listed) == int(number), url
    for year in ("2025", "1999", "x"):
        assert "督办看板" in boss.open(f"/board?year={year}")
    assert boss.client.get("/board/export").data[:2] == b"PK"
    assert Visitor(app, "shen").client.get("/board").status_code == 403


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_late_case_is_reminded_once_a_day(app: Flask) -> None:
    road = Road(app)
    number = road.to("documents_checked")
    with app.app_context():
        with pytest.raises(Refused):
            acting.remind([number], actor("cheng"))  # not late
        with told(now() + timedelta(days=90)):
            with pytest.raises(Refused):
                acting.remind([number], actor("shen"))
            assert acting.remind([number, number, "2026-10-9999"], actor("cheng")) == 1
            with pytest.raises(Refused):
                acting.remind([number], actor("cheng"))
        with told(now() + timedelta(days=91)):
            assert acting.remind([number], actor("cheng")) == 1


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_balance_proposes_and_moves_only_when_ordered(app: Flask) -> None:
    for firm in ("lanxi", "yanbei", "xingwan"):
        Road(app).to("accepted", firm=firm)
    with app.app_context():
        board.count_new()
        people = {row.login: row.id for row in db.session.scalars(select(User))}
        held = {one.owner_id: one.minutes for one in loads(business_date()).values()}
        first = max(held, key=lambda one: held[one])
        other = next(key for login, key in people.items() if login in {"shen", "jiang"} and key != first)
        load = {first: held[first], other: 0}
        moves = balancing.propose(load, [first, other], actor("cheng"))
        assert [(move.from_id, move.to_id) for move in moves] == [(first, other)]
        away = balancing.propose(load, [other], actor("cheng"))
        assert len(away) == 3  # whoever is away gives everything
        assert set(db.session.scalars(select(Case.owner_id))) == {first}
    boss = Visitor(app, "cheng")
    boss.open("/board/allocation?balance=1")
    boss.send("/bulk", reason="两位经办人均衡一下工作量")
    with app.app_context():
        assert set(db.session.scalars(select(Case.owner_id))) != {first}


def test_drawings_say_the_numbers() -> None:
    today = business_date()
    weeks = [(today - timedelta(weeks=11 - at), at, 0) for at in range(12)]
    chart = lines(weeks, WIDE)
    assert chart.parts[0].ends[0][2] == 11
    assert [number for _y, number in chart.scale] == [0, 3, 6, 9, 12]
    drawn = bars([[2, 0, 1], [0, 0, 0], [0, 4, 0], [0, 0, 0], [0, 0, 0]], WIDE)
    assert [(bar.total, len(bar.pieces)) for bar in drawn.parts] == [(3, 2), (0, 0), (4, 1), (0, 0), (0, 0)]


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_page_asks_the_same_however_many_cases(app: Flask) -> None:
    boss = Visitor(app, "cheng")
    made = 0
    for many in (1, 2, 3):
        while made < many:
            Road(app).to("accepted", firm=("lanxi", "yanbei", "xingwan")[made])
            made += 1
        with app.app_context():
            board.count_new()
        with app.app_context():
            engine = db.engine
        boss.open("/board")
        with expected(engine, STATEMENTS):
            boss.open("/board")
