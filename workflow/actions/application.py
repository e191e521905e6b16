"""An application while it is being filled in: start one, keep the form. Handing it in: see submission.py."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role, State
from workflow.actions.advance import open_case
from workflow.actions.filing_words import FOREIGN, NOT_LISTED, NOT_OPEN
from workflow.actions.submission import next_revision
from workflow.actions.submission import resubmit as resubmit  # noqa: PLC0414 -- one door for everything an applicant does
from workflow.actions.submission import submit as submit  # noqa: PLC0414 -- as above
from workflow.actions.submission import withdraw as withdraw  # noqa: PLC0414 -- as above
from workflow.clock import now
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.filing import Correction, Filing
from workflow.queries.applications import newest_filed
from workflow.queries.casefile import digest
from workflow.queries.filings import current_filing, open_correction

#: Letters and digits that cannot be taken for one another on paper or over the phone.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
OTHER_MONEY = "other_money"


def random_code(length: int) -> str:
    """A code nobody can guess, of letters and digits that are hard to confuse."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def check_own(case: Case, actor: Actor) -> None:
    """Only people of the applying enterprise change what it handed in. Raises Refused."""
    if Role.APPLICANT not in actor.roles or actor.enterprise_id != case.enterprise_id:
        raise Refused((FOREIGN,))


def create(call: Call, enterprise_id: int, actor: Actor) -> Case:
    """Start a draft under an open call, with an empty form and a random number. Raises Refused when it is closed."""
    if actor.enterprise_id != enterprise_id or actor.user_id is None:
        raise Refused((FOREIGN,))
    if not call.opens_at <= now() < call.new_until:
        raise Refused((Blocker("window_open", "这一批现在不开放申报。", "This call does not take applications now."),))
    case = Case(
        number="D" + random_code(8),
        tracking_code=random_code(10),
        enterprise_id=enterprise_id,
        call_id=call.id,
        item=call.item,
        policy_version=call.policy_version,
        created_by=actor.user_id,
        created_at=now(),
    )
    case.call, case.enterprise = call, db.session.get_one(Enterprise, enterprise_id)
    open_case(case, actor)
    db.session.add(
        Filing(
            case_id=case.id,
            enterprise_id=enterprise_id,
            revision=0,
            facts={},
            other_money=[],
            changed=[],
            digest=digest([{}, []]),
            saved_by=actor.user_id,
            saved_at=now(),
        )
    )
    db.session.flush()
    return case


def save(
    case: Case,
    facts: Mapping[str, Any],
    other_money: Sequence[Mapping[str, str]],
    declared: bool,  # noqa: FBT001 -- part of what is filed, named by every caller
    actor: Actor,
    *,
    sources: Mapping[str, Mapping[str, str]] | None = None,
    page: str = "",
) -> Filing:
    """Keep the form as it is. Facts are rule inputs in plain JSON: money and area as text, months as `2026-01`.

    What the rules would refuse is kept too, as it was typed: a draft loses nothing, submission asks for it.
    In a correction only the facts that the notice lists may differ. `sources` says where answers come from that nobody
    typed; an answer that stays keeps its source, one that changes loses it. `page` names the page that saved. Raises Refused.
    """
    check_own(case, actor)
    assert actor.user_id is not None
    correction = _open_for_change(case)
    filing = current_filing(case.id)
    facts, money = dict(facts), [dict(row) for row in other_money]
    changed = _changes(newest_filed(case.id), facts, money)
    if correction is not None:
        listed = _opened({point["name"] for point in correction.items if point["kind"] == "fact"})
        if not set(changed) <= listed:
            raise Refused((NOT_LISTED,))
        if filing.filed_at is not None:
            filing = next_revision(filing)
    stays = {name: one for name, one in (filing.sources or {}).items() if facts.get(name) == filing.facts.get(name)}
    filing.sources = stays | {name: dict(one) for name, one in (sources or {}).items() if name in facts}
    filing.saved_page = page or None
    filing.facts, filing.other_money, filing.changed = facts, money, changed
    filing.declared, filing.digest = declared, digest([facts, money])
    filing.saved_by, filing.saved_at = actor.user_id, now()
    db.session.flush()
    return filing


def _open_for_change(case: Case) -> Correction | None:
    """The open correction, None for a draft; Refused when the form is closed."""
    if case.state == State.DRAFT:
        return None
    correction = open_correction(case.id) if case.state == State.CORRECTION else None
    if correction is None:
        raise Refused((NOT_OPEN,))
    return correction


def _opened(listed: set[str]) -> set[str]:
    """What a notice opens: first month, number of months and the leases that give them are one answer (article 14)."""
    months = {"from", "months", "leases"}
    return listed | months if listed & months else listed


def _changes(before: Filing | None, facts: Mapping[str, Any], money: list[dict[str, str]]) -> list[str]:
    if before is None:
        return []
    names = sorted(set(before.facts) | set(facts))
    changed = [name for name in names if before.facts.get(name) != facts.get(name)]
    return changed + ([OTHER_MONEY] if before.other_money != money else [])
