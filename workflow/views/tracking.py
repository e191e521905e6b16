"""The tracking page in plain values: the sentence, the milestones, the calculation, the history an applicant may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from forms.fields import titled
from states.lifecycle import allowed, step
from states.limits import Limits
from states.names import Role, State
from states.next_words import next_sentence
from states.rings import MILESTONES
from states.say import Say
from states.stages import Standing
from states.words import ROLE_WORDS, STAFF_WORDS
from workflow.models.case import Transition
from workflow.permissions import current_actor
from workflow.queries.casefile import CaseFile
from workflow.queries.estimates import estimate
from workflow.queries.history import clocks, transitions
from workflow.queries.rulebook import policy
from workflow.views.checklist import size
from workflow.views.correction_page import notice_lines
from workflow.views.filed_answers import filed_answers
from workflow.views.filters import day, say

#: Steps whose reason is written for the applicant; all other reasons are internal.
TOLD = {"request_correction", "decline", "reject", "lapse", "withdraw", "payment_failed"}
EVALUATED = {State.EVALUATED, State.COMMITTEE, State.PUBLICITY, State.PAID, State.REJECTED}
DECIDED = {State.PUBLICITY, State.PAID}
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


def tracking(file: CaseFile) -> dict[str, Any]:
    """Everything the page shows."""
    rows = transitions(file.case.id)
    standing = clocks(file.case, rows, file.calendar, file.today)
    actions = {row.action: reasons for row, reasons in allowed(file.dossier, current_actor())}
    return {
        "case": file.case,
        "item": file.item,
        "sentence": say(next_sentence(file.dossier)),
        "clock": standing.clock,
        "stage": standing.stage,
        "milestones": milestones(file, rows, standing),
        "exits": _exits(State(file.case.state), may_withdraw=actions.get("withdraw") == ()),
        "may_withdraw": actions.get("withdraw") == (),
        "correction": file.correction,
        "lines": notice_lines(file),
        "ending": _ending(file, rows),
        "history": history(rows, standing),
        "files": _files(file),
        "referral": file.referral,
        "filed": filed_answers(file),
        **calculation(file),
    }


def _exits(state: State, *, may_withdraw: bool) -> list[tuple[str, str]]:
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
    """The progress line: what is done with its date, what is being done and by when, what is to come."""
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
    if standing.stage is not None and standing.stage.name in {"acceptance", "correction"}:
        return _("%(day)s%(stage)s", day=by, stage=say(standing.stage.words))
    return by


def _last_reached(rows: Sequence[Transition]) -> State | None:
    passed = [row.state_before for row in rows if row.state_before and row.state_before != State.DRAFT]
    last = State(passed[-1]) if passed else None
    return REACHED.get(last, last) if last else None


def _ring(state: State) -> str:
    return {State.CORRECTION: "correction", State.DOCUMENTS_CHECKED: "evaluated"}.get(state, "submitted")


def calculation(file: CaseFile) -> dict[str, Any]:
    """The stored outcome of the evaluation, else what the rules give for the filed form; final once it is decided."""
    state = State(file.case.state)
    if file.evaluation is not None and state in EVALUATED:
        outcome: dict[str, Any] | None = file.evaluation.outcome
        source = "rejected" if state == State.REJECTED else "final" if state in DECIDED else "evaluated"
    else:
        computed = estimate(file.case, file.filing.facts)
        outcome, source = (computed.as_json() if computed else None), "estimate"
    decided = file.decision if file.decision is not None and file.decision.executed_at is not None else None
    reduced = decided is not None and outcome is not None and 0 < decided.amount_fen < outcome["amount_fen"]
    title = policy(file.case.policy_version).title
    return {"outcome": outcome, "source": source, "reduced": decided if reduced else None, "rules": title}


def _ending(file: CaseFile, rows: Sequence[Transition]) -> dict[str, str] | None:
    """Why a case ended without money, and what can be done about it."""
    last = rows[-1]
    if file.case.state == State.REJECTED:
        return {"reason": last.reason, "action": last.action}
    if file.case.state == State.WITHDRAWN and last.reason:
        return {"reason": last.reason, "action": last.action}
    return None


def history(rows: Sequence[Transition], standing: Standing) -> list[dict[str, Any]]:
    """The steps an applicant is told of, newest first: roles, never names; reasons only where they are addressed to it."""
    entries: list[dict[str, Any]] = []
    for row in rows:
        if row.action == "create" or step(row.action).notice is None:
            continue
        tone = "ask" if row.action == "request_correction" else ""
        text = row.reason if row.action in TOLD else ""
        who = say(ROLE_WORDS[Role(row.role)])
        entries.append({"title": say(step(row.action).record), "at": row.at, "who": who, "text": text, "tone": tone})
    entries.reverse()
    if entries and not entries[0]["tone"]:
        entries[0]["tone"] = "now"
    clock, stage = standing.clock, standing.stage
    if stage is not None and clock is not None and clock.due is not None and clock.waits_for is not None:
        when = _("%(day)s前", day=day(clock.due))
        entries.insert(
            0, {"title": say(stage.words), "when": when, "tone": "todo", "who": say(ROLE_WORDS[clock.waits_for])}
        )
    return entries


def _files(file: CaseFile) -> list[dict[str, Any]]:
    titles = {kind.code: titled(kind.title) for kind in file.item.documents}
    return [
        {
            "kind": titles.get(document.kind, document.kind),
            "name": document.name,
            "size": size(blob.size),
            "url": url_for("documents.download", ref=document.ref),
            "accepted": verdict is not None and verdict.verdict == "accepted",
        }
        for document, blob, verdict in file.documents
    ]
