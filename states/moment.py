"""What happened to a case on which day, and what that does to the clock in hand."""

from dataclasses import dataclass
from datetime import date

from states.clock import Tick


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of the history on its day.

    `days` are the working days of an extension. A moment that is no step: `publish` (the notice went up).
    """

    action: str
    on: date
    days: int = 0


STOPS = {"request_correction", "stop_clock"}
RESUMES = {"resubmit", "cancel_correction", "restart_clock", "supply_documents"}
ARRIVED = {"confirm_instalment", "confirm_payment"}
"""Money arrived: the first time ends the clocks, later instalments have days of their own."""
ENDS = {"decline", "reject", "withdraw", "lapse", "decline_condition", "refer"} | ARRIVED
OWN_TICKS = {
    "stop_clock": Tick.STOP,
    "restart_clock": Tick.RESTART,
    "extend_clock": Tick.EXTEND,
    "extend_correction": Tick.EXTEND,
} | dict.fromkeys(ENDS, Tick.FINISH)
"""What a moment does to the clock of the stage in hand."""
