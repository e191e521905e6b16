"""A list of cases as an Excel file: one row for each case, written as it is read. Codes and numbers are text, nothing computes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, TypeAlias

import xlsxwriter

from rules.money import yuan

Cell: TypeAlias = str | int | date | None
#: What a spreadsheet takes for the beginning of a formula when the file is saved as CSV and opened again.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def workbook(
    name: str, heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]], note: Callable[[], str]
) -> BytesIO:
    """The file. `heads`: title and width; whole numbers are fen, written as yuan.

    `note` is asked for a last line when all are written.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False, "strings_to_formulas": False,
                                     "strings_to_numbers": False, "strings_to_urls": False})  # fmt: skip
    sheet = book.add_worksheet(name[:31].translate(str.maketrans("", "", "[]:*?/\\'")) or "1")
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "text": book.add_format({"num_format": "@"}),
        "guarded": book.add_format({"num_format": "@", "quote_prefix": True}),
    }
    for column, (title, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, styles["head"])
    sheet.freeze_panes(1, 0)
    line = 1
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, line, column, cell, styles)
    if said := note():
        sheet.write_string(line + 2, 0, said)
    book.close()
    out.seek(0)
    return out


def _write(sheet: Any, line: int, column: int, cell: Cell, styles: dict[str, Any]) -> None:
    if cell is None:
        return
    if isinstance(cell, int):
        sheet.write_number(line, column, yuan(cell), styles["money"])
    elif isinstance(cell, date):
        sheet.write_datetime(line, column, cell, styles["day"])
    else:
        sheet.write_string(line, column, cell, styles["guarded" if cell.startswith(FORMULA) else "text"])
