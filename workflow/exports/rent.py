"""The rent ledger as an Excel file: one line for each enterprise. Codes are text, nothing is a formula."""

from io import BytesIO
from typing import Any

import xlsxwriter
from flask_babel import gettext as _
from sqlalchemy import case, func, select

from rules.money import yuan
from workflow.db import db
from workflow.models.rent import RentMonth
from workflow.queries.rent import Wanted, overview
from workflow.queries.rent_track import Measure

PART = 500
WIDTHS = (38, 22, 8, 8, 8, 8, 14, 14, 14, 12, 12)


def workbook(wanted: Wanted, by: Measure) -> BytesIO:
    """Every enterprise that the overview shows under `wanted`, whatever page it stands on. Money in yuan as numbers."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False, "strings_to_formulas": False,
                                     "strings_to_numbers": False, "strings_to_urls": False})  # fmt: skip
    sheet = book.add_worksheet(_("租金台账"))
    head, money = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0.00"})
    heads = (
        _("企业"), _("统一社会信用代码"), _("占用"), _("已拨付"), _("已核定"), _("还可用"), _("已拨付（元）"),
        _("已核定（元）"), _("%(year)s年（元）", year=by.today.year), _("最早月份"), _("最近月份"),
    )  # fmt: skip
    for column, (text, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, head)
    sheet.freeze_panes(1, 1)
    line, after = 1, None
    while rows := overview(wanted, after, by.most, by.today, PART):
        shown = rows[:PART]
        sums = _sums([row.id for row in shown], by.today.year)
        for row in shown:
            _write(sheet, line, row, sums.get(row.id), by.most, money)
            line += 1
        if len(rows) <= PART:
            break
        last = shown[-1]
        after = (str(-last.months) if wanted.by_used else last.sort_key, last.id)
    book.close()
    out.seek(0)
    return out


def _sums(ids: list[int], year: int) -> dict[int, Any]:
    """Enterprise → months and money by state, this year's money, first and last month."""
    paid, fen = RentMonth.state == "paid", RentMonth.granted_fen - RentMonth.recovered_fen
    this_year = func.substr(RentMonth.month, 1, 4) == str(year)
    query = (
        select(
            RentMonth.enterprise_id,
            func.sum(case((paid, 1), else_=0)).label("paid"),
            func.sum(case((paid, fen), else_=0)).label("paid_fen"),
            func.sum(case((paid, 0), else_=1)).label("reserved"),
            func.sum(case((paid, 0), else_=fen)).label("reserved_fen"),
            func.sum(case((this_year, fen), else_=0)).label("year_fen"),
            func.min(RentMonth.month).label("first"),
            func.max(RentMonth.month).label("last"),
        )
        .where(RentMonth.enterprise_id.in_(ids))
        .group_by(RentMonth.enterprise_id)
        .order_by(RentMonth.enterprise_id)
    )
    return {row.enterprise_id: row for row in db.session.execute(query)}


def _write(sheet: Any, line: int, row: Any, sums: Any, most: int, money: Any) -> None:
    sheet.write_string(line, 0, row.name)
    sheet.write_string(line, 1, row.uscc)
    counts = (row.months, sums.paid if sums else 0, sums.reserved if sums else 0, most - row.months)
    for column, number in enumerate(counts, 2):
        sheet.write_number(line, column, number)
    amounts = (sums.paid_fen, sums.reserved_fen, sums.year_fen) if sums else (0, 0, 0)
    for column, fen in enumerate(amounts, 6):
        sheet.write_number(line, column, yuan(int(fen)), money)
    for column, text in enumerate((sums.first, sums.last) if sums else ("", ""), 9):
        sheet.write_string(line, column, text)
