"""Registering leases and their changes. Nothing is edited: a change is a new piece from a day on."""

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from forms.lease import EndForm, LeaseForm, TermsForm
from states.lifecycle import Refused
from workflow.actions import lease as leases
from workflow.actions.lease import Terms
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.lease import Lease
from workflow.models.zone import ZoneUnit
from workflow.permissions import current_actor
from workflow.queries.leases import pieces_of, timeline
from workflow.views.acting import Answer, acts
from workflow.views.filters import say
from workflow.views.rent import firm_or_404
from workflow.views.rent_words import area

bp = Blueprint("leases", __name__)


def _terms(form: TermsForm) -> Terms:
    assert form.starts_on.day is not None
    assert form.ends_on.day is not None
    return Terms(
        contract_area=form.contract_area.hundredths,
        sublet_area=form.sublet_area.hundredths,
        own_area=form.own_area.hundredths,
        use=form.use.data,
        starts_on=form.starts_on.day,
        ends_on=form.ends_on.day,
        rent_free=form.months,
        document=form.document.data or "",
        note=form.note.data or "",
    )


@bp.get("/rent/<uscc>/leases/new")
def new(uscc: str) -> str:
    """The form of a lease that is new here."""
    return _new_page(firm_or_404(uscc), LeaseForm(formdata=None), ())


def _new_page(firm: Enterprise, form: LeaseForm, reasons: tuple[str, ...]) -> str:
    return render_template("rent/lease_new.html", firm=firm, form=form, reasons=reasons)


@bp.post("/rent/<uscc>/leases/new")
@acts
def register(uscc: str) -> Answer:
    """Register the lease, or show the form again with what is wrong."""
    firm, form = firm_or_404(uscc), LeaseForm()
    if not form.validate():
        return _new_page(firm, form, ()), 422
    try:
        leases.register(firm.id, (form.unit.data or "").strip(), form.number.data or "", _terms(form), current_actor())
    except Refused as refused:
        return _new_page(firm, form, tuple(say(reason) for reason in refused.blockers)), 422
    flash(_("租约登记好了，申请时按它算。"), "success")
    return url_for("rent.show", uscc=uscc)


def _lease(firm: Enterprise, number: int) -> Lease:
    found = db.session.scalar(select(Lease).where(Lease.id == number, Lease.enterprise_id == firm.id))
    if found is None:
        abort(404)
    return found


def _page(firm: Enterprise, lease: Lease, form: TermsForm, end: EndForm, reasons: tuple[str, ...] = ()) -> str:
    pieces = pieces_of(lease.id)
    return render_template(
        "rent/lease.html",
        firm=firm,
        lease=lease,
        unit=db.session.get_one(ZoneUnit, lease.unit),
        pieces=pieces,
        held={piece.piece: last for piece, last in timeline(pieces)},
        form=form,
        end=end,
        reasons=reasons,
        area=area,
    )


@bp.get("/rent/<uscc>/leases/<int(max=999999999):lease>")
def show(uscc: str, lease: int) -> str:
    """Everything recorded about a lease, and the forms of a change and of an early end."""
    firm = firm_or_404(uscc)
    found = _lease(firm, lease)
    newest = pieces_of(found.id)[-1]
    form = TermsForm(
        formdata=None,
        data={"ends_on": newest.ends_on.isoformat(), "use": newest.use, "contract_area": area(newest.contract_area),
              "sublet_area": area(newest.sublet_area), "own_area": area(newest.own_area),
              "rent_free": "、".join(newest.rent_free), "document": newest.document},
    )  # fmt: skip
    return _page(firm, found, form, EndForm(formdata=None))


@bp.post("/rent/<uscc>/leases/<int(max=999999999):lease>")
@acts
def change(uscc: str, lease: int) -> Answer:
    """From a day on the lease says something else."""
    firm, form = firm_or_404(uscc), TermsForm()
    found = _lease(firm, lease)
    if not form.validate():
        return _page(firm, found, form, EndForm(formdata=None)), 422
    try:
        leases.change(found, _terms(form), current_actor())
    except Refused as refused:
        reasons = tuple(say(reason) for reason in refused.blockers)
        return _page(firm, found, form, EndForm(formdata=None), reasons), 422
    flash(_("变更登记好了，以前的记录都在。"), "success")
    return url_for("rent.show", uscc=uscc)


@bp.post("/rent/<uscc>/leases/<int(max=999999999):lease>/end")
@acts
def end(uscc: str, lease: int) -> Answer:
    """The lease ends early."""
    firm, form = firm_or_404(uscc), EndForm()
    found = _lease(firm, lease)
    if not form.validate():
        return _page(firm, found, TermsForm(formdata=None), form), 422
    assert form.last.day is not None
    try:
        leases.end(found, form.last.day, form.why.data or "", current_actor())
    except Refused as refused:
        reasons = tuple(say(reason) for reason in refused.blockers)
        return _page(firm, found, TermsForm(formdata=None), form, reasons), 422
    flash(_("退租登记好了。"), "success")
    return url_for("rent.show", uscc=uscc)
