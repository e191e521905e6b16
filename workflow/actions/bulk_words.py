"""What the rows of a run say when nothing was done, and the messages when a run has ended."""

from collections.abc import Iterable

from sqlalchemy import func, select

from states.guard import Blocker
from states.lifecycle import step
from states.say import Say
from workflow.actions.notify import Message, tell
from workflow.clock import SHANGHAI
from workflow.db import db
from workflow.models.bulk import DONE, BulkItem, BulkRun
from workflow.models.case import Transition
from workflow.models.user import User

OWN_MISTAKE = Say(
    "系统出了错，这件没有办，请单独再办", "An error of ours; nothing was done, please try this case by itself"
)
OVERTAKEN = Say(
    "同一时刻别人也在办，这件没有办，请再看一次", "Somebody did the same at this moment; nothing was done here"
)
#: Runs up to this size are done at once; whoever ordered a larger one is told when it has ended.
SMALL = 50


def joined(blockers: Iterable[Blocker]) -> tuple[str, str]:
    """Every reason, in both languages."""
    listed = list(blockers)
    return "；".join(one.zh for one in listed), "; ".join(one.en for one in listed)


def faster(by: Transition, name: str | None) -> tuple[str, str]:
    """Who did what when, after the preview. `name`: None for the system, empty for the applicant."""
    at = by.at.astimezone(SHANGHAI)
    who = ("系统", "the system") if name is None else (name, name) if name else ("申报单位", "the applicant")
    did = step(by.action).record
    zh = f"{who[0]}{at.month}月{at.day}日 {at:%H:%M}先办了一步：{did.zh}。这件没有动"
    return zh, f"{who[1]} was faster at {at:%Y-%m-%d %H:%M}: {did.en}. Nothing was done here"


def tell_all(run: BulkRun) -> None:
    """Tell whoever got cases how many, and the orderer of a large run that it has ended."""
    got = select(BulkItem.to_id, func.count()).where(BulkItem.run_id == run.id, BulkItem.state == DONE)
    name = db.session.get_one(User, run.actor_id).name
    for to_id, count in db.session.execute(got.group_by(BulkItem.to_id)).all():
        if to_id is not None:
            tell(None, [to_id], _given(name, count, run.reason))
    if run.total > SMALL:
        done = select(func.count()).where(BulkItem.run_id == run.id, BulkItem.state == DONE)
        tell(None, [run.actor_id], _ended(int(db.session.scalar(done) or 0), run.total))


def _given(name: str, count: int, reason: str) -> Message:
    return Message(
        "handed_over",
        f"{name}分给您{count}件申请",
        f"{name} gave you {count} case{'' if count == 1 else 's'}",
        f"理由：{reason}",
        f"Reason: {reason}",
    )


def _ended(done: int, total: int) -> Message:
    return Message(
        "bulk_ended",
        f"批量办理办完了：{total}件办成{done}件",
        f"Bulk run finished: {done} of {total} done",
        "没有办成的，结果页逐件写了原因。",
        "The page of the run says why for each case that was left out.",
    )
