"""What an applicant fills in and hands in, for tests: sample answers, small real files, and the steps up to submission."""

from io import BytesIO

import pikepdf
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from rules import catalogue
from states.dossier import Actor
from states.names import Role
from tests.people import HUMAN
from workflow.actions import application, documents
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case
from workflow.models.user import User

FACTS = {
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


def filled(login: str = "lanxi", item: str = "10") -> Case:
    """A draft with answers, statement and every required document."""
    case, who = draft(login, item), actor(login)
    application.save(case, FACTS[item], [], True, who)
    for number, kind in enumerate(catalogue.item(item).documents, 1):
        if kind.required:
            documents.attach(case, kind.code, f"{kind.title.zh}.pdf", pdf(number), who)
    return case


def submitted(login: str = "lanxi", item: str = "10") -> Case:
    """A submitted application."""
    case = filled(login, item)
    application.submit(case, actor(login))
    return case


def reload(number: str) -> Case:
    """The case as a new request loads it."""
    db.session.expire_all()
    query = select(Case).where(Case.number == number).options(joinedload(Case.enterprise), joinedload(Case.call))
    return db.session.scalars(query).one()
