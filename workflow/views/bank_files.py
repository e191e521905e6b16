"""The bank's answer to a batch as a file: read in, looked at row by row, applied; or dropped when it was the wrong one."""

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from workflow.actions import bank_file, bank_file_work
from workflow.db import db
from workflow.intake import archive
from workflow.intake.fault import FaultError
from workflow.models.bank_file import BankFile
from workflow.permissions import current_actor
from workflow.queries import bank_files
from workflow.sheets import Row, SheetError
from workflow.sheets import read as read_sheet
from workflow.views.acting import Answer, acts
from workflow.views.batch_page import batch_or_404

bp = Blueprint("bank_files", __name__)
MOST_BYTES, MOST_ROWS, PAGE = 4 * 1024 * 1024, 2000, 200
#: So long the request that applies a file works at it itself; the worker does the rest.
SECONDS = 5.0
NEEDED = {
    "reference": ("凭证号", "业务参考号", "voucher"),
    "amount": ("金额", "金额（元）", "amount"),
    "tail": ("账号尾号", "收款账号", "账号", "account"),
    "result": ("结果", "状态", "result"),
    "reason": ("原因", "失败原因", "退回原因", "reason"),
}
WITH_NUMBER = NEEDED | {"bank_ref": ("回单号", "银行回单号", "银行流水号", "bank reference")}


@bp.post("/payments/<batch>/bank-files")
@acts
def read(batch: str) -> Answer:
    """Read the file and show what it would do; the same file again leads to the first reading."""
    found = batch_or_404(batch, for_change=True)
    sent = request.files.get("file")
    data = sent.stream.read(MOST_BYTES + 1) if sent and sent.filename else b""
    name = Path(sent.filename or "").name[:200] if sent else ""
    try:
        rows = _rows(name, data)
    except (SheetError, FaultError) as error:
        flash(_("这个文件读不了：%(why)s", why=str(error)), "error")
        return url_for("payments.show", batch=batch)
    sha256 = hashlib.sha256(data).hexdigest()
    same = (BankFile.batch_id == found.id, BankFile.sha256 == sha256, BankFile.dropped_at.is_(None))
    known = db.session.scalar(select(BankFile.id).where(*same))
    if known is not None:
        flash(_("这份文件之前读过，没有再读一遍。"), "info")
        return url_for("bank_files.show", batch=batch, file=known)
    file = bank_file.read(found, name, sha256, rows, current_actor())
    return url_for("bank_files.show", batch=batch, file=file.id)


def _rows(name: str, data: bytes) -> Sequence[Row]:
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
        file = Path(folder) / f"answer{suffix}"
        file.write_bytes(data)
        try:
            rows = read_sheet(file, WITH_NUMBER)
        except SheetError as error:
            if "bank_ref" not in str(error):
                raise
            rows = read_sheet(file, NEEDED)
    if len(rows) > MOST_ROWS:
        raise SheetError(_("超过%(n)s行", n=f"{MOST_ROWS:,}"))
    return rows


@bp.get("/payments/<batch>/bank-files/<int:file>")
def show(batch: str, file: int) -> str:
    """What each row would do, or has done."""
    found, summary = batch_or_404(batch), _summary(batch, file)
    text = request.args.get("after", "0")
    after = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0
    rows = bank_files.rows(summary.file.id, after, PAGE + 1)
    return render_template(
        "payments/bank_file.html",
        batch=found,
        summary=summary,
        file=summary.file,
        rows=rows[:PAGE],
        more=rows[PAGE - 1].row.number if len(rows) > PAGE else None,
    )


@bp.post("/payments/<batch>/bank-files/<int:file>/application")
@acts
def apply(batch: str, file: int) -> Answer:
    """The rows count from now on: each in its own transaction, here for some seconds, then by the worker."""
    row = _locked(batch, file)
    bank_file.apply(row, current_actor())
    db.session.commit()
    bank_file_work.work_off(file, SECONDS)
    return url_for("bank_files.show", batch=batch, file=file)


@bp.post("/payments/<batch>/bank-files/<int:file>/dropping")
@acts
def drop(batch: str, file: int) -> Answer:
    """It was the wrong file."""
    bank_file.drop(_locked(batch, file))
    flash(_("这份文件作废了，什么都没有登记。"), "info")
    return url_for("payments.show", batch=batch)


def _summary(batch: str, file: int) -> bank_files.Summary:
    found = bank_files.summary(file) if file < 2**63 else None
    if found is None or found.file.batch_id != batch_or_404(batch).id:
        abort(404)
    return found


def _locked(batch: str, file: int) -> BankFile:
    mine = (BankFile.id == file, BankFile.batch_id == batch_or_404(batch).id)
    row = db.session.scalar(select(BankFile).where(*mine).with_for_update()) if file < 2**63 else None
    if row is None:
        abort(404)
    return row
