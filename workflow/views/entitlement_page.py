"""A list of the statistics bureau row by row, and the rows that are not invited as a file."""

from collections.abc import Iterator

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from rules import catalogue
from states.names import Role
from workflow.exports.queue import Cell, workbook
from workflow.models.entitlement import STANDINGS
from workflow.queries import entitlements
from workflow.queries.people import names_of
from workflow.views.entitled_figures import figures
from workflow.views.item_words import item_words
from workflow.views.locale import english
from workflow.views.sending import made

bp = Blueprint("entitlement_page", __name__)
PAGE = 100
READERS = frozenset({Role.CASEWORKER, Role.REVIEWER})
CONFIRMERS = frozenset({Role.REVIEWER, Role.SUPERVISOR})
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def number(text: str) -> int:
    """A number of the address; 0 when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


@bp.get("/entitlements/<int:entitled>")
def show(entitled: int) -> str:
    """Every row: what is due to it and why not, and how its enterprise has answered."""
    summary = _summary(entitled)
    standing = request.args.get("show", "")
    standing, after = standing if standing in STANDINGS else "", number(request.args.get("after", ""))
    rows = entitlements.rows(entitled, min(after, 10**6), PAGE + 1, standing)
    row = summary.row
    return render_template(
        "entitlements/show.html",
        summary=summary,
        row=row,
        rows=rows[:PAGE],
        more=rows[PAGE - 1].row.number if len(rows) > PAGE else None,
        standing=standing,
        first=not after,
        names=names_of([row.read_by, row.confirmed_by]),
        item=catalogue.item(row.item),
        figures=figures,
        words=item_words(row.item),
        may_confirm=bool(current_user.roles & CONFIRMERS),
        may_drop=bool(current_user.roles & (READERS | CONFIRMERS)),
        own=row.read_by == current_user.id,
    )


@bp.get("/entitlements/<int:entitled>/faults")
def faults(entitled: int) -> BaseResponse:
    """The rows that are not invited, each with its reason, to send back to the statistics bureau."""
    summary = _summary(entitled)

    def lines() -> Iterator[list[Cell]]:
        for row in entitlements.all_rows(entitled):
            if row.standing != "entitled":
                written = "；".join(f"{label}：{value}" for label, value in figures(summary.row.item, row.facts))
                why = row.said_en if english() else row.said_zh
                yield [str(row.number), row.uscc, row.name, written, KINDS[row.standing](), why]

    heads = [
        (_("行"), 6),
        (_("统一社会信用代码"), 22),
        (_("企业名称"), 38),
        (_("数据"), 50),
        (_("结果"), 12),
        (_("原因"), 60),
    ]
    file = workbook(_("没有邀请的行"), heads, lines(), lambda: "")
    return made(file.getvalue(), SHEET, f"{_('没有邀请的行')}-{entitled}.xlsx")


KINDS = {"faulty": lambda: _("有错误"), "refused": lambda: _("不符合"), "entitled": lambda: _("可以邀请")}


def _summary(entitled: int) -> entitlements.Summary:
    found = entitlements.summary(entitled) if entitled < 2**63 else None
    if found is None:
        abort(404)
    return found
