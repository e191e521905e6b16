"""What cannot follow one another in the events of a clock."""

from states.clock import ClockError, ClockEvent, Tick


def check_order(event: ClockEvent, before: ClockEvent | None, *, running: bool) -> None:
    """Refuse what cannot follow; a clock may be extended and finished both running and standing still."""
    what = f"{event.tick} on {event.on}"
    if (event.tick is Tick.START) is (before is not None):
        raise ClockError(f"{what}: a clock starts once, and first")
    if before is not None and event.on < before.on:
        raise ClockError(f"{what} comes after {before.tick} on {before.on}")
    if before is not None and before.tick is Tick.FINISH:
        raise ClockError(f"{what}: the clock was finished on {before.on}")
    if event.tick is Tick.STOP and not running:
        raise ClockError(f"{what}: the clock already stands still")
    if event.tick is Tick.RESTART and running:
        raise ClockError(f"{what}: the clock already runs")
    if event.tick is Tick.EXTEND and event.days < 1:
        raise ClockError(f"{what}: by at least one working day, not {event.days}")
