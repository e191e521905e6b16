"""What the rules are given for a case: the filed facts, the verified ones in their place, other money, rules' version."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rules import catalogue
from states.limits import Limits
from workflow.clock import business_date
from workflow.models.filing import Filing
from workflow.models.override import AMOUNT, Override
from workflow.queries.case_papers import CasePapers
from workflow.queries.overrides import in_force, open_ones, verified


def digest(value: Any) -> str:
    """SHA-256 of a canonical JSON: equal inputs have equal digests."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def inputs_digest(version: str, inputs: Any, other_money: Any, amounts: Iterable[Sequence[int | None]] = ()) -> str:
    """Digest of what an evaluation depends on. `amounts`: computed and set amount (fen) where it was set by hand."""
    by_hand = [list(pair) for pair in amounts]
    return digest([version, inputs, other_money, *([by_hand] if by_hand else [])])


@dataclass(frozen=True)
class CaseInputs(CasePapers):
    """A case with its form and whatever two people changed in it. `overrides`: all of them, oldest first."""

    filing: Filing
    overrides: Sequence[Override]

    @cached_property
    def fact_problems(self) -> Sequence[str]:
        """`missing:<fact>` and `invalid:<fact>` of the form, in declared order."""
        return catalogue.problems(self.case.item, self.filing.facts)

    @cached_property
    def credit_checked(self) -> bool:
        """Whether the credit was looked up, and not longer ago than the call's days for it."""
        at = self.case.credit_checked_at
        return at is not None and (self.today - business_date(at)).days <= Limits(**self.case.call.days).credit

    @cached_property
    def changes(self) -> Sequence[Override]:
        """The overrides in force."""
        return in_force(self.overrides, self.filing.facts)

    @cached_property
    def inputs(self) -> Mapping[str, Any]:
        """The facts as the rules take them."""
        return verified(self.overrides, self.filing.facts)

    @cached_property
    def waiting_overrides(self) -> Sequence[Override]:
        """Those that wait for their second person."""
        return open_ones(self.overrides)

    @cached_property
    def inputs_digest(self) -> str:
        """Digest of what the evaluation depends on now."""
        amounts = [(row.from_fen, row.to_fen) for row in self.changes if row.kind == AMOUNT]
        return inputs_digest(self.case.policy_version, self.inputs, self.filing.other_money, amounts)
