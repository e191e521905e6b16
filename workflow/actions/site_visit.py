"""Site visits: planned for two different caseworkers; recorded (visit_record) by either, signed (visit_signing) by both."""

from datetime import date
from typing import NamedTuple

from rules.proofs import PROOFS, VISIT
from states.dossier import Actor
from states.lifecycle import Refused
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import Message, tell
from workflow.actions.reasons import reasoned
from workflow.actions.visit_refusals import NO_PLACE, NOT_FOR_ITEM, NOT_OPEN, NOT_VISITORS, PAST, UNDER_WAY
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.visit import CANCELLED, PLANNED, SiteVisit
from workflow.queries import visits
from workflow.queries.casefile import open_file


class Plan(NamedTuple):
    """When, where, and who goes."""

    day: date
    place: str
    lead_id: int
    second_id: int


def plan(case: Case, said: Plan, actor: Actor) -> SiteVisit:
    """Plan a visit and tell both visitors. Raises Refused: not for this item, one under way, not two caseworkers, past day."""
    if VISIT not in PROOFS.get(case.item, ()):
        raise Refused((NOT_FOR_ITEM,))
    if visits.under_way(case.id) is not None:
        raise Refused((UNDER_WAY,))
    names = {one.id: one.name for one in visits.visitors()}
    if said.lead_id == said.second_id or not {said.lead_id, said.second_id} <= names.keys():
        raise Refused((NOT_VISITORS,))
    place = said.place.strip()
    if not 1 <= len(place) <= 200:
        raise Refused((NO_PLACE,))
    if said.day < business_date():
        raise Refused((PAST,))
    who = f"{names[said.lead_id]}、{names[said.second_id]}"
    reason = f"{said.day.month}月{said.day.day}日，{who}，{place}"
    advance(case, "plan_visit", open_file(case).dossier, actor, Entry(reason=reason))
    assert actor.user_id is not None
    row = SiteVisit(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        planned_on=said.day,
        place=place,
        lead_id=said.lead_id,
        second_id=said.second_id,
        state=PLANNED,
        planned_by=actor.user_id,
        planned_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    tell(case, [said.lead_id, said.second_id], _planned(case, said, who))
    return row


def _planned(case: Case, said: Plan, who: str) -> Message:
    return Message(
        kind="visit_planned",
        title_zh=f"{case.number}　{said.day.month}月{said.day.day}日现场核查",
        title_en=f"{case.number}: site visit on {said.day.isoformat()}",
        body_zh=f"{said.place}。同去：{who}。现场在手机上记面积、拍照，回来各自签名。",
        body_en=f"{said.place}. Visitors: {who}. Record areas and photos on the spot, then each signs.",
    )


def cancel(case: Case, visit: SiteVisit, why: str, actor: Actor) -> None:
    """Call a planned visit off, with the reason. Raises Refused when it is recorded already."""
    why = reasoned(why)
    if visit.state != PLANNED:
        raise Refused((NOT_OPEN,))
    advance(case, "cancel_visit", open_file(case).dossier, actor, Entry(reason=why))
    visit.state, visit.why = CANCELLED, why
    db.session.flush()
