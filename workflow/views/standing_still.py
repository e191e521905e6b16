"""Why the clock of a case stands still, in the words that staff and applicant read."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from states.clock_grounds import GROUNDS
from workflow.actions.clocks import EXPECTED
from workflow.models.case import Transition
from workflow.queries.casefile import CaseFile
from workflow.views.filters import say


class Halt(NamedTuple):
    """The legal reason, what was written to it, since when, and until when as far as one can tell."""

    ground: str
    text: str
    since: datetime
    expected_on: date


def halt(file: CaseFile, rows: Sequence[Transition]) -> Halt | None:
    """The legal stop that lasts; None while the clock runs or waits for the applicant."""
    if not file.terms.clock_stopped:
        return None
    row = next(row for row in reversed(rows) if row.action == "stop_clock")
    words = GROUNDS[row.detail["ground"]]
    return Halt(
        say(words), "" if row.reason == words.zh else row.reason, row.at, date.fromisoformat(row.detail[EXPECTED])
    )
