"""The progress line of the tracking page: what is done with its date, what is being done by when, what is to come."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from states.limits import Limits
from states.names import State
from states.rings import MILESTONES
from states.say import Say
from states.stages import Standing
from states.words import STAFF_WORDS
from workflow.models.case import Transition
from workflow.queries.casefile import CaseFile
from workflow.views.filters import day, say

#: What is being done towards a milestone that is not reached yet.
DOING = {
    State.SUBMITTED: Say("提交", "Submit"),
    State.DOCUMENTS_CHECKED: Say("核验材料", "Documents check"),
    State.EVALUATED: Say("评估金额", "Evaluation"),
    State.COMMITTEE: Say("会议审定", "Committee decision"),
    State.PUBLICITY: Say("公示", "Public notice"),
    State.PAID: Say("拨付", "Payment"),
    State.REFERRED: Say("转办", "Referral"),
}
REACHED = {
    State.CORRECTION: State.SUBMITTED,
    State.COMMITTEE: State.EVALUATED,
    State.PUBLICITY: State.COMMITTEE,
}


def exits(state: State, *, may_withdraw: bool) -> list[tuple[str, str]]:
    """Where the case may also go from here."""
    found = []
    if state in {State.SUBMITTED, State.DOCUMENTS_CHECKED, State.EVALUATED}:
        found.append(("correction", _("补正，材料不齐时请您补")))
    if state in {State.SUBMITTED, State.DOCUMENTS_CHECKED, State.EVALUATED, State.COMMITTEE}:
        found.append(("rejected", _("不予支持，会写明理由和复核办法")))
    if found and may_withdraw:
        found.append(("withdrawn", _("撤回，会议审定前您都可以撤")))
    return found


def milestones(file: CaseFile, rows: Sequence[Transition], standing: Standing) -> list[dict[str, str]]:
    """The stones of the line: label, note, and whether it is done, now or ahead."""
    state = State(file.case.state)
    path = MILESTONES if file.item.kind == "computes" else (*MILESTONES[:2], State.REFERRED)
    ended = state in {State.REJECTED, State.WITHDRAWN}
    reached = _last_reached(rows) if ended else REACHED.get(state, state)
    if state == State.PUBLICITY and file.case.cleared_at is not None:
        reached = State.PUBLICITY
    done = path.index(reached) + 1 if reached in path else 0
    dates = _dates(file, rows)
    due = standing.clock.due if standing.clock else None
    limits = Limits(**file.case.call.days)
    ahead = {
        State.PUBLICITY: _("%(days)s个工作日", days=limits.publicity),
        State.PAID: _("公示后%(days)s个工作日内", days=limits.payment),
    }
    line = []
    for place, stone in enumerate(path):
        if place < done:
            line.append({"label": say(STAFF_WORDS[stone]), "note": day(dates.get(stone)), "state": "done"})
        elif place == done and not ended:
            note = _due_note(standing) if due else ""
            line.append({"label": say(DOING[stone]), "note": note, "state": "now", "ring": _ring(state)})
        else:
            line.append({"label": say(DOING[stone]), "note": ahead.get(stone, ""), "state": ""})
    return line


def _dates(file: CaseFile, rows: Sequence[Transition]) -> dict[str, datetime | None]:
    """When each milestone was reached: the decision with the public notice it opens, the notice when it had run."""
    dates: dict[str, datetime | None] = {row.state_after: row.at for row in rows if row.state_before != row.state_after}
    return dates | {State.COMMITTEE: dates.get(State.PUBLICITY), State.PUBLICITY: file.case.cleared_at}


def _due_note(standing: Standing) -> str:
    """By when; with the stage's name where it is not the milestone's own (acceptance, correction)."""
    assert standing.clock is not None
    by = _("%(day)s前", day=day(standing.clock.due))
    if standing.stage is not None and standing.stage.name in {"acceptance", "correction", "condition"}:
        return _("%(day)s%(stage)s", day=by, stage=say(standing.stage.words))
    return by


def _last_reached(rows: Sequence[Transition]) -> State | None:
    left = (row.state_before for row in rows if row.state_before != row.state_after)
    passed = [state for state in left if state and state != State.DRAFT]
    last = State(passed[-1]) if passed else None
    return REACHED.get(last, last) if last else None


def _ring(state: State) -> str:
    return {State.CORRECTION: "correction", State.DOCUMENTS_CHECKED: "evaluated"}.get(state, "submitted")
