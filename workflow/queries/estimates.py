"""What the rules give for a form as it stands: the same rules and the same ledger as the evaluation."""

from collections.abc import Mapping
from typing import Any

from rules import catalogue
from rules.outcome import Outcome
from workflow.models.case import Case
from workflow.queries.ledger import context_for
from workflow.queries.rulebook import policy


def estimate(case: Case, facts: Mapping[str, Any]) -> Outcome | None:
    """The outcome under the case's policy version and the awards so far; None where the item has no formula."""
    if catalogue.item(case.item).kind != "computes":
        return None
    context = context_for(case.enterprise_id, case.item, except_case=case.id)
    return catalogue.evaluate(case.item, dict(facts), context, policy(case.policy_version))
