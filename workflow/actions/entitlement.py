"""A list of the statistics bureau: read in and judged; a second person confirms it (entitlement_confirming). The caller commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.entitlement_judging import Judged, judge
from workflow.clock import now
from workflow.db import db
from workflow.models.call import Call
from workflow.models.entitlement import ITEMS, EntitlementList, EntitlementRow
from workflow.sheets import Row

NO_ROWS = Blocker("no_rows", "文件里没有数据行", "The file has no rows")
NOT_FITTING = Blocker(
    "call_not_fitting",
    "只有第九条、第十条开放中的批次可以免申即享",
    "Only open calls of articles 9 and 10 can be started here",
)
SETTLED = Blocker(
    "list_settled", "这份名单刚刚已确认或作废，请刷新再看", "This list was confirmed or dropped; reload to see"
)


def read(call: Call, name: str, sha256: str, rows: Sequence[Row], actor: Actor) -> EntitlementList:
    """Write the list down with what is due to each row. Nobody is invited by this. Raises Refused."""
    assert actor.user_id is not None
    if not rows:
        raise Refused((NO_ROWS,))
    check_call(call)
    found = EntitlementList(
        item=call.item, call_id=call.id, name=name, sha256=sha256, read_by=actor.user_id, read_at=now()
    )
    db.session.add(found)
    db.session.flush()
    table: Any = EntitlementRow.__table__
    db.session.execute(insert(table), [_written(found.id, one) for one in judge(call, rows)])
    return found


def check_call(call: Call) -> None:
    """Only open calls of the two items. Raises Refused."""
    if call.item not in ITEMS or not call.opens_at <= now() < call.new_until:
        raise Refused((NOT_FITTING,))


def _written(list_id: int, one: Judged) -> dict[str, Any]:
    cells = one._asdict()
    why = cells.pop("why")
    return cells | {"list_id": list_id, "said_zh": why.zh, "said_en": why.en}


def drop(found: EntitlementList) -> None:
    """It was the wrong file: nobody is invited. `found` is locked. Raises Refused."""
    if found.confirmed_at is not None or found.dropped_at is not None:
        raise Refused((SETTLED,))
    found.dropped_at = now()
    db.session.flush()
