"""The steps of a meeting as a whole: attendance and opening, closing, calling off, execution and trying again."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from workflow.actions import meeting as sessions
from workflow.actions import meeting_run
from workflow.models.meeting import ATTENDANCE, PLANNED
from workflow.permissions import case_or_404, current_actor
from workflow.queries import meeting_list
from workflow.queries.meetings import seats
from workflow.views.acting import Answer, acts
from workflow.views.meeting_items import item_or_404
from workflow.views.meetings import meeting_or_404

bp = Blueprint("meeting_steps", __name__)


@bp.post("/meetings/<meeting>/attendance")
@acts
def attend(meeting: str) -> Answer:
    """Note who is there; a planned meeting begins with it."""
    row = meeting_or_404(meeting, for_change=True)
    said = {one.member.id: request.form.get(f"seat-{one.member.id}", "") for one in seats(row.id)}
    attendance = {key: word for key, word in said.items() if word in ATTENDANCE}
    if row.state == PLANNED:
        sessions.begin(row, attendance)
        flash(_("会议开始了。"), "success")
    else:
        sessions.attend(row, attendance)
        flash(_("到会情况记下了，已记的表决不变。"), "success")
    return url_for("meetings.show", meeting=row.number)


@bp.post("/meetings/<meeting>/closing")
@acts
def close(meeting: str) -> Answer:
    """End the meeting; its votes are fixed from now on."""
    row = meeting_or_404(meeting, for_change=True)
    sessions.close(row, current_actor())
    flash(_("会议结束，表决结果已固定，等科室负责人执行。"), "success")
    return url_for("meetings.show", meeting=row.number)


@bp.post("/meetings/<meeting>/cancellation")
@acts
def cancel(meeting: str) -> Answer:
    """Call it off before it begins."""
    row = meeting_or_404(meeting, for_change=True)
    sessions.cancel(row)
    flash(_("会议取消了，案件可以排进别的会议。"), "success")
    return url_for("meetings.show", meeting=row.number)


@bp.post("/meetings/<meeting>/execution")
def execute(meeting: str) -> Answer:
    """Execute what the meeting decided: the budget for all at once, then case by case; again where something was refused."""
    answer = _execute(meeting=meeting)
    if isinstance(answer, BaseResponse) and answer.status_code == 303:
        row = meeting_list.by_number(meeting)
        if row is not None and row.executed_by == current_actor().user_id:
            meeting_run.work_off(row.id)
    return answer


@acts
def _execute(meeting: str) -> Answer:
    row = meeting_or_404(meeting, for_change=True)
    if row.state == "executing":
        meeting_run.again(row, current_actor())
    else:
        meeting_run.start(row, current_actor())
    flash(_("逐件执行，结果在每一件后面。"), "info")
    return url_for("meetings.show", meeting=row.number)


@bp.post("/meetings/<meeting>/cases/<number>/leaving")
@acts
def leave(meeting: str, number: str) -> Answer:
    """Give a refused case over to another meeting."""
    row = meeting_or_404(meeting, for_change=True)
    case = case_or_404(number, for_change=True)
    meeting_run.leave(row, item_or_404(row, number), case, current_actor())
    flash(_("%(number)s放到下次会议。", number=number), "success")
    return url_for("meetings.show", meeting=row.number)
