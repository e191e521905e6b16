"""The left side of the case page: facts, automatic checks, documents with the open page, correction notices."""

from typing import Any

from states.guards_who import in_charge
from states.names import Role
from workflow.actions.checking import CHECKING
from workflow.actions.marking import may_mark
from workflow.queries import history, matters
from workflow.queries.case_registers import registers
from workflow.queries.casefile import MONEY_AT_STAKE
from workflow.views import case_checks, case_documents, case_facts, case_notices
from workflow.views.case_opened import Look, Opened
from workflow.views.preview_panel import panel


def facts_zone(one: Opened, look: Look | tuple[str, int] | None) -> dict[str, Any]:
    """What its templates draw."""
    file, case, actor = one.file, one.file.case, one.actor
    marking = may_mark(file, actor)
    found = file.hits if case.state in MONEY_AT_STAKE else matters.hits(case, file.filing)
    facts = case_facts.facts(file, history.filings(case.id), one.marks)
    papers = case_documents.kinds(file, one.names, one.marks)
    mine = Role.CASEWORKER in actor.roles and in_charge.test(file.dossier, actor)
    return {
        "facts": facts,
        "verified": (sum(fact["check"]["state"] == "yes" for fact in facts), len(facts)),
        "other_money": case_facts.other_money(file),
        "checks": case_checks.checks(file, registers(case, file.filing), found),
        "notices": case_notices.corrections(file, one.notices, one.names),
        "papers": papers,
        "tally": case_documents.tally(papers),
        "may_check": case.state in CHECKING and mine,
        "may_mark": marking,
        "look": _open_page(one, look, marking=marking),
        "basis": [(row[0].ref, row[0].name) for row in file.documents] if marking else [],
    }


def _open_page(one: Opened, look: Look | tuple[str, int] | None, *, marking: bool) -> dict[str, Any] | None:
    if look is None:
        return None
    ref, page = look
    row = next((row for row in one.file.documents if row[0].ref == ref), None)
    return None if row is None else panel(one.file, one.marks, row, page, may_mark=marking)
