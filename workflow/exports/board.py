"""The figures of the supervisor's board as an Excel file: one figure a line, so that it can be sorted and summed."""

from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

import xlsxwriter
from flask_babel import gettext as _

from rules.money import yuan


class Row(NamedTuple):
    """A figure: part of the board, what it is of, what it counts, and the number (fen where it is money)."""

    part: str
    of: str
    counts: str
    number: int
    money: bool = False


def workbook(rows: Iterable[Row]) -> BytesIO:
    """The file; texts stay texts, nothing computes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("board")
    head, money = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0.00"})
    for column, (title, width) in enumerate(((_("部分"), 18), (_("名称"), 30), (_("指标"), 12), (_("数"), 16))):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows, 1):
        for column, text in enumerate(row[:3]):
            sheet.write_string(line, column, text)
        if row.money:
            sheet.write_number(line, 3, float(yuan(row.number)), money)
        else:
            sheet.write_number(line, 3, row.number)
    book.close()
    out.seek(0)
    return out
