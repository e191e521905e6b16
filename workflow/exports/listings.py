"""A list as .xlsx, .csv or .json. In .csv nothing can be taken for a formula; in .json money is a text of exact yuan."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from typing import NamedTuple

from rules import money
from workflow.exports.queue import FORMULA, Cell, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "json": "application/json"}


class Listing(NamedTuple):
    """A list: its title, its columns as (name in .json, heading, width), its rows. Whole numbers are fen."""

    title: str
    columns: Sequence[tuple[str, str, int]]
    rows: Iterable[Sequence[Cell]]


def written(listing: Listing, kind: str) -> bytes:
    """The list as a file of the kind."""
    if kind == "xlsx":
        heads = [(head, width) for _name, head, width in listing.columns]
        return workbook(listing.title, heads, listing.rows, lambda: "").getvalue()
    if kind == "csv":
        out = StringIO()
        lines = csv.writer(out)
        lines.writerow([head for _name, head, _width in listing.columns])
        lines.writerows([_guarded(_text(cell)) for cell in row] for row in listing.rows)
        return out.getvalue().encode("utf-8-sig")
    names = [name for name, _head, _width in listing.columns]
    rows = [dict(zip(names, map(_text, row), strict=True)) for row in listing.rows]
    return json.dumps({"title": listing.title, "rows": rows}, ensure_ascii=False, indent=1).encode()


def _text(cell: Cell) -> str:
    if isinstance(cell, int):
        return money.plain(cell)
    return cell.isoformat() if isinstance(cell, date) else cell or ""


def _guarded(text: str) -> str:
    """A spreadsheet computes what begins like a formula; a quotation mark before it keeps it a text."""
    return f"'{text}" if text.startswith(FORMULA) else text
