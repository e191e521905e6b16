"""Notes of the demo: colleagues named, one corrected; and whom to reach at two departments."""

from datetime import datetime, time

from sqlalchemy import select

from workflow.actions import note
from workflow.actions.referral_follow import save_contact
from workflow.clock import SHANGHAI, told
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.demo.telling import workday
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise

#: Firm, item, state of its newest case → days ago, author, text, who may read it.
NOTES = (
    ("岚汐", "14", "correction", 3, "shen", "@许岚 去年这家也有转租面积没标的情况，复核时请看平面图。", "casework"),
    ("青榄", "7a", "documents_checked", 5, "shen", "设备供应商说月底装完，核查日期等@江予 一起定。", "staff"),
    ("星湾", "7a", "submitted", 1, "jiang", "设备发票和青榄7b那份像是同一张，@沈砚 @程述 先别受理，我去问。", "staff"),
)
CONTACTS = (
    ("商务主管部门", "展会补贴窗口　周", "0755-2300-0012", "zhanhui@dept.example"),
    ("工业投资和技术改造主管部门", "技改科　何", "0755-2300-0006", ""),
)


def tell() -> None:
    """Write the notes at their own time, correct the last one, and enter the contacts. Commits each."""
    for firm, item, state, ago, author, text, readers in NOTES:
        query = select(Case.id).join(Enterprise, Enterprise.id == Case.enterprise_id)
        query = query.where(Enterprise.name.contains(firm), Case.item == item, Case.state == state)
        case_id = db.session.scalars(query.order_by(Case.id.desc()).limit(1)).one()
        with told(datetime.combine(workday(ago), time(16, 10), SHANGHAI)):
            row = note.write(locked(case_id), text, readers, actor(author))
            db.session.commit()
    with told(datetime.combine(workday(0), time(9, 5), SHANGHAI)):
        again = "问过了：两家同一天向同一供应商买的同型号设备，发票号不同，可以受理。"
        note.write(locked(case_id), again, readers, actor(author), corrects=db.session.merge(row))
        for department, name, phone, email in CONTACTS:
            save_contact(department, name, phone, email, actor("shen"))
        db.session.commit()
