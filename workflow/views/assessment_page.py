"""The pages of an expert assessment: the seats with their sheets and the mark, and the form of a sheet."""

from typing import Any

from flask import abort, render_template
from flask_login import current_user

from forms.assessment import AskForm, DeclarationForm, SheetForm, sheet_form
from rules.proofs import CRITERIA, JUDGED
from rules.scoring import MOST_SPREAD, PASS_MARK
from states.lifecycle import blockers
from states.names import Role
from workflow.models.case import Case
from workflow.models.expert_seat import ASKED, CLEAR, ExpertSeat
from workflow.permissions import current_actor
from workflow.queries import assessments
from workflow.queries.assessments import Seat
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.expert_conflicts import conflicts
from workflow.queries.people import names_of
from workflow.routes.access import READS_SHEETS
from workflow.views.filters import say
from workflow.views.locale import english


def points(hundredths: int) -> str:
    """A mark as people read it: 8650 → 86.5."""
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")


def page(case: Case, *, declaration: tuple[int, DeclarationForm] | None = None) -> str:
    """The page. `declaration` gives back the form of a seat that was sent with errors."""
    if case.item not in JUDGED:
        abort(404)
    file, found = open_file(case), assessments.seats(case.id)
    adopted, mark = assessments.adopted(case.id), assessments.mark_of(found)
    secretary = Role.SECRETARY in current_user.roles and adopted is None
    may = secretary and not blockers(file.dossier, "assess", current_actor())
    return render_template(
        "assessments/show.html",
        case=case,
        file=file,
        seats=found,
        sheets_shown=bool(current_user.roles & READS_SHEETS),
        outcome=mark,
        adopted=adopted,
        points=points,
        passing=PASS_MARK,
        most=MOST_SPREAD,
        free=assessments.free_seat(found),
        choose=_choice(case, found) if may else None,
        declaring=_declarations(found, declaration) if may else {},
        may=may,
        adopting=adopted is None and not blockers(file.dossier, "adopt_assessment", current_actor()),
        enough=len(assessments.counted(found)) >= assessments.SEATS,
        names=names_of([adopted.entered_by, adopted.adopted_by] if adopted else []),
    )


def _choice(case: Case, found: list[Seat]) -> dict[str, Any] | None:
    """Who can be asked now, and who cannot and why; None when no seat is free."""
    if assessments.free_seat(found) is None:
        return None
    listed = assessments.experts(active=True)
    asked, barred = {one.expert.id for one in found}, conflicts(case.enterprise, listed)
    fit = [one for one in listed if one.id not in asked | barred.keys()]
    form = AskForm(formdata=None, choices=[(one.id, f"{one.name}　{one.field}　{one.employer}") for one in fit])
    return {"form": form, "some": bool(fit), "barred": [(one, barred[one.id]) for one in listed if one.id in barred]}


def _declarations(found: list[Seat], sent: tuple[int, DeclarationForm] | None) -> dict[int, DeclarationForm]:
    """Seat → the form of its declaration; it stays open for a conflict that comes up later."""
    forms = {}
    for one in found:
        if one.seat.state not in {ASKED, CLEAR}:
            continue
        form = sent[1] if sent and sent[0] == one.seat.id else DeclarationForm(formdata=None)
        form.conflict.id, form.text.id = f"conflict-{one.seat.id}", f"text-{one.seat.id}"
        forms[one.seat.id] = form
    return forms


def sheet_of(case: Case, **given: Any) -> SheetForm:
    """The form of a sheet for the item of the case, as sent or filled with `given`."""
    criteria = CRITERIA.get(case.item)
    if criteria is None:
        abort(404)
    share = " ({}%)" if english() else "（占{}%）"
    words = [say(one.title)[:1].upper() + say(one.title)[1:] + share.format(one.weight) for one in criteria]
    return sheet_form(criteria, words, **given)


def sheet_page(case: Case, seat: ExpertSeat, form: SheetForm | None = None) -> str:
    """The form; a sheet entered before is shown again to be mended."""
    file: CaseFile = open_file(case)
    one = next(row for row in assessments.seats(case.id) if row.seat.id == seat.id)
    if form is None:
        given: dict[str, Any] = {}
        if one.sheet:
            lines = assessments.lines(seat.id, one.sheet.revision)
            given = {f"points_{code}": number for code, number in lines.items()}
            given |= {"signed_on": one.sheet.signed_on.isoformat(), "opinion": one.sheet.opinion}
        form = sheet_of(case, formdata=None, data=given)
    reasons = blockers(file.dossier, "assess", current_actor())
    codes = [f"points_{criterion.code}" for criterion in CRITERIA[case.item]]
    return render_template(
        "assessments/sheet.html", case=case, file=file, one=one, form=form, codes=codes, reasons=reasons
    )
