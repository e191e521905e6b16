"""Caps on what one enterprise gets under one item. The counter row decides, by `used = used + x`; entries explain it.

Never compute the new total in Python: two approvals at the same moment would both read the old one.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import CursorResult, Insert, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Update

from rules import money
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.clock import now
from workflow.db import db
from workflow.models.cap import CapAccount, CapEntry
from workflow.models.case import Case


def insert_if_absent(table: type[Any], **values: Any) -> bool:
    """Add a row unless it is there already; whether it was added. Of two writers at once one adds it and the other goes on."""
    make: Callable[[type[Any]], Any] = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement: Insert = make(table).values(**values).on_conflict_do_nothing()
    return db.session.execute(statement.returning(literal_column("1"))).first() is not None


def changed(statement: Update) -> bool:
    """Run a guarded UPDATE; whether it found its row."""
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)
    return result.rowcount == 1


def reserve(case: Case, scope: str, fen: int, limit_fen: int) -> None:
    """Take `fen` > 0 of the enterprise's cap for the case's item. `scope`: `year:YYYY`, `project:ID` or `ever`.

    The account is made on demand with the limit (fen) of the case's policy version.
    Raises Refused when less is left; the caller rolls back.
    """
    key = {"enterprise_id": case.enterprise_id, "item": case.item, "scope": scope}
    insert_if_absent(CapAccount, **key, limit_fen=limit_fen, used_fen=0)
    row = (
        (CapAccount.enterprise_id == case.enterprise_id) & (CapAccount.item == case.item) & (CapAccount.scope == scope)
    )
    room = CapAccount.used_fen + fen <= CapAccount.limit_fen
    if not changed(update(CapAccount).where(row, room).values(used_fen=CapAccount.used_fen + fen)):
        left = db.session.scalars(select(CapAccount.limit_fen - CapAccount.used_fen).where(row)).one()
        raise Refused((_no_room(scope, fen, left),))
    account_id = db.session.scalars(select(CapAccount.id).where(row)).one()
    db.session.add(CapEntry(account_id=account_id, case_id=case.id, fen=fen, at=now()))
    db.session.flush()


def give_back(case: Case) -> None:
    """Reverse every entry of the case that is not reversed yet: an approval is undone."""
    reversed_ids = select(CapEntry.reversal_of).where(CapEntry.case_id == case.id, CapEntry.reversal_of.is_not(None))
    query = select(CapEntry).where(CapEntry.case_id == case.id, CapEntry.fen > 0, CapEntry.id.not_in(reversed_ids))
    query = query.join(CapAccount, CapAccount.id == CapEntry.account_id)  # the order in which approvals lock the years
    for entry in db.session.scalars(query.order_by(CapAccount.scope, CapEntry.id)).all():
        account = CapAccount.id == entry.account_id
        changed(update(CapAccount).where(account).values(used_fen=CapAccount.used_fen - entry.fen))
        back = CapEntry(account_id=entry.account_id, case_id=case.id, fen=-entry.fen, reversal_of=entry.id, at=now())
        db.session.add(back)
    db.session.flush()


def _no_room(scope: str, fen: int, left: int) -> Blocker:
    kind, _, name = scope.partition(":")
    zh = {"year": f"{name}年度", "project": f"项目{name}", "ever": "累计"}[kind]
    en = {"year": f"for {name}", "project": f"for project {name}", "ever": "in all"}[kind]
    return Blocker(
        "cap_used",
        f"这家企业本条{zh}的额度只剩{money.grouped(left)}元，不够{money.grouped(fen)}元："
        "评估以后被另一件申请用掉了，请退回重新评估",
        f"Only {money.grouped(left)} yuan of this enterprise's cap {en} are left, {money.grouped(fen)} are needed: "
        "another application used it after the evaluation. Send the case back to be evaluated again",
    )
