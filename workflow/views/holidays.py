"""The working-day table: its years, another year's notice from a file or pasted, what it would change, and proposing it."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.holidays import ProposeForm, TableForm
from states.calendar import WorkCalendar
from states.day_table import Day
from states.names import Role
from workflow.actions import holidays as change
from workflow.clock import business_date
from workflow.intake import archive
from workflow.intake.fault import FaultError
from workflow.models.admin_change import HOLIDAYS
from workflow.permissions import current_actor
from workflow.queries import admin_changes, holidays
from workflow.queries.recusals import hidden_from
from workflow.sheets import SheetError
from workflow.sheets import read as read_sheet
from workflow.views.acting import Answer, acts
from workflow.views.filters import say

bp = Blueprint("holidays", __name__)
MOST_BYTES = 1024 * 1024
NEEDED = {"date": ("日期", "day"), "is_workday": ("是否上班", "上班", "work")}
WITH_SOURCE = NEEDED | {"source": ("文号", "来源", "notice")}


def _proposes() -> bool:
    return bool({Role.REVIEWER, Role.SUPERVISOR, Role.ADMINISTRATOR} & current_user.roles)


@bp.get("/holidays")
def index() -> str:
    """The years, official and provisional."""
    return _page(TableForm(formdata=None))


def _page(form: TableForm, faults: Sequence[str] = ()) -> str:
    return render_template(
        "holidays/index.html",
        years=holidays.years(holidays.table()),
        waiting=admin_changes.waiting((HOLIDAYS,)),
        form=form if _proposes() else None,
        faults=faults,
        this_year=business_date().year,
    )


@bp.post("/holidays/preview")
@acts
def preview() -> Answer:
    """Read the table and show what it would change; nothing is written."""
    form = TableForm()
    if not form.validate():
        return _page(form), 422
    try:
        days, faults = change.read(_rows(form), business_date())
    except (SheetError, FaultError) as error:
        return _page(form, [_("这张表读不了：%(why)s", why=str(error))]), 422
    if faults:
        return _page(form, [say(fault) for fault in faults[:50]]), 422
    return _preview(days, ProposeForm(formdata=None, table=_line(days)))


def _line(days: Sequence[Day]) -> str:
    return ";".join(f"{day.date.isoformat()}|{'yes' if day.is_workday else 'no'}|{day.source}" for day in days)


def _preview(days: Sequence[Day], form: ProposeForm) -> str:
    now_at, after, year = WorkCalendar(holidays.table()), change.with_year(days), days[0].date.year
    moved = holidays.moved(now_at, after, year)
    due, more = holidays.due_dates(after, moved[0].day) if moved else ([], False)
    kept_from = hidden_from(current_actor())
    due = [one for one in due if one.case.id not in kept_from]
    return render_template(
        "holidays/preview.html", days=days, year=year, moved=moved, due=due, more=more, form=form, most=holidays.MOST
    )


def _rows(form: TableForm) -> list[tuple[int, str, str, str]]:
    sent = request.files.get("file")
    data = sent.stream.read(MOST_BYTES + 1) if sent and sent.filename else b""
    suffix = Path(sent.filename or "").suffix.lower() if sent and data else ".csv"
    if len(data) > MOST_BYTES or suffix not in {".xlsx", ".csv"}:
        raise SheetError(_("只收不超过1MB的.xlsx和.csv"))
    if suffix == ".xlsx":
        with archive.opened(data):
            pass  # few, small and plain members: no bomb
    common = (form.source.data or "").strip()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"table{suffix}"
        file.write_bytes(data or _pasted(form.text.data or ""))
        rows = read_sheet(file, NEEDED if common else WITH_SOURCE)
    return [(one.number, one.cells["date"], one.cells["is_workday"], one.cells.get("source") or common) for one in rows]


def _pasted(text: str) -> bytes:
    """What was pasted from a spreadsheet as CSV; without headings it gets them."""
    lines = text.replace("\t", ",").replace("，", ",").strip().splitlines()
    if not lines:
        raise SheetError(_("没有选文件，也没有粘贴内容"))
    heads = [] if not lines[0][:1].isdigit() else ["date,is_workday,source"]
    return "\n".join([*heads, *lines]).encode()


@bp.post("/holidays")
@acts
def propose() -> Answer:
    """Put the table before the second person."""
    form = ProposeForm()
    days, faults = change.read(form.rows, business_date())
    if faults:
        return _page(TableForm(formdata=None), [say(fault) for fault in faults[:50]]), 422
    if not form.validate():
        return _preview(days, form), 422
    change.propose(days, form.reason.data or "", current_actor())
    flash(_("已提议，科室负责人批准后生效。"), "success")
    return url_for("holidays.index")
