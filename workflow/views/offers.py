"""An offer of the bureau as the enterprise answers it: confirm the account and sign, or say no."""

from collections.abc import Collection

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.entitlement import NoThanksForm
from rules import catalogue
from workflow.actions import award_offer, offer_acceptance
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.entitlement import AwardOffer, EntitlementRow
from workflow.permissions import current_actor
from workflow.queries.applications import enterprise
from workflow.queries.calendar import calendar
from workflow.queries.offers import own_offer
from workflow.views.acting import Answer, acts
from workflow.views.entitled_figures import figures
from workflow.views.item_words import item_words
from workflow.views.promises import PROMISES

bp = Blueprint("offers", __name__)


def _own(offer: int, *, for_change: bool = False) -> AwardOffer:
    found = own_offer(offer, current_user.enterprise_id, for_change=for_change) if offer < 2**63 else None
    if found is None:
        abort(404)
    return found


@bp.get("/offers/<int:offer>")
def show(offer: int) -> str:
    """What is offered and by which figures, the account it goes to, and the statement."""
    return _page(_own(offer))


def _page(row: AwardOffer, sentence: str = "", ticked: Collection[str] = (), no: NoThanksForm | None = None) -> str:
    listed = db.session.get_one(EntitlementRow, (row.list_id, row.number))
    today, days = business_date(), calendar()
    return render_template(
        "entitlements/offer.html",
        offer=row,
        open=row.state == "open" and today <= row.answer_by,
        left=days.left(today, row.answer_by),
        firm=enterprise(current_user.enterprise_id),
        item=catalogue.item(row.item),
        words=item_words(row.item),
        figures=figures(row.item, listed.facts),
        number=db.session.get_one(Case, row.case_id).number if row.case_id else None,
        promises=PROMISES,
        sentence=sentence,
        ticked=ticked,
        no=no or NoThanksForm(formdata=None),
    )


@bp.post("/offers/<int:offer>/acceptance")
@acts
def accept(offer: int) -> Answer:
    """Confirm the account and sign: the prefilled case is handed in at once."""
    row = _own(offer, for_change=True)
    ticked = set(request.form.getlist("declared"))
    if not {*PROMISES, "account"} <= ticked:
        return _page(row, _("请逐条勾选，再确认。"), ticked), 422
    case = offer_acceptance.accept(row, request.form.get("account", ""), current_actor())
    flash(_("已确认，申请交上来了，不用再填表。"), "success")
    return url_for("papers.receipt", number=case.number)


@bp.post("/offers/<int:offer>/refusal")
@acts
def refuse(offer: int) -> Answer:
    """No thanks."""
    row, form = _own(offer, for_change=True), NoThanksForm()
    if not form.validate():
        return _page(row, no=form), 422
    award_offer.decline(row, current_actor(), form.reason.data or "")
    flash(_("已答复不需要。批次开放期内您仍可以自己申报。"), "info")
    return url_for("applications.index")
