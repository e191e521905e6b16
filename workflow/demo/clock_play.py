"""The steps of a story about clocks and about documents that follow later."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from rules import catalogue
from workflow.actions import application, clock_stop, conditional
from workflow.clock import business_date
from workflow.demo.cast import actor
from workflow.models.case import Case

T = TypeVar("T")


class ClockPlay:
    """What `Play` does with clocks and conditional acceptances."""

    firm: str
    item: str
    caseworker: str
    step: Callable[[Callable[[Case], T]], T]
    attach: Callable[..., None]

    def attach_but_later(self) -> None:
        """Hand in every required document save those that may follow."""
        documents = catalogue.item(self.item).documents
        self.attach(*(kind.code for kind in documents if kind.required and not kind.later))

    def submit_promising(self) -> None:
        """Hand the application in and promise the documents that are not there yet."""
        self.step(lambda case: application.submit(case, actor(self.firm), promised=True))

    def accept_conditionally(self) -> None:
        """Accept with documents to follow."""
        self.step(lambda case: conditional.accept(case, actor(self.caseworker)))

    def supply(self) -> None:
        """Hand in what was promised."""
        self.attach(*(kind.code for kind in catalogue.item(self.item).documents if kind.later))
        self.step(lambda case: conditional.supply(case, actor(self.firm)))

    def stop_clock(self, ground: str, text: str = "", days: int = 14) -> None:
        """Stop the bureau's clock, for so many days as far as one can tell."""
        until = business_date() + timedelta(days=days)
        self.step(lambda case: clock_stop.stop(case, ground, text, until, actor(self.caseworker)))

    def restart_clock(self) -> None:
        """Let it run again."""
        self.step(lambda case: clock_stop.restart(case, actor(self.caseworker)))

    def extend_clock(self, days: int, reason: str) -> None:
        """The supervisor gives the stage more time."""
        self.step(lambda case: clock_stop.extend(case, days, reason, actor("cheng")))
