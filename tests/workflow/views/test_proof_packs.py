"""The proof pack of a payment opens without the system, checks itself, and tells when one byte of it was changed."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from tests.road import Road
from tests.visitor import Visitor
from workflow.db import db
from workflow.exports.proof_verify import faults
from workflow.models.download import Download


def test_a_pack_checks_itself_and_finds_one_changed_byte(app: Flask, tmp_path: Path) -> None:
    road = Road(app)
    number = road.to("paid", item="14", firm="yanbei")
    lu = Visitor(app, "lu")
    answer = lu.client.get(f"/cases/{number}/payments/1/proof")
    data = answer.data
    assert (answer.status_code, lu.client.get(f"/cases/{number}/payments/1/proof").data == data) == (200, True)
    with app.app_context():
        noted = db.session.scalars(select(Download).order_by(Download.id)).all()
        assert {row.sha256 for row in noted} == {hashlib.sha256(data).hexdigest()}
        assert [row.case_id for row in noted] == [road.case_id] * 2
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
        pack.extractall(tmp_path / "pack")
    assert list(faults(files)) == []
    for part in ("documents/01-", "papers/", "record/steps.json", "payment/payment.json", "record/notices.json"):
        assert any(name.startswith(part) for name in files), part
    assert b"6222" not in b"".join(files[name] for name in files if name.endswith(".json"))
    for name, content in files.items():
        middle = len(content) // 2
        spoilt = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        assert list(faults(files | {name: spoilt})), name
        assert list(faults({other: files[other] for other in files if other != name})), name
    assert list(faults(files | {"documents/more.pdf": b"x"}))
    forged = files | {
        "record/steps.json": files["record/steps.json"].replace(b'"confirm_payment"', b'"payment_failed"')
    }
    manifest = json.loads(files["manifest.json"])
    assert any("步" in one or "记录" in one for one in faults(forged)), manifest["case"]
    alone = [sys.executable, "-I", str(tmp_path / "pack" / "verify.py")]
    said = subprocess.run(alone, capture_output=True, text=True, check=False, cwd="/")
    assert (said.returncode, "全部一致" in said.stdout) == (0, True), said
    (tmp_path / "pack" / "record" / "case.json").write_bytes(b"{}")
    assert subprocess.run(alone, capture_output=True, check=False, cwd="/").returncode == 1
    (tmp_path / "pack.zip").write_bytes(data)
    assert subprocess.run([*alone, str(tmp_path / "pack.zip")], capture_output=True, check=False).returncode == 0


def test_there_is_no_pack_before_the_release_and_none_of_a_strange_case(app: Flask) -> None:
    number = Road(app).to("prepared", firm="lanxi")
    fang = Visitor(app, "fang")
    for path in (f"/cases/{number}/payments/1/proof", f"/cases/{number}/payments/2/proof", "/cases/x/payments/1/proof"):
        fang.open(path, expect=404)
    Visitor(app, "lanxi").open(f"/cases/{number}/payments/1/proof", expect=403)
