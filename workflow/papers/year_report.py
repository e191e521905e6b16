"""The yearly report to print, as data for `slip.typ`: what came in, what was granted and paid, beside the year before."""

from typing import Any

from rules import catalogue, money
from states.say import Say
from workflow.papers.letter import spoken
from workflow.papers.words import dated
from workflow.queries.rulebook import article_number
from workflow.queries.yearly import HAPPENED, ArticleYear, YearFigures

HEADS = (
    ("条款", "Article", "left", 3), ("提交（件）", "Handed in", "right", 0.9), ("预算（元）", "Budget", "right", 1.5),
    ("审定（元）", "Approved", "right", 1.5), ("公示期满（元）", "Notice over", "right", 1.5),
    ("已拨付（元）", "Paid", "right", 1.5), ("追回（元）", "Recovered", "right", 1.3),
)  # fmt: skip
COLUMNS = [{"label": Say(zh, en), "align": align, "width": width} for zh, en, align, width in HEADS]
WORDS = {
    "accepted": Say("受理", "Accepted"),
    "paid": Say("拨付完毕", "Paid in full"),
    "rejected": Say("不予支持", "Not supported"),
    "withdrawn": Say("撤回", "Withdrawn"),
    "referred": Say("转办", "Referred"),
}
FOOT = Say(
    "金额取自预算台账，件数取自案件记录；上年指上年同期。",
    "Money from the budget's ledger, numbers from the record of the cases.",
)


def data(found: YearFigures) -> dict[str, Any]:
    """The report in both languages."""
    rows = [_row(one) for one in found.articles]
    sums = [sum(column) for column in list(zip(*found.articles, strict=True))[1:]] if rows else [0] * 6
    rows.append([Say("合计", "Total"), str(sums[0]), *map(money.grouped, sums[1:])])
    facts = [[WORDS[name], _compared(found.happened[name], found.before[name])] for name in HAPPENED]
    said = {
        "title": Say(f"{found.year}年度扶持资金报告", f"Report on support in {found.year}"),
        "facts": [[Say("截至", "Up to"), dated(found.until)], *facts],
        "table": {"columns": COLUMNS, "rows": rows, "strong": [len(rows) - 1]},
        "signs": [Say("制表：", "Made by:"), Say("复核：", "Checked by:"), Say("负责人：", "Head of section:")],
        "foot": FOOT,
    }
    on = {"number": str(found.year), "on": found.until.isoformat(), "wide": True}
    return on | {"zh": spoken(said, "zh"), "en": spoken(said, "en")}


def _compared(times: int, before: int) -> Say:
    return Say(f"{times}件（上年同期{before}件）", f"{times} (year before: {before})")


def _row(one: ArticleYear) -> list[Any]:
    code = next(code for code in catalogue.ITEMS if article_number(code) == one.article)
    item = catalogue.item(code)
    name = Say(f"{item.article.zh}　{item.title.zh}", f"{item.article.en}, {item.title.en}")
    return [name, str(one.handed_in), *(money.grouped(fen) for fen in one[2:])]
