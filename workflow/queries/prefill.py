"""What a new form is filled with before anybody types, and where each value comes from."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from rules import catalogue, money
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Filing
from workflow.queries.applications import is_above_scale
from workflow.queries.rent_claim import leased_claim

#: What stays true from one application to the next, by item.
STAYS = {
    "7b": ("opened",),
    "11": ("own_design",),
    "14": ("in_zone", "premises", "contract_area", "sublet_area", "area"),
}
Source = dict[str, str]


def prefilled(case: Case, estimated: Mapping[str, Any] | None = None) -> tuple[dict[str, Any], dict[str, Source]]:
    """Facts and their sources; what was typed in an estimate goes before what was filed earlier."""
    facts, sources = _registered(case)
    earlier = _newest_filed(case)
    if earlier is not None:
        known = _from_earlier(case, earlier[1])
        for name, value in known.items():
            if name not in facts:
                facts[name], sources[name] = value, {"from": "case", "case": earlier[0]}
    asked = {fact.name for fact in catalogue.item(case.item).facts}
    for name, value in (estimated or {}).items():
        if name in asked:
            facts[name], sources[name] = value, {"from": "estimate"}
    if leased_claim(case) is not None:  # the registered leases answer; only the months are chosen
        facts, sources = {}, {}
    return facts, sources


def _registered(case: Case) -> tuple[dict[str, Any], dict[str, Source]]:
    """The year of the call, and whether the statistics list holds the enterprise."""
    asked = {fact.name for fact in catalogue.item(case.item).facts}
    facts: dict[str, Any] = {"year": case.call.year} if "year" in asked else {}
    sources: dict[str, Source] = {"year": {"from": "call"}} if "year" in asked else {}
    if "above_scale" in asked and is_above_scale(case.enterprise_id, case.call.year):
        facts["above_scale"] = True
        sources["above_scale"] = {"from": "register", "year": str(case.call.year)}
    return facts, sources


def _newest_filed(case: Case) -> tuple[str, Mapping[str, Any]] | None:
    """Number and facts of the enterprise's newest earlier application for the item."""
    query = (
        select(Case.number, Filing.facts)
        .join(Filing, Filing.case_id == Case.id)
        .where(Case.enterprise_id == case.enterprise_id, Case.item == case.item, Case.id != case.id)
        .where(Filing.filed_at.is_not(None))
        .order_by(Case.submitted_at.desc(), Filing.revision.desc(), Case.id.desc())
        .limit(1)
    )
    row = db.session.execute(query).first()
    return None if row is None else (row[0], row[1])


def _from_earlier(case: Case, facts: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: facts[name] for name in STAYS.get(case.item, ()) if facts.get(name) is not None}
    year = facts.get("year")
    before = isinstance(year, int) and year < case.call.year
    if case.item == "11" and year == case.call.year - 1 and "sales_this" in facts:
        known["sales_last"] = facts["sales_this"]
    if case.item == "10" and before and {"revenue", "peak"} <= facts.keys():
        known["peak"] = max(facts["revenue"], facts["peak"], key=money.hundredths)
    return known
