"""The supervisor names who handles an objection or an appeal: somebody who had nothing to do with the case."""

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from states.refusals import wrong_role
from states.say import Say
from workflow.actions.notify import Message, tell
from workflow.db import db
from workflow.models.appeal import Appeal
from workflow.models.case import Case
from workflow.models.objection import Objection
from workflow.queries.casefile import open_file
from workflow.queries.handlers import handlers

ASSIGN = Say("指定处理人", "Name the handler")
CLOSED = Blocker("closed", "已经办结，不用再指定", "It is closed already")
NOT_OUTSIDE = Blocker(
    "not_outside",
    "处理人不能办过这件申请，也不能参与过决定，请另选一位",
    "The handler must not have worked on the case or decided it; choose somebody else",
)


def assign(case: Case, matter: Objection | Appeal, handler_id: int, actor: Actor) -> None:
    """Name (or change) the handler. Raises Refused for anybody who worked on the case or decided it."""
    if Role.SUPERVISOR not in actor.roles:
        raise Refused((wrong_role(ASSIGN, (Role.SUPERVISOR,)),))
    if matter.state != "open":
        raise Refused((CLOSED,))
    if handler_id not in {row.id for row in handlers(open_file(case).dossier)}:
        raise Refused((NOT_OUTSIDE,))
    matter.handler_id = handler_id
    db.session.flush()
    zh, en = ("异议", "objection") if isinstance(matter, Objection) else ("复核", "appeal")
    due = matter.due_on
    message = Message(
        kind=f"{en}_assigned",
        title_zh=f"{case.number}　{zh}请您处理",
        title_en=f"{case.number}: an {en} is yours to handle",
        body_zh=f"{due.month}月{due.day}日前答复。提出人的身份只有您和科室负责人能看到。"
        if isinstance(matter, Objection)
        else f"{due.month}月{due.day}日前答复。",
        body_en=f"Answer by {due.isoformat()}.",
    )
    tell(case, [handler_id], message)
