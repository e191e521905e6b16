"""Full account numbers leave the bureau's tables only with a name and a purpose; calls about new accounts are noted."""

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.clock import now
from workflow.db import db
from workflow.models.payment import PaymentBatch
from workflow.models.payment_line import AccountCall, AccountView, PaymentLine

NO_PURPOSE = Blocker("purpose", "请写明查看用途", "Say what the account numbers are for")
OWN_BATCH = Blocker(
    "called_by_another",
    "您是本批的制单人，核实电话要由复核的人打",
    "You prepared this batch; whoever releases it makes the call",
)
CALLED = Blocker("called_before", "这一笔刚刚已登记过核实电话", "A call about this line was recorded already")


def look(batch: PaymentBatch, actor: Actor, kind: str, purpose: str, lines: int) -> None:
    """Write down who got the full numbers of the batch, how (`page`, `treasury`) and what for. Raises Refused."""
    assert actor.user_id is not None
    if not purpose.strip():
        raise Refused((NO_PURPOSE,))
    row = AccountView(batch_id=batch.id, user_id=actor.user_id, kind=kind, purpose=purpose.strip()[:200], lines=lines)
    row.at = now()
    db.session.add(row)
    db.session.flush()


def called(batch: PaymentBatch, line: PaymentLine, actor: Actor, note: str) -> None:
    """The enterprise was called about its new account, by who may release the batch. `batch` is locked. Raises Refused."""
    assert actor.user_id is not None
    if actor.user_id == batch.prepared_by:
        raise Refused((OWN_BATCH,))
    if db.session.get(AccountCall, line.id) is not None:
        raise Refused((CALLED,))
    db.session.add(AccountCall(line_id=line.id, note=note.strip(), actor_id=actor.user_id, at=now()))
    db.session.flush()
