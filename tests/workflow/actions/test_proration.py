"""A pro-rata cut: exact to the fen, staged, told, undone before publicity and not after. On both databases."""

from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from states.lifecycle import Refused
from tests.workflow.desk import FACTS, before_committee, locked
from tests.workflow.filing import actor
from tests.workflow.meeting_ground import opened, voted
from workflow.actions import meeting, meeting_run, proration, publicity, resolution, voting
from workflow.actions.proration import preview
from workflow.clock import business_date, now, told
from workflow.db import db
from workflow.models.budget import BudgetAccount
from workflow.models.case import Transition
from workflow.models.decision import Award, Decision
from workflow.models.notice import Notice
from workflow.models.paper import Paper
from workflow.models.proration import Proration, ProrationRow
from workflow.queries.prorations import cut_of, lines, promised

fen = st.integers(1, 1_000_000_000)


@given(amounts=st.lists(fen, min_size=1, max_size=60), part=st.integers(0, 1000))
def test_the_sum_is_the_budget_and_nobody_is_more_than_a_fen_from_the_share(amounts: list[int], part: int) -> None:
    total = sum(amounts)
    budget = total * part // 1000
    cut = preview(list(enumerate(amounts)), budget)
    assert cut.sum_fen == min(budget, total)
    numerator, denominator = cut.ratio
    for row in cut.rows:
        assert row.after_fen <= row.before_fen
        assert abs(row.after_fen * denominator - row.before_fen * numerator) < denominator
    by_amount = sorted(cut.rows, key=lambda row: (row.before_fen, row.after_fen))
    assert [row.after_fen for row in by_amount] == sorted(row.after_fen for row in cut.rows)  # more never gets less


def test_the_rest_goes_to_the_largest_remainders_and_then_to_the_lower_number() -> None:
    cut = preview([(7, 100), (3, 100), (5, 100)], 200)  # 66⅔ each: two fen are left over
    assert (cut.ratio, cut.rest) == ((2, 3), 2)
    assert [(row.case_id, row.after_fen) for row in cut.rows] == [(7, 67), (3, 67), (5, 66)]
    cut = preview([(1, 10), (2, 11), (3, 12)], 20)  # 6.06, 6.67, 7.27
    assert [row.after_fen for row in cut.rows] == [6, 7, 7]
    assert preview([(1, 5), (2, 5)], 10) == ((1, 1), ((1, 5, 5), (2, 5, 5)), 0)
    with pytest.raises(ValueError, match="below zero"):
        preview([(1, -5)], 10)


def plan(article: int, fen: int) -> None:
    row = (BudgetAccount.article == article) & (BudgetAccount.year == business_date().year)
    db.session.execute(update(BudgetAccount).where(row).values(planned_fen=fen))
    db.session.commit()


def big(firm: str) -> int:
    """A case of 3,000,000 yuan for which the committee voted."""
    case_id = before_committee("5", FACTS["5"], firm)
    db.session.commit()
    voting.record_vote(
        locked(case_id),
        actor("bai"),
        result="approve",
        amount_fen=300_000_000,
        votes_for=5,
        votes_against=0,
        votes_abstain=0,
        meeting="会",
        reason="",
    )
    db.session.commit()
    return case_id


def cut(*ids: int, by: str = "bai", article: int = 5) -> Proration:
    made = proration.apply(None, business_date().year, article, [locked(one) for one in ids], actor(by))
    db.session.commit()
    return made


def refused(*ids: int, by: str = "bai", article: int = 5) -> list[str]:
    """Why the cut is not made; and not a row of it was written."""
    before = db.session.scalars(select(ProrationRow.case_id)).all()
    with pytest.raises(Refused) as caught:
        cut(*ids, by=by, article=article)
    db.session.rollback()
    assert db.session.scalars(select(ProrationRow.case_id)).all() == before
    return [blocker.code for blocker in caught.value.blockers]


def test_a_cut_is_staged_executed_and_told(app: Flask) -> None:
    with app.app_context():
        ids = [big("lanxi"), big("yanbei"), big("qinglan")]
        assert refused(*ids) == ["cut_fits"]
        plan(5, 700_000_001)
        assert refused(*ids, by="cheng") == ["wrong_role"]
        assert refused(before_committee("10"), *ids)[0] == "cut_other_article"
        made = cut(*ids)
        after = [row.after_fen for row in lines(made.id)]
        assert (after, sum(after)) == ([233_333_334, 233_333_334, 233_333_333], 700_000_001)
        assert refused(ids[0]) == ["cut_before"]
        assert promised(business_date().year, 5) == 700_000_001  # another cut has nothing left
        for case_id in ids:
            resolution.approve(locked(case_id), actor("cheng"))
            db.session.commit()
        account = select(BudgetAccount.planned_fen - BudgetAccount.reserved_fen).where(BudgetAccount.article == 5)
        assert db.session.scalars(account.where(BudgetAccount.year == business_date().year)).one() == 0
        assert promised(business_date().year, 5) == 0
        body = db.session.scalars(select(Notice.body_zh).where(Notice.case_id == ids[0])).one()
        assert "由3,000,000.00元核减为2,333,333.34元" in body
        with pytest.raises(Refused) as caught:
            proration.undo(made, [locked(one) for one in ids], actor("bai"), "不核减了")
        assert {blocker.code for blocker in caught.value.blockers} == {"cut_announced"}


def test_a_cut_is_undone_and_the_amounts_are_as_before(app: Flask) -> None:
    with app.app_context():
        voted, small = big("lanxi"), before_committee("5", FACTS["5"] | {"runs": [RUN]}, "yanbei")
        db.session.commit()
        plan(5, 300_000_000)
        made = cut(voted, small)
        rows = db.session.scalars(select(ProrationRow).order_by(ProrationRow.before_fen)).all()
        assert [(row.before_fen, row.staged) for row in rows] == [(30_000_000, False), (300_000_000, True)]
        assert sum(row.after_fen for row in rows) == 300_000_000
        assert cut_of(small) is not None
        proration.undo(made, [locked(voted), locked(small)], actor("bai"), "预算追加了")
        db.session.commit()
        assert db.session.scalars(select(Decision.amount_fen)).all() == [300_000_000]
        assert (cut_of(small), cut_of(voted), made.undone_by) == (None, None, actor("bai").user_id)
        record = select(Transition.action, Transition.detail).where(Transition.case_id == small)
        assert [row.action for row in db.session.execute(record.order_by(Transition.seq))][-2:] == [
            "cut_pro_rata",
            "undo_cut",
        ]
        with pytest.raises(Refused):
            proration.undo(made, [locked(voted), locked(small)], actor("bai"), "再撤一次")


RUN = {"ip_fee": "0.00", "mask_fee": "0.00", "wafer_fee": "1000000.00", "first_run": True}


def test_a_meeting_above_the_budget_is_cut_and_then_executed(app: Flask) -> None:
    with app.app_context():
        ids = [before_committee("10", firm=firm) for firm in ("lanxi", "yanbei", "qinglan")]
        outside = before_committee("10", firm="xingwan")
        plan(10, 25_000_000)
        row = opened(ids)
        for case_id in ids:
            voted(row, case_id)
        meeting.close(row, actor("bai"))
        db.session.commit()
        year = business_date().year
        with pytest.raises(Refused) as caught:
            proration.apply(row.id, year, 10, [locked(one) for one in (*ids, outside)], actor("cheng"))
        assert [blocker.code for blocker in caught.value.blockers] == ["cut_not_on_agenda"]
        db.session.rollback()
        made = proration.apply(row.id, year, 10, [locked(one) for one in ids], actor("cheng"))
        db.session.commit()
        meeting_run.start(row, actor("cheng"))
        db.session.commit()
        assert meeting_run.work_off(row.id) == 3
        awards = db.session.scalars(select(Award.fen).order_by(Award.case_id)).all()
        assert (awards, made.total_fen) == ([8_333_334, 8_333_333, 8_333_333], 30_000_000)
        assert sum(awards) == 25_000_000


def test_the_decision_letter_says_it(app: Flask) -> None:
    with app.app_context():
        one, two = (before_committee("5", FACTS["5"] | {"runs": [RUN]}, firm) for firm in ("lanxi", "yanbei"))
        db.session.commit()
        plan(5, 45_000_000)
        cut(one, two)
        resolution.approve(locked(one), actor("cheng"))
        db.session.commit()
        with told(now() + timedelta(days=30)):
            publicity.clear(locked(one))
        data = db.session.scalars(select(Paper.data).where(Paper.kind == "decision")).one()
        assert "五、" in str(data["zh"]["blocks"])
        assert "由300,000.00元核减为225,000.00元" in str(data["zh"]["blocks"])
        db.session.rollback()
