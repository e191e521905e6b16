"""A batch as the file that the treasury pays from: accounts and codes are text, so that no digit is lost."""

from collections.abc import Sequence
from io import BytesIO

from flask_babel import gettext as _

from workflow.exports.queue import Cell, workbook
from workflow.queries.batch_lines import Sent

PREPARED = "—"


def treasury(number: str, lines: Sequence[Sent]) -> BytesIO:
    """One row for each payment; the voucher's number is what the bank answers with."""
    heads = [
        (_("凭证号"), 18), (_("收款户名"), 38), (_("收款账号"), 28), (_("开户银行"), 34), (_("金额"), 16),
        (_("统一社会信用代码"), 22), (_("申请编号"), 16), (_("决定书"), 22), (_("期次"), 8),
    ]  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (
            line.voucher or PREPARED,
            line.holder,
            line.bank_account,
            line.bank_name,
            line.fen,
            line.uscc,
            line.number,
            line.decision,
            str(line.instalment),
        )
        for line in lines
    ]
    return workbook(number, heads, rows, lambda: "")
