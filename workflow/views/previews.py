"""Pages of documents as pictures, drawn here: nothing of the applicant's own file reaches the browser.

Who may see the case may see them; a file that the scanner has not passed, or that was taken back, has no pages.
"""

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from workflow.actions.marking import may_mark
from workflow.models.document import SERVED
from workflow.page_pictures import picture
from workflow.permissions import case_or_404, current_actor, visible_cases
from workflow.queries import fact_checks
from workflow.queries.applications import document_of
from workflow.queries.casefile import open_file
from workflow.queries.people import names_of
from workflow.views.case_marks import Marks
from workflow.views.preview_panel import panel as shown

bp = Blueprint("previews", __name__)

MOST_PAGES = 500
BOXED = "sandbox; default-src 'none'; frame-ancestors 'none'"


@bp.get("/documents/<ref>/pages/<int:page>")
def image(ref: str, page: int) -> BaseResponse:
    """The page as a picture."""
    found = document_of(ref, visible_cases("any")) if len(ref) <= 40 and 1 <= page <= MOST_PAGES else None
    if found is None or found[0].removed_at is not None or found[1].scan not in SERVED:
        abort(404)
    drawn = picture(found[1], page)
    if drawn is None:
        abort(404)
    response = send_file(drawn.path, mimetype="image/webp", conditional=False)
    response.headers["Content-Security-Policy"] = BOXED
    return response


@bp.get("/cases/<number>/documents/<ref>/pages/<int:page>")
def panel(number: str, ref: str, page: int) -> BaseResponse | str:
    """The preview alone, for the script of the case page; whoever opens the address comes to the case page."""
    case = case_or_404(number)
    if request.headers.get("X-Requested-With") != "preview":
        return redirect(url_for("cases.show", number=number, document=ref, page=page, _anchor=f"paper-{ref}"), 303)
    file = open_file(case)
    row = next((one for one in file.documents if one[0].ref == ref), None)
    if row is None or not 1 <= page <= MOST_PAGES:
        return Response(status=404)
    pins = fact_checks.pins(case.id)
    marks = Marks(file, {}, pins, names_of(pin.actor_id for pin in pins))
    look = shown(file, marks, row, page, may_mark=may_mark(file, current_actor()))
    return render_template("cases/preview.html", case=case, look=look, refused=("", ""))
