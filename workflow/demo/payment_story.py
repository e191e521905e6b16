"""Payments of the demo: a batch that the bank answered by a file, one line of it returned, one award paid in two parts."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select

from rules import money
from workflow.actions import accounts_seen, bank_file, bank_file_work, payment, payment_plan
from workflow.clock import SHANGHAI, business_date
from workflow.db import db
from workflow.demo.play import Play, actor, locked
from workflow.demo.proof_story import at
from workflow.demo.telling import call_open_at, workday
from workflow.models.payment import PaymentBatch
from workflow.models.payment_line import PaymentLine
from workflow.queries.account_calls import uncalled
from workflow.queries.batch_lines import line_of, sent
from workflow.queries.payment_plans import of_case
from workflow.sheets import Row

CALLED = "拨打登记电话13800000003，温时雨本人接听，确认新账户尾号9977，与开户许可证一致。"

RUN = {"ip_fee": "120000.00", "mask_fee": "460000.00", "wafer_fee": "380000.00", "first_run": True}


def tell() -> None:
    """Play four cases to a batch, release it, and let the bank answer three of its lines. Commits each step."""
    year = business_date().year
    plays = [
        Play("xingwan", "4", _project(year, "重攻关102", "1800000.00"), "jiang"),
        Play("lanxi", "4", _project(year, "重攻关077", "960000.00")),
        Play("qinglan", "4", _project(year, "重攻关091", "1240000.00"), "jiang"),
        Play("yanbei", "5", {"year": year - 1, "runs": [RUN]}),
    ]
    for play in plays:
        _cleared(play)
    at(6, 9, lambda: _halves(plays[0], year))
    at(6, 15, lambda: _agree(plays[0]))
    batch = _made(plays)
    at(4, 10, lambda: _called(batch))
    at(4, 11, lambda: accounts_seen.look(_batch(batch), actor("qin"), "page", "和开户许可证核对账号", 4))
    at(4, 14, lambda: payment.release(_batch(batch), actor("qin"), _batch(batch).total_fen))
    at(4, 15, lambda: accounts_seen.look(_batch(batch), actor("fang"), "treasury", "送区财政国库支付", 4))
    at(2, 9, lambda: _answered(batch))


def _project(year: int, number: str, support: str) -> dict[str, Any]:
    return {"year": year, "project": f"{number}号", "listed": True, "in_district": True, "municipal_support": support}


def _cleared(play: Play) -> None:
    """From the draft to the end of the public notice."""
    for ago, names in (
        (26, ("draft", "fill", "attach", "submit")),
        (24, ("claim", "accept", "check")),
        (20, ("evaluate", "review", "send")),
        (16, ("approve",)),
        (8, ("clear",)),
    ):
        for name in names:
            if name == "draft":
                call_open_at(play.item, datetime.combine(workday(ago), time(9), SHANGHAI))
            at(ago, 9, getattr(play, name))


def _halves(play: Play, year: int) -> None:
    case = locked(play.case_id)
    award = case.award_fen or 0
    first = award * 6 // 10
    parts = (
        payment_plan.Part(first, None, ""),
        payment_plan.Part(award - first, date(year + 1, 6, 30), "提交项目验收意见书"),
    )
    payment_plan.propose(case, parts, "项目分两年实施，验收后付余款。", actor("fang"))


def _agree(play: Play) -> None:
    payment_plan.confirm(locked(play.case_id), of_case(play.case_id)[0], actor("qin"))


def _made(plays: list[Play]) -> int:
    found: list[int] = []

    def prepare() -> None:
        found.append(payment.prepare([locked(play.case_id) for play in plays], actor("fang")).id)

    at(5, 16, prepare)
    return found[0]


def _batch(batch_id: int) -> PaymentBatch:
    return db.session.get_one(PaymentBatch, batch_id, with_for_update=True)


def _called(batch_id: int) -> None:
    """Whoever releases calls about every account that is new."""
    lines = db.session.scalars(select(PaymentLine).where(PaymentLine.batch_id == batch_id)).all()
    for payment_id in sorted(uncalled([line.payment_id for line in lines])):
        line = next(one for one in lines if one.payment_id == payment_id)
        held = line_of(batch_id, line.case_id)
        assert held is not None
        accounts_seen.called(_batch(batch_id), held, actor("qin"), CALLED)


def _answered(batch_id: int) -> None:
    """The bank's file: two lines arrived, one came back, the last is not in it; one row is about nobody's voucher."""
    batch = _batch(batch_id)
    rows = [
        Row(number, _row(line, arrived=number != 4))
        for number, line in enumerate([one for one in sent(batch_id) if one.voucher][:3], 2)
    ]
    stray = {"reference": f"{batch.number}-99", "amount": "1.00", "tail": "0000", "result": "成功", "reason": ""}
    file = bank_file.read(batch, "回单_示例银行.xlsx", "5" * 64, [*rows, Row(5, stray)], actor("fang"))
    bank_file.apply(file, actor("fang"))
    db.session.commit()
    bank_file_work.work_off(file.id)


def _row(line: Any, *, arrived: bool) -> dict[str, str]:
    said = {"result": "成功", "reason": ""} if arrived else {"result": "退汇", "reason": "收款账户状态异常"}
    return {
        "reference": line.voucher,
        "amount": money.plain(line.fen),
        "tail": line.bank_account[-4:],
        "bank_ref": f"SL{business_date():%Y%m%d}{line.place:04d}",
        **said,
    }
