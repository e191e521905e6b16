"""What happens to a case in a meeting: the vote on it or on its block, a recusal, leaving it for another meeting."""

from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from forms.meeting import MeetingVoteForm, RecusalForm
from workflow.actions import meeting as sessions
from workflow.actions import meeting_vote, recusal
from workflow.actions.meeting_vote import Counted
from workflow.models.agenda import VOTES, WAITING, AgendaItem
from workflow.models.case import Case
from workflow.models.meeting import Meeting
from workflow.permissions import case_or_404, current_actor
from workflow.queries import meeting_list
from workflow.queries.meetings import entitled, items, point_of, rule_of, seats
from workflow.views import meeting_page
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.meetings import meeting_or_404

bp = Blueprint("meeting_items", __name__)


def item_or_404(row: Meeting, number: str) -> AgendaItem:
    """A case's place on this agenda."""
    item = meeting_list.item_of(row.id, number)
    if item is None:
        abort(404)
    return item


def _next(row: Meeting, number: str = "") -> str:
    if not number:
        return url_for("meetings.show", meeting=row.number)
    return url_for("meetings.show", meeting=row.number, at=number, _anchor=f"c{number}")


@bp.post("/meetings/<meeting>/cases/<number>/vote")
@acts
def vote(meeting: str, number: str) -> Answer:
    """Stage the vote and go on to the next case; with `block`, the same vote on every case of the block."""
    row = meeting_or_404(meeting, for_change=True)
    case, item = case_for_step(number), item_or_404(row, number)
    voters = entitled(row.id, case.id)
    ballots = _ballots([one.member_id for one in voters])
    least = rule_of(row).least(len(voters))
    form = MeetingVoteForm(case.proposed_fen or 0, len(voters), least, by_member=bool(ballots))
    if not form.validate():
        return meeting_page.page(row, number, form), 422
    together = _together(row, item) if request.form.get("block") and form.result.data != "reduce" else []
    _record(row, item, case, form, ballots)
    for one in together:
        other = case_or_404(_number(one), for_change=True)
        _record(row, one, other, form, ballots)
    flash(ngettext("%(num)s件的表决结果记下了。", "%(num)s件的表决结果记下了。", 1 + len(together)), "success")
    left = [one for one in items(row.id) if one.state == WAITING]
    return _next(row, _number(_after(left, item.place)) if left else "")


def _after(left: list[AgendaItem], place: int) -> AgendaItem:
    return next((one for one in left if one.place > place), left[0])


def _together(row: Meeting, item: AgendaItem) -> list[AgendaItem]:
    return [
        one
        for one in items(row.id)
        if item.block and one.block == item.block and one.id != item.id and one.state == WAITING
    ]


def _number(item: AgendaItem) -> str:
    return point_of(item).case.number


def _record(row: Meeting, item: AgendaItem, case: Case, form: MeetingVoteForm, ballots: dict[int, str]) -> None:
    reduced, here = form.result.data == "reduce", {one.member_id for one in entitled(row.id, case.id)}
    counted: dict[str, Any] = {
        "result": "approve" if reduced else form.result.data,
        "fen": form.fen if reduced else case.proposed_fen or 0,
        "votes": (form.votes_for.number, form.votes_against.number, form.votes_abstain.number),
        "reason": (form.reason.data or "").strip(),
        "ballots": {key: word for key, word in ballots.items() if key in here},
    }
    meeting_vote.record(row, item, case, Counted(**counted), current_actor())


def _ballots(voters: list[int]) -> dict[int, str]:
    """The votes member by member, where they were given."""
    found = {key: request.form.get(f"ballot-{key}", "") for key in voters}
    return {key: word for key, word in found.items() if word in VOTES}


@bp.post("/meetings/<meeting>/cases/<number>/later")
@acts
def later(meeting: str, number: str) -> Answer:
    """Leave a case for another meeting, or take it back to this one."""
    row = meeting_or_404(meeting, for_change=True)
    case_or_404(number)
    item = item_or_404(row, number)
    sessions.put_off(row, item, is_void=point_of(item).void is not None)
    back = item.state == WAITING
    flash(
        _("%(number)s放回本次会议。", number=number) if back else _("%(number)s放到下次会议。", number=number),
        "success",
    )
    return _next(row, number if back else "")


@bp.post("/meetings/<meeting>/cases/<number>/recusal")
@acts
def recuse(meeting: str, number: str) -> Answer:
    """Note that a member keeps out of the case."""
    row = meeting_or_404(meeting, for_change=True)
    case, item = case_for_step(number), item_or_404(row, number)
    form = RecusalForm(meeting_page.choices_of(seats(row.id), point_of(item)), prefix="recuse-")
    if not form.validate():
        return meeting_page.page(row, number, recusal=form), 422
    recusal.recuse(row, item, case, int(form.member.data), form.kind.data, form.reason.data or "", current_actor())
    flash(_("已登记回避，有表决权的人数已减去。"), "success")
    return _next(row, number)


@bp.post("/meetings/<meeting>/cases/<number>/recusals/<int(max=999999999):made>/end")
@acts
def end_recusal(meeting: str, number: str, made: int) -> Answer:
    """End a recusal, with the reason."""
    row = meeting_or_404(meeting, for_change=True)
    case, item = case_for_step(number), item_or_404(row, number)
    found = next((one for one in point_of(item).recusals if one.id == made), None)
    if found is None:
        abort(404)
    recusal.end(found, item, case, request.form.get("reason", ""), current_actor())
    flash(_("回避已结束。"), "success")
    return _next(row, number)
