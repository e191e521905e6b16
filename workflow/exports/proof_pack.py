"""The proof pack of one payment: a .zip that opens and checks itself without the system. The same rows give the same bytes."""

import hashlib
import zipfile
from collections.abc import Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Any

from sqlalchemy import select

from rules import money
from workflow import storage
from workflow.actions import paper_printing
from workflow.db import db
from workflow.exports.proof_verify import MANIFEST, canonical, sha256
from workflow.models.case import Case
from workflow.models.document import SERVED
from workflow.models.filing import Blob, Document, Filing
from workflow.models.paper import Paper
from workflow.papers.words import KINDS
from workflow.queries import proof_rows
from workflow.queries.proof_rows import plain

HERE = Path(__file__).parent
EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(case: Case, instalment: int, *, one_by_one: bool = True) -> bytes | None:
    """The pack, the case with its enterprise loaded; None while the instalment was not sent to the bank.

    `one_by_one`: with the votes member by member and who kept out, which not everybody of the bureau reads.
    """
    sent = proof_rows.sent_payment(case.id, instalment)
    if sent is None:
        return None
    payment, line, batch, answer = sent
    values: dict[str, Any] = {
        "record/case.json": plain(case) | {"enterprise": case.enterprise.name, "uscc": case.enterprise.uscc},
        "record/steps.json": proof_rows.steps(case.id),
        "record/decision.json": proof_rows.decided(case, one_by_one=one_by_one),
        "record/filings.json": _filings(case.id),
        "record/notices.json": proof_rows.notices(case),
        "payment/payment.json": {
            "payment": plain(payment),
            "line": plain(line),
            "batch": plain(batch),
            "answer": None if answer is None else plain(answer),
        },
    }
    files, values["documents/index.json"] = _documents(case.id)
    printed, values["papers/index.json"] = _papers(case.id)
    values["record/people.json"] = proof_rows.people(list(values.values()))
    files |= printed | {name: canonical(value) for name, value in values.items()}
    files["verify.py"] = (HERE / "proof_verify.py").read_bytes()
    files["index.html"] = _page(case, values, files)
    listed = {name: {"size": len(data), "sha256": sha256(data)} for name, data in files.items()}
    manifest: dict[str, Any] = {"format": 1, "case": case.number, "instalment": instalment, "files": listed}
    files[MANIFEST] = canonical(manifest | {"digest": sha256(canonical(manifest))})
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            made.writestr(entry, files[name])
    return out.getvalue()


def _filings(case_id: int) -> list[dict[str, Any]]:
    query = select(Filing).where(Filing.case_id == case_id, Filing.filed_at.is_not(None)).order_by(Filing.revision)
    return [plain(row) for row in db.session.scalars(query)]


def _documents(case_id: int) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """The files in force, and an index of all that were ever handed in; one the scanner found fault with stays out."""
    files, index = {}, []
    query = select(Document, Blob).join(Blob, Blob.sha256 == Document.sha256).where(Document.case_id == case_id)
    for place, (row, blob) in enumerate(db.session.execute(query.order_by(Document.id)), 1):
        name = None
        if row.removed_at is None and blob.scan in SERVED:
            name = f"documents/{place:02d}-{row.kind}-{storage.shown_name(row.name)}"
            files[name] = storage.path_of(row.sha256).read_bytes()
        index.append(plain(row) | {"file": name, "scan": blob.scan})
    return files, index


def _papers(case_id: int) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Every official paper as printed in Chinese, and its frozen words."""
    files, index = {}, []
    for place, row in enumerate(
        db.session.scalars(select(Paper).where(Paper.case_id == case_id).order_by(Paper.id)), 1
    ):
        name = f"papers/{place:02d}-{KINDS[row.kind][1].zh}.pdf"
        files[name] = paper_printing.printed(row, "zh")
        index.append(plain(row) | {"file": name, "printed_sha256": hashlib.sha256(files[name]).hexdigest()})
    return files, index


def _page(case: Case, values: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """What a person reads first, with the list of the files beside it."""
    paid, granted = values["payment/payment.json"], values["record/decision.json"]
    answer = paid["answer"] or {}
    facts = (
        ("申请编号 Case", case.number),
        ("企业 Enterprise", f"{case.enterprise.name}　{case.enterprise.uscc}"),
        ("审定金额 Award", f"{money.grouped(case.award_fen or 0)}元"),
        (
            "公示 Public notice",
            " 至 ".join((granted["publicity"] or {}).get(day, "") for day in ("starts_on", "ends_on")),
        ),
        ("本笔金额 This payment", f"{money.grouped(paid['payment']['fen'])}元"),
        ("期次 Instalment", str(paid["payment"]["instalment"])),
        ("批次和凭证 Batch, voucher", f"{paid['batch']['number']}　{paid['line']['voucher']}"),
        ("银行回单 Bank's answer", f"{answer.get('result', '还没有 none yet')}　{answer.get('bank_ref') or ''}"),
        ("办理记录 Steps", f"{len(values['record/steps.json'])}　{values['record/steps.json'][-1]['hash']}"),
    )
    rows = "".join(f"<tr><th>{escape(label)}</th><td>{escape(text)}</td></tr>" for label, text in facts)
    listed = "".join(
        f"<tr><td>{escape(name)}</td><td>{len(data):,}</td><td><code>{sha256(data)}</code></td></tr>"
        for name, data in sorted(files.items())
    )
    page = Template((HERE / "proof_page.html").read_text("utf-8"))
    return page.substitute(title=f"拨付证据包 {case.number}", facts=rows, files=listed).encode()
