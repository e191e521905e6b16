"""Documents promised for later and the stopped or extended clock of a case, as columns of the query that opens its file."""

from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased

from states.moment import RESUMES
from states.stage import OPENS, PAUSES
from workflow.models.case import Case, Transition
from workflow.models.conditional import ConditionalAcceptance, Deferral

#: What ends a legal stop: restarting the clock, carrying the case on, or asking the applicant.
STOP_ENDS = tuple(sorted(set(OPENS) | RESUMES))
#: What begins a stage of the bureau, which may then be extended once.
STAGE_BEGINS = tuple(sorted((set(OPENS) - set(PAUSES)) | {"accept_conditionally"}))


class Terms(NamedTuple):
    """What was promised and until when, and how the bureau's clock stands."""

    kinds: str | None
    stopped: int | None
    moved: int | None
    extended: int | None
    begun: int | None
    condition: ConditionalAcceptance | None
    """The newest conditional acceptance, whatever became of it."""

    @property
    def promised(self) -> frozenset[str]:
        """Kinds of documents that the enterprise promised for later."""
        return frozenset((self.kinds or "").split(",")) - {""}

    @property
    def open_condition(self) -> ConditionalAcceptance | None:
        """The conditional acceptance whose documents are still awaited."""
        return self.condition if self.condition is not None and self.condition.state == "open" else None

    @property
    def clock_stopped(self) -> bool:
        """Whether the bureau's clock stands still for a legal reason."""
        return self.stopped is not None and self.stopped > (self.moved or 0)

    @property
    def clock_extensions(self) -> int:
        """How often the stage in hand was extended."""
        return int(self.extended is not None and self.extended > (self.begun or 0))


def columns() -> tuple[Any, ...]:
    """The columns of `Terms`; the query joins `ConditionalAcceptance` by `newest_condition`."""
    promised = select(func.aggregate_strings(Deferral.kind, ",")).where(Deferral.case_id == Case.id)
    return (
        promised.correlate(Case).scalar_subquery(),
        _newest("stop_clock"),
        _newest(*STOP_ENDS),
        _newest("extend_clock"),
        _newest(*STAGE_BEGINS),
        ConditionalAcceptance,
    )


def newest_condition() -> ScalarSelect[Any]:
    """Id of the newest conditional acceptance of a case, for a query over cases."""
    made = aliased(ConditionalAcceptance)
    return select(func.max(made.id)).where(made.case_id == Case.id).correlate(Case).scalar_subquery()


def _newest(*actions: str) -> ScalarSelect[Any]:
    taken = aliased(Transition)
    query = select(func.max(taken.seq)).where(taken.case_id == Case.id, taken.action.in_(actions))
    return query.correlate(Case).scalar_subquery()
