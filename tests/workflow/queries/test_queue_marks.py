"""What stands beside a case as conditions and columns of the queue: changes, samples, documents to follow, clock, notes."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from tests.ground.queries import expected
from tests.visitor import Visitor
from tests.workflow.filing import actor
from tests.workflow.many import case_row, person
from tests.workflow.onward import checked
from tests.workflow.overriding import confirmed, proposed
from tests.workflow.sample_bad_rows import AT
from workflow.actions import clock_stop, helping, note, override
from workflow.clock import business_date
from workflow.db import db
from workflow.models.conditional import ConditionalAcceptance
from workflow.models.notice import Notice
from workflow.models.sample import SampleCheck, SampleDraw
from workflow.models.sample_rate import SampleRate
from workflow.models.sample_seed import SampleSeed
from workflow.queries import queue
from workflow.queries.calendar import calendar
from workflow.queries.case_query import parse
from workflow.queries.queue_terms import View, asks
from workflow.views.queue_columns import COLUMNS

SHOWN = "override,sample,condition,clock,note,helper"


def fits(query: str, who: str = "shen") -> bool:
    """Whether the one case stands in the list of these conditions."""
    parsed = parse(query)
    assert not parsed.problems
    view, person_ = View(terms=parsed.terms), actor(who)
    asked = asks(view.terms, person_, {name: key for key, name in queue.caseworkers()})
    return bool(queue.page(view, person_, asked).rows)


def chosen(case_id: int) -> None:
    """The case was drawn for a second look, which nobody took yet."""
    rate = {"item": "10", "per_mille": 1000, "reason": "x", "proposed_by": 1, "proposed_at": AT}
    seed = SampleSeed(day=date(2026, 3, 18), commitment="a" * 64, committed_at=AT)
    rates = SampleRate(**rate, state="approved", decided_by=2, decided_at=AT)
    db.session.add_all([rates, seed])
    db.session.flush()
    draw = {"round": 1, "item": "10", "rate_id": rates.id, "per_mille": 1000, "seed_id": seed.id, "drawn_at": AT}
    db.session.add(SampleDraw(case_id=case_id, seq=1, draw=5, chosen=True, **draw))
    db.session.flush()
    db.session.add(SampleCheck(case_id=case_id, seq=1, state="open", opened_at=AT))
    db.session.flush()


def test_every_mark_is_a_condition(app: Flask) -> None:
    with app.app_context():
        case, shen = checked(), actor("shen")
        plain = "-调整:待确认,有效 -抽查:抽中 -容缺:待补齐,已了结 计时:在走 -备注:提到我,未读 协办:无"
        assert fits(plain)
        first = proposed(case, fact="revenue", value="90000000.00")
        assert (fits("调整:待确认"), fits("override:in_force")) == (True, False)
        override.withdraw(case, first, shen)
        assert not fits("调整:待确认,有效")
        confirmed(case, fact="revenue", value="90000000.00")
        assert (fits("调整:待确认"), fits("调整:有效")) == (False, True)

        clock_stop.stop(case, "expert_review", "等专家", business_date() + timedelta(days=9), shen)
        assert (fits("计时:停止"), fits("clock:running")) == (True, False)
        clock_stop.restart(case, shen)
        assert (fits("计时:停止"), fits("计时:在走")) == (False, True)

        helping.add(case, person("jiang"), shen)
        assert (fits("协办:@我", "jiang"), fits("helper:江予"), fits("协办:无"), fits("协办:@我")) == (
            True,
            True,
            False,
            False,
        )
        note.write(case, "@江予 请看第2页", "staff", shen)
        db.session.flush()
        assert [fits(f"备注:{word}", "jiang") for word in ("提到我", "未读")] == [True, True]
        assert not fits("备注:提到我,未读")
        db.session.execute(update(Notice).where(Notice.kind == "note_mention").values(read_at=Notice.at))
        assert [fits(f"note:{word}", "jiang") for word in ("mentioned", "unread")] == [True, False]
        db.session.commit()
    cells = Visitor(app, "jiang").open(f"/cases?tab=all&cols=firm,{SHOWN}").split("<tbody>")[1]
    assert [word for word in ("有效", "在走", "提到我", "江予") if word not in cells] == []


def test_a_clock_stands_whatever_happened_to_another_case(app: Flask) -> None:
    with app.app_context():
        shen, until = actor("shen"), business_date() + timedelta(days=9)
        quiet, busy = checked(), checked(login="yanbei")
        clock_stop.stop(quiet, "hearing", "", until, shen)
        clock_stop.stop(busy, "hearing", "", until, shen)
        clock_stop.restart(busy, shen)  # a later step than the other's stop
        assert fits("计时:停止")


def test_samples_and_documents_to_follow_are_conditions(app: Flask) -> None:
    with app.app_context():
        case = checked()
        case_id, firm = case.id, case.enterprise_id
        chosen(case_id)
        assert [fits(f"抽查:{word}") for word in ("抽中", "待查", "有问题", "查完")] == [True, True, False, False]
        done = {"checked_by": 1, "checked_at": case.created_at, "note": "x"}
        db.session.execute(update(SampleCheck).values(state="objected", **done))
        assert [fits(f"抽查:{word}") for word in ("待查", "有问题", "待查,有问题")] == [False, True, True]
        opened = {"case_id": case_id, "enterprise_id": firm, "seq": 1, "kinds": ["x"], "due_on": date(2030, 1, 1)}
        opened |= {"on_failure": "correction", "state": "open", "accepted_by": 1, "accepted_at": case.created_at}
        db.session.add(ConditionalAcceptance(**opened))
        db.session.flush()
        assert (fits("容缺:待补齐"), fits("conditional:ended")) == (True, False)
        db.session.commit()
    cells = Visitor(app, "jiang").open(f"/cases?tab=all&cols=firm,{SHOWN}").split("<tbody>")[1]
    assert [word for word in ("有问题", "待补齐", "在走") if word not in cells] == []


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("number", [1, 3, 50])
def test_all_columns_cost_the_same_for_any_number_of_rows(app: Flask, number: int) -> None:
    with app.app_context():
        for _ in range(number):
            case_row()
        db.session.commit()
        calendar()  # read once for the process
        engine = db.engine
    shen = Visitor(app, "shen")
    with expected(engine, 11):  # corrections, helpers, and all marks in one
        shen.open(f"/cases?cols={','.join(COLUMNS)}")
    assert shen.text.count("ledger__go") == number
