"""Using what the bureau already holds, and saying until when a document is valid."""

from flask import Blueprint, abort, flash, url_for
from flask_babel import gettext as _

from forms.document import ExpiryForm
from workflow.actions import documents
from workflow.actions.reuse import reuse
from workflow.permissions import current_actor
from workflow.queries.casefile import open_file
from workflow.queries.filings import documents_with_verdicts
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.documents_page import documents_page, home_of

bp = Blueprint("held_documents", __name__)


@bp.post("/applications/<number>/documents/<kind>/held/<ref>")
@acts
def use(number: str, kind: str, ref: str) -> Answer:
    """Use a document of an earlier application again."""
    case = case_for_step(number)
    if len(ref) > 40:
        abort(404)
    document = reuse(case, kind, ref, current_actor())
    flash(_("沿用了“%(name)s”。", name=document.name), "success")
    return url_for(home_of(case), number=number, _anchor=f"file-{kind}")


@bp.post("/applications/<number>/documents/<ref>/expiry")
@acts
def expiry(number: str, ref: str) -> Answer:
    """Say until which day a document is valid."""
    case = case_for_step(number)
    found = next((row[0] for row in documents_with_verdicts(case.id) if row[0].ref == ref), None)
    if found is None:
        abort(404)
    documents.check_may(case, found.kind, current_actor())  # else there is no page to say on what is wrong
    form = ExpiryForm()
    if not form.validate():
        return documents_page(open_file(case), found.kind, "；".join(form.expires_on.errors)), 422
    documents.set_expiry(case, found, form.expires_on.day, current_actor())
    flash(_("“%(name)s”的有效期记下了。", name=found.name), "success")
    return url_for(home_of(case), number=number, _anchor=f"file-{found.kind}")
