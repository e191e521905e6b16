"""Which clocks a case has, from what happened to it: the one of its stage, and the promised total.

The promise runs from acceptance to payment and stands still while the applicant corrects.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from states.calendar import WorkCalendar
from states.deadlines import Clock, ClockEvent, Limits, Tick, read_clock
from states.names import Role
from states.say import Say


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of the history on its day.

    Moments that are no steps: `publish` (the notice went up), `extend` (by `days` working days), `stop` and `restart`.
    """

    action: str
    on: date
    days: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of work with a clock: the name of its limit, who it waits for and how its days are counted."""

    name: str
    words: Say
    waits_for: Role
    inclusive: bool = False


STAGES = {
    stage.name: stage
    for stage in (
        Stage("acceptance", Say("受理", "Acceptance"), Role.CASEWORKER),
        Stage("formal_check", Say("材料核验", "Documents check"), Role.CASEWORKER),
        Stage("evaluation", Say("评估", "Evaluation"), Role.CASEWORKER),
        Stage("committee", Say("会议审定", "Committee decision"), Role.SUPERVISOR),
        Stage("publicity", Say("公示", "Public notice"), Role.SYSTEM, inclusive=True),
        Stage("payment", Say("拨付", "Payment"), Role.FINANCE),
        Stage("correction", Say("补正", "Correction"), Role.APPLICANT),
    )
}

OPENS = {
    "submit": "acceptance",
    "accept": "formal_check",
    "request_correction": "correction",
    "check_documents": "evaluation",
    "return_evaluation": "evaluation",
    "send_to_committee": "committee",
    "send_back": "evaluation",
    "uphold_objection": "committee",
    "approve": "publicity",
    "publish": "publicity",
    "clear_publicity": "payment",
    "reopen": "acceptance",
}
"""The stage that a step begins; every other step leaves the stage as it is."""

STOPS = {"request_correction", "stop"}
RESUMES = {"resubmit", "cancel_correction", "restart"}
ENDS = {"decline", "reject", "withdraw", "lapse", "refer", "confirm_payment"}
OWN_TICKS = {"stop": Tick.STOP, "restart": Tick.RESTART, "extend": Tick.EXTEND} | dict.fromkeys(ENDS, Tick.FINISH)
"""What a moment does to the clock of the stage in hand."""
BUREAU = Role.CASEWORKER


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands in time: its stage with the clock of it (None before submission), and the promised total."""

    stage: Stage | None
    clock: Clock | None
    promise: Clock | None
    """None until the case was accepted."""


def standing(history: Sequence[Moment], calendar: WorkCalendar, today: date, limits: Limits | None = None) -> Standing:
    """Read both clocks from the history in order; ClockError when the history cannot have happened."""
    limits = limits or Limits()
    promise = _promise_events(history)
    total = read_clock(promise, limits.promised, calendar, today) if promise else None
    track = _Track()
    for moment in history:
        track.take(moment)
    if track.name is None:
        return Standing(None, None, total)
    stage = STAGES[track.name]
    clock = read_clock(track.events, getattr(limits, stage.name), calendar, today, inclusive=stage.inclusive)
    return Standing(stage, clock, total)


def _promise_events(history: Iterable[Moment]) -> list[ClockEvent]:
    events: list[ClockEvent] = []
    stopped = False
    for moment in history:
        if moment.action == "reopen":  # a new round is accepted anew, and promised anew
            events, stopped = [], False
        elif moment.action == "accept" and not events:
            events.append(ClockEvent(Tick.START, moment.on, Role.CASEWORKER))
        elif events and (tick := _tick(moment.action, stopped=stopped)) is not None:
            events.append(ClockEvent(tick, moment.on, _whose(moment.action), moment.days))
            stopped = tick is Tick.STOP or (stopped and tick is not Tick.RESTART)
    return events


def _tick(action: str, *, stopped: bool) -> Tick | None:
    """What a moment does to the promised total; more time for the applicant's correction adds nothing to it."""
    if action in ENDS:
        return Tick.FINISH
    if action in STOPS and not stopped:
        return Tick.STOP
    if action in RESUMES and stopped:
        return Tick.RESTART
    return Tick.EXTEND if action == "extend" and not stopped else None


def _whose(action: str) -> Role | None:
    """Who a stopped or running total waits for; None for what no role can hurry."""
    return STAGES["correction"].waits_for if action == "request_correction" else None if action in ENDS else BUREAU


@dataclass(slots=True)
class _Track:
    """The stage and its events while the history is read."""

    name: str | None = None
    events: list[ClockEvent] = field(default_factory=list)
    interrupted: tuple[str, list[ClockEvent]] | None = None

    def take(self, moment: Moment) -> None:
        """Add one moment."""
        action, on = moment.action, moment.on
        if action == "request_correction" and self.name is not None:
            self.interrupted = (self.name, [*self.events, ClockEvent(Tick.STOP, on, Role.APPLICANT)])
        if action in {"resubmit", "cancel_correction"} and self.interrupted is not None:
            self._resume(*self.interrupted, on)
        elif action in OPENS:
            self._open(OPENS[action], on)
        elif self.name is not None and (tick := OWN_TICKS.get(action)) is not None:
            who = None if tick in {Tick.STOP, Tick.FINISH} else STAGES[self.name].waits_for
            self.events.append(ClockEvent(tick, on, who, moment.days))

    def _open(self, name: str, on: date) -> None:
        self.name, self.events = name, [ClockEvent(Tick.START, on, STAGES[name].waits_for)]

    def _resume(self, name: str, events: list[ClockEvent], on: date) -> None:
        """The interrupted check goes on; an interrupted evaluation begins again with a check of the documents."""
        if name == "evaluation":
            self._open("formal_check", on)
        else:
            self.name, self.events = name, [*events, ClockEvent(Tick.RESTART, on, STAGES[name].waits_for)]
