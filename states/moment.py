"""What happened to a case on which day, and what that does to the clock in hand."""

from dataclasses import dataclass
from datetime import date

from states.clock import Tick


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of the history on its day.

    `days` are the working days of an extension. Moments that are no steps: `publish` (the notice went up), `extend` (the
    bureau's own time), `stop` and `restart`.
    """

    action: str
    on: date
    days: int = 0


STOPS = {"request_correction", "stop"}
RESUMES = {"resubmit", "cancel_correction", "restart"}
ENDS = {"decline", "reject", "withdraw", "lapse", "refer", "confirm_payment"}
OWN_TICKS = {
    "stop": Tick.STOP,
    "restart": Tick.RESTART,
    "extend": Tick.EXTEND,
    "extend_correction": Tick.EXTEND,
} | dict.fromkeys(ENDS, Tick.FINISH)
"""What a moment does to the clock of the stage in hand."""
