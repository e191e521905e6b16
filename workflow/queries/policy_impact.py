"""Which evaluated cases another version of the policy would give another amount. Nothing is written, no ledger is looked at anew."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from rules import adjusting, settling
from rules.outcome import Outcome
from rules.policy import Policy
from workflow.db import db
from workflow.models.case import Case
from workflow.models.evaluation import Evaluation
from workflow.queries.receipts import judge

#: So many evaluations are judged again, the newest ones.
MOST = 300


class Otherwise(NamedTuple):
    """A case that would get another amount (fen), or another answer to whether it gets anything."""

    case: Case
    before_fen: int
    after_fen: int
    was_eligible: bool
    eligible: bool


class Impact(NamedTuple):
    """How many evaluations by the old version were judged by the new one, which differ; `more`: there are older ones."""

    looked: int
    rows: list[Otherwise]
    more: bool

    @property
    def difference_fen(self) -> int:
        """What the new version would give more, or less, altogether."""
        return sum(row.after_fen - row.before_fen for row in self.rows)


def impact(old: str, new: Policy, without: Collection[int] = ()) -> Impact:
    """Judge the newest evaluations in force by another version, from the inputs and the context each has sealed.

    `without`: cases that the reader keeps out of. One statement.
    """
    current = and_(Case.id == Evaluation.case_id, Case.round == Evaluation.round)
    query = select(Evaluation, Case).join(Case, current).options(joinedload(Case.enterprise))
    rows = db.session.execute(query.order_by(Evaluation.id.desc()).limit(MOST + 1)).all()
    mine = [
        (receipt, case) for receipt, case in rows[:MOST] if receipt.policy_version == old and case.id not in without
    ]
    found = []
    for receipt, case in mine:
        outcome = _by(new, receipt, case.item)
        if outcome is not None and (outcome.amount_fen, outcome.eligible) != (receipt.amount_fen, receipt.eligible):
            found.append(
                Otherwise(case, receipt.amount_fen, outcome.amount_fen or 0, receipt.eligible, outcome.eligible)
            )
    return Impact(len(mine), found, len(rows) > MOST)


def _by(policy: Policy, receipt: Evaluation, item: str) -> Outcome | None:
    if item not in policy.rules:
        return None
    hits = [settling.from_json(hit) for hit in receipt.hits]
    changes = [adjusting.from_json(one) for one in receipt.sources.get("changes", [])]
    return judge(item, receipt.inputs, receipt.context, hits, policy, changes)
