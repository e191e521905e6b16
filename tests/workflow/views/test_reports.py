"""The yearly report agrees with its lists; no cell of a list is a formula; the public list names no natural person."""

import csv
import io
import json

from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import update

from tests.ground.queries import expected
from tests.road import Road
from tests.visitor import Visitor
from workflow.clock import business_date
from workflow.db import db
from workflow.models.enterprise import Enterprise

#: Statements of the page with session and notices.
INDEX = 9


def test_report_and_lists(app: Flask) -> None:
    road, year = Road(app), business_date().year
    number = road.to("paid", item="14", firm="yanbei")
    Road(app).to("publicity", firm="lanxi")
    with app.app_context():
        engine = db.engine
        firm = (
            Enterprise.id
            == db.session.execute(
                db.text(f"SELECT enterprise_id FROM support_case WHERE id = {road.case_id}")
            ).scalar_one()
        )
        db.session.execute(update(Enterprise).where(firm).values(name="=王小明商行"))
        db.session.commit()
    fang = Visitor(app, "fang")
    fang.open("/reports")
    with expected(engine, INDEX):
        page = fang.open("/reports")
    assert ["18,000.00" in page, f"{year}年度报告" in page, "第十四条" in page] == [True] * 3
    fang.open("/reports?year=2031")
    fang.open("/reports?year=x")
    got = {
        (listing, ending): fang.client.get(f"/reports/{year}/{listing}.{ending}").data
        for listing in ("report", "beneficiaries", "public", "payments")
        for ending in ("xlsx", "csv", "json")
    }
    rows = list(csv.reader(io.StringIO(got["beneficiaries", "csv"].decode("utf-8-sig"))))
    assert [row[:2] for row in rows[1:]] == [[number, "'=王小明商行"]]
    assert (rows[1][4], rows[1][5]) == ("18000.00", "18000.00")
    told = json.loads(got["payments", "json"])["rows"]
    assert [(row["case"], row["amount"], row["account"][:4]) for row in told] == [(number, "18000.00", "****")]
    public = got["public", "json"].decode()
    assert [number in public, "uscc" in public, "18000.00" in public] == [False, False, True]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(got["report", "xlsx"])).get_sheet_by_index(0).to_python()
    assert sum(float(str(row[5])) for row in sheet[1:]) == 18000
    assert fang.client.get(f"/reports/{year}/report.pdf").data[:5] == b"%PDF-"
    for path in (f"/reports/{year}/report.exe", f"/reports/{year}/secret.csv", "/reports/1900/report.csv"):
        fang.open(path, expect=404)
    Visitor(app, "lanxi").open("/reports", expect=403)
