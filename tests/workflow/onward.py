"""A submitted case taken further along the caseworker's desk, for tests: by the real actions and the demo people."""

from typing import Any

from sqlalchemy import select

from tests.workflow.filing import FACTS, actor, once, reload, submitted
from workflow.actions import casework, checking, evaluation, review
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Document

FACTS.setdefault("12", {"subject": "智能传感器人才培养", "event": "行业论坛"})  # an item that is referred elsewhere


def papers(case: Case) -> list[Document]:
    """The documents in force, in the order they were handed in."""
    query = select(Document).where(Document.case_id == case.id, Document.removed_at.is_(None))
    return list(db.session.scalars(query.order_by(Document.id)))


def accepted(item: str = "10", login: str = "lanxi", **more: Any) -> Case:
    """Accepted by Shen, who thereby owns it."""
    return once(["accepted", login, item, more], lambda: _accepted(item, login, **more))


def _accepted(item: str, login: str, **more: Any) -> Case:
    case = reload(submitted(login, item, **more).number)
    casework.accept(case, actor("shen"))
    return case


def passed(case: Case, who: str = "shen") -> None:
    """Every document accepted and the credit looked up."""
    for document in papers(case):
        checking.give_verdict(case, document, "accepted", "", actor(who))
    checking.check_credit(case, actor(who))


def checked(item: str = "10", login: str = "lanxi", **more: Any) -> Case:
    """Documents checked by Shen."""
    return once(["checked", login, item, more], lambda: _checked(item, login, **more))


def _checked(item: str, login: str, **more: Any) -> Case:
    case = accepted(item, login, **more)
    passed(case)
    checking.check_documents(case, actor("shen"))
    return case


def evaluated(item: str = "10", login: str = "lanxi", **more: Any) -> Case:
    """Evaluated by Shen by the real rule."""
    return once(["evaluated", login, item, more], lambda: _evaluated(item, login, **more))


def _evaluated(item: str, login: str, **more: Any) -> Case:
    case = checked(item, login, **more)
    evaluation.evaluate(case, actor("shen"), "材料齐备")
    return case


def reviewed(item: str = "10", login: str = "lanxi", **more: Any) -> Case:
    """Confirmed by Xu."""
    return once(["reviewed", login, item, more], lambda: _reviewed(item, login, **more))


def _reviewed(item: str, login: str, **more: Any) -> Case:
    case = evaluated(item, login, **more)
    review.pass_review(case, actor("xu"), "")
    return case
