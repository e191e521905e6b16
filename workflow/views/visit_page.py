"""The pages of a site visit: the form that plans one, and the visit with its record, photos and signatures."""

from collections.abc import Sequence
from typing import Any

from flask import abort, render_template
from flask_login import current_user

from forms.casework import ReasonForm
from forms.visit import PhotosForm, RecordForm, VisitForm, record_form
from rules.proofs import MEASURED, SEEN
from states.lifecycle import blockers
from states.names import Role
from workflow.actions.visit_signing import record_digest
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.models.visit import PLANNED, RECORDED, SiteVisit
from workflow.permissions import current_actor
from workflow.queries import visits
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.filings import current_filing
from workflow.queries.people import names_of
from workflow.queries.visit_units import Unit, units
from workflow.views.rent_words import area


def plan_page(case: Case, form: VisitForm | None = None) -> str:
    """The form; when it is not possible it says why instead of asking."""
    if case.item not in SEEN:
        abort(404)
    file, actor = open_file(case), current_actor()
    if form is None:
        place = file.filing.facts.get("premises") or case.enterprise.address
        given = {"day": business_date().isoformat(), "place": place, "lead": actor.user_id, "second": None}
        form = VisitForm(formdata=None, choices=visits.visitors(), data=given)
        form.second.choices = sorted(form.lead.choices, key=lambda one: one[0] == actor.user_id)
    reasons = blockers(file.dossier, "plan_visit", actor)
    return render_template("visits/new.html", case=case, file=file, form=form, reasons=reasons)


def record_of(case: Case, **given: Any) -> RecordForm:
    """The form of the record, as sent or filled with `given`."""
    return record_form([unit.name for unit in _units(case)], **given)


def _units(case: Case) -> list[Unit]:
    return units(current_filing(case.id).facts) if case.item in MEASURED else []


def show_page(
    case: Case,
    visit: SiteVisit,
    *,
    record: RecordForm | None = None,
    off: ReasonForm | None = None,
    wrong: Sequence[str] = (),
) -> str:
    """The page of a visit. `record`, `off` and `wrong` give back a form that was sent with errors."""
    file, signed = open_file(case), {row.seat: row for row in visits.signatures(visit.id)}
    mine = current_user.id in {visit.lead_id, visit.second_id}
    is_open = visit.state in {PLANNED, RECORDED} and not signed
    areas = visits.areas(visit.id)
    seat = 1 if current_user.id == visit.lead_id else 2
    may_sign = mine and visit.state == RECORDED and seat not in signed
    off = off or ReasonForm(formdata=None)
    off.reason.id = "off-reason"
    return render_template(
        "visits/show.html",
        case=case,
        file=file,
        visit=visit,
        words=visits.RESULT_WORDS,
        asked=SEEN[case.item][1],
        names=names_of([visit.lead_id, visit.second_id, visit.recorded_by, visit.planned_by]),
        signed=signed,
        areas=areas,
        area=area,
        units=_units(case),
        photos=visits.photos(visit.id),
        others=[row for row in visits.of_case(case.id) if row.id != visit.id],
        record=(record or _filled(case, visit, [row.measured for row in areas])) if mine and is_open else None,
        upload=PhotosForm(formdata=None) if mine and is_open else None,
        wrong=wrong,
        digest=record_digest(visit) if may_sign else "",
        off=off if visit.state == PLANNED and Role.CASEWORKER in current_user.roles else None,
        left=_left(file, visit),
    )


def _filled(case: Case, visit: SiteVisit, measured: Sequence[int]) -> RecordForm:
    """The record as it was written last; at first the day of the visit stands in it."""
    day = visit.visited_on or min(visit.planned_on, business_date())
    given = {"visited_on": day.isoformat(), "result": visit.result, "seen_text": visit.seen}
    return record_of(
        case, formdata=None, data=given | {f"measured_{n}": area(one) for n, one in enumerate(measured, 1)}
    )


def _left(file: CaseFile, visit: SiteVisit) -> int:
    return file.calendar.left(file.today, visit.planned_on)
