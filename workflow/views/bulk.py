"""One act on many cases: preview, order, progress with the result of each row, and the way back."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from forms.casework import ReasonForm
from states.names import Role
from workflow.actions import bulk, bulk_work
from workflow.actions.bulk import Row
from workflow.actions.bulk_plan import GIVES
from workflow.actions.bulk_plan import acts as possible
from workflow.actions.bulk_words import SMALL
from workflow.permissions import current_actor
from workflow.queries.bulk import Progress, act_undone, items_of, run_by_ref, runs_of
from workflow.views import bulk_words
from workflow.views.acting import Answer, acts
from workflow.views.bulk_preview import chosen_numbers, preview
from workflow.views.item_words import item_words

bp = Blueprint("bulk", __name__)


@bp.get("/bulk")
def index() -> str:
    """What would happen to the chosen cases; without an act, the newest runs of the person."""
    actor, act = current_actor(), request.args.get("act", "")
    if act not in possible(actor):
        return render_template("bulk/index.html", runs=runs_of(actor.user_id or 0), words=bulk_words)
    return preview(act, chosen_numbers(request.args, actor), request.args.getlist("to"), ReasonForm(formdata=None))


@bp.post("/bulk")
def start() -> Answer:
    """Order it; small runs are worked off at once, larger ones by the worker."""
    answer = _start()
    if isinstance(answer, BaseResponse) and answer.status_code == 303:
        _work_off(urlsplit(answer.location).path.rpartition("/")[2])
    return answer


def _work_off(ref: str) -> None:
    found = run_by_ref(ref, current_user.id)
    if found is not None and found.waiting and found.run.total <= SMALL:
        bulk_work.work_off(found.run.id)


@acts
def _start() -> Answer:
    act, form = request.form.get("act", ""), ReasonForm()
    rows = [_row(text) for text in request.form.getlist("row")]
    if act not in possible(current_actor()):
        abort(403)
    if act in GIVES and not form.validate():
        to = list({str(row.to_id) for row in rows if row.to_id})
        return preview(act, [row.number for row in rows], to, form), 422
    run = bulk.order(act, rows, current_actor(), form.reason.data or "")
    return url_for("bulk.show", run=run.ref)


def _row(text: str) -> Row:
    """`2026-10-0001:4:7` — number, version, who is to get it (or nothing)."""
    number, _colon, rest = text.partition(":")
    version, _colon, to = rest.partition(":")
    if len(text) > 80 or not _is_number(version) or (to and not _is_number(to)):
        abort(400)
    return Row(number, int(version), int(to) if to else None)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9  # fits the database's integer


def _run_or_404(ref: str) -> Progress:
    reads_all = current_user.may(Role.SUPERVISOR, Role.AUDITOR)
    found = run_by_ref(ref, None if reads_all else current_user.id)
    if found is None:
        abort(404)
    return found


@bp.get("/bulk/<run>")
def show(run: str) -> str:
    """How far a run is, and what came of each row."""
    found = _run_or_404(run)
    mine = found.run.actor_id == current_user.id
    return render_template(
        "bulk/run.html",
        found=found,
        undone=act_undone(found.run),
        items=items_of(found.run.id),
        words=bulk_words,
        item_words=item_words,
        left=bulk.until(found.run) if mine and found.done and not found.back else None,
    )


@bp.post("/bulk/<run>/undo")
def undo(run: str) -> Answer:
    """Take a run back, as far as nothing has happened since."""
    answer = _undo(run=run)
    if isinstance(answer, BaseResponse) and answer.status_code == 303:
        _work_off(urlsplit(answer.location).path.rpartition("/")[2])
    return answer


@acts
def _undo(run: str) -> Answer:
    back = bulk.undo(_run_or_404(run).run, current_actor())
    flash(_("正在整批撤销，之后有新步骤的案件不动。"), "info")
    return url_for("bulk.show", run=back.ref)
