"""The tracking page in plain values: where the case stands, whose turn it is, by when, and why; only what the applicant may see."""

from typing import Any

from states.lifecycle import allowed
from states.names import State
from states.next_words import next_sentence
from workflow.permissions import current_actor
from workflow.queries.casefile import CaseFile
from workflow.queries.history import clocks, transitions
from workflow.views.correction_page import notice_lines
from workflow.views.filed_answers import filed_answers
from workflow.views.filters import say
from workflow.views.message_box import box
from workflow.views.paper_lines import lines
from workflow.views.standing_still import halt
from workflow.views.tracking_amount import calculation, decision
from workflow.views.tracking_challenges import challenges
from workflow.views.tracking_history import ending, files, history
from workflow.views.tracking_line import exits, milestones
from workflow.views.tracking_times import times


def tracking(file: CaseFile) -> dict[str, Any]:
    """Everything the page shows."""
    rows = transitions(file.case.id)
    standing = clocks(file.case, rows, file.calendar, file.today)
    actions = {row.action: reasons for row, reasons in allowed(file.dossier, current_actor())}
    may_withdraw = actions.get("withdraw") == ()
    return {
        "case": file.case,
        "item": file.item,
        "sentence": say(next_sentence(file.dossier)),
        "clock": standing.clock,
        "stage": standing.stage,
        "times": times(file.case, standing, halt(file, rows)),
        "milestones": milestones(file, rows, standing),
        "exits": exits(State(file.case.state), may_withdraw=may_withdraw),
        "may_withdraw": may_withdraw,
        "correction": file.correction,
        "condition": file.terms.open_condition,
        "lines": notice_lines(file),
        "ending": ending(file, rows),
        "decided": decision(file),
        "history": history(rows, file, standing),
        "files": files(file),
        "official": lines(file.case.id),
        "referral": file.referral,
        "filed": filed_answers(file),
        "messages": box(file.case),
        **calculation(file),
        **challenges(file, actions),
    }
