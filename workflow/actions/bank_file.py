"""A file of the bank: read and judged row by row, written down, and applied only after somebody has looked at it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.say import Say
from workflow.clock import now
from workflow.db import db
from workflow.models.bank_file import BankFile, BankRow
from workflow.models.payment import PaymentBatch
from workflow.queries.bank_files import Target, targets, used_references
from workflow.sheets import Row

YES = ("成功", "已到账", "到账", "success", "paid", "ok")
NO = ("失败", "退回", "退汇", "已退回", "failed", "returned")
NOT_RELEASED = Blocker(
    "not_released", "这一批还没有放行，不会有回单", "This batch was not released; the bank has no answer to it"
)
NO_ROWS = Blocker("no_rows", "文件里没有数据行", "The file has no rows")
SETTLED = Blocker(
    "file_settled", "这份文件刚刚已登记或作废，请刷新再看", "This file was applied or dropped; reload to see"
)

UNKNOWN = Say("凭证号不在这一批里", "No such voucher in this batch")
TWICE = Say("同一凭证号在文件里出现了不止一次", "The voucher stands in the file more than once")
ANSWERED = Say("这一笔已经登记过结果", "The answer to this line was recorded before")
AMOUNT = Say("金额和批次里的不一致", "The amount is not that of the batch")
TAIL = Say("账号尾号和批次里的不一致", "The account's last digits are not those of the batch")
RESULT = Say("结果要写成功或失败", "The result must say success or failed")
REASON = Say("失败的要有原因", "A failure needs its reason")
REFERENCE = Say(
    "银行回单号在文件里出现了不止一次，或已经用在另一笔款上",
    "The bank's number stands in the file twice, or on another payment",
)
LONG = Say("内容太长", "Too long")


def read(batch: PaymentBatch, name: str, sha256: str, rows: Sequence[Row], actor: Actor) -> BankFile:
    """Write the file down with every row as the bank wrote it and what is wrong with it. Nothing is paid by this.

    Raises Refused when the batch was not released or the file is empty.
    """
    assert actor.user_id is not None
    if batch.released_at is None:
        raise Refused((NOT_RELEASED,))
    if not rows:
        raise Refused((NO_ROWS,))
    file = BankFile(batch_id=batch.id, name=name, sha256=sha256, read_by=actor.user_id, read_at=now())
    db.session.add(file)
    db.session.flush()
    lines = targets(batch.id)
    judge = _judge(rows, lines)
    table: Any = BankRow.__table__
    db.session.execute(insert(table), [{"file_id": file.id} | _written(row, lines, judge(row.cells)) for row in rows])
    return file


def _judge(rows: Sequence[Row], lines: Mapping[str, Target]) -> Callable[[Mapping[str, str]], Say | None]:
    references = Counter(row.cells["reference"] for row in rows)
    numbers = Counter(_bank_ref(row.cells) for row in rows if _result(row.cells) == "confirmed")
    used = used_references(sorted(numbers))

    def fault(cells: Mapping[str, str]) -> Say | None:
        line, number = lines.get(cells["reference"]), _bank_ref(cells)
        if line is None:
            return UNKNOWN
        failed, confirmed = _result(cells) == "failed", _result(cells) == "confirmed"
        tests = (
            (references[cells["reference"]] > 1, TWICE),
            (line.state != "released", ANSWERED),
            (_fen(cells["amount"].replace("，", ",")) != line.fen, AMOUNT),
            (cells["tail"].lstrip("* ") not in {line.account, line.account[-4:]}, TAIL),
            (not failed and not confirmed, RESULT),
            (failed and not cells["reason"], REASON),
            (len(cells["reason"]) > 1000 or len(number) > 40, LONG),
            (confirmed and (number in used or numbers[number] > 1), REFERENCE),
        )
        return next((why for wrong, why in tests if wrong), None)

    return fault


def _fen(text: str) -> int | None:
    try:
        return money.parse_yuan(text)
    except money.NotMoney:
        return None


def _result(cells: Mapping[str, str]) -> str | None:
    word = cells["result"].lower()
    return "confirmed" if word in YES else "failed" if word in NO else None


def _bank_ref(cells: Mapping[str, str]) -> str:
    """The bank's own number; a bank without one answers by the voucher's."""
    return cells.get("bank_ref") or cells["reference"]


def _written(row: Row, lines: Mapping[str, Target], fault: Say | None) -> dict[str, Any]:
    cells, line = row.cells, lines.get(row.cells["reference"])
    return {
        "number": row.number,
        "reference": cells["reference"][:200],
        "amount": cells["amount"][:200],
        "tail": cells["tail"][-4:],
        "result": (_result(cells) or cells["result"])[:200],
        "reason": cells["reason"][:4000],
        "bank_ref": _bank_ref(cells)[:200],
        "line_id": line.id if line else None,
        "state": "faulty" if fault else "waiting",
        "said_zh": fault.zh if fault else "",
        "said_en": fault.en if fault else "",
    }


def apply(file: BankFile, actor: Actor) -> None:
    """From now on the waiting rows count: `bank_file_work` does them. `file` is locked. Raises Refused."""
    assert actor.user_id is not None
    if file.applied_at is not None or file.dropped_at is not None:
        raise Refused((SETTLED,))
    file.applied_by, file.applied_at = actor.user_id, now()
    db.session.flush()


def drop(file: BankFile) -> None:
    """It was the wrong file: nothing of it counts. `file` is locked. Raises Refused."""
    if file.applied_at is not None or file.dropped_at is not None:
        raise Refused((SETTLED,))
    file.dropped_at = now()
    db.session.flush()
