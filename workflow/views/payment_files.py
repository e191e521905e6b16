"""A batch on paper and in files: the list, vouchers, the treasury's file; and the full accounts, each look written down."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forms.payment import PurposeForm
from workflow.actions import accounts_seen
from workflow.db import db
from workflow.exports.treasury import treasury
from workflow.models.payment import PaymentBatch
from workflow.papers import engine, slips
from workflow.permissions import current_actor
from workflow.queries import batch_lines
from workflow.queries.people import names_of
from workflow.views.batch_page import Filled, batch_or_404, page
from workflow.views.sending import made

bp = Blueprint("payment_files", __name__)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


@bp.post("/payments/<batch>/accounts")
def look(batch: str) -> BaseResponse | tuple[str, int]:
    """Ask for the full account numbers with a purpose: on the page for ten minutes, or as the treasury's file at once."""
    found, form = batch_or_404(batch), PurposeForm()
    if not form.validate():
        return page(found, Filled(purpose=form)), 422
    kind = "treasury" if request.form.get("kind") == "treasury" else "page"
    lines = batch_lines.sent(found.id)
    if not lines:
        abort(404)
    accounts_seen.look(found, current_actor(), kind, form.purpose.data or "", len(lines))
    db.session.commit()
    if kind == "treasury":
        return made(treasury(batch, lines).getvalue(), SHEET, f"{batch}-{_('财政文件')}.xlsx")
    flash(_("10分钟内可以看本批的完整账号。"), "info")
    return redirect(url_for("payments.show", batch=batch), 303)


@bp.get("/payments/<batch>/list")
def listing(batch: str) -> BaseResponse:
    """The list of the batch to print and sign; accounts covered."""
    found = batch_or_404(batch)
    lines = batch_lines.sent(found.id)
    if not lines:
        abort(404)
    return _printed(slips.listing(found, lines, _people(found)), f"{_('拨付清单')} {batch}.pdf")


@bp.get("/payments/<batch>/vouchers/<voucher>")
def voucher(batch: str, voucher: str) -> BaseResponse:
    """The voucher of one released line."""
    found = batch_or_404(batch)
    lines = batch_lines.sent(found.id, voucher) if len(voucher) <= 40 else ()
    if not lines:
        abort(404)
    return _printed(slips.voucher(found, lines[0], _people(found)), f"{_('拨付凭证')} {voucher}.pdf")


def _people(batch: PaymentBatch) -> dict[int, str]:
    return names_of([batch.prepared_by, batch.released_by])


def _printed(data: dict[str, object], name: str) -> BaseResponse:
    lang = "en" if str(get_locale()).startswith("en") else "zh"
    return made(engine.pdf("slip.typ", data | {"lang": lang}), PDF, name)
