"""The operator's rent commands: tables in, reminders out, and the proof of the ledger."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import Result
from flask import Flask
from sqlalchemy import select, text

from tests.people import FIRM
from tests.workflow.actions.test_recovery import paid, propose
from tests.workflow.desk import firm_id, locked
from tests.workflow.filing import actor
from workflow.actions import recovery
from workflow.db import db
from workflow.models.enterprise import AboveScale
from workflow.models.zone import RentValidity, ZoneUnit
from workflow.queries.rent_check import PROMISES

HEADS = ["房号", "地址", "面积", "入园日期", "退出日期", "来源"]
GOOD = [
    ["A3-2", "A3栋2–3层", "4600", "2023-01-01", "", "2024年登记"],
    ["B1-1", "B1栋1–4层", "6200.5", "2024/5/1", "", "2024年登记"],
]


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["rent", *arguments])


def sheet(folder: Path, heads: list[str], rows: Sequence[Sequence[object]], kind: str) -> str:
    """A table as Excel or as CSV in the encoding that Excel in China writes."""
    if kind == "csv":
        file = folder / "table.csv"
        file.write_text("\n".join(",".join(str(cell) for cell in row) for row in [heads, *rows]), encoding="gb18030")
        return str(file)
    file = folder / "table.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        page = book.add_worksheet()
        for number, row in enumerate([heads, *rows]):
            page.write_row(number, 0, row)
    return str(file)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_units_are_shown_first_and_written_when_asked(app: Flask, tmp_path: Path, kind: str) -> None:
    rows = [[*row[:3], row[3].replace("2024/5/1", "2024-05-01"), *row[4:]] for row in GOOD]
    file = sheet(tmp_path, HEADS, rows, kind)
    shown = run(app, "import-units", file)
    assert shown.exit_code == 0, shown.output
    assert "新增 · added: 2" in shown.output
    assert "预览" in shown.output
    with app.app_context():
        assert db.session.scalars(select(ZoneUnit)).all() == []
    assert run(app, "import-units", file, "--apply").exit_code == 0
    with app.app_context():
        found = db.session.scalars(select(ZoneUnit).order_by(ZoneUnit.code)).all()
        assert [(one.code, one.area, one.since.isoformat(), one.until) for one in found] == [
            ("A3-2", 460_000, "2023-01-01", None), ("B1-1", 620_050, "2024-05-01", None),
        ]  # fmt: skip
    changed = sheet(tmp_path, HEADS, [[*rows[0][:4], "2026-12-31", rows[0][5]], rows[1]], kind)
    again = run(app, "import-units", changed, "--apply")
    assert "变更 · changed: 1" in again.output
    assert "— → 2026-12-31" in again.output
    assert "the same: 1" in again.output


def test_every_bad_row_gets_a_sentence_and_nothing_is_written(app: Flask, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["A1", "好的", "10", "2024-01-01", "", ""],
        ["", "没有房号", "10", "2024-01-01", "", ""],
        ["A1", "两次", "10", "2024-01-01", "", ""],
        ["A2", "面积", "1e3", "2024-01-01", "", ""],
        ["A3", "日期", "10", "去年", "", ""],
        ["A4", "次序", "10", "2024-01-01", "2023-01-01", ""],
    ]
    done = run(app, "import-units", sheet(tmp_path, HEADS, rows, "csv"), "--apply")
    assert done.exit_code == 1
    for sentence in (
        "第3行",
        "房号A1在表里出现两次",
        "房号A2的面积“1e3”看不懂",
        "房号A3的日期“去年”",
        "房号A4的退出日期早于入园日期",
        "5行有错",
    ):
        assert sentence in done.output + done.stderr
    with app.app_context():
        assert db.session.scalars(select(ZoneUnit)).all() == []


def test_a_table_without_its_columns_is_no_table(app: Flask, tmp_path: Path) -> None:
    done = run(app, "import-units", sheet(tmp_path, ["房号", "地址"], [], "csv"))
    assert (done.exit_code, "缺少列“面积”" in done.output) == (1, True)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    assert run(app, "import-units", str(broken)).exit_code == 1


def test_the_list_of_a_year_is_replaced_as_a_whole(app: Flask, tmp_path: Path) -> None:
    heads = ["统一社会信用代码", "年度", "来源"]
    rows: list[list[object]] = [
        [FIRM["yanbei"].uscc, 2027, "统计局"], [FIRM["lanxi"].uscc, 2026, "统计局"], ["91440300MA5HX2Z99X", 2027, ""],
    ]  # fmt: skip
    bad = run(app, "import-above-scale", sheet(tmp_path, heads, rows, "xlsx"))
    assert (bad.exit_code, "校验位不对" in bad.output + bad.stderr) == (1, True)
    good = run(app, "import-above-scale", sheet(tmp_path, heads, rows[:2], "xlsx"), "--apply")
    assert good.exit_code == 0, good.output
    assert "移出 · removed: 3" in good.output
    with app.app_context():
        query = (
            select(AboveScale.enterprise_id, AboveScale.year).where(AboveScale.year >= 2026).order_by(AboveScale.year)
        )
        assert [tuple(row) for row in db.session.execute(query)] == [
            (firm_id("lanxi"), 2026),
            (firm_id("yanbei"), 2027),
        ]


def test_the_last_month_of_a_version(app: Flask) -> None:
    assert run(app, "validity", "consultation-draft", "2027-06", "--source", "假定").exit_code == 0
    assert run(app, "validity", "consultation-draft", "2027-13", "--source", "假定").exit_code == 1
    assert run(app, "validity", "nothing", "2027-06", "--source", "假定").exit_code == 1
    with app.app_context():
        assert db.session.scalars(select(RentValidity.month)).all() == ["2027-06"]


def test_a_sound_ledger(app: Flask) -> None:
    with app.app_context():
        first = paid()
        recovery.approve(locked(first), propose(first, 450_000, back=False), actor("cheng"))
        second = paid("lanxi")
        recovery.approve(locked(second), propose(second, 900_000, back=True), actor("cheng"))
        paid("xingwan")
        db.session.commit()
    done = run(app, "check")
    assert done.exit_code == 0, done.output
    assert done.output.count("ok  ") == len(PROMISES)


TAMPERED = {
    "UPDATE rent_total SET months = 2": {0},
    "DELETE FROM rent_total": {0},
    "UPDATE cap_account SET used_fen = used_fen - 1": {3},
    "DELETE FROM cap_entry": {3},
    "UPDATE rent_month SET granted_fen = granted_fen - 1 WHERE seq = 1": {3, 4, 5},
    "UPDATE rent_month SET granted_fen = 20000001, computed_fen = 20000001 WHERE seq = 1": {2, 3, 4, 5},
    "UPDATE rent_month SET state = 'reserved' WHERE seq = 1": {4},
    "UPDATE rent_month SET seq = 9 WHERE seq = 1": {4},
    "UPDATE rent_month SET recovered_fen = 1 WHERE seq = 1": {4},
    "UPDATE award SET fen = fen - 1": {5},
    "UPDATE payment SET fen = fen - 1": {6},
    "DELETE FROM rent_unit_month; DELETE FROM rent_month WHERE seq = 3": {0, 3, 4, 5},
    "INSERT INTO recovery (id, case_id, enterprise_id, paid_fen, fen, months_back, reason, state, proposed_by, proposed_at, "
    "decided_by, decided_at, answer) SELECT 1, id, enterprise_id, 900000, 1, FALSE, 'x', 'approved', 5, submitted_at, 8, "
    "submitted_at, '' FROM support_case": {7},
}  # fmt: skip


@pytest.mark.parametrize("statement", TAMPERED)
def test_each_broken_promise_is_found(app: Flask, statement: str, engine_name: str) -> None:
    with app.app_context():
        paid()
        if "cap_entry" in statement:  # append-only: only somebody who takes the trigger away can do this
            off = (
                "DROP TRIGGER cap_entry_no_delete"
                if engine_name == "sqlite"
                else "DROP TRIGGER cap_entry_no_change ON cap_entry"
            )
            db.session.execute(text(off))
        for one in statement.split("; "):
            db.session.execute(text(one))
        db.session.commit()
    done = run(app, "check")
    assert done.exit_code == 1, done.output
    lines = [line for line in done.output.splitlines() if line.startswith(("ok  ", "BAD "))]
    assert {place for place, line in enumerate(lines) if line.startswith("BAD ")} == TAMPERED[statement]
    assert FIRM["yanbei"].name in done.output


def test_the_worker_reminds_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: Callable[[], Result] = lambda: run(app, "remind")  # noqa: E731
    with app.app_context():
        paid()
    first, second = counted(), counted()
    assert (first.exit_code, second.output.strip()) == (0, "0")
