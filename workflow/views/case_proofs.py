"""What a case rests on besides documents, for its page: each visit, audit and assessment with how far it is."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from rules.proofs import AUDIT, EXPERTS, PROOFS, VISIT, WORDS
from states.dossier import Actor
from states.lifecycle import blockers
from workflow.models.case import Case
from workflow.models.finding import Finding
from workflow.models.visit import CANCELLED, PLANNED, SIGNED
from workflow.queries import assessments, special_audits, visits
from workflow.queries.casefile import CaseFile
from workflow.queries.findings import holds, newest
from workflow.queries.people import names_of
from workflow.views.assessment_page import points
from workflow.views.fact_text import fact_text
from workflow.views.filters import day, say


def proofs(file: CaseFile, actor: Actor) -> list[dict[str, Any]]:
    """One entry for each proof of the item; an item without any costs no query."""
    found = newest(file.findings)
    return [
        {
            "word": say(WORDS[source]),
            "asked": source in (file.case.call.requires or ()),
            "facts": [_fact(file, row) for row in found.get(source, ())],
            "left_behind": not all(holds(row, file.filing.facts) for row in found.get(source, ())),
            **{VISIT: _visit, AUDIT: _audit, EXPERTS: _experts}[source](file.case, file, actor),
        }
        for source in PROOFS.get(file.case.item, ())
    ]


def _fact(file: CaseFile, row: Finding) -> dict[str, Any]:
    fact = next(one for one in file.item.facts if one.name == row.fact)
    return {
        "label": say(fact.label),
        "claimed": fact_text(fact, row.claimed),
        "found": fact_text(fact, row.found),
        "differs": row.claimed != row.found,
    }


def _visit(case: Case, file: CaseFile, actor: Actor) -> dict[str, Any]:
    rows = [row for row in visits.of_case(case.id) if row.state != CANCELLED]
    live = rows[0] if rows else None
    plan = url_for("visits.form", number=case.number) if not blockers(file.dossier, "plan_visit", actor) else ""
    if live is None:
        return {"state": _("没有安排"), "url": "", "next": plan, "label": _("安排现场核查"), "tone": ""}
    names, url = names_of([live.lead_id, live.second_id]), url_for("visits.show", number=case.number, visit=live.id)
    who = _("、").join(names.get(one, "") for one in (live.lead_id, live.second_id))
    if live.state == SIGNED and live.result is not None:
        told = _("%(result)s，%(day)s，%(who)s已签", result=say(visits.RESULT_WORDS[live.result]),
                 day=day(live.visited_on), who=who)  # fmt: skip
        return {"state": told, "url": url, "next": plan, "label": _("再去一次"), "tone": "done"}
    told = (
        _("已记录，等两个人签名")
        if live.state != PLANNED
        else _("%(day)s去，%(who)s", day=day(live.planned_on), who=who)
    )
    return {"state": told, "url": url, "next": "", "label": "", "tone": "open"}


def _audit(case: Case, file: CaseFile, actor: Actor) -> dict[str, Any]:
    rows, url = special_audits.reports(case.id), url_for("audits.show", number=case.number)
    if not rows:
        enter = "" if blockers(file.dossier, "enter_audit", actor) else url
        return {"state": _("没有登记"), "url": "", "next": enter, "label": _("登记报告"), "tone": ""}
    audit, check = rows[0]
    if check is None:
        state, tone = _("等另一位同事核对"), "open"
    else:
        state, tone = (_("已核对"), "done") if check.agrees else (_("核对不一致，要重新登记"), "open")
    return {"state": f"{audit.firm}　{state}", "url": url, "next": "", "label": "", "tone": tone}


def _experts(case: Case, _file: CaseFile, _actor: Actor) -> dict[str, Any]:
    row, url = assessments.adopted(case.id), url_for("assessments.show", number=case.number)
    if row is not None:
        word = _("达到") if row.passed else _("没有达到")
        state = _("%(mark)s分，%(word)s及格分", mark=points(row.mark), word=word)
        return {"state": state, "url": url, "next": "", "label": "", "tone": "done"}
    seats = assessments.seats(case.id)
    sheets = len(assessments.counted(seats))
    state = _("请了%(n)s位，交了%(m)s份评分表", n=len(seats), m=sheets) if seats else _("没有请专家")
    return {"state": state, "url": url, "next": "", "label": "", "tone": "open" if seats else ""}
