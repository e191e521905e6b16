"""Paying on screen: prepare, release by typing the total, the bank's answers."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from benchmarks import batch_ground as waiting
from tests.ground.queries import expected
from tests.people import PASSWORD
from tests.visitor import Visitor
from tests.workflow.account_samples import confirmed_account
from tests.workflow.desk import before_committee, locked, payment_of
from tests.workflow.filing import actor
from workflow.actions import publicity, resolution
from workflow.clock import told
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Dishonest, Enterprise
from workflow.models.payment import PaymentBatch

Visit = Callable[[str | None], Visitor]


def cleared(app: Flask, item: str = "10", firm: str | int = "lanxi") -> str:
    """A case whose notice is over; gives its number."""
    with app.app_context():
        with told(datetime(2026, 4, 17, 2, tzinfo=UTC)):
            case_id = before_committee(item, firm=firm)
            resolution.approve(locked(case_id), actor("cheng"))
            db.session.commit()
        with told(datetime(2026, 4, 27, 2, tzinfo=UTC)):
            publicity.clear_due(date(2026, 4, 27))
            db.session.commit()
        return db.session.scalars(select(Case.number).where(Case.id == case_id)).one()


def choices(person: Visitor) -> list[str]:
    return person.form("/payments").fields["case"]


def prepared(app: Flask, visit: Visit, *numbers: str) -> str:
    """A batch of these cases; gives its address."""
    fang = visit("fang")
    fang.open("/payments")
    chosen = [value for value in choices(fang) if value.split("@")[0] in numbers]
    fang.send("/payments", case=chosen, expect=200)
    return fang.at


def answered(person: Visitor, number: str, step: str, text: str, *, expect: int = 200) -> None:
    """Fill in the bank's answer to a line."""
    values: dict[str, Any] = {f"{number}-{'bank_ref' if step == 'confirmation' else 'reason'}": text}
    person.send(f"/{number}/{step}", expect=expect, **values)


def test_from_prepared_to_paid(app: Flask, visit: Visit) -> None:
    ten, rent = cleared(app), cleared(app, "14", "yanbei")
    fang = visit("fang")
    fang.open("/payments")
    assert "121,600.00" in fang.text
    fang.send("/payments", expect=200)
    batch = fang.at
    assert "您是本批的制单人" in fang.text
    assert "壹拾贰万壹仟陆佰元整" in fang.text

    qin = visit("qin")
    qin.open(batch)
    assert "3401" in qin.text
    assert "4000020100200123401" not in qin.text
    qin.send("/release", total="121,600.01", current=PASSWORD, expect=422)
    assert "和本批合计不一致" in qin.text
    qin.send("/release", total="一百", current=PASSWORD, expect=422)
    assert "金额要写成1234.50这样的数字" in qin.text
    qin.send("/release", total="121,600", current=PASSWORD, expect=200)
    assert "等银行回执" in qin.text

    answered(qin, ten, "confirmation", " ", expect=422)
    assert "请填银行回单号" in qin.text
    answered(qin, ten, "confirmation", "HD1")
    answered(qin, rent, "confirmation", "HD1", expect=422)
    assert "已经用在另一笔款上" in qin.text
    answered(qin, rent, "failure", "户名不符")
    assert "户名不符" in qin.text
    with app.app_context():
        states = dict(iter(db.session.execute(select(Case.number, Case.state))))
    assert states == {ten: "paid", rent: "publicity"}
    assert "各笔都有了结果" in qin.text
    qin.open("/payments")
    assert "到账1笔，退回1笔" in qin.text
    for number in (ten, rent):
        record = visit("lu").open(f"/cases/{number}/record")
        assert not re.findall(r'<span class="muted">[a-z_]+：', record), "a code stands where a word should"
        assert "没有表决" in record


def test_only_the_line_that_came_back_is_paid_again(app: Flask, visit: Visit) -> None:
    ten, rent = cleared(app), cleared(app, "14", "yanbei")
    batch, qin = prepared(app, visit, ten, rent), visit("qin")
    qin.open(batch)
    qin.send("/release", total="121,600", current=PASSWORD, expect=200)
    answered(qin, ten, "confirmation", "HD1")
    answered(qin, rent, "failure", "户名不符")
    again = prepared(app, visit, rent)
    assert again != batch
    qin.open(batch)
    assert f"已改到批次{again.rsplit('/', 1)[1]}" in qin.text
    qin.open(again)
    qin.send("/release", total="21600.00", current=PASSWORD, expect=200)
    answered(qin, rent, "confirmation", "HD2")
    qin.open("/payments")
    assert qin.text.count("全部到账") == 1
    assert "到账1笔，退回1笔" in qin.text  # what the first batch came to stays


def test_the_preparer_cannot_release_even_by_hand(app: Flask, visit: Visit) -> None:
    batch = prepared(app, visit, cleared(app))
    fang = visit("fang")
    fang.open(batch)
    assert "/release" not in fang.text
    token = fang.form(f"{batch}/return").fields
    data = {name: token[name][0] for name in ("csrf_token", "submission_key")}
    data |= {"total": "100,000", "current": PASSWORD}
    fang.page = fang.client.post(f"{batch}/release", data=data, follow_redirects=True)
    assert fang.status == 409
    assert "另一位财务人员" in fang.text
    with app.app_context():
        assert db.session.scalars(select(PaymentBatch.released_by)).one() is None


def test_a_batch_goes_back_with_a_reason(app: Flask, visit: Visit) -> None:
    number = cleared(app)
    batch = prepared(app, visit, number)
    qin = visit("qin")
    qin.open(batch)
    qin.send(f"{batch}/return", expect=422)
    assert "请写明退回理由" in qin.text
    reason: dict[str, Any] = {"return-reason": "账户要核实"}
    qin.send(f"{batch}/return", expect=200, **reason)
    assert "账户要核实" in qin.text
    assert number in qin.text


def test_what_stands_in_the_way_of_a_release_is_on_the_page(app: Flask, visit: Visit) -> None:
    one, two = cleared(app), cleared(app, "10", "yanbei")
    batch = prepared(app, visit, one, two)
    with app.app_context():
        firm = db.session.scalars(
            select(Enterprise.uscc).join(Case, Case.enterprise_id == Enterprise.id).where(Case.number == two)
        ).one()
        db.session.add(Dishonest(uscc=firm, since=date(2026, 1, 1), source="示例"))
        db.session.commit()
    confirmed_account(app, "lanxi", "999900001111")
    qin = visit("qin")
    qin.open(batch)
    assert "账户有变更" in qin.text
    assert "在失信名单上" in qin.text
    qin.send("/release", total="200,000", current=PASSWORD, expect=409)
    assert f"{one}：收款账户在制单以后换了" in qin.text
    with app.app_context():
        assert payment_of(1).state == "prepared"


def test_a_case_that_changed_since_the_page_is_not_prepared(app: Flask, visit: Visit) -> None:
    number = cleared(app)
    fang, qin = visit("fang"), visit("qin")
    fang.open("/payments")
    qin.open("/payments")
    fang.send("/payments", expect=200)
    qin.send("/payments", expect=409)
    assert "方瑾" in qin.text
    fang.open("/payments")
    assert f"{number}@" not in fang.text


def test_nothing_chosen_is_a_sentence(app: Flask, visit: Visit) -> None:
    cleared(app)
    fang = visit("fang")
    fang.open("/payments")
    fang.send("/payments", case=None, expect=409)
    assert "请至少选择一件" in fang.text


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("value", ["x", "2026-10-0001@", "2026-10-0001@-1", "2026-10-0001@٣", "a" * 50 + "@1"])
def test_a_choice_that_no_page_offers_is_refused(app: Flask, visit: Visit, value: str) -> None:
    cleared(app)
    fang = visit("fang")
    fang.open("/payments")
    fang.send("/payments", case=value, expect=400)


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("login", "status"), [("lanxi", 403), ("shen", 403), ("bai", 403), ("cheng", 200), ("lu", 200)]
)
def test_who_sees_payments(app: Flask, visit: Visit, login: str, status: int) -> None:
    batch = prepared(app, visit, cleared(app))
    person = visit(login)
    person.open("/payments", expect=status)
    person.open(batch, expect=status)
    assert "/release" not in person.text
    visit("fang").open("/payments/2026-P99", expect=404)


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_lists_and_batch_cost_the_same_for_one_line_for_three_and_for_fifty(app: Flask, visit: Visit) -> None:
    fang = visit("fang")
    for more in (1, 2, 47):
        with app.app_context():
            waiting.fill(more)
        fang.open("/payments")
        with app.app_context(), expected(db.engine, 7):
            fang.open("/payments")
        fang.send("/payments", expect=200)
        batch = fang.at
        with app.app_context(), expected(db.engine, 11):
            fang.open(batch)
        fang.send(f"{batch}/return", expect=200, **{"return-reason": "重新制单"})
