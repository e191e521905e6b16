"""The same payment form sent several times at one moment, by a double click or from two tabs; and the naive twin."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask
from sqlalchemy import func, select, text

from benchmarks import batch_ground
from tests.people import PASSWORD
from tests.visitor import Visitor
from workflow.db import db
from workflow.models.case import Case
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.payment_line import BankAnswer, PaymentLine


def at_once(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run the jobs in threads of their own from one barrier on; gives what each gave."""
    start, found = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place: int) -> None:
        start.wait(10)
        found[place] = jobs[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def sent(
    people: Sequence[Visitor], page: str, action: str, *, same_key: bool, **values: Any
) -> Counter[tuple[int, str]]:
    """Everybody opens the page and sends its form at one moment; counts (status, where it leads)."""
    filled: list[tuple[Visitor, str, dict[str, Any]]] = []
    for person in people:
        person.open(page)
        form = person.form(action)
        filled.append((person, form.action, form.fields | values))
    if same_key:
        for _person, _action, fields in filled:
            fields["submission_key"] = filled[0][2]["submission_key"]

    def send(person: Visitor, where: str, fields: dict[str, Any]) -> tuple[int, str]:
        answer = person.client.post(where, data=fields)
        return answer.status_code, answer.headers.get("Location", "")

    return Counter(at_once([lambda one=one: send(*one) for one in filled]))  # type: ignore[misc]


def round_of(app: Flask, fang: Sequence[Visitor], qin: Sequence[Visitor], *, same_key: bool) -> Counter[str]:
    """One case from waiting to paid, every form sent by each of the people at once; counts what is wrong."""
    with app.app_context():
        (case_id,) = batch_ground.fill(1)
        number = db.session.scalars(select(Case.number).where(Case.id == case_id)).one()
        db.session.remove()
    ends = [sent(fang, "/payments", "/payments", same_key=same_key)]
    with app.app_context():
        batch = db.session.scalars(
            select(PaymentBatch.number)
            .join(Payment, Payment.batch_id == PaymentBatch.id)
            .where(Payment.case_id == case_id)
        ).one()
        db.session.remove()
    page = f"/payments/{batch}"
    ends.append(sent(qin, page, f"{page}/release", same_key=same_key, total="100000.00", current=PASSWORD))
    answer = {f"{number}-bank_ref": f"HD-{number}"}
    ends.append(sent(qin, page, f"{page}/{number}/confirmation", same_key=same_key, **answer))
    wrong: Counter[str] = Counter()
    for end in ends:
        done = sum(count for (status, _where), count in end.items() if status == 303)
        wrong["broken"] += sum(count for (status, _where), count in end.items() if status >= 500)
        wrong["another answer"] += len({where for status, where in end if status == 303}) != 1
        wrong["sent once but not taken once"] += done != (end.total() if same_key else 1)
    with app.app_context():
        for table in (Payment, PaymentLine):
            rows = select(func.count()).select_from(table).where(table.case_id == case_id)
            wrong[f"{table.__tablename__} twice"] += db.session.scalar(rows) != 1
        answers = select(func.count()).select_from(BankAnswer).join(PaymentLine, PaymentLine.id == BankAnswer.line_id)
        wrong["paid twice"] += db.session.scalar(answers.where(PaymentLine.case_id == case_id)) != 1
        wrong["not paid"] += db.session.scalars(select(Case.state).where(Case.id == case_id)).one() != "paid"
        db.session.remove()
    return +wrong


def twin(app: Flask, rounds: int) -> int:
    """Look whether it was paid, think, pay: the way it is usually written. Gives how many cases were paid twice."""
    with app.app_context():
        with db.engine.begin() as connection:
            connection.execute(text("CREATE TABLE twin_payment (case_id BIGINT)"))
        for one in range(rounds):
            thought = threading.Barrier(2)
            at_once([lambda one=one, thought=thought: _pay(app, one, thought)] * 2)  # type: ignore[misc]
        with db.engine.begin() as connection:
            twice = "SELECT count(*) FROM (SELECT case_id FROM twin_payment GROUP BY case_id HAVING count(*) > 1) t"
            return int(connection.execute(text(twice)).scalar_one())


def _pay(app: Flask, case_id: int, thought: threading.Barrier) -> None:
    with app.app_context():
        with db.engine.begin() as connection:
            paid = connection.execute(
                text("SELECT case_id FROM twin_payment WHERE case_id = :id"), {"id": case_id}
            ).first()
        thought.wait(10)
        if paid is None:
            with db.engine.begin() as connection:
                connection.execute(text("INSERT INTO twin_payment VALUES (:id)"), {"id": case_id})
