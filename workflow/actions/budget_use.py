"""What becomes of a reservation: decided when its public notice is over, paid, claimed back. Kept in the same transaction.

Counters change by `x = x + y`, each change with its line in the ledger. A case without a reservation (its article had no
plan) changes nothing here. Money in fen.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import func, insert, select, update

from workflow.actions.caps import changed, insert_if_absent
from workflow.clock import now
from workflow.db import db
from workflow.models.budget import BudgetEntry
from workflow.models.budget_line import DECIDED, PAID, RECOVERED, BudgetLine, BudgetUse
from workflow.models.case import Case

COLUMNS = {DECIDED: BudgetUse.decided_fen, PAID: BudgetUse.paid_fen, RECOVERED: BudgetUse.recovered_fen}


class Held(NamedTuple):
    """What a case holds of an account."""

    account_id: int
    case_id: int
    fen: int


def decided(case: Case) -> None:
    """The public notice of the case is over: its reservation is decided."""
    book(DECIDED, held([case.id]))


def undecided(case: Case) -> None:
    """The approval is undone: what was decided of the case is so no longer."""
    line = BudgetLine
    query = select(line.account_id, func.sum(line.fen)).where(line.case_id == case.id, line.kind == DECIDED)
    rows = db.session.execute(query.group_by(line.account_id))
    book(DECIDED, [Held(row[0], case.id, -int(row[1])) for row in rows if row[1]])


def paid(amounts: Sequence[tuple[int, int]]) -> None:
    """The bank confirmed these payments: (case, fen) each, any number in the same few statements."""
    _of_cases(PAID, amounts)


def recovered(case: Case, fen: int) -> None:
    """It was decided to claim `fen` of the case back."""
    _of_cases(RECOVERED, [(case.id, fen)])


def _of_cases(kind: str, amounts: Sequence[tuple[int, int]]) -> None:
    accounts = {row.case_id: row.account_id for row in held(case_id for case_id, _fen in amounts)}
    book(kind, [Held(accounts[case_id], case_id, fen) for case_id, fen in amounts if case_id in accounts])


def held(case_ids: Iterable[int]) -> list[Held]:
    """The reservations in force of these cases."""
    entry = BudgetEntry
    query = select(entry.account_id, entry.case_id, func.sum(entry.fen)).where(entry.case_id.in_(sorted(set(case_ids))))
    query = query.group_by(entry.account_id, entry.case_id).having(func.sum(entry.fen) > 0)
    return [Held(row[0], row[1], int(row[2])) for row in db.session.execute(query.order_by(entry.case_id))]


def book(kind: str, rows: Sequence[Held]) -> None:
    """Write the lines and move the counters, the accounts in the order of their ids."""
    if not rows:
        return
    column, at = COLUMNS[kind], now()
    by_account = sorted(rows, key=lambda row: row.account_id)
    for account_id, group in groupby(by_account, key=lambda row: row.account_id):
        insert_if_absent(BudgetUse, account_id=account_id, decided_fen=0, paid_fen=0, recovered_fen=0)
        more = {column.key: column + sum(row.fen for row in group)}
        changed(update(BudgetUse).where(BudgetUse.account_id == account_id).values(more))
    lines = [row._asdict() | {"kind": kind, "at": at, "change_id": None} for row in by_account]
    db.session.execute(insert(BudgetLine), lines)
