"""The budget's year so far: changes of the plan by two people, and three cases of article 4 cut pro rata to what is left."""

from contextlib import AbstractContextManager
from datetime import datetime, time

from sqlalchemy import select

from workflow.actions import budget_plan, proration, resolution
from workflow.clock import SHANGHAI, business_date, told
from workflow.db import db
from workflow.demo.cast import locked
from workflow.demo.play import Play, actor
from workflow.demo.telling import workday
from workflow.jobs import budget_work
from workflow.models.budget_change import BudgetChange
from workflow.queries.budget import account

ARTICLE = 4
#: Firm, project, municipal support in yuan.
PROJECTS = (
    ("lanxi", "ZDXM-0117", "3600000.00"),
    ("yanbei", "ZDXM-0124", "2500000.00"),
    ("xingwan", "ZDXM-0131", "1700000.00"),
)
#: Share of what the three ask for that the budget keeps for them, in percent.
KEPT = 80


def tell() -> None:
    """Bring the cases before the committee, change the plans, cut, and approve one of the three. Commits."""
    if db.session.scalar(select(BudgetChange.id).limit(1)) is not None:
        return
    cases = [_case(*one) for one in PROJECTS]
    _plans(sum(locked(one).proposed_fen or 0 for one in cases))
    with _at(1, 16, 10):
        proration.apply(None, business_date().year, ARTICLE, [locked(one) for one in cases], actor("bai"))
        db.session.commit()
    with _at(1, 16, 40):
        resolution.approve(locked(cases[0]), actor("cheng"))
        db.session.commit()
    budget_work.count_new()


def _at(days: int, hour: int, minute: int) -> AbstractContextManager[None]:
    """A time of a working day, so many before today."""
    return told(datetime.combine(workday(days), time(hour, minute), SHANGHAI))


def _case(firm: str, project: str, support: str) -> int:
    year = business_date().year - 1
    facts = {"year": year, "project": project, "listed": True, "in_district": True, "municipal_support": support}
    play = Play(firm, "4", facts, "jiang")
    for days, steps in ((11, ("draft", "fill", "attach", "submit")), (9, ("claim", "accept", "check")),
                        (6, ("evaluate", "review")), (4, ("send",)), (2, ("vote",))):  # fmt: skip
        with _at(days, 10, 20):
            for step in steps:
                getattr(play, step)()
    return play.case_id


def _plans(asked_fen: int) -> None:
    """Article 4 keeps a part of what its cases ask for; article 9 keeps its plan; article 14 waits to be raised."""
    year = business_date().year
    row = account(year, ARTICLE)
    assert row is not None, "the demo plans every article that pays"
    more = row.planned_fen - row.reserved_fen - asked_fen * KEPT // 100
    with _at(3, 9, 30):
        shift = budget_plan.propose(
            "shift", year, ARTICLE, more, "国家和省市项目今年立项较少，调剂给规模奖励。", actor("fang"), to_article=10
        )
        lower = budget_plan.propose("lower", year, 9, 500_000_000, "上半年首次上规企业少于预计。", actor("xu"))
        db.session.commit()
    with _at(3, 15, 5):
        budget_plan.decide(shift, actor("cheng"), approved=True)
        budget_plan.decide(lower, actor("tang"), approved=False, answer="四季度集中入库，先不调减。")
        db.session.commit()
    with _at(1, 11, 0):
        budget_plan.propose("raise", year, 14, 600_000_000, "新入驻企业多，租金支持月数超出年初测算。", actor("fang"))
        db.session.commit()
