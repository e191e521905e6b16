"""What a page for a second look at a case draws: what is not plain first, then the rest. A fixed number of queries."""

from typing import Any

from workflow.models.case import Case
from workflow.queries import history
from workflow.views.case_facts_zone import facts_zone
from workflow.views.case_opened import opened
from workflow.views.review_remarks import remarks


def second_look(case: Case) -> dict[str, Any]:
    """The case with its remarks, facts, documents and evaluation, for the templates of reviews and samples."""
    one = opened(case)
    zone = facts_zone(one, None)
    run = next((run for run in one.runs if run.evaluation.round == case.round), None)
    return {
        "case": case,
        "file": one.file,
        "names": one.names,
        "groups": remarks(one, zone, history.verdicts(case.id)),
        "facts": zone["facts"],
        "papers": zone["papers"],
        "checks": zone["checks"],
        "run": run,
    }
