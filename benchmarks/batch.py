"""Releasing a batch: what it costs beside the same reading, guarding and writing set by set through the raw driver.

python -m benchmarks.batch [cases]      (1000)
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from sqlalchemy import event, select

from benchmarks import batch_ground, batch_raw, queue_ground
from states.dossier import Actor
from states.names import Role
from tests.ground import postgres
from tests.ground.queries import counted
from workflow.actions import payment
from workflow.db import db
from workflow.models.payment import PaymentBatch
from workflow.models.user import User

ROUNDS = 5


class Took(NamedTuple):
    """Median milliseconds: preparing, releasing, the time inside the database of a release, the raw driver's release."""

    prepare: float
    release: float
    inside: float
    raw: float
    statements: int


def measured(app: Flask, cases: int) -> Took:
    """Every round prepares and releases two batches of so many cases, one by the actions and one by the raw driver."""
    times: dict[str, list[float]] = {name: [] for name in ("prepare", "release", "inside", "raw")}
    with app.app_context():
        fang, qin = (Actor(_id(login), frozenset({Role.FINANCE})) for login in ("fang", "qin"))
        for _round in range(ROUNDS + 1):  # the first one warms up
            ours = _prepared(cases, fang, times)
            inside = _inside()
            began = time.perf_counter()
            payment.release(db.session.get_one(PaymentBatch, ours, with_for_update=True), qin, _total(ours))
            db.session.commit()
            times["release"].append(_ms(began))
            times["inside"].append(inside())
            theirs = _prepared(cases, fang, times)
            times["raw"].append(_raw(theirs, qin.user_id or 0))
        last = _prepared(cases, fang, times)
        with counted(db.engine) as sent:
            payment.release(db.session.get_one(PaymentBatch, last, with_for_update=True), qin, _total(last))
            db.session.commit()
    prepare, release, within, raw = (statistics.median(times[name][1:]) for name in times)
    return Took(prepare, release, within, raw, len(sent))


def _ms(began: float) -> float:
    return 1000 * (time.perf_counter() - began)


def _id(login: str) -> int:
    return db.session.scalars(select(User.id).where(User.login == login)).one()


def _total(batch_id: int) -> int:
    return db.session.get_one(PaymentBatch, batch_id).total_fen


def _prepared(cases: int, actor: Actor, times: dict[str, list[float]]) -> int:
    ids = batch_ground.fill(cases)
    began = time.perf_counter()
    batch = payment.prepare_fitting(ids, actor).batch
    db.session.commit()
    times["prepare"].append(_ms(began))
    return batch.id


def _raw(batch_id: int, actor: int) -> float:
    batch = db.session.get_one(PaymentBatch, batch_id)
    number, total = batch.number, batch.total_fen
    db.session.rollback()
    connection = db.engine.raw_connection()
    driver = batch_raw.Driver(connection.driver_connection, postgres=db.engine.dialect.name == "postgresql")
    began = time.perf_counter()
    batch_raw.release(driver, batch_id, number, actor, total)
    took = _ms(began)
    connection.close()
    return took


def _inside() -> Callable[[], float]:
    """Start adding up the time between sending a statement and its answer; the result stops it and gives milliseconds."""
    spent, begun = [0.0], [0.0]

    def before(*_all: object) -> None:
        begun[0] = time.perf_counter()

    def after(*_all: object) -> None:
        spent[0] += _ms(begun[0])

    event.listen(db.engine, "before_cursor_execute", before)
    event.listen(db.engine, "after_cursor_execute", after)

    def stop() -> float:
        event.remove(db.engine, "before_cursor_execute", before)
        event.remove(db.engine, "after_cursor_execute", after)
        return spent[0]

    return stop


def main() -> None:
    """Print the table."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(f"{cases:,} cases in a batch, median of {ROUNDS}\n")
    print("| database | prepare, ms | release, ms | of it inside the database | raw driver, ms | ratio | statements |")
    print("|---|---|---|---|---|---|---|")
    server = postgres.start(postgres.installations()[-1])
    for name, url in (("SQLite", ""), ("PostgreSQL", server.url(server.create_database()))):
        with tempfile.TemporaryDirectory() as folder:
            took = measured(queue_ground.make(Path(folder), url), cases)
            print(
                f"| {name} | {took.prepare:.0f} | {took.release:.0f} | {took.inside:.0f} | {took.raw:.0f} | "
                f"{took.release / took.raw:.2f} | {took.statements} |"
            )


if __name__ == "__main__":
    main()
