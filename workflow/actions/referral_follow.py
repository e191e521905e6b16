"""Following up what was handed on: whom to reach at a department, and reminding it once each time. The caller commits."""

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.caps import insert_if_absent
from workflow.actions.mail import is_address, post
from workflow.actions.notify import Message, tell
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.referral import Referral
from workflow.models.referral_follow import DepartmentContact, ReferralReminder
from workflow.papers.words import BUREAU, dated

UNREACHABLE = Blocker(
    "contact_unreachable", "联系人要有电话或能收信的邮箱", "A contact needs a telephone or a mail address that works"
)


def save_contact(department_zh: str, name: str, phone: str, email: str, actor: Actor) -> DepartmentContact:
    """Write down whom to reach at the department; replaces who was there. Raises Refused."""
    name, phone, email = name.strip(), phone.strip(), email.strip()
    if not name or not (phone or email) or (email and not is_address(email)):
        raise Refused((UNREACHABLE,))
    assert actor.user_id is not None
    row = db.session.get(DepartmentContact, department_zh) or DepartmentContact(department_zh=department_zh)
    row.name, row.phone, row.email, row.saved_by, row.at = name, phone, email, actor.user_id, now()
    db.session.add(row)
    db.session.flush()
    return row


def remind(case: Case, row: Referral, days: int, contact: DepartmentContact | None) -> bool:
    """Remind the department of a case that waited more than `days` working days; False when this was done before.

    By letter where the department has an address; whoever owns the case is told that it was sent, or to call.
    """
    email = contact.email if contact is not None else ""
    if not insert_if_absent(ReferralReminder, case_id=row.case_id, days=days, recipient=email, at=now()):
        return False
    if email:
        _write(case, row, days, email)
    tell(case, [row.owner_id], _notice(case, row, days, contact))
    return True


def _write(case: Case, row: Referral, days: int, email: str) -> None:
    day = dated(business_date(row.referred_at))
    body = (
        f"{row.department_zh}：\n\n{case.enterprise.name}的申请（编号{case.number}）于{day.zh}转交贵部门，"
        f"按《{row.scheme_zh.strip('《》')}》办理，已满{days}个工作日，还没有收到结果。\n"
        f"请告知办理进度或结果，由我们登记后转告企业。\n\n{BUREAU.zh}\n"
    )
    post(email, f"请告知转办件{case.number}的办理结果", body, f"referral-{row.case_id}-{days}")


def _notice(case: Case, row: Referral, days: int, contact: DepartmentContact | None) -> Message:
    if contact is not None and contact.email:
        zh, en = f"已发信提醒{contact.name}", f"A letter went to {contact.name}"
    elif contact is not None:
        zh, en = f"请打电话问{contact.name}，{contact.phone}", f"Please call {contact.name}, {contact.phone}"
    else:
        zh, en = "这个部门还没有登记联系人，请登记后催办", "The department has no contact yet; please enter one"
    return Message(
        kind="referral_overdue",
        title_zh=f"{case.number}　转办满{days}个工作日没有结果",
        title_en=f"{case.number}: no outcome after {days} working days",
        body_zh=f"转到{row.department_zh}。{zh}。",
        body_en=f"Referred to the {row.department_en}. {en}.",
    )
