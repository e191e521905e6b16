"""What happened, as the applicant may read it: roles, never names; reasons only where they are addressed to it."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from forms.fields import titled
from states.lifecycle import step
from states.names import Role, State
from states.stages import Standing
from states.words import ROLE_WORDS
from workflow.models.case import Transition
from workflow.queries.casefile import CaseFile
from workflow.queries.proceedings import DECISIONS
from workflow.views.checklist import size
from workflow.views.filters import day, say
from workflow.views.record_reasons import told

#: Steps whose reason is written for the applicant; all other reasons are internal.
TOLD = {
    "request_correction", "extend_correction", "decline", "reject", "lapse", "withdraw", "payment_failed",
    "file_appeal", "answer_appeal", "uphold_appeal", "reopen", "stop_clock", "extend_clock", "fail_condition",
    "decline_condition",
}  # fmt: skip


def ending(file: CaseFile, rows: Sequence[Transition]) -> dict[str, str] | None:
    """Why a case ended without money, and by which step."""
    last = rows[-1]
    if file.case.state == State.REJECTED:  # what came after the decision (an appeal) is not its reason
        last = next((row for row in reversed(rows) if row.action in DECISIONS), last)
        return {"reason": last.reason, "action": last.action}
    if file.case.state == State.WITHDRAWN and last.reason:
        return {"reason": last.reason, "action": last.action}
    return None


def history(rows: Sequence[Transition], file: CaseFile, standing: Standing) -> list[dict[str, Any]]:
    """The steps an applicant is told of, newest first, and before them what is being done now."""
    entries: list[dict[str, Any]] = []
    for row in rows:
        if row.action == "create" or step(row.action).notice is None:
            continue
        tone = "ask" if row.action == "request_correction" else ""
        text = told(row, file) if row.action in TOLD else ""
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


def files(file: CaseFile) -> list[dict[str, Any]]:
    """The documents handed in, with whether each is accepted; a refusal is told by the correction notice."""
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
