"""A database full of rent support to measure on: enterprises with a lease, a case and some of their 36 months each."""

import secrets
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import insert, select

from rules.months import month_text, parse_month
from workflow.app import create_app
from workflow.config import Settings
from workflow.db import db
from workflow.demo.world import plant
from workflow.models.call import Call
from workflow.models.case import Case, Transition
from workflow.models.enterprise import AboveScale, Enterprise
from workflow.models.lease import Lease, LeasePiece
from workflow.models.rent import RentMonth, RentTotal
from workflow.models.user import User
from workflow.models.zone import ZoneUnit

FIRST = parse_month("2024-01")
AT = datetime(2026, 1, 5, tzinfo=UTC)
BASE = 1000  # ids of what is made here begin after the demo's own


def make(folder: Path, url: str = "") -> Flask:
    """The application on an empty planted database."""
    app = create_app(Settings(instance=folder, database_url=url, secret_key=secrets.token_hex(), hash_memory_kib=8))
    with app.app_context():
        upgrade()
        plant()
        db.session.commit()
    return app


def fill(firms: int) -> None:
    """Enterprises from BASE on; number n holds n % 37 months."""
    shen = db.session.scalars(select(User.id).where(User.login == "shen")).one()
    call = db.session.scalars(select(Call.id).where(Call.item == "14")).one()
    ids = range(BASE, BASE + firms)
    put(Enterprise, [_firm(one) for one in ids])
    put(
        AboveScale,
        [{"enterprise_id": one, "year": year, "source": ""} for one in ids for year in (2024, 2025, 2026, 2027)],
    )
    put(
        ZoneUnit,
        [
            {"code": f"U{one}", "address": f"U{one}", "area": 10**7, "since": date(2020, 1, 1), "source": ""}
            for one in ids
        ],
    )
    put(Lease, [{"id": one, "enterprise_id": one, "unit": f"U{one}", "number": f"R{one}"} for one in ids])
    put(LeasePiece, [_piece(one, shen) for one in ids])
    put(Case, [_case(one, call, shen) for one in ids])
    put(Transition, [_record(one, shen) for one in ids])
    put(RentTotal, [{"enterprise_id": one, "months": one % 37} for one in ids])
    put(RentMonth, [_month(one, place) for one in ids for place in range(one % 37)])
    db.session.commit()


def put(table: type, rows: list[dict[str, object]]) -> None:
    """Insert rows in parts."""
    for start in range(0, len(rows), 5000):
        db.session.execute(insert(table), rows[start : start + 5000])


def _firm(one: int) -> dict[str, object]:
    words = dict.fromkeys(("legal_representative", "address", "contact_name", "bank_name"), "示例")
    name = f"示例企业{one:06d}"
    codes = {"uscc": f"{one:018d}", "contact_phone": "1", "bank_account": "6222", "created_at": AT}
    return {"id": one, "name": name, "sort_key": f"shiliqiye{one:06d}", "account_holder": name, **words, **codes}


def _piece(one: int, shen: int) -> dict[str, object]:
    area = 100_000 + one % 7 * 100_000
    days = {"starts_on": date(2024, 1, 1), "ends_on": date(2028, 12, 31)}
    areas = {"contract_area": area, "sublet_area": 0, "own_area": area}
    return {"lease_id": one, "enterprise_id": one, "piece": 1, "kind": "terms", "use": "main", "rent_free": [],
            "document": "", "note": "", "recorded_by": shen, "at": AT, **days, **areas}  # fmt: skip


def _case(one: int, call: int, shen: int) -> dict[str, object]:
    when = dict.fromkeys(("created_at", "submitted_at", "accepted_at", "cleared_at", "paid_at"), AT)
    return {"id": one, "number": f"2026-14-B{one}", "tracking_code": "X", "enterprise_id": one, "call_id": call, "item": "14",
            "policy_version": "consultation-draft", "state": "paid", "version": 1, "round": 1, "created_by": shen,
            "award_fen": 1, **when}  # fmt: skip


def _record(one: int, shen: int) -> dict[str, object]:
    return {"case_id": one, "seq": 1, "action": "confirm_payment", "state_after": "paid", "actor_id": shen, "role": "finance",
            "reason": "", "detail": {}, "at": AT, "alg": "sha256", "hash": "0" * 64}  # fmt: skip


def _month(one: int, place: int) -> dict[str, object]:
    money = {"computed_fen": 300_000, "granted_fen": 300_000, "recovered_fen": 0}
    return {"enterprise_id": one, "month": month_text(FIRST + place), "seq": place + 1, "case_id": one, "area": 100_000,
            "state": "paid", "at": AT, **money}  # fmt: skip
