"""One row of the lifecycle table."""

from dataclasses import dataclass

from states.guard import Guard
from states.names import Control, Role, State
from states.say import Say
from states.step_words import STEP_WORDS


@dataclass(frozen=True, slots=True)
class Step:
    """An act on a case: where it may happen, who may do it, what must be true and what is written down."""

    action: str
    sources: tuple[State, ...]
    target: State | None
    """None: an event, the state stays."""
    roles: tuple[Role, ...]
    guards: tuple[Guard, ...]
    control: Control | None = None
    needs_reason: bool = False

    @property
    def of_the_owner(self) -> bool:
        """Whether the step is the caseworker's in charge, so that a deputy takes it in that person's name."""
        return any(guard.code in {"in_charge", "correction_in_charge"} for guard in self.guards)

    @property
    def label(self) -> Say:
        """The words on the button."""
        return STEP_WORDS[self.action].label

    @property
    def record(self) -> Say:
        """The line in the history."""
        return STEP_WORDS[self.action].record

    @property
    def notice(self) -> Say | None:
        """What the applicant is told; None = the applicant is not written to."""
        return STEP_WORDS[self.action].notice
