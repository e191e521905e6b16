"""Changes of numbers, for tests: proposed by Shen on a document of the case, decided by Xu or Cheng."""

from typing import Any

from tests.workflow.filing import actor
from tests.workflow.onward import papers
from workflow.actions import override
from workflow.actions.override_faults import Wanted
from workflow.models.case import Case
from workflow.models.override import Override

WHY = "专项审计报告第2页的数比填报的少"


def wanted(case: Case, **more: Any) -> Wanted:
    """A change with its reason and evidence; `more` says which number."""
    return Wanted(**({"reason": WHY, "document": papers(case)[0], "page": 2} | more))


def proposed(case: Case, **more: Any) -> Override:
    """Proposed by Shen."""
    return override.propose(case, wanted(case, **more), actor("shen"))


def confirmed(case: Case, who: str = "xu", **more: Any) -> Override:
    """Proposed by Shen and confirmed by `who`."""
    row = proposed(case, **more)
    override.confirm(case, row, actor(who))
    return row
