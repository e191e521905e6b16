"""The documents of an application: checklist, upload, removal, and the one download for everybody who may see the case."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from states.names import Role
from workflow import storage
from workflow.actions import documents
from workflow.db import db
from workflow.models.document import SERVED
from workflow.permissions import case_or_404, current_actor, visible_cases
from workflow.queries.applications import document_of
from workflow.queries.casefile import open_file
from workflow.queries.filings import documents_with_verdicts
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.application_page import is_draft, load
from workflow.views.documents_page import documents_page, home_of
from workflow.views.filters import say
from workflow.views.receiving import receive
from workflow.views.sending import kept

bp = Blueprint("documents", __name__)


@bp.get("/applications/<number>/documents")
def index(number: str) -> Answer:
    """The checklist of a draft; in a correction the notice's own page lists the documents that are open."""
    file = load(number)
    if not is_draft(file):
        return redirect(url_for(home_of(file.case), number=number), 303)
    return documents_page(file)


@bp.post("/applications/<number>/documents/<kind>")
def upload(number: str, kind: str) -> Answer:
    """Hand in one or several files of a kind. Good files stay even if another one is refused; each refusal is said.

    The files are opened, checked and written to the disk before the transaction begins, so that nobody waits for it.
    """
    case_or_404(number)
    db.session.rollback()
    g.received = receive(request.files.getlist("file"))
    return _hand_in(number=number, kind=kind)


@acts
def _hand_in(number: str, kind: str) -> Answer:
    case = case_for_step(number)
    documents.check_may(case, kind, current_actor())
    refused, kept = [one.why for one in g.received if one.why], 0
    for one in g.received:
        if one.stored is None:
            continue
        try:
            documents.hand_in(case, kind, one.name, one.stored, current_actor())
            kept += 1
        except storage.FileRefusedError as error:
            refused.append(say(error.why))
    if not kept:
        return documents_page(open_file(case), kind, "；".join(refused) or _("请先选择文件，再点上传。")), 422
    for sentence in refused:
        flash(sentence, "error")
    flash(ngettext("上传了%(num)s个文件。", "上传了%(num)s个文件。", kept), "success")
    return url_for(home_of(case), number=number, _anchor=f"file-{kind}")


@bp.post("/applications/<number>/documents/<ref>/removal")
@acts
def remove(number: str, ref: str) -> Answer:
    """Take a file back."""
    case = case_for_step(number)
    found = next((row[0] for row in documents_with_verdicts(case.id) if row[0].ref == ref), None)
    if found is None:
        abort(404)
    documents.remove(case, found, current_actor())
    flash(_("“%(name)s”已删掉。", name=found.name), "success")
    return url_for(home_of(case), number=number, _anchor=f"file-{found.kind}")


@bp.get("/documents/<ref>")
def download(ref: str) -> BaseResponse:
    """Always a download, never shown in the browser: what is inside a file can do nothing here."""
    applicant = Role.APPLICANT in current_user.roles
    found = document_of(ref, visible_cases("own" if applicant else "any")) if len(ref) <= 40 else None
    if found is None or (applicant and found[0].removed_at is not None):
        abort(404)
    document, blob, _case = found
    if blob.scan not in SERVED:
        abort(404)
    return kept(blob, document.name)
