"""An enterprise takes an offer: a case with the figures of the list, proved by the list, handed in at once. No commit."""

from collections.abc import Mapping
from typing import Any

from rules import catalogue
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions import application, documents
from workflow.actions.award_offer import check_open
from workflow.clock import now
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case
from workflow.models.entitlement import AwardOffer, EntitlementList, EntitlementRow
from workflow.models.user import User
from workflow.papers import engine, offer

#: What the enterprise confirms and declares itself; everything else that is required, the list proves.
CONFIRMED = frozenset({"application_form", "statement", "bank_account"})
NO_ACCOUNT = Blocker(
    "no_account", "企业资料里还没有收款账户，请先登记", "There is no bank account in your enterprise's file yet"
)
CHANGED = Blocker(
    "account_changed",
    "收款账户刚刚改过，请看过新账户再确认",
    "The bank account has just been changed; please look at it again",
)


def accept(row: AwardOffer, account: str, actor: Actor) -> Case:
    """Hand the prefilled case in. `account` is the number that the person saw and confirmed; `row` is locked.

    The enterprise has declared what every applicant declares. Raises Refused.
    """
    firm = check_open(row, actor)
    if not firm.bank_account:
        raise Refused((NO_ACCOUNT,))
    if account != firm.bank_account:
        raise Refused((CHANGED,))
    assert actor.user_id is not None
    listed = db.session.get_one(EntitlementRow, (row.list_id, row.number))
    source = db.session.get_one(EntitlementList, row.list_id)
    call = db.session.get_one(Call, source.call_id)
    case = application.create(call, firm.id, actor)
    sources = {name: {"from": "list"} for name in listed.facts}
    application.save(case, listed.facts, [], declared=True, actor=actor, sources=sources)
    _prove(case, offer.extract(source, listed, call), offer.confirmation(firm, row, _name(actor), now()), actor)
    application.submit(case, actor)
    row.state, row.ended_at, row.answered_by, row.case_id = "accepted", now(), actor.user_id, case.id
    db.session.flush()
    return case


def _name(actor: Actor) -> str:
    return db.session.get_one(User, actor.user_id).name


def _prove(case: Case, extract: Mapping[str, Any], confirmation: Mapping[str, Any], actor: Actor) -> None:
    """Both papers stand for every kind that is required, so that each gets its verdict as in any other case."""
    files = {
        True: ("免申即享确认书.pdf", engine.pdf("slip.typ", confirmation)),
        False: ("统计名单摘录.pdf", engine.pdf("slip.typ", extract)),
    }
    for kind in catalogue.item(case.item).documents:
        if kind.required:
            name, data = files[kind.code in CONFIRMED]
            documents.attach(case, kind.code, name, data, actor)
