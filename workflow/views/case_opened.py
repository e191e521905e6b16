"""A case opened for its page: everything that the parts of the page share, loaded once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from states.dossier import Actor
from workflow.models.case import Case, Transition
from workflow.models.fact_check import FactCheck
from workflow.models.filing import Correction
from workflow.models.pin import Pin
from workflow.permissions import current_actor
from workflow.queries import fact_checks, history
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.filings import corrections
from workflow.queries.history import Round
from workflow.queries.people import names_of
from workflow.views.case_marks import Marks


class Look(NamedTuple):
    """The page of a document that is open: its reference and the page, from 1."""

    ref: str
    page: int


@dataclass(frozen=True)
class Opened:
    """The case's file with its history, and the names of everybody that the page says."""

    file: CaseFile
    actor: Actor
    moved: Sequence[Transition]
    notices: Sequence[Correction]
    runs: Sequence[Round]
    marks: Marks
    names: Mapping[int, str]


def opened(case: Case) -> Opened:
    """Load it: the file's queries and six more, whatever the case holds."""
    file = open_file(case)
    moved, notices, runs = history.transitions(case.id), corrections(case.id), history.rounds(case.id)
    checks, pins = fact_checks.newest(case.id), fact_checks.pins(case.id)
    names = names_of(
        [*_of_file(file), *_of_runs(runs), *_of_marks(checks, pins), *(one.requested_by for one in notices)]
    )
    return Opened(file, current_actor(), moved, notices, runs, Marks(file, checks, pins, names), names)


def _of_file(file: CaseFile) -> list[int | None]:
    return [
        file.case.owner_id,
        file.hands.stand_in,
        *file.hands.helpers,
        file.referral.owner_id if file.referral else None,
        *(row.actor_id for row in file.controls),
        *(person for row in file.overrides for person in (row.proposed_by, row.decided_by)),
        *(verdict.actor_id for _document, _blob, verdict in file.documents if verdict is not None),
    ]


def _of_runs(runs: Sequence[Round]) -> list[int | None]:
    return [
        person
        for run in runs
        for person in (
            run.evaluation.actor_id,
            run.review.actor_id if run.review else None,
            run.decision.recorded_by if run.decision else None,
            run.decision.executed_by if run.decision else None,
        )
    ]


def _of_marks(checks: Mapping[str, FactCheck], pins: Sequence[Pin]) -> list[int]:
    return [*(row.actor_id for row in checks.values()), *(pin.actor_id for pin in pins)]
