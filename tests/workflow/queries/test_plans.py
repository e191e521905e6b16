"""What pages ask for is found by an index: no page reads a table from end to end that grows with what is stored."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event

from tests.people import FIRM
from tests.road import Road
from tests.visitor import Visitor
from workflow.actions import subscription
from workflow.db import db

Visit = Callable[[str | None], Visitor]
#: Tables that grow with cases, enterprises or visitors.
GROWING = ("appeal", "call_subscription", "countersign", "document", "enterprise", "filing", "message", "notice", "objection",
           "payment", "recovery", "transition", "user_account", "verdict")  # fmt: skip
WHOLE = re.compile(rf"SCAN ({'|'.join(GROWING)})(_\d+)?$")
#: Read along their key, backwards or forwards, until a page is full.
ALONG_THE_KEY = re.compile(r"ORDER BY (objection|appeal)\.id DESC\s+LIMIT")


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_no_page_reads_a_growing_table_from_end_to_end(app: Flask, visit: Visit) -> None:
    number, asked = Road(app).to("publicity", firm="lanxi"), dict[str, object]()
    shen, lanxi, cheng = visit("shen"), visit("lanxi"), visit("cheng")
    with app.app_context():
        engine = db.engine

    def note(_connection: object, _cursor: object, statement: str, values: object, *_more: object) -> None:
        asked.setdefault(statement, values)

    event.listen(engine, "before_cursor_execute", note)
    try:
        for person, places in (
            (shen, ("/cases", f"/cases/{number}", f"/enterprises/{FIRM['lanxi'].uscc}", "/enterprises", "/objections")),
            (cheng, ("/objections", "/samples", "/absences", "/bulk", "/referrals", f"/cases/{number}/record")),
            (lanxi, ("/applications", f"/applications/{number}", "/account/people", "/notices")),
        ):
            for place in places:
                person.open(place)
        with app.app_context():
            subscription.ask("9", "a@firm.example", "zh")
            db.session.rollback()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        for statement, values in asked.items():
            if statement.startswith(("SELECT", "WITH")):
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
                whole = [row[3] for row in plan if WHOLE.fullmatch(row[3])]
                assert not whole or ALONG_THE_KEY.search(statement), f"{whole}: {statement}"
