"""What the applicant may do against a decision, what became of it, and the receipt of a withdrawal."""

from collections.abc import Mapping
from typing import Any

from states.names import State
from workflow.queries.casefile import CaseFile
from workflow.queries.own_challenges import newest_appeal, withdrawal_of


def challenges(file: CaseFile, actions: Mapping[str, Any]) -> dict[str, Any]:
    """Whether and until when a review can be asked for; the newest one; the receipt of a withdrawal."""
    withdrawn = file.case.state == State.WITHDRAWN
    return {
        "may_appeal": actions.get("file_appeal") == (),
        "appeal_until": file.beside.appeal_until(file.case.call.days),
        "appeal": newest_appeal(file.case.id) if file.beside.appealed else None,
        "withdrawal": withdrawal_of(file.case.id) if withdrawn else None,
    }
