"""What an enterprise with registered leases can claim under article 14: month by month, from the leases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules import catalogue
from rules.months import month_text, parse_month
from rules.policy import Policy
from rules.say import Say
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.queries.holdings import Holdings, last_month, load
from workflow.queries.rent_plan import PlanMonth, claimed, facts_for, plan
from workflow.queries.rent_words import WHY
from workflow.queries.rulebook import reader


@dataclass(frozen=True)
class LeasedClaim:
    """The months that a call takes, with the reason of those that cannot be had."""

    held: Holdings
    months: tuple[PlanMonth, ...]

    @property
    def why(self) -> dict[str, Say]:
        """`YYYY-MM` → why it cannot be claimed."""
        return {month_text(one.month): WHY[one.why] for one in self.months if one.why}

    @property
    def fen(self) -> dict[str, int]:
        """`YYYY-MM` → what the month is worth before the year's limit (fen)."""
        return {month_text(one.month): one.computed_fen for one in self.months if not one.why}

    def facts(self, run: Sequence[str]) -> dict[str, Any]:
        """The facts of a claim for the chosen months; what cannot be had is left out. Empty without a month."""
        wanted = [parse_month(month) for month in run if month not in self.why]
        return facts_for(self.held, wanted) if wanted else {}


def leased_claim(case: Case) -> LeasedClaim | None:
    """The months from January of the year before the call's up to now; None for an enterprise without leases."""
    if case.item != "14":
        return None
    held = load([case.enterprise_id], except_case=case.id)[case.enterprise_id]
    if not held.terms:
        return None
    version, policies = case.call.policy_version, reader()
    last = min(parse_month(f"{business_date():%Y-%m}"), case.call.year * 12 + 11)
    months = plan(held, (case.call.year - 1) * 12, last, policies, version, last_month(policies(version)))
    return LeasedClaim(held, tuple(months))


def months_of(facts: Mapping[str, Any], policy: Policy) -> frozenset[int]:
    """The months that a filed claim asks for, as far as its leases cover them."""
    outcome = catalogue.evaluate("14", dict(facts), [], policy, explain=False)
    return frozenset(parse_month(one.month) for one in outcome.months if one.state != "not_covered")


def in_other_hands(held: Holdings, wanted: frozenset[int]) -> dict[int, str]:
    """The wanted months that are granted already or asked for by an open claim, with the number of that case."""
    found = {row.month: row.number for row in held.granted if row.month in wanted}
    asked, _ = claimed(held, reader())
    return found | {one.month: one.number for one in asked if one.month in wanted}
