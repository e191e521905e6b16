"""Cases put straight before the committee, row by row, so that tests about money start there and stay fast."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from rules import catalogue
from tests.people import FIRM
from tests.workflow.filing import actor
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case, ControlStep, Transition
from workflow.models.enterprise import Enterprise
from workflow.models.evaluation import Evaluation, Review
from workflow.models.filing import Filing
from workflow.models.payment import Payment
from workflow.queries.casefile import digest
from workflow.queries.ledger import context_for
from workflow.queries.rulebook import article_number, policy

_numbers = count(1)

FACTS: dict[str, dict[str, Any]] = {
    "5": {
        "year": 2026,
        "runs": [{"ip_fee": "0.00", "mask_fee": "0.00", "wafer_fee": "10000000.00", "first_run": True}],
    },
    "10": {"revenue": "60000000.00", "peak": "40000000.00"},
    "14": {"in_zone": True, "above_scale": True, "area": "2400.00", "from": "2026-01", "months": 3},
}


def firm_id(key: str) -> int:
    """The id of an enterprise of the demo."""
    return db.session.scalars(select(Enterprise.id).where(Enterprise.uscc == FIRM[key].uscc)).one()


def new_firm() -> int:
    """An enterprise of its own, for a round of a race."""
    number = next(_numbers)
    row = dict.fromkeys(("legal_representative", "address", "contact_name", "bank_name"), "示例")
    name = f"示例企业{number}"
    values = row | {
        "name": name,
        "account_holder": name,
        "sort_key": name,
        "uscc": f"{number:018d}",
        "created_at": now(),
    }
    done = insert(Enterprise).values(contact_phone="1", bank_account="6222", **values).returning(Enterprise.id)
    return db.session.execute(done).scalar_one()


def before_committee(item: str, facts: Mapping[str, Any] | None = None, firm: str | int = "lanxi") -> int:
    """A case evaluated by shen, reviewed by xu and sent to the committee; gives its id. The caller commits."""
    version, facts = "consultation-draft", dict(facts or FACTS[item])
    enterprise = firm if isinstance(firm, int) else firm_id(firm)
    outcome = catalogue.evaluate(item, facts, context_for(enterprise, item), policy(version))
    shen, xu, at = actor("shen").user_id, actor("xu").user_id, now()
    call = db.session.scalars(select(Call).where(Call.item == item)).first()
    assert call is not None
    case_id = db.session.execute(
        insert(Case)
        .values(
            number=f"2026-{article_number(item):02d}-{next(_numbers):04d}",
            tracking_code="X",
            enterprise_id=enterprise,
            call_id=call.id,
            item=item,
            policy_version=version,
            state="committee",
            version=1,
            round=1,
            owner_id=shen,
            created_by=shen,
            created_at=at,
            submitted_at=at,
            accepted_at=at,
            proposed_fen=outcome.amount_fen,
            due_on=business_date() + timedelta(days=20),
        )
        .returning(Case.id)
    ).scalar_one()
    of = {"case_id": case_id}
    mine = of | {"enterprise_id": enterprise}
    db.session.execute(
        insert(Transition).values(
            **of,
            seq=1,
            action="send_to_committee",
            state_before="evaluated",
            state_after="committee",
            actor_id=shen,
            role="caseworker",
            reason="",
            detail={},
            at=at,
            alg="sha256",
            hash="0" * 64,
        )
    )
    db.session.execute(
        insert(Filing).values(
            **mine,
            revision=0,
            facts=facts,
            other_money=[],
            changed=[],
            declared=True,
            digest="0" * 64,
            saved_by=shen,
            saved_at=at,
            filed_at=at,
        )
    )
    db.session.execute(
        insert(Evaluation).values(
            **mine,
            round=1,
            policy_version=version,
            policy_digest=outcome.digest,
            inputs_digest=digest([version, facts, []]),
            inputs=facts,
            context=[],
            outcome=outcome.as_json(),
            amount_fen=outcome.amount_fen,
            eligible=outcome.eligible,
            reason=outcome.reason,
            opinion="",
            actor_id=shen,
            at=at,
        )
    )
    db.session.execute(insert(Review).values(**of, round=1, result="passed", comment="", actor_id=xu, at=at))
    for step, who in (("evaluate", shen), ("second_review", xu)):
        db.session.execute(insert(ControlStep).values(**of, round=1, step=step, actor_id=who, at=at))
    return case_id


def locked(case_id: int) -> Case:
    """The case as a request loads it for a step."""
    query = select(Case).where(Case.id == case_id).options(joinedload(Case.enterprise), joinedload(Case.call))
    return db.session.scalars(query.with_for_update(of=Case).execution_options(populate_existing=True)).one()


def payment_of(case_id: int) -> Payment:
    """The case's payment."""
    return db.session.scalars(select(Payment).where(Payment.case_id == case_id)).one()
