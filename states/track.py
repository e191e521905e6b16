"""The stage in hand and the events of its clock, while a history is read."""

from dataclasses import dataclass, field
from datetime import date

from states.clock import ClockEvent, Tick
from states.moment import ARRIVED, OWN_TICKS, Moment
from states.names import Role
from states.stage import OPENS, PAUSES, STAGES

#: After these the bureau goes on where the applicant had interrupted it.
BACK = frozenset({"resubmit", "cancel_correction", "supply_documents"})


@dataclass(slots=True)
class Track:
    """The stage and its events while the history is read."""

    name: str | None = None
    events: list[ClockEvent] = field(default_factory=list)
    interrupted: tuple[str, list[ClockEvent]] | None = None

    def take(self, moment: Moment) -> None:
        """Add one moment."""
        action, on = moment.action, moment.on
        if action == "accept_conditionally":
            self._open(OPENS[action], on)
        if action in PAUSES:
            self._interrupt(PAUSES[action], on)
        elif action in BACK and self.interrupted is not None:
            self._resume(*self.interrupted, on)
        elif action in OPENS:
            self._open(OPENS[action], on)
        elif action in ARRIVED and self.events and self.events[-1].tick is Tick.FINISH:
            return
        elif self.name is not None and (tick := OWN_TICKS.get(action)) is not None:
            who = None if tick in {Tick.STOP, Tick.FINISH} else STAGES[self.name].waits_for
            self.events.append(ClockEvent(tick, on, who, moment.days))

    def _interrupt(self, name: str, on: date) -> None:
        """The bureau's stage stands still while the applicant has its own; what already stands still is not stopped again."""
        if self.name is not None and self.name not in PAUSES.values():
            halt = [] if self._stands() else [ClockEvent(Tick.STOP, on, Role.APPLICANT)]
            self.interrupted = (self.name, [*self.events, *halt])
        self._open(name, on)

    def _stands(self) -> bool:
        turns = [event.tick for event in self.events if event.tick is not Tick.EXTEND]
        return turns[-1:] == [Tick.STOP]

    def _open(self, name: str, on: date) -> None:
        self.name, self.events = name, [ClockEvent(Tick.START, on, STAGES[name].waits_for)]

    def _resume(self, name: str, events: list[ClockEvent], on: date) -> None:
        """The interrupted check goes on; an interrupted evaluation begins again with a check of the documents."""
        if name == "evaluation":
            self._open("formal_check", on)
        else:
            self.name, self.events = name, [*events, ClockEvent(Tick.RESTART, on, STAGES[name].waits_for)]
