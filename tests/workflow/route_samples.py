"""A real address for every route: cases, documents, batches that exist, and who may open them."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from states.names import Role
from tests.people import FIRM
from tests.road import Road
from tests.workflow.account_samples import ACCOUNTS_KEYLESS, account_samples
from tests.workflow.actions.rent_ground import leased
from tests.workflow.admin_bad_rows import admin_samples
from tests.workflow.after_payment_samples import settled
from tests.workflow.budget_bad_rows import budget_samples
from tests.workflow.case_page_bad_rows import marks
from tests.workflow.challenge_samples import raised
from tests.workflow.entitlement_samples import entitlement_samples
from tests.workflow.meeting_samples import convened
from tests.workflow.override_samples import changed
from tests.workflow.payment_samples import payment_samples
from tests.workflow.proof_samples import proved
from workflow.actions import bulk, message, note, sample_rate, saved_view, subscription
from workflow.actions.bulk import Row
from workflow.db import db
from workflow.demo.papers import paper as example
from workflow.demo.play import actor as play_actor
from workflow.models.call import Call
from workflow.models.case import Case
from workflow.models.filing import Document
from workflow.models.message import MessageFile
from workflow.models.paper import Paper
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.subscription import Subscription
from workflow.routes.table import ROUTES

#: The person that stands for a role (or for two firms of applicants).
PERSON = {
    Role.APPLICANT: "lanxi",
    Role.CASEWORKER: "shen",
    Role.REVIEWER: "xu",
    Role.SUPERVISOR: "cheng",
    Role.SECRETARY: "bai",
    Role.FINANCE: "fang",
    Role.AUDITOR: "lu",
    Role.ADMINISTRATOR: "han",
}
#: Forms that carry no submission key: they change no case and no ledger, and twice is as good as once.
KEYLESS = ACCOUNTS_KEYLESS | {
    "sign_in.enter",
    "sign_in.leave",
    "preferences.theme",
    "autosave.keep",
    "minutes.autosave",
    "payment_files.look",
    "subscriptions.ask",
    "subscriptions.confirm",
    "subscriptions.end",
}
#: The one click of a mail program knows no token of a page (RFC 8058); its address carries the secret.
ONE_CLICK = {"subscriptions.end"}
#: What a colleague noted on the case: nothing that leaves the bureau may hold it.
NOTE = "去年也有早开发票的情况，@程述"
#: Values of one route only.
OWN = {"bootstrap.static": {"filename": "css/bootstrap.min.css"}}
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


@dataclass
class Places:
    """Values for the parts of an address."""

    values: dict[str, str]
    draft: str

    def url(self, rule: Rule, **other: str) -> str:
        """The route's address, filled with what exists. A part without a sample fails: give it one here."""
        own = OWN.get(rule.endpoint, {})
        unknown = rule.arguments - self.values.keys() - own.keys()
        assert not unknown, f"{rule.rule}: no sample for {unknown} in route_samples.py"
        known = self.values | own | other
        return "".join(known[part] if is_argument else part for is_argument, part in rule._trace if part != "|")


def places(app: Flask) -> Places:
    """Cases of Lanxi: a released one (with its batch) that gives the addresses, and a draft."""
    road = Road(app)
    draft = road.to("filled", firm="lanxi")
    number = road.to("released", firm="lanxi")
    challenged = raised(Road(app))
    met = convened(app)
    OWN.update(settled(Road(app)))
    OWN.update(proved(Road(app)))
    OWN.update(changed(Road(app)))
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        ref = db.session.scalars(select(Document.ref).where(Document.case_id == case.id).limit(1)).one()
        paper = db.session.scalars(select(Paper.ref).where(Paper.case_id == case.id).order_by(Paper.id).limit(1)).one()
        batch = db.session.scalars(
            select(PaymentBatch.number)
            .join(Payment, Payment.batch_id == PaymentBatch.id)
            .where(Payment.case_id == case.id)
        ).one()
        said = message.write(case, "问一句", play_actor("lanxi"), files=[("a.pdf", example("a"))])
        attachment = db.session.scalars(select(MessageFile.ref).where(MessageFile.message_id == said.id)).one()
        noted = note.write(case, NOTE, "staff", play_actor("shen")).id
        marks(case.id, case.enterprise_id, case_document(ref))
        run = bulk.order("claim", [Row(case.number, case.version)], play_actor("shen")).ref
        rate = sample_rate.propose("9", 5, "试行", play_actor("xu")).id
        lease = leased("lanxi", "A3-2", 2400, "2024-01-01", "2029-12-31").id
        db.session.commit()
        call, link = _call_and_link()
        kept = saved_view.save("共用视图", "tab=all", play_actor("shen"), shared=True)
        db.session.commit()
        view = str(kept.id)
        accounts = (
            account_samples()
            | admin_samples()
            | budget_samples(case.id)
            | payment_samples(case.id, batch)
            | entitlement_samples()
        )
        db.session.commit()
    values = {
        **accounts,
        **met,
        "call": call,
        "link": link,
        "number": number,
        "ref": ref,
        "paper": paper,
        "batch": batch,
        "run": run,
        "attachment": attachment,
        "note_id": str(noted),
        "kind": "business_licence",
        "uscc": FIRM["lanxi"].uscc,
        "item": "10",
        "code": "zh",
        "filename": "css/tokens.css",
        "version": "consultation-draft",
        "old": "consultation-draft",
        "new": "consultation-draft",
        "lease": str(lease),
        "rate": str(rate),
        "page": "1",
        "fact": "revenue",
        "pin": "1",
        "instalment": "1",
        "listing": "report",
        "ending": "csv",
        "view": view,
        **challenged,
    }
    return Places(values, draft)


def case_document(ref: str) -> int:
    """The id of a document."""
    return db.session.scalars(select(Document.id).where(Document.ref == ref)).one()


def _call_and_link() -> tuple[str, str]:
    """The number of a call, and the link of somebody who wants to hear of its item."""
    call = db.session.scalars(select(Call).order_by(Call.id).limit(1)).one()
    subscription.ask(call.item, "reader@firm.example", "zh")
    row = db.session.scalars(select(Subscription).limit(1)).one()
    db.session.commit()
    return str(call.id), subscription.token(row)


def rules(app: Flask, *, unsafe: bool) -> list[Rule]:
    """The routes that change something, or those that only show."""
    every = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
    return [rule for rule in every if bool((rule.methods or set()) & UNSAFE) is unsafe]


def allowed(endpoint: str) -> Iterator[str]:
    """Logins of the people whom the table lets in (of the roles' samples)."""
    roles = ROUTES[endpoint].roles
    for role, login in PERSON.items():
        if roles is None or not roles or role in roles:
            yield login
