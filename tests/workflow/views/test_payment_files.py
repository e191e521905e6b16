"""Files and papers of a batch: full accounts for a purpose, the treasury's file, list and vouchers, the bank's answer."""

import csv
import io
from collections.abc import Callable

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from benchmarks import batch_ground
from tests.people import PASSWORD
from tests.visitor import Visitor
from workflow.db import db
from workflow.models.bank_file import BankFile
from workflow.models.case import Case
from workflow.models.payment_line import AccountView, BankAnswer, PaymentLine

Visit = Callable[[str | None], Visitor]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
HEADS = ("凭证号", "金额", "账号尾号", "结果", "原因", "回单号")


def released(app: Flask, visit: Visit, cases: int) -> tuple[str, Visitor]:
    """A released batch of so many cases; its address, and who released it."""
    with app.app_context():
        batch_ground.fill(cases)
        db.session.remove()
    fang, qin = visit("fang"), visit("qin")
    fang.open("/payments")
    fang.send("/payments/all" if cases > 1 else "/payments", expect=200)
    qin.open(fang.at)
    assert "尾号" in qin.text
    qin.send("/release", total=f"{cases * 100_000}.00", current=PASSWORD, expect=200)
    return fang.at, qin


def lines(app: Flask) -> list[tuple[str, str, str]]:
    """(voucher, account, case number) of every line."""
    with app.app_context():
        query = select(PaymentLine.voucher, PaymentLine.bank_account, Case.number).join(
            Case, Case.id == PaymentLine.case_id
        )
        found = [tuple(row) for row in db.session.execute(query.order_by(PaymentLine.place))]
        db.session.remove()
    return found  # type: ignore[return-value]


def sheet(*rows: tuple[str, ...]) -> bytes:
    """A bank's answer as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *rows])
    return out.getvalue().encode("utf-8-sig")


def uploaded(person: Visitor, batch: str, data: bytes, name: str = "回单.csv") -> None:
    """Hand the file in and look at the page it leads to."""
    person.open(batch)
    fields = person.form("/bank-files").fields
    person.page = person.client.post(
        f"{batch}/bank-files", data=fields | {"file": (io.BytesIO(data), name)}, follow_redirects=True
    )
    assert person.status == 200


def test_full_accounts_are_shown_and_exported_for_a_purpose_and_it_is_written_down(app: Flask, visit: Visit) -> None:
    batch, qin = released(app, visit, 2)
    ((voucher, account, _number), _second) = lines(app)
    assert account not in qin.text
    qin.send("/accounts", purpose=" ", expect=422)
    assert "请写明查看用途" in qin.text
    qin.send("/accounts", purpose="核对户名", kind="page", expect=200)
    assert account in qin.text
    assert "核对户名" in qin.text
    fang = visit("fang")
    fang.open(batch)
    assert account not in fang.text, "who did not ask sees four digits"
    fields = fang.form("/accounts").fields | {"purpose": "送财政", "kind": "treasury"}
    answer = fang.client.post(f"{batch}/accounts", data=fields)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert rows[0][:5] == ["凭证号", "收款户名", "收款账号", "开户银行", "金额"]
    assert rows[1][0] == voucher
    assert rows[1][2] == account, "an account is text, every digit of it"
    assert rows[1][4] == 100_000
    with app.app_context():
        seen = db.session.execute(
            select(AccountView.kind, AccountView.purpose, AccountView.lines).order_by(AccountView.id)
        )
        assert [tuple(row) for row in seen] == [("page", "核对户名", 2), ("treasury", "送财政", 2)]
    for path in (f"{batch}/list", f"{batch}/vouchers/{voucher}"):
        first, second = (visit("lu").client.get(path).data for _ in range(2))
        assert first.startswith(b"%PDF-")
        assert first == second
    assert visit("lu").client.get(f"{batch}/vouchers/none").status_code == 404


def test_the_banks_file_is_judged_row_by_row_applied_in_part_and_the_rest_is_paid_again(
    app: Flask, visit: Visit
) -> None:
    batch, qin = released(app, visit, 4)
    found = lines(app)
    (a, b, c, d), tails = (one[0] for one in found), [one[1][-4:] for one in found]
    data = sheet(
        (a, "100,000.00", tails[0], "成功", "", "HD1"),
        (b, "100000", tails[1], "失败", "户名不符", ""),
        (c, "100000.01", tails[2], "成功", "", "HD3"),
        (d, "100000", "0000", "成功", "", "HD4"),
        ("2026-P99-1", "1", "1", "成功", "", "HD5"),
        (d, "100000", tails[3], "也许", "", ""),
    )
    uploaded(qin, batch, data)
    assert "能登记2行；4行有问题" in qin.text
    for why in ("金额和批次里的不一致", "不止一次", "凭证号不在这一批里"):
        assert why in qin.text
    with app.app_context():
        assert db.session.scalars(select(BankAnswer)).all() == [], "reading pays nothing"
    uploaded(qin, batch, data)
    assert "这份文件之前读过" in qin.text
    qin.send("/application", expect=200)
    assert "2行已登记，4行没有登记" in qin.text
    with app.app_context():
        states = dict(iter(db.session.execute(select(PaymentLine.voucher, PaymentLine.state))))
        assert states == {a: "confirmed", b: "failed", c: "released", d: "released"}
        assert db.session.scalars(select(BankFile.ended_at)).one() is not None
    uploaded(qin, batch, sheet((a, "100000", tails[0], "成功", "", "HD9"), (c, "100000", tails[2], "成功", "", "HD1")))
    assert "已经登记过结果" in qin.text
    assert "已经用在另一笔款上" in qin.text
    qin.send("/dropping", expect=200)
    fang = visit("fang")
    fang.open("/payments")
    assert [value.split("@")[0] for value in fang.form("/payments").fields["case"]] == [found[1][2]]
    fang.send("/payments", expect=200)
    assert "100,000.00" in fang.text


def test_what_is_no_answer_of_a_bank_is_a_sentence(app: Flask, visit: Visit) -> None:
    batch, qin = released(app, visit, 1)
    for data, name in ((b"", "a.csv"), (b"x", "a.exe"), (b"PK\x03\x04", "a.xlsx"), (b"a,b\n1,2\n", "a.csv")):
        uploaded(qin, batch, data, name)
        assert "这个文件读不了" in qin.text
    shen = visit("shen")
    shen.open(batch, expect=403)


def test_everything_that_waits_becomes_one_batch_only_as_it_was_shown(app: Flask, visit: Visit) -> None:
    with app.app_context():
        batch_ground.fill(2)
        db.session.remove()
    fang = visit("fang")
    fang.open("/payments")
    with app.app_context():
        batch_ground.fill(1)
        db.session.remove()
    fang.send("/payments/all", expect=200)
    assert "刚刚有变化" in fang.text
    fang.send("/payments/all", expect=200)
    assert "300,000.00" in fang.text
