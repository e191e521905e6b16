"""The words of one step."""

from typing import NamedTuple

from states.say import Say


class StepWords(NamedTuple):
    """Label of the button, line in the history, what the applicant is told."""

    label: Say
    record: Say
    notice: Say | None = None
