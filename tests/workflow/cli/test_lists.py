"""Lists of other authorities: shown first, written when asked, and what hangs on them follows."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.people import FIRM
from tests.workflow.cli.test_rent import sheet
from tests.workflow.desk import firm_id
from workflow.actions.relation import enterprises
from workflow.db import db
from workflow.models.enterprise import Dishonest, Enterprise
from workflow.queries.relation_keys import kept, wanted

LANXI, YANBEI = FIRM["lanxi"].uscc, FIRM["yanbei"].uscc
SHUNNED = ["统一社会信用代码", "列入日期", "移出日期", "来源"]
NAMED = ["统一社会信用代码", "企业名称", "法定代表人"]


def test_the_dishonest_are_listed_and_taken_off(app: Flask, tmp_path: Path) -> None:
    run = app.test_cli_runner().invoke
    file = sheet(
        tmp_path, SHUNNED, [[LANXI, "2026-01-05", "", "信用中国"], [YANBEI, "2025/3/1", "", "信用中国"]], "csv"
    )
    assert run(args=["lists", "import-dishonest", file]).exit_code == 1
    rows = [[LANXI, "2026-01-05", "", "信用中国"], [YANBEI, "2025-03-01", "", "信用中国"]]
    shown = run(args=["lists", "import-dishonest", sheet(tmp_path, SHUNNED, rows, "csv")])
    assert "新增 · added: 2" in shown.output
    with app.app_context():
        assert db.session.scalars(select(Dishonest)).all() == []
    run(args=["lists", "import-dishonest", sheet(tmp_path, SHUNNED, rows, "csv"), "--apply"])
    rows[0][2] = "2026-06-30"
    again = run(args=["lists", "import-dishonest", sheet(tmp_path, SHUNNED, rows, "csv"), "--apply"])
    assert "变更 · changed: 1" in again.output
    assert "the same: 1" in again.output
    with app.app_context():
        found = db.session.scalars(select(Dishonest).order_by(Dishonest.since)).all()
        assert [(one.uscc, str(one.until)) for one in found] == [(YANBEI, "None"), (LANXI, "2026-06-30")]


@pytest.mark.parametrize(
    "row",
    [
        [LANXI[:-1] + "0", "2026-01-05", "", "x"],
        [LANXI, "去年", "", "x"],
        [LANXI, "2026-01-05", "2025-01-05", "x"],
    ],
)
def test_a_bad_row_gets_its_sentence_and_nothing_is_written(app: Flask, tmp_path: Path, row: list[str]) -> None:
    good = [YANBEI, "2025-03-01", "", "信用中国"]
    file = sheet(tmp_path, SHUNNED, [good, row], "csv")
    done = app.test_cli_runner().invoke(args=["lists", "import-dishonest", file, "--apply"])
    assert done.exit_code == 1
    assert "第3行 · row 3" in done.output
    with app.app_context():
        assert db.session.scalars(select(Dishonest)).all() == []


def test_names_and_representatives_follow_and_so_do_their_ties(app: Flask, tmp_path: Path) -> None:
    rows = [[LANXI, "深圳岚汐智能股份有限公司", "顾长风"], [YANBEI, FIRM["yanbei"].name, "顾长风"]]
    stranger = ["91440300MA5HX2Z090", "不在册", ""]
    bad = sheet(tmp_path, NAMED, [*rows, stranger], "csv")
    run = app.test_cli_runner().invoke
    assert run(args=["lists", "import-enterprises", bad, "--apply"]).exit_code == 1
    done = run(args=["lists", "import-enterprises", sheet(tmp_path, NAMED, rows, "csv"), "--apply"])
    assert "变更 · changed: 1" in done.output
    with app.app_context():
        firm = db.session.get_one(Enterprise, firm_id("lanxi"))
        assert (firm.name, firm.sort_key[:13]) == ("深圳岚汐智能股份有限公司", "shenzhenlanxi")
        assert firm.account_holder == FIRM["lanxi"].name
        assert all(kept(one.id) == wanted(one) for one in enterprises())
