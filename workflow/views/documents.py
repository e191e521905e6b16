"""The documents of an application: checklist, upload, removal, and the one download for everybody who may see the case."""

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from states.names import Role, State
from workflow import storage
from workflow.actions import documents
from workflow.models.case import Case
from workflow.permissions import current_actor, visible_cases
from workflow.queries.applications import document_of
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.filings import documents_with_verdicts
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.application_page import filing_form, frame, is_draft, load
from workflow.views.checklist import checklist
from workflow.views.correction_page import correction_page
from workflow.views.filters import say

bp = Blueprint("documents", __name__)
SERVED = {"clean", "unchecked"}


@bp.get("/applications/<number>/documents")
def index(number: str) -> Answer:
    """The checklist of a draft; in a correction the notice's own page lists the documents that are open."""
    file = load(number)
    if not is_draft(file):
        return redirect(url_for(_home(file.case), number=number), 303)
    return _page(file)


def _page(file: CaseFile, kind: str = "", sentence: str = "") -> str:
    form = filing_form(file)
    return render_template(
        "applications/documents.html",
        documents=checklist(file, error_kind=kind, error=sentence),
        missing=len(file.missing_documents),
        **frame(file, "documents", form),
    )


def _home(case: Case) -> str:
    """Where the documents of a case are shown to the applicant."""
    by_state = {State.DRAFT: "documents.index", State.CORRECTION: "resubmission.form"}
    return by_state.get(State(case.state), "applications.show")


@bp.post("/applications/<number>/documents/<kind>")
@acts
def upload(number: str, kind: str) -> Answer:
    """Hand in one or several files of a kind. Good files stay even if another one is refused; each refusal is said."""
    case = case_for_step(number)
    files = [file for file in request.files.getlist("file") if file.filename]
    refused, kept = [], 0
    for file in files:
        try:
            documents.attach(case, kind, file.filename or "", file.read(), current_actor())
            kept += 1
        except storage.FileRefusedError as error:
            refused.append(say(error.why))
    if not kept:
        sentence = "；".join(refused) or _("请先选择文件，再点上传。")
        case_file = open_file(case)
        return (_page if is_draft(case_file) else correction_page)(case_file, kind, sentence), 422
    for sentence in refused:
        flash(sentence, "error")
    flash(ngettext("上传了%(num)s个文件。", "上传了%(num)s个文件。", kept), "success")
    return url_for(_home(case), number=number, _anchor=f"file-{kind}")


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
    return url_for(_home(case), number=number, _anchor=f"file-{found.kind}")


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
    response = send_file(
        storage.path_of(blob.sha256),
        mimetype=storage.MEDIA_TYPES[blob.kind],
        as_attachment=True,
        download_name=document.name,
        conditional=False,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
