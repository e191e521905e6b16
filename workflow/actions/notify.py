"""Messages as rows: written with the change, read in the application, passed on later by the worker."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select, update

from states.step import Step
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.notice import Notice
from workflow.models.user import User
from workflow.queries.notice_topics import of_topic


class Message(NamedTuple):
    """A message in both languages."""

    kind: str
    title_zh: str
    title_en: str
    body_zh: str
    body_en: str


def tell_applicant(case: Case, message: Message) -> None:
    """Write the message to every active user of the case's enterprise."""
    tell_enterprise(case.enterprise_id, message, case)


def tell_enterprise(enterprise_id: int, message: Message, case: Case | None = None) -> None:
    """Write the message to every active user of the enterprise; without a case it is about its rent support."""
    users = select(User.id).where(User.enterprise_id == enterprise_id, User.active).order_by(User.id)
    tell(case, db.session.scalars(users), message)


def tell_step(case: Case, step: Step, zh: str = "", en: str = "") -> None:
    """Tell the applicant of a step in the words of the procedure, and what else there is to say; silent steps say nothing."""
    if step.notice is None:
        return
    tell_applicant(
        case,
        Message(
            kind=step.action,
            title_zh=f"{case.number}　{step.record.zh}",
            title_en=f"{case.number}: {step.record.en}",
            body_zh=f"{step.notice.zh}。{zh}"[:4000],
            body_en=f"{step.notice.en}. {en}".strip()[:4000],
        ),
    )


def tell_owner(case: Case, step: Step) -> None:
    """Tell whoever is in charge that the enterprise has answered: the case is theirs again."""
    message = Message(
        kind=step.action,
        title_zh=f"{case.number}　{step.record.zh}，请核验",
        title_en=f"{case.number}: {step.record.en}; please check",
        body_zh="企业已经答复，计时接着走。",
        body_en="The enterprise has answered and the clock runs again.",
    )
    tell(case, [case.owner_id] if case.owner_id is not None else [], message)


def tell(case: Case | None, user_ids: Iterable[int], message: Message) -> None:
    """Write the message to each of the users."""
    at = now()
    for user_id in user_ids:
        db.session.add(Notice(user_id=user_id, case_id=case.id if case else None, at=at, **message._asdict()))


def mark_read(user_id: int, up_to: int, topic: str | None = None) -> None:
    """Note that the person has read every message, or every one of a group, up to the one with this id."""
    unread = update(Notice).where(Notice.user_id == user_id, Notice.id <= up_to, Notice.read_at.is_(None))
    if topic is not None:
        unread = unread.where(of_topic(topic))
    db.session.execute(unread.values(read_at=now()))
