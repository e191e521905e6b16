"""Tables that people hand in: Excel or CSV, the first row names the columns. Every cell comes out as plain text."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

MOST_ROWS = 200_000


class SheetError(ValueError):
    """The file is no table that can be read; the text says why and what to do."""


class Row(NamedTuple):
    """A row with its number as a spreadsheet counts it (the heading is 1)."""

    number: int
    cells: Mapping[str, str]


def read(file: Path, columns: Mapping[str, tuple[str, ...]]) -> list[Row]:
    """The rows under the headings. `columns`: name → headings that mean it, the first of them for messages.

    Raises SheetError when the file is no table, a needed column is missing or there are too many rows.
    """
    rows = iter(_excel(file) if file.suffix.lower() in {".xlsx", ".xls", ".ods"} else _csv(file))
    heads = [cell.strip().lower() for cell in next(rows, [])]
    places: dict[str, int] = {}
    for name, known in columns.items():
        at = next((heads.index(head) for head in (name, *known) if head.lower() in heads), None)
        if at is None:
            raise SheetError(f"缺少列“{known[0]}”（{name}） · the column {name} is missing")
        places[name] = at
    found = []
    for number, cells in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise SheetError(f"超过{MOST_ROWS:,}行 · more than {MOST_ROWS:,} rows")
        row = {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}
        if any(row.values()):
            found.append(Row(number, row))
    return found


def _csv(file: Path) -> Iterator[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):  # Excel in China saves CSV in the second one
        try:
            text = file.read_text(encoding=encoding)
        except UnicodeDecodeError:
            continue
        return iter(csv.reader(text.splitlines()))
    raise SheetError("文件既不是UTF-8也不是GB18030编码 · the file is neither UTF-8 nor GB18030")


def _excel(file: Path) -> Iterator[list[str]]:
    try:
        book = CalamineWorkbook.from_path(str(file))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        raise SheetError(f"打不开这个Excel文件（{error}） · this Excel file cannot be opened") from None
    return ([_text(cell) for cell in row] for row in rows)


def _text(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
