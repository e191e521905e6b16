"""The events of the promised total: from acceptance to payment, standing still while the applicant corrects or a legal reason lasts."""

from collections.abc import Iterable

from states.clock import ClockEvent, Tick
from states.moment import ARRIVED, ENDS, RESUMES, STOPS, Moment
from states.names import Role
from states.stage import OPENS, PAUSES, STAGES

BUREAU = Role.CASEWORKER
ACCEPTS = frozenset({"accept", "accept_conditionally"})


def promise_events(history: Iterable[Moment]) -> list[ClockEvent]:
    """What the history did to the promised total since it was last accepted."""
    events: list[ClockEvent] = []
    stopped = False
    for moment in history:
        if moment.action == "reopen":  # a new round is accepted anew, and promised anew
            events, stopped = [], False
        elif moment.action in ACCEPTS and not events:
            events.append(ClockEvent(Tick.START, moment.on, BUREAU))
            if stopped := moment.action in PAUSES:
                events.append(ClockEvent(Tick.STOP, moment.on, _whose(moment.action)))
        elif moment.action in ARRIVED and events and events[-1].tick is Tick.FINISH:
            continue
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
    if stopped and (action in RESUMES or (action in OPENS and action not in PAUSES)):
        return Tick.RESTART  # whoever carries the case on has no reason any more to let the time stand still
    return Tick.EXTEND if action == "extend_clock" and not stopped else None


def _whose(action: str) -> Role | None:
    """Who a stopped or running total waits for; None for what no role can hurry."""
    return STAGES[PAUSES[action]].waits_for if action in PAUSES else None if action in ENDS else BUREAU
