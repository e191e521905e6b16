"""The steps of a story about random checks."""

from collections.abc import Callable
from typing import TypeVar

from workflow.actions import sample, sample_rate, sample_seeds
from workflow.db import db
from workflow.demo.cast import actor
from workflow.models.case import Case

T = TypeVar("T")


class SamplePlay:
    """What `Play` does with rates and random checks."""

    case_id: int
    step: Callable[[Callable[[Case], T]], T]

    def rate(self, item: str, per_mille: int, reason: str, approved_by: str = "") -> None:
        """The reviewer proposes a rate of an item; with `approved_by` it comes into force."""
        sample_seeds.commit_ahead()
        row = sample_rate.propose(item, per_mille, reason, actor("xu"))
        if approved_by:
            sample_rate.decide(row, actor(approved_by), approved=True)
        db.session.commit()

    def clear_sample(self, login: str, note: str) -> None:
        """A colleague finds nothing wrong."""
        self.step(lambda case: sample.clear(case, actor(login), note))

    def object_sample(self, login: str, note: str) -> None:
        """A colleague finds something wrong."""
        self.step(lambda case: sample.object_to(case, actor(login), note))
