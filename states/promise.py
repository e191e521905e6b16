"""The events of the promised total: from acceptance to payment, standing still while the applicant corrects."""

from collections.abc import Iterable

from states.clock import ClockEvent, Tick
from states.moment import ENDS, RESUMES, STOPS, Moment
from states.names import Role
from states.stage import STAGES

BUREAU = Role.CASEWORKER


def promise_events(history: Iterable[Moment]) -> list[ClockEvent]:
    """What the history did to the promised total since it was last accepted."""
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
