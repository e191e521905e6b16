"""One door for state: a step writes its record, its hash and its messages, or nothing at all; every other way is shut."""

import pytest
from flask import Flask
from sqlalchemy import Executable, event, func, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session

from states.lifecycle import Refused
from tests.road import Road
from workflow.actions import application, checking, only_door
from workflow.actions.chain import chain_hash
from workflow.actions.only_door import StateWithoutRecordError
from workflow.db import db
from workflow.demo.play import actor, locked
from workflow.models.case import Case, Transition
from workflow.models.notice import Notice

LEDGERS = ("transition", "evaluation", "verdict", "cap_entry", "budget_entry", "rent_entry")


def records(case_id: int) -> list[Transition]:
    return list(db.session.scalars(select(Transition).where(Transition.case_id == case_id).order_by(Transition.seq)))


def test_a_step_leaves_who_when_and_why_and_a_chain(app: Flask) -> None:
    road = Road(app)
    road.to("rejected")
    with app.app_context():
        rows = records(road.case_id)
        assert [row.action for row in rows] == [
            "create",
            "submit",
            "claim",
            "accept",
            "check_credit",
            "check_documents",
            "evaluate",
            "second_review",
            "send_to_committee",
            "reject",
        ]
        assert [row.seq for row in rows] == list(range(1, 11))
        assert [row.state_before for row in rows[1:]] == [row.state_after for row in rows[:-1]]
        last = rows[-1]
        assert (last.role, last.reason, last.actor_id) == ("supervisor", "不符合条件。", actor("cheng").user_id)
        previous = ""
        for row in rows:
            assert row.hash == chain_hash(previous, row)
            previous = row.hash


def test_a_changed_record_breaks_the_chain(app: Flask) -> None:
    road = Road(app)
    road.to("accepted")
    with app.app_context():
        first, second, *_ = records(road.case_id)
        second.reason = "somebody else's words"
        assert second.hash != chain_hash(first.hash, second)
        db.session.rollback()


def test_a_refused_step_changes_nothing(app: Flask) -> None:
    road = Road(app)
    road.to("submitted")
    with app.app_context():
        before = (len(records(road.case_id)), db.session.scalar(select(func.count(Notice.id))))
        with pytest.raises(Refused):
            checking.check_documents(locked(road.case_id), actor("shen"))
        db.session.rollback()
        case = locked(road.case_id)
        assert (case.state, case.version) == ("submitted", 2)
        assert (len(records(road.case_id)), db.session.scalar(select(func.count(Notice.id)))) == before


def test_message_and_record_go_with_the_change(app: Flask) -> None:
    """What is rolled back tells nobody."""
    road = Road(app)
    road.to("filled")
    with app.app_context():
        application.submit(locked(road.case_id), actor("lanxi"))
        assert db.session.scalar(select(func.count(Notice.id))) == 1
        db.session.rollback()
        assert db.session.scalar(select(func.count(Notice.id))) == 0
        assert [row.action for row in records(road.case_id)] == ["create"]
        assert locked(road.case_id).number.startswith("D")


@pytest.mark.parametrize("change", [{"state": "paid"}, {"version": 3}])
def test_the_session_refuses_another_way(app: Flask, change: dict[str, object]) -> None:
    road = Road(app)
    road.to("submitted")
    with app.app_context():
        case = locked(road.case_id)
        for name, value in change.items():
            setattr(case, name, value)
        with pytest.raises(StateWithoutRecordError):
            db.session.flush()
        db.session.rollback()


def test_a_new_case_comes_through_the_door_too(app: Flask) -> None:
    road = Road(app)
    road.to("draft")
    with app.app_context():
        old = locked(road.case_id)
        columns = {column.key: getattr(old, column.key) for column in Case.__table__.columns if column.key != "id"}
        db.session.add(Case(**columns | {"number": "DZZZZZZZZ"}))
        with pytest.raises(StateWithoutRecordError):
            db.session.flush()
        db.session.rollback()


def test_broken_twin_without_the_listener_the_schema_still_refuses(app: Flask) -> None:
    """The listener is what refuses first: taken away, the same change falls in the database."""
    road = Road(app)
    road.to("submitted")
    event.remove(Session, "before_flush", only_door.refuse_unrecorded)
    try:
        with app.app_context():
            case = locked(road.case_id)
            case.state = "withdrawn"
            with pytest.raises(IntegrityError):
                db.session.commit()
            db.session.rollback()
    finally:
        event.listen(Session, "before_flush", only_door.refuse_unrecorded)


def sent(statement: Executable) -> None:
    """Refused at once by a trigger, or at the commit by a deferred key."""
    db.session.execute(statement)
    db.session.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE support_case SET state = 'withdrawn' WHERE id = :case",
        "UPDATE support_case SET version = version + 1 WHERE id = :case",
        "UPDATE support_case SET version = 1 WHERE id = :case",
        "UPDATE support_case SET version = 2 WHERE id = :case",
        "UPDATE support_case SET version = 1, state = 'draft', submitted_at = NULL, number = 'D1', accepted_at = NULL WHERE id = :case",
    ],
)
def test_raw_sql_cannot_leave_the_record_out(app: Flask, statement: str) -> None:
    road = Road(app)
    road.to("accepted")
    with app.app_context():
        with pytest.raises(IntegrityError):
            sent(text(statement).bindparams(case=road.case_id))
        db.session.rollback()
        assert locked(road.case_id).state == "submitted"


def test_a_set_based_update_obeys_the_schema(app: Flask) -> None:
    """A bulk UPDATE passes the session's listener; the database does not let it pass."""
    road = Road(app)
    road.to("submitted")
    with app.app_context():
        with pytest.raises(IntegrityError):
            sent(update(Case).where(Case.id == road.case_id).values(state="withdrawn"))
        db.session.rollback()


def tamperings(engine: str) -> list[str]:
    """Every way to change a ledger that the engine knows."""
    ways = []
    for table in LEDGERS:
        column = "reason" if table in {"transition", "verdict", "rent_entry"} else "id"
        ways += [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]
        if engine == "postgresql":
            ways.append(f"TRUNCATE {table} CASCADE")
        else:
            ways.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    return ways


def test_ledgers_only_grow(app: Flask, engine_name: str) -> None:
    Road(app).to("paid", item="14")
    for statement in tamperings(engine_name):
        with app.app_context():
            with pytest.raises(DatabaseError, match="append-only"):
                db.session.execute(text(statement))
            db.session.rollback()
