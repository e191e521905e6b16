"""What the applicant does with an application: start, fill in, submit, correct and submit again, withdraw."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from states.names import Role, State
from workflow.actions import matter, rent_claim
from workflow.actions.advance import Entry, advance, open_case
from workflow.actions.notify import tell_step
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case, CaseCounter
from workflow.models.enterprise import Enterprise
from workflow.models.filing import Correction, Filing
from workflow.queries.applications import newest_filed
from workflow.queries.casefile import CaseFile, digest, open_file
from workflow.queries.estimates import estimate
from workflow.queries.filings import current_filing, open_correction
from workflow.queries.rulebook import article_number

#: Letters and digits that cannot be taken for one another on paper or over the phone.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
OTHER_MONEY = "other_money"

NOT_OPEN = Blocker(
    "not_open",
    "申请已经提交，现在不能改。要改请等补正通知，或先撤回。",
    "The application has been submitted and cannot be changed now. Wait for a correction notice, or withdraw it first.",
)
NOT_LISTED = Blocker(
    "not_listed",
    "补正通知没有列出这一项，不能改。有疑问请联系经办人。",
    "The correction notice does not list this item, so it cannot be changed. Please ask the caseworker.",
)
NOTHING_CHANGED = Blocker(
    "nothing_changed",
    "这次什么都没有改。请先按补正通知修改或补传材料，再重新提交。",
    "Nothing was changed. Please correct or upload what the notice lists, then submit again.",
)
NOT_SIGNED = Blocker(
    "statement_signed",
    "请先勾选承诺，再重新提交。",
    "Please tick the statement before you submit again.",
)
OTHER_MONEY_UNCLEAR = Blocker(
    "other_money_unclear",
    "“其他财政资金”有没写完整的，每一笔都要写来源和金额（元）。",
    "An entry under “other public money” is incomplete: each needs its source and its amount in yuan.",
)
FOREIGN = Blocker("own_enterprise", "只能办本单位的申请。", "Only your own enterprise's application can be changed.")


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
) -> Filing:
    """Keep the form as it is. Facts are rule inputs in plain JSON: money and area as text, months as `2026-01`.

    What the rules would refuse is kept too, as it was typed: a draft loses nothing, submission asks for it.
    In a correction only the facts that the notice lists may differ. Raises Refused.
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
            filing = _next_revision(filing)
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


def _next_revision(filed: Filing, *, declared: bool = False) -> Filing:
    filing = Filing(
        case_id=filed.case_id,
        enterprise_id=filed.enterprise_id,
        revision=filed.revision + 1,
        facts=filed.facts,
        other_money=filed.other_money,
        changed=[],
        declared=declared,
        digest=filed.digest,
        saved_by=filed.saved_by,
        saved_at=now(),
    )
    db.session.add(filing)
    return filing


def submit(case: Case, actor: Actor) -> None:
    """Hand the application in: official number, frozen form, estimate by the real rule, receipt. Raises Refused."""
    file = open_file(case)
    if reasons := blockers(file.dossier, "submit", actor):
        raise Refused(reasons)
    draft_number = case.number
    case.policy_version = case.call.policy_version
    _check_other_money(file)
    rent_claim.hold(case, file.filing.facts)
    estimated, number = _estimate_fen(file), _official_number(case)
    case.estimate_fen, case.number = estimated, number
    case.submitted_at = file.filing.filed_at = now()
    step = advance(case, "submit", file.dossier, actor, Entry(detail={"number": [draft_number, case.number]}))
    matter.claim(case, file.filing)
    zh = f"申请编号{case.number}，查询码{case.tracking_code}。"
    tell_step(case, step, zh, f"Case number {case.number}, tracking code {case.tracking_code}.")


def _estimate_fen(file: CaseFile) -> int | None:
    outcome = estimate(file.case, file.filing.facts)
    return None if outcome is None else outcome.amount_fen


def _check_other_money(file: CaseFile) -> None:
    """The rules never read other public money, so its form is judged here. Raises Refused."""
    for row in file.filing.other_money:
        try:
            good = bool(str(row.get("source", "")).strip()) and money.parse_yuan(str(row.get("yuan"))) >= 0
        except money.NotMoney:
            good = False
        if not good:
            raise Refused((OTHER_MONEY_UNCLEAR,))


def _official_number(case: Case) -> str:
    """The next `year-article-sequence`; the counter's row lock makes it unique and, per rolled-back filing, gapless."""
    year, article = business_date().year, article_number(case.item)
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(CaseCounter)
    counted = (
        insert.values(year=year, article=article, last=1)
        .on_conflict_do_update(index_elements=["year", "article"], set_={"last": CaseCounter.last + 1})
        .returning(CaseCounter.last)
    )
    return f"{year}-{article:02d}-{db.session.execute(counted).scalar_one():04d}"


def resubmit(case: Case, actor: Actor) -> None:
    """Answer the correction: the changed form is filed as a new revision and the case goes back to its owner.

    Raises Refused: items of the notice untouched, nothing changed at all, statement not ticked.
    """
    file = open_file(case)
    if reasons := blockers(file.dossier, "resubmit", actor):
        raise Refused(reasons)
    correction, filing, before = file.correction, file.filing, newest_filed(case.id)
    assert correction is not None, "a case in correction has an open notice"
    new_files = {row[0].kind for row in file.documents if row[0].uploaded_at > correction.requested_at}
    if filing.filed_at is not None:  # documents only: the form is filed again as it was
        filing = _next_revision(filing, declared=True)
    if not filing.changed and not new_files:
        raise Refused((NOTHING_CHANGED,))
    if not filing.declared:
        raise Refused((NOT_SIGNED,))
    _check_other_money(file)
    rent_claim.hold(case, filing.facts)
    case.estimate_fen = _estimate_fen(file)
    filing.filed_at = correction.closed_at = now()
    correction.state = "answered"
    detail: dict[str, Any] = {
        name: [(before.facts if before else {}).get(name), filing.facts.get(name)] for name in filing.changed
    }
    detail |= {"documents": sorted(new_files)}
    step = advance(case, "resubmit", file.dossier, actor, Entry(detail=detail))
    matter.claim(case, filing)
    tell_step(
        case, step, "由原来的经办人接着办，不用重新排队。", "The same caseworker goes on; it does not queue again."
    )


def withdraw(case: Case, actor: Actor, reason: str = "") -> None:
    """Take the application back; possible until the committee has it. An open correction notice is closed with it."""
    file = open_file(case)
    step = advance(case, "withdraw", file.dossier, actor, Entry(reason=reason))
    if file.correction is not None:
        file.correction.state, file.correction.closed_at = "cancelled", now()
    tell_step(case, step)
