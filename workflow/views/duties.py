"""Duties after payment for the bureau: the list of all, and the page of one case on which they are judged."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from forms.duty import DutyFindingForm
from states.duties import BY_CODE
from states.lifecycle import Refused
from states.names import Role
from workflow.actions import duty
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.models.document import SERVED
from workflow.permissions import case_or_404, current_actor, visible_cases
from workflow.queries import duties, messages, recoveries
from workflow.queries.calendar import calendar
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.filters import say
from workflow.views.item_words import item_words
from workflow.views.sending import kept

bp = Blueprint("duties", __name__)


@bp.get("/duties")
def index() -> str:
    """Duties that are not settled, the nearest day first; `show=recoveries`: recoveries that are not settled."""
    today, days = business_date(), calendar()
    more = {"today": today, "left": lambda day: days.left(today, day), "item_words": item_words, "kinds": BY_CODE}
    if request.args.get("show") == "recoveries":
        after = request.args.get("after", "")
        claims = recoveries.unsettled(int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0)
        url = _more("recoveries", claims, recoveries.PAGE, lambda row: str(row.id))
        return render_template("duties/index.html", claims=claims[: recoveries.PAGE], rows=[], next_url=url, **more)
    rows = duties.to_do(_after(request.args.get("after", "")))
    url = _more(None, rows, duties.PAGE, lambda row: f"{row.due_on.isoformat()}.{row.id}")
    return render_template("duties/index.html", rows=rows[: duties.PAGE], claims=None, next_url=url, **more)


def _more(show: str | None, rows: list[Any], page: int, key: Any) -> str:
    return url_for("duties.index", show=show, after=key(rows[page - 1])) if len(rows) > page else ""


def _after(text: str) -> tuple[date, int] | None:
    day, _dot, last = text.partition(".")
    try:
        return date.fromisoformat(day), int(last) if last.isascii() and len(last) < 19 else 0
    except ValueError:
        return None


def _page(case: Case, form: DutyFindingForm | None = None, on: str = "", reasons: tuple[str, ...] = ()) -> str:
    rows, today, days = duties.of_case(case.id), business_date(), calendar()
    return render_template(
        "duties/case.html",
        case=case,
        rows=rows,
        reports=duties.reports(rows),
        kinds=BY_CODE,
        names=names_of(row.closed_by for row in rows),
        left=lambda day: days.left(today, day),
        forms={row.kind: DutyFindingForm(formdata=None, prefix=row.kind) for row in rows}
        | ({on: form} if form else {}),
        on=on,
        reasons=reasons,
        judges=bool(duty.OFFICERS & current_user.roles),
        recovery=recoveries.live(case.id),
    )


@bp.get("/cases/<number>/duties")
def show(number: str) -> str:
    """The duties of a case, what was handed in, and the form to judge it."""
    return _page(case_or_404(number))


@bp.post("/cases/<number>/duties/<kind>")
@acts
def judge(number: str, kind: str) -> Answer:
    """Find that a duty is met or breached; a breach may propose a recovery."""
    case, form = case_for_step(number), DutyFindingForm(prefix=kind)
    row = duties.one(case.id, kind) if kind in BY_CODE else None
    if row is None:
        abort(404)
    if not form.validate():
        return _page(case, form, kind), 422
    try:
        claim = _judge(case, row, form)
    except Refused as refused:
        return _page(case, form, kind, tuple(say(reason) for reason in refused.blockers)), 422
    flash(_("已记下没有履行，追回等科室负责人决定。") if claim else _("已办结这一项，通知已写给企业。"), "success")
    return url_for("recoveries.show" if claim else "duties.show", number=number)


def _judge(case: Case, row: Any, form: DutyFindingForm) -> Any:
    note, actor = form.note.data or "", current_actor()
    if form.result.data == "met":
        return duty.meet(case, row, note, actor)
    return duty.breach(case, row, note, form.amount.fen or 0, actor)


@bp.get("/duties/files/<ref>")
def download(ref: str) -> BaseResponse:
    """A file that was handed in: always a download, for those who may see its case."""
    found = duties.file_of(ref) if len(ref) <= 40 else None
    if found is None:
        abort(404)
    row, blob, case_id = found
    mine = visible_cases("own" if Role.APPLICANT in current_user.roles else "any").where(Case.id == case_id)
    if not messages.any_of(mine) or blob.scan not in SERVED:
        abort(404)
    return kept(blob, row.name or "")
