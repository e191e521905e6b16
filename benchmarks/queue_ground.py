"""A database full of cases to measure the queue on: a fifth of them run, the rest are over; ten cases an enterprise."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import insert, select, text

from rules import catalogue
from workflow.app import create_app
from workflow.clock import business_date
from workflow.config import Settings
from workflow.db import db
from workflow.demo.world import plant
from workflow.models.call import Call
from workflow.models.user import User, UserRole
from workflow.pinyin import sort_key
from workflow.search_pieces import firm_pieces

BASE, AT = 100_000, datetime(2026, 1, 5, 1, tzinfo=UTC)
RUNNING = ("submitted", "correction", "documents_checked", "evaluated", "committee")
OVER = ("paid", "paid", "paid", "rejected", "withdrawn", "referred")
FIRST = "岚砚汐槿栎昱芷沐澹青葭霁筠星湾禾舟朗澜启晟睿恒泰宏图远航捷锐凌霄致维信"
TRADE = ("传感", "半导体", "微电子", "芯片设计", "封测", "材料", "光电", "测控", "物联", "声学", "智能装备", "红外")
DAY = timedelta(days=1)
SOUND = {char: sort_key(char) for char in FIRST + "".join(TRADE) + "深圳技术有限公司"}
NOBODYS = "!"  # no password hashes to this


def make(folder: Path, url: str = "") -> Flask:
    """The application on an empty planted database, with two caseworkers more."""
    app = create_app(Settings(instance=folder, database_url=url, secret_key=secrets.token_hex(), hash_memory_kib=8))
    with app.app_context():
        upgrade()
        plant()
        for at in range(2):
            user = User(login=f"worker{at}", name=f"经办{at:02d}", password_hash=NOBODYS, duty_group="casework",
                        created_at=AT, email=f"worker{at}@longhua.example", is_owner=False)  # fmt: skip
            user.roles = [UserRole(role="caseworker", duty_group="casework")]
            db.session.add(user)
        db.session.commit()
    return app


def firm_name(one: int) -> str:
    """An invented name; neighbours differ."""
    mixed = one * 7919
    chars = "".join(FIRST[mixed // len(FIRST) ** at % len(FIRST)] for at in range(3))
    return f"深圳{chars}{TRADE[one % len(TRADE)]}技术有限公司"


def fill(cases: int) -> None:
    """Put so many cases in, with their enterprises, what the search knows of these, and one record each."""
    workers = list(
        db.session.scalars(select(User.id).where(User.login.like("worker%") | (User.login == "shen")).order_by(User.id))
    )
    calls = {row.item: row.id for row in db.session.scalars(select(Call).order_by(Call.id))}
    firms = max(1, cases // 10)
    db.session.commit()
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SET session_replication_role = replica"))  # no look-up of keys that are right anyway
    else:
        db.session.execute(text("PRAGMA foreign_keys = OFF"))
    indexes = _without_indexes()
    put("enterprise", (_firm(one) for one in range(firms)))
    put("firm_term", (row for one in range(firms) for row in _terms(one)))
    put("support_case", (_case(one, firms, workers, calls) for one in range(cases)))
    put("transition", (_record(one, workers[0]) for one in range(cases)))
    for made in indexes:
        db.session.execute(text(made))
    db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # PostgreSQL does the same by itself within minutes; SQLite has nothing to clear away.
        connection.execute(text("VACUUM ANALYZE" if db.engine.dialect.name == "postgresql" else "ANALYZE"))


def _without_indexes() -> list[str]:
    """Drop the indexes that are no promises, which makes filling much faster; gives what makes them again."""
    if db.engine.dialect.name == "postgresql":
        query = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'support_case' AND indexname LIKE 'ix%'"
    else:
        query = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'support_case' AND name LIKE 'ix%'"
        )
    found = db.session.execute(text(query)).all()
    for name, _made in found:
        db.session.execute(text(f"DROP INDEX {name}"))
    return [row[1] for row in found]


def put(table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows in parts: by COPY where the database has it."""
    of = db.metadata.tables[table]
    raw = db.session.connection().connection.driver_connection
    assert raw is not None
    part: list[dict[str, Any]] = []
    if db.engine.dialect.name != "postgresql":
        for row in rows:
            part.append(row)
            if len(part) == 5000:
                db.session.execute(insert(of), part)
                part = []
        return None if not part else (db.session.execute(insert(of), part), None)[1]
    first = next(iterator := iter(rows))
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(first)}) FROM STDIN") as copy:
        copy.write_row(list(first.values()))
        for row in iterator:
            copy.write_row(list(row.values()))
    return None


def _firm(one: int) -> dict[str, Any]:
    words = dict.fromkeys(("legal_representative", "address", "contact_name", "bank_name"), "示例")
    name = firm_name(one)
    sound = "".join(SOUND.get(char, char) for char in name)
    codes = {"uscc": f"91440300M{one:09d}", "contact_phone": "1", "bank_account": "6222", "created_at": AT}
    return {
        "id": BASE + one,
        "name": name,
        "sort_key": sound,
        "account_holder": name,
        **words,
        **codes,
    }


def _terms(one: int) -> Iterator[dict[str, Any]]:
    for term in firm_pieces(firm_name(one), f"91440300M{one:09d}"):
        yield {"term": term, "enterprise_id": BASE + one}


def _case(one: int, firms: int, workers: list[int], calls: dict[str, int]) -> dict[str, Any]:
    mixed = one * 2_654_435_761 % 2**32  # spreads what follows over all cases alike
    item = catalogue.ITEMS[mixed % len(catalogue.ITEMS)]
    running = mixed // 16 % 5 == 0
    state = (RUNNING if running else OVER)[mixed // 97 % (len(RUNNING) if running else len(OVER))]
    ahead = mixed // 31 % 120 - 20
    due: date | None = business_date() + ahead * DAY if running else None
    fen = 1_000_000 + mixed // 7 % 900_000_000
    paid, accepted = state == "paid", state not in {"withdrawn", "rejected"}
    return {
        "id": BASE + one, "number": f"{2020 + one * 7 // max(one + 1, 7)}-{int(item.rstrip('ab')):02d}-{one:07d}",
        "tracking_code": "X", "enterprise_id": BASE + mixed % firms, "call_id": calls[item], "item": item,
        "policy_version": "consultation-draft", "state": state, "version": 1, "round": 0,
        "owner_id": None if mixed % 37 == 0 else workers[mixed // 3 % len(workers)], "created_by": workers[0],
        "created_at": AT, "submitted_at": AT, "accepted_at": AT if accepted else None, "due_on": due,
        "cleared_at": AT if paid else None, "paid_at": AT if paid else None, "estimate_fen": fen,
        "award_fen": fen if paid else None,
    }  # fmt: skip


def _record(one: int, by: int) -> dict[str, Any]:
    made = _state_of(one)
    return {"case_id": BASE + one, "seq": 1, "action": "create", "state_after": made, "actor_id": by, "role": "caseworker",
            "reason": "", "detail": "{}" if db.engine.dialect.name == "postgresql" else {}, "at": AT, "alg": "sha256",
            "hash": "0" * 64}  # fmt: skip


def _state_of(one: int) -> str:
    mixed = one * 2_654_435_761 % 2**32
    running = mixed // 16 % 5 == 0
    return (RUNNING if running else OVER)[mixed // 97 % (len(RUNNING) if running else len(OVER))]
