"""What an applicant fills in and hands in, for tests: sample answers, small real files, and the steps up to submission."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
from flask import Flask, current_app
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from rules import catalogue
from states.dossier import Actor
from states.names import Role
from tests.ground.kept import Kept
from tests.people import HUMAN
from workflow.actions import application, documents
from workflow.actions.advance import Entry, advance
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case
from workflow.models.filing import Correction
from workflow.models.user import User
from workflow.queries.casefile import open_file

FACTS: dict[str, dict[str, Any]] = {
    "4": {"project": "深科攻2026-18", "listed": True, "in_district": True, "municipal_support": "1000000.00"},
    "5": {
        "year": 2026,
        "runs": [{"ip_fee": "0.00", "mask_fee": "200000.00", "wafer_fee": "800000.00", "first_run": True}],
    },
    "7b": {"year": 2026, "opened": True, "contracts": "3000000.00"},
    "8": {"subject": "仓储巡检示范", "field": "智能制造"},
    "11": {"year": 2026, "own_design": True, "sales_this": "8000000.00", "sales_last": "6000000.00"},
    "18": {"service": "ip", "subject": "商标被抢注"},
    "10": {"year": 2026, "revenue": "60000000.00", "peak": "40000000.00"},
    "14": {"in_zone": True, "above_scale": True, "area": "2400.00", "from": "2026-01", "months": 3},
}


def actor(login: str) -> Actor:
    """The person of that login as the procedure sees one."""
    user = db.session.scalars(select(User).where(User.login == login)).one()
    return Actor(user.id, frozenset(Role(role) for role in HUMAN[login].roles), user.enterprise_id)


def pdf(pages: int = 1) -> bytes:
    """A real PDF; another number of pages gives other bytes."""
    out = BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 8)) -> bytes:
    """A real picture."""
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return out.getvalue()


def draft(login: str = "lanxi", item: str = "10") -> Case:
    """A new, empty draft."""
    call = db.session.scalars(select(Call).where(Call.item == item).order_by(Call.id)).first()
    assert call is not None
    who = actor(login)
    assert who.enterprise_id is not None
    return application.create(call, who.enterprise_id, who)


def filled(
    login: str = "lanxi",
    item: str = "10",
    more: Mapping[str, Any] | None = None,
    other_money: Sequence[Mapping[str, str]] = (),
    pages: int = 1,
) -> Case:
    """A draft with answers (`more` changes some), statement and every required document of `pages` pages or more."""
    case, who = draft(login, item), actor(login)
    application.save(case, FACTS[item] | dict(more or {}), other_money, True, who)
    for number, kind in enumerate(catalogue.item(item).documents, pages):
        if kind.required:
            documents.attach(case, kind.code, f"{kind.title.zh}.pdf", pdf(number), who)
    return case


def submitted(login: str = "lanxi", item: str = "10", **more: Any) -> Case:
    """A submitted application; `more` as for `filled`."""
    return once(["submitted", login, item, more], lambda: _submitted(login, item, **more))


def _submitted(login: str, item: str, **more: Any) -> Case:
    case = filled(login, item, **more)
    application.submit(case, actor(login))
    return case


def once(way: list[Any], go: Callable[[], Case]) -> Case:
    """The case that a way leads to, committed; copied where a test starts with a way that another has walked."""
    kept: Kept | None = current_app.config.get("KEPT")
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if kept is None or not kept.at_start(app):
        return go()

    def walked() -> str:
        number = go().number
        db.session.commit()
        db.session.remove()
        return number

    return reload(kept.walk(app, json.dumps(way, default=str), walked))


def reload(number: str) -> Case:
    """The case as a new request loads it."""
    db.session.expire_all()
    query = select(Case).where(Case.number == number).options(joinedload(Case.enterprise), joinedload(Case.call))
    return db.session.scalars(query).one()


def ask(case: Case, *points: tuple[str, str]) -> Correction:
    """Put the case into correction as a caseworker does."""
    shen = actor("shen")
    advance(case, "request_correction", open_file(case).dossier, shen, Entry(reason="不齐"))
    assert shen.user_id is not None
    row = Correction(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        items=[{"kind": kind, "name": name, "wrong": "请更正"} for kind, name in points],
        note="",
        due_on=business_date() + timedelta(days=30),
        state="open",
        requested_by=shen.user_id,
        requested_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row
