"""The list of a batch and the voucher of one line, as data for `slip.typ`. Account numbers are covered but for four digits.

Everything printed was written once and stays: the same line gives the same bytes, whoever asks and whenever.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rules import catalogue, money
from states.say import Say
from workflow.clock import business_date
from workflow.models.payment import PaymentBatch
from workflow.papers.letter import spoken
from workflow.papers.words import BUREAU, dated, sum_of
from workflow.queries.batch_lines import Sent

COLUMNS = [
    {"label": Say("序", "No."), "align": "center", "width": 0.5},
    {"label": Say("凭证号", "Voucher"), "align": "left", "width": 1.3},
    {"label": Say("收款单位", "Payee"), "align": "left", "width": 3},
    {"label": Say("申请编号", "Case"), "align": "left", "width": 1.5},
    {"label": Say("条款", "Article"), "align": "left", "width": 1},
    {"label": Say("决定书", "Decision"), "align": "left", "width": 1.8},
    {"label": Say("开户银行", "Bank"), "align": "left", "width": 2},
    {"label": Say("账号尾号", "Account"), "align": "center", "width": 0.9},
    {"label": Say("金额（元）", "Amount (yuan)"), "align": "right", "width": 1.5},
]
SIGNS = [Say("制单：", "Prepared by:"), Say("复核：", "Released by:"), Say("负责人：", "Head of section:")]


def listing(batch: PaymentBatch, lines: Sequence[Sent], people: Mapping[int, str]) -> dict[str, Any]:
    """Every line with the total."""
    total = sum(line.fen for line in lines)
    rows = [_row(line) for line in lines]
    rows.append(
        ["", Say("合计", "Total"), Say(f"{len(lines)}笔", f"{len(lines)} lines"), *[""] * 5, money.grouped(total)]
    )
    table = {"columns": COLUMNS, "rows": rows, "strong": [len(rows) - 1]}
    words = {"title": Say("资金拨付清单", "List of payments"), "facts": _facts(batch, total, people), "table": table}
    return _slip(batch.number, batch, words, Say("放行后以银行回单为准。", "The bank's answer decides.")) | {
        "wide": True
    }


def voucher(batch: PaymentBatch, line: Sent, people: Mapping[int, str]) -> dict[str, Any]:
    """One released line."""
    ground = Say(line.decision or "—", line.decision or "—")
    facts = [
        (Say("付款单位", "Payer"), BUREAU),
        (Say("收款户名", "Account holder"), line.holder),
        (Say("统一社会信用代码", "Unified social credit code"), line.uscc),
        (Say("开户银行", "Bank"), line.bank_name),
        (Say("收款账号", "Account"), "**** " + line.bank_account[-4:]),
        (Say("金额", "Amount"), sum_of(line.fen)),
        (Say("申请编号", "Case number"), line.number),
        (Say("申报事项", "Item"), _item(line.item)),
        (Say("第几期", "Instalment"), str(line.instalment)),
        (Say("决定书", "Decision"), ground),
        *_facts(batch, None, people),
    ]
    words = {"title": Say("资金拨付凭证", "Payment voucher"), "facts": [list(row) for row in facts]}
    foot = Say(
        "本凭证由系统按放行记录生成，可随时重印。", "Made from the record of the release; it can be printed again."
    )
    return _slip(line.voucher or "", batch, words, foot)


def _item(code: str) -> Say:
    item = catalogue.item(code)
    return Say(f"{item.article.zh}　{item.title.zh}", f"{item.article.en}, {item.title.en}")


def _row(line: Sent) -> list[Any]:
    article = catalogue.item(line.item).article
    return [
        str(line.place),
        line.voucher or "—",
        line.holder,
        line.number,
        Say(article.zh, article.en),
        line.decision or "—",
        line.bank_name,
        line.bank_account[-4:],
        money.grouped(line.fen),
    ]


def _facts(batch: PaymentBatch, total: int | None, people: Mapping[int, str]) -> list[list[Any]]:
    made = dated(business_date(batch.prepared_at))
    by = people.get(batch.prepared_by, "")
    rows = [[Say("批次", "Batch"), batch.number]] if total is None else [[Say("合计", "Total"), sum_of(total)]]
    rows.append([Say("制单", "Prepared"), Say(f"{by}　{made.zh}", f"{by}, {made.en}")])
    if batch.released_by is not None:
        sent = dated(business_date(batch.released_at))
        who = people.get(batch.released_by, "")
        rows.append([Say("复核放行", "Released"), Say(f"{who}　{sent.zh}", f"{who}, {sent.en}")])
    return rows


def _slip(number: str, batch: PaymentBatch, words: dict[str, Any], foot: Say) -> dict[str, Any]:
    said = words | {"signs": SIGNS, "foot": foot}
    on = business_date(batch.released_at or batch.prepared_at)
    return {"number": number, "on": on.isoformat(), "zh": spoken(said, "zh"), "en": spoken(said, "en")}
