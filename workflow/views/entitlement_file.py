"""The file of the statistics bureau as it comes in: Excel or CSV, with the columns of its item."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from flask_babel import gettext as _

from workflow.actions.entitlement_columns import COLUMNS, MAIL
from workflow.intake import archive
from workflow.sheets import Row, SheetError
from workflow.sheets import read as read_sheet

MOST_BYTES, MOST_ROWS = 4 * 1024 * 1024, 2000


def rows_of(name: str, data: bytes, item: str) -> Sequence[Row]:
    """Its rows as text. Raises SheetError or FaultError with a sentence for the person."""
    if not data:
        raise SheetError(_("没有选文件，或文件是空的"))
    if len(data) > MOST_BYTES:
        raise SheetError(_("文件太大"))
    suffix = Path(name).suffix.lower()
    if suffix not in {".xlsx", ".csv"}:
        raise SheetError(_("只收.xlsx和.csv"))
    if suffix == ".xlsx":
        with archive.opened(data):
            pass  # few, small and plain members: no bomb
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"list{suffix}"
        file.write_bytes(data)
        try:
            rows = read_sheet(file, COLUMNS[item] | MAIL)
        except SheetError as error:
            if "email" not in str(error):
                raise
            rows = read_sheet(file, COLUMNS[item])
    if len(rows) > MOST_ROWS:
        raise SheetError(_("超过%(n)s行", n=f"{MOST_ROWS:,}"))
    return rows
