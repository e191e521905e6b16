"""Runs at their full size, and two of them at the same moment."""

from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.orm import joinedload

from tests.ground.queries import counted
from tests.workflow.actions.test_races import run_all
from tests.workflow.filing import actor
from tests.workflow.many import case_row, person
from workflow.actions import bulk, bulk_work
from workflow.actions.bulk import Row
from workflow.actions.bulk_plan import plan
from workflow.clock import now
from workflow.db import db
from workflow.models.bulk import BulkItem
from workflow.models.case import Case, Transition
from workflow.models.filing import Filing
from workflow.queries.caseworkers import caseworkers


def many(count: int) -> list[Case]:
    """Submitted cases of nobody, each with its form, straight into the tables."""
    first = db.session.execute(select(Case.__table__).where(Case.number == case_row(owner=None))).mappings().one()
    step = db.session.execute(select(Transition.__table__).where(Transition.case_id == first["id"])).mappings().one()
    ids = range(first["id"], first["id"] + count)
    made = {column.name for column in Case.__table__.columns if column.computed is None}
    kept = {name: value for name, value in first.items() if name in made}
    cases = [kept | {"id": key, "number": f"2026-10-{key + 6000}"} for key in ids[1:]]
    form = {"revision": 0, "facts": {}, "other_money": [], "changed": [], "declared": True, "digest": "0" * 64}
    form |= {"saved_by": person("lanxi"), "saved_at": now(), "filed_at": now(), "enterprise_id": first["enterprise_id"]}
    if cases:
        db.session.execute(insert(Case), cases)
        db.session.execute(insert(Transition), [dict(step) | {"case_id": key} for key in ids[1:]])
    db.session.execute(insert(Filing), [form | {"case_id": key} for key in ids])
    db.session.commit()
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call)).where(Case.id.in_(ids))
    return list(db.session.scalars(query.order_by(Case.id)))


def counts_of(run_id: int) -> dict[str, int]:
    query = select(BulkItem.state, func.count()).where(BulkItem.run_id == run_id).group_by(BulkItem.state)
    return dict(db.session.execute(query).all())


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_five_hundred_cases_are_planned_by_the_queries_of_one_and_shared_out(app: Flask) -> None:
    with app.app_context():
        cases, cheng = many(500), actor("cheng")
        chosen, prices = caseworkers(), []
        plan("allocate", cases[:1], cheng, chosen)  # the calendar is read once
        for some in (cases[:2], cases[:50], cases):
            with counted(db.engine) as statements:
                planned = plan("allocate", some, cheng, chosen)
            prices.append(len(statements))
        assert len(set(prices)) == 1
        assert prices[0] <= 12
        shares = [one.to_id for one in planned]
        assert sorted((shares.count(person("shen")), shares.count(person("jiang")))) == [250, 250]
        run = bulk.order(
            "allocate", [Row(one.case.number, one.case.version, one.to_id) for one in planned], cheng, "分案"
        )
        db.session.commit()
        assert bulk_work.work_off(run.id, most=40) == 40
        assert counts_of(run.id) == {"done": 40, "waiting": 460}


def test_two_supervisors_share_out_the_same_cases_at_one_moment(app: Flask) -> None:
    with app.app_context():
        cases = many(8)
        rows = [(case.number, case.version) for case in cases]
        runs = []
        for who, to in (("cheng", "shen"), ("tang", "jiang")):
            given = [Row(number, version, person(to)) for number, version in rows]
            runs.append(bulk.order("allocate", given, actor(who), "分案").id)
        db.session.commit()

        def work(run_id: int) -> None:
            with app.app_context():
                bulk_work.work_off(run_id)

        run_all([partial(work, run_id) for run_id in (*runs, *runs)])  # each run by two at once, too
        db.session.rollback()
        first, second = map(counts_of, runs)
        assert first.get("done", 0) + second.get("done", 0) == 8
        assert first.get("refused", 0) + second.get("refused", 0) == 8
        taken = select(func.count()).where(Transition.action == "hand_over")
        assert db.session.scalar(taken) == 8
        refused = db.session.scalars(select(BulkItem.said_zh).where(BulkItem.state == "refused")).all()
        assert all("换了经办人" in said for said in refused)
