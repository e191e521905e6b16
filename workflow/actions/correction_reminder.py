"""The caseworker reminds the enterprise of its correction, once a day. The caller has the case locked and commits."""

from states.dossier import Actor
from workflow.actions.advance import advance
from workflow.actions.notify import tell_step
from workflow.models.case import Case
from workflow.queries.casefile import open_file


def remind(case: Case, actor: Actor) -> None:
    """Write to the enterprise what is open and by when it is due. Raises Refused."""
    file = open_file(case)
    step = advance(case, "remind_correction", file.dossier, actor)
    notice = file.correction
    assert notice is not None, "a case in correction has its open notice"
    day = notice.due_on
    tell_step(
        case,
        step,
        f"还有{file.unanswered_items}项没补，请在{day.year}年{day.month}月{day.day}日前补好。",
        f"Open points: {file.unanswered_items}, due by {day.isoformat()}.",
    )
