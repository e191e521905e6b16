"""Bureau-started awards at the desk: a list read in, looked at row by row, confirmed by another person, and what came of it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from forms.entitlement import ListForm
from forms.fields import said
from rules import catalogue, money
from states.names import Role
from workflow.actions import entitlement
from workflow.clock import now
from workflow.db import db
from workflow.exports.queue import Cell, workbook
from workflow.intake.fault import FaultError
from workflow.models.call import Call
from workflow.models.entitlement import ITEMS, STANDINGS, EntitlementList
from workflow.permissions import current_actor
from workflow.queries import entitlements
from workflow.queries.applications import open_calls
from workflow.queries.people import names_of
from workflow.sheets import SheetError
from workflow.views.acting import Answer, acts
from workflow.views.entitlement_file import MOST_BYTES, rows_of
from workflow.views.item_words import item_words
from workflow.views.locale import english
from workflow.views.sending import made

bp = Blueprint("entitlements", __name__)
PAGE = 100
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READERS = frozenset({Role.CASEWORKER, Role.REVIEWER})
CONFIRMERS = frozenset({Role.REVIEWER, Role.SUPERVISOR})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


@bp.get("/entitlements")
def index() -> str:
    """The lists, newest first, and the form that reads another one in."""
    return _index()


def _index(form: ListForm | None = None) -> str:
    found = entitlements.lists(_number(request.args.get("before", "")) or None)
    shown = found[: entitlements.SHOWN]
    return render_template(
        "entitlements/index.html",
        lists=shown,
        older=shown[-1].row.id if len(found) > len(shown) else None,
        names=names_of(person for one in shown for person in (one.row.read_by, one.row.confirmed_by)),
        form=(form or ListForm(formdata=None, calls=_calls())) if current_user.roles & READERS else None,
        item_words=item_words,
    )


def _calls() -> list[tuple[str, str]]:
    calls = [call for call in open_calls(now()) if call.item in ITEMS]
    return [(str(call.id), call.title_en if english() else call.title_zh) for call in calls]


@bp.post("/entitlements")
@acts
def read() -> Answer:
    """Read the file and show what it would do; the same file again leads to the first reading."""
    form = ListForm(calls=_calls())
    if not form.validate():
        return _index(form), 422
    call = db.session.get_one(Call, int(form.call.data))
    sent = request.files.get("file")
    data = sent.stream.read(MOST_BYTES + 1) if sent and sent.filename else b""
    name = Path(sent.filename or "").name[:200] if sent else ""
    try:
        rows = rows_of(name, data, call.item)
    except (SheetError, FaultError) as error:
        flash(_("这个文件读不了：%(why)s", why=str(error)), "error")
        return url_for("entitlements.index")
    sha256 = hashlib.sha256(data).hexdigest()
    known = entitlements.same_file(call.id, sha256)
    if known is not None:
        flash(_("这份文件之前读过，没有再读一遍。"), "info")
        return url_for("entitlements.show", entitled=known)
    found = entitlement.read(call, name, sha256, rows, current_actor())
    return url_for("entitlements.show", entitled=found.id)


@bp.get("/entitlements/<int:entitled>")
def show(entitled: int) -> str:
    """Every row: what is due to it and why not, and how its enterprise has answered."""
    summary = _summary(entitled)
    standing = request.args.get("show", "")
    standing, after = standing if standing in STANDINGS else "", _number(request.args.get("after", ""))
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


def figures(item: str, facts: dict[str, object]) -> list[tuple[str, str]]:
    """The figures of a row as they read: label and value; what could not be read stands as it was written."""
    words = {True: _("是"), False: _("否")}
    asked = [fact for fact in catalogue.item(item).facts if fact.name != "year" and fact.name in facts]
    return [(said(fact.label), words.get(facts[fact.name]) or _sum(str(facts[fact.name]))) for fact in asked]  # type: ignore[call-overload]


def _sum(text: str) -> str:
    try:
        return _("%(yuan)s元", yuan=money.grouped(money.parse_yuan(text)))
    except money.NotMoney:
        return text or "—"


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


@bp.post("/entitlements/<int:entitled>/confirmation")
@acts
def confirm(entitled: int) -> Answer:
    """The second person invites everybody who is entitled."""
    found = _locked(entitled)
    invited = entitlement.confirm(found, db.session.get_one(Call, found.call_id), current_actor())
    flash(ngettext("已邀请%(num)s家企业。", "已邀请%(num)s家企业。", invited), "success")
    return url_for("entitlements.show", entitled=entitled)


@bp.post("/entitlements/<int:entitled>/dropping")
@acts
def drop(entitled: int) -> Answer:
    """It was the wrong file."""
    entitlement.drop(_locked(entitled))
    flash(_("这份名单作废了，没有邀请任何企业。"), "info")
    return url_for("entitlements.index")


def _summary(entitled: int) -> entitlements.Summary:
    found = entitlements.summary(entitled) if entitled < 2**63 else None
    if found is None:
        abort(404)
    return found


def _locked(entitled: int) -> EntitlementList:
    query = select(EntitlementList).where(EntitlementList.id == entitled).with_for_update()
    row = db.session.scalar(query) if entitled < 2**63 else None
    if row is None:
        abort(404)
    return row
