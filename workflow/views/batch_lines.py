"""One line of a batch before its release: called about a new account, or taken out of the batch."""

from flask import Blueprint, abort, flash, url_for
from flask_babel import gettext as _

from forms.payment import CallForm, ReturnForm
from workflow.actions import accounts_seen, payment
from workflow.permissions import current_actor
from workflow.queries import batch_lines
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.batch_page import Filled, batch_or_404, page

bp = Blueprint("batch_lines", __name__)


@bp.post("/payments/<batch>/<number>/call")
@acts
def call(batch: str, number: str) -> Answer:
    """The enterprise was called about its new account."""
    found, case = batch_or_404(batch, for_change=True), case_for_step(number)
    form, line = CallForm(prefix=f"call-{number}-"), batch_lines.line_of(found.id, case.id)
    if line is None or line.state != "prepared":
        abort(404)
    if not form.validate():
        return page(found, Filled(lines={(number, CallForm): form})), 422
    accounts_seen.called(found, line, current_actor(), form.note.data or "")
    flash(_("核实情况记下了。"), "success")
    return url_for("payments.show", batch=batch)


@bp.post("/payments/<batch>/<number>/return")
@acts
def take_out(batch: str, number: str) -> Answer:
    """This line is not to be paid now; the rest of the batch stays."""
    found, case = batch_or_404(batch, for_change=True), case_for_step(number)
    form = ReturnForm(prefix=f"out-{number}-")
    if batch_lines.line_of(found.id, case.id) is None:
        abort(404)
    if not form.validate():
        return page(found, Filled(lines={(number, ReturnForm): form})), 422
    payment.return_line(found, case.id, current_actor(), (form.reason.data or "").strip())
    flash(_("%(number)s已退出本批，可以重新制单。", number=number), "success")
    return url_for("payments.show", batch=batch)
