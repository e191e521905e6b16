"""Documents of the demo: a draft with one used again, one expired and some missing; a file that two firms handed in."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from workflow import storage
from workflow.actions import documents
from workflow.actions.reuse import reuse
from workflow.clock import SHANGHAI, business_date, told
from workflow.db import db
from workflow.demo.papers import paper
from workflow.demo.play import Play, actor, locked
from workflow.demo.telling import workday
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.filing import Document
from workflow.queries.held import held


def tell() -> None:
    """Fill 砚北's draft as far as it goes, then hand in 星湾's application with an invoice that 青榄 has used. Commits."""
    with told(datetime.combine(workday(1), time(14, 5), SHANGHAI)):
        _half_done(_case("砚北", "10", "draft"))
    with told(datetime.combine(workday(2), time(10, 40), SHANGHAI)):
        _copied(_case("青榄", "7b", "publicity"))


def _case(firm: str, item: str, state: str) -> int:
    query = select(Case.id).join(Enterprise, Enterprise.id == Case.enterprise_id)
    query = query.where(Enterprise.name.contains(firm), Case.item == item, Case.state == state)
    return db.session.scalars(query.order_by(Case.id.desc()).limit(1)).one()


def _half_done(case_id: int) -> None:
    case, who = locked(case_id), actor("yanbei")
    licence = held(case, ["business_licence"])["business_licence"].document
    reuse(case, "business_licence", licence.ref, who).expires_on = business_date() + timedelta(days=900)
    for kind, name in (("statistics", "历年年度统计报表.pdf"), ("credit_report", "信用报告.pdf")):
        document = documents.attach(case, kind, name, paper("Yanbei", kind, f"Case {case_id}"), who)
        if kind == "credit_report":
            documents.set_expiry(case, document, business_date() - timedelta(days=12), who)
    db.session.commit()


def _copied(from_case: int) -> None:
    theirs = db.session.scalars(
        select(Document).where(Document.case_id == from_case, Document.kind == "invoices").limit(1)
    ).one()
    data = storage.path_of(theirs.sha256).read_bytes()
    facts = {"year": business_date().year, "project": "封测平台二期", "platform": True, "investment": "9600000.00"}
    play = Play("xingwan", "7a", facts)
    play.draft()
    play.fill()
    play.attach()
    play.step(lambda case: documents.attach(case, "invoices", "设备发票.pdf", data, actor("xingwan")))
    play.submit()
