"""Downloads of official papers and of the application form, and the receipt page after a submission."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from states.names import Role
from workflow.actions import paper_printing
from workflow.models.paper import LANGUAGES, Paper
from workflow.papers import engine
from workflow.papers.application_form import form as form_data
from workflow.papers.tracking_code import drawing, tracking_url
from workflow.papers.words import KINDS
from workflow.permissions import case_or_404, visible_cases
from workflow.queries.casefile import open_file
from workflow.queries.papers import paper_of
from workflow.views.paper_lines import lines
from workflow.views.sending import made

bp = Blueprint("papers", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/papers/<paper>")
def download(paper: str) -> BaseResponse:
    """The paper as PDF; `?lang=en` adds the English. The applicant's first opening is noted as its delivery."""
    row, lang = _paper(paper), _language()
    data = paper_printing.printed(row, lang)
    if Role.APPLICANT in current_user.roles:
        paper_printing.delivered(row, current_user.id)
    return made(data, "application/pdf", f"{KINDS[row.kind][1].zh} {row.number}.pdf")


@bp.get("/papers/<paper>/word")
def editable(paper: str) -> BaseResponse:
    """The same words as .docx, for officials."""
    from workflow.papers.word_file import docx_of

    row = _paper(paper)
    langs = LANGUAGES if _language() == "en" else ("zh",)
    return made(docx_of(row.data, langs), WORD, f"{KINDS[row.kind][1].zh} {row.number}.docx")


@bp.get("/applications/<number>/form")
def form(number: str) -> BaseResponse:
    """The applicant's own form to sign; a draft's is marked as one."""
    return _form(number)


@bp.get("/cases/<number>/form")
def case_form(number: str) -> BaseResponse:
    """The form for staff, as it was handed in."""
    return _form(number)


@bp.get("/applications/<number>/receipt")
def receipt(number: str) -> str | BaseResponse:
    """After the submission: number, code, the code to scan and the receipt to keep."""
    case = case_or_404(number)
    if case.submitted_at is None:
        return redirect(url_for("applications.show", number=number), 303)
    url = tracking_url(case)
    papers = [one for one in lines(case.id) if one.kind == "receipt"]
    return render_template("papers/receipt.html", case=case, papers=papers, code=drawing(url), url=url)


def _paper(ref: str) -> Paper:
    cases = visible_cases("own" if Role.APPLICANT in current_user.roles else "any")
    found = paper_of(ref, cases) if len(ref) <= 40 else None
    if found is None:
        abort(404)
    return found[0]


def _language() -> str:
    lang = request.args.get("lang", "zh")
    if lang not in LANGUAGES:
        abort(404)
    return lang


def _form(number: str) -> BaseResponse:
    file = open_file(case_or_404(number))
    data = engine.pdf("form.typ", form_data(file) | {"lang": _language()})
    return made(data, "application/pdf", f"申请表 {file.case.number}.pdf")
