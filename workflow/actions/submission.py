"""Handing an application in, answering a correction notice, taking an application back."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from rules import money
from states.dossier import Actor
from states.lifecycle import Refused, blockers
from workflow.actions import conditional, deferral, matter, rent_claim, voiding, withdrawal
from workflow.actions.advance import Entry, advance
from workflow.actions.filing_words import NOT_SIGNED, NOTHING_CHANGED, OTHER_MONEY_UNCLEAR
from workflow.actions.notify import tell_owner, tell_step
from workflow.actions.paper import issue
from workflow.actions.relation import keep
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case, CaseCounter
from workflow.models.filing import Filing
from workflow.papers import receipt
from workflow.queries.applications import newest_filed
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.estimates import estimate
from workflow.queries.rulebook import article_number


def next_revision(filed: Filing, *, declared: bool = False) -> Filing:
    """The revision after a filed one, with the same content, open for changes."""
    filing = Filing(
        case_id=filed.case_id,
        enterprise_id=filed.enterprise_id,
        revision=filed.revision + 1,
        facts=filed.facts,
        sources=filed.sources,
        other_money=filed.other_money,
        changed=[],
        declared=declared,
        digest=filed.digest,
        saved_by=filed.saved_by,
        saved_at=now(),
    )
    db.session.add(filing)
    return filing


def submit(case: Case, actor: Actor, *, promised: bool = False) -> None:
    """Hand the application in: official number, frozen form, estimate by the real rule, receipt. Raises Refused.

    `promised`: the required documents that may follow after acceptance and are not there yet will come in time.
    """
    file = open_file(case)
    if reasons := blockers(file.dossier, "submit", actor):
        raise Refused(reasons)
    deferred = deferral.promise(file, actor, promised=promised)
    draft_number = case.number
    case.policy_version = case.call.policy_version
    _check_other_money(file)
    rent_claim.hold(case, file.filing.facts)
    estimated, number = _estimate_fen(file), _official_number(case)
    case.estimate_fen, case.number = estimated, number
    case.submitted_at = file.filing.filed_at = now()
    detail: dict[str, Any] = {"number": [draft_number, case.number]} | ({"deferred": deferred} if deferred else {})
    step = advance(case, "submit", file.dossier, actor, Entry(detail=detail))
    matter.claim(case, file.filing)
    keep(case.enterprise_id)
    issue(case, "receipt", receipt.letter(file))
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
        filing = next_revision(filing, declared=True)
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
    if voided := voiding.claims_changed(file, filing.facts):
        detail["void_overrides"] = voided
    step = advance(case, "resubmit", file.dossier, actor, Entry(detail=detail))
    matter.claim(case, filing)
    tell_step(
        case, step, "由原来的经办人接着办，不用重新排队。", "The same caseworker goes on; it does not queue again."
    )
    tell_owner(case, step)


def withdraw(case: Case, actor: Actor, reason: str = "") -> None:
    """Take the application back; possible until the committee has it. An open correction notice is closed with it."""
    file = open_file(case)
    step = advance(case, "withdraw", file.dossier, actor, Entry(reason=reason))
    if file.correction is not None:
        file.correction.state, file.correction.closed_at = "cancelled", now()
    conditional.close(file, "withdrawn")
    voiding.void(file.waiting_overrides, "withdrawn")
    receipt = withdrawal.receipt(case, actor, reason)
    tell_step(case, step, f"撤回回执{receipt.number}。", f"Receipt of the withdrawal: {receipt.number}.")
