"""Special audits: entered from the report by the caseworker, compared with it by somebody else, and then counted."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from rules import catalogue
from rules.fact_words import answer_words
from rules.proofs import AUDIT, AUDITED
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow import storage
from workflow.actions.advance import Entry, advance
from workflow.actions.blobs import keep_blob
from workflow.actions.findings import By, Found, keep
from workflow.actions.reasons import reasoned
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.special_audit import AuditCheck, SpecialAudit
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.special_audits import reports

NOT_FOR_ITEM = Blocker("no_audit_for_item", "这一条不用专项审计", "This item has no special audit")
NOT_WHOLE = Blocker(
    "audit_not_whole", "请写事务所、报告编号、日期和各项金额", "Give firm, number, date and every amount"
)
LATER = Blocker("audited_later", "报告日期不能晚于今天", "The report cannot be dated after today")
CHECKED = Blocker("audit_checked", "这份登记已有人核对过", "This entry has been compared already")
ANOTHER = Blocker("audit_by_another", "登记的人不能自己核对，请另一位同事来", "Somebody else compares what you entered")
OLD = Blocker("audit_replaced", "后来又登记过一份，请核对最新的", "A later entry exists; compare the newest")
MOST = 1900


class Said(NamedTuple):
    """What the report states. `amounts`: fact → value as rules take it."""

    firm: str
    number: str
    reported_on: date
    amounts: Mapping[str, Any]
    note: str = ""


def enter(case: Case, said: Said, file: tuple[str, bytes | storage.Stored], actor: Actor) -> SpecialAudit:
    """Enter a report with its scan. Raises Refused, and storage.FileRefusedError for a file that cannot be taken."""
    wanted, papers = AUDITED.get(case.item), open_file(case)
    if wanted is None:
        raise Refused((NOT_FOR_ITEM,))
    firm, number = said.firm.strip(), said.number.strip()
    answers = {**papers.filing.facts, **said.amounts}
    wrong = {one.partition(":")[2] for one in catalogue.problems(case.item, answers)}
    asked = [fact for fact in papers.item.facts if fact.name in wanted]
    names = {name for fact in asked for name in (fact.name, *(column.name for column in fact.rows))}
    if not firm or not number or set(said.amounts) != set(wanted) or wrong & names:
        raise Refused((NOT_WHOLE,))
    if said.reported_on > business_date():
        raise Refused((LATER,))
    advance(case, "enter_audit", papers.dossier, actor, Entry(reason=f"{firm}　{number}"))
    assert actor.user_id is not None
    shown = storage.shown_name(file[0])
    stored = file[1] if isinstance(file[1], storage.Stored) else storage.put(shown, file[1])
    keep_blob(stored)
    row = SpecialAudit(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        firm=firm,
        number=number,
        reported_on=said.reported_on,
        amounts=dict(said.amounts),
        note=said.note.strip(),
        ref=secrets.token_urlsafe(16),
        file_name=shown,
        sha256=stored.sha256,
        entered_by=actor.user_id,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def check(case: Case, audit: SpecialAudit, actor: Actor, *, agrees: bool, note: str = "") -> None:
    """Say whether the entry agrees with the report; if it does, the next evaluation goes by it. Raises Refused."""
    note = note.strip() if agrees else reasoned(note)
    newest = reports(case.id)[0]
    if newest.audit.id != audit.id:
        raise Refused((OLD,))
    if newest.check is not None:
        raise Refused((CHECKED,))
    if audit.entered_by == actor.user_id:
        raise Refused((ANOTHER,))
    assert actor.user_id is not None
    more = {"agrees": agrees, "note": note, "at": now()}
    db.session.add(AuditCheck(audit_id=audit.id, entered_by=audit.entered_by, checked_by=actor.user_id, **more))
    file, detail = open_file(case), {}
    if agrees:
        detail = keep(file, _found(file, audit), By(AUDIT, audit.id, audit.entered_by, actor.user_id))
    reason = note or f"{audit.firm}　{audit.number}"
    advance(case, "check_audit", file.dossier, actor, Entry(reason=reason, detail=detail))


def _found(file: CaseFile, audit: SpecialAudit) -> list[Found]:
    facts = {fact.name: fact for fact in file.item.facts}
    rows = []
    for name, found in audit.amounts.items():
        claimed = file.filing.facts.get(name)
        words = [answer_words(facts[name], one).zh for one in (claimed, found)]
        told = f"专项审计（{audit.firm}，{audit.number}）：{facts[name].label.zh}申报{words[0]}，审定{words[1]}"
        rows.append(Found(name, claimed, found, told[:MOST]))
    return rows
