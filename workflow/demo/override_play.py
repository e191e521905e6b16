"""The steps of a story about changed numbers."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import select

from workflow.actions import override
from workflow.actions.override_faults import Wanted
from workflow.db import db
from workflow.demo.cast import actor
from workflow.models.case import Case
from workflow.models.filing import Document
from workflow.models.override import OPEN, Override

T = TypeVar("T")


class OverridePlay:
    """What `Play` does with a fact or an amount that two people change."""

    caseworker: str
    case_id: int
    step: Callable[[Callable[[Case], T]], T]

    def change(self, reason: str, on: str, less_fen: int = 0, **number: Any) -> None:
        """The caseworker proposes a fact and its value, or `less_fen` than computed, by the document of the kind `on`."""

        def propose(case: Case) -> Override:
            kept = select(Document).where(Document.case_id == case.id, Document.removed_at.is_(None))
            document = db.session.scalars(kept.where(Document.kind == on).order_by(Document.id).limit(1)).one()
            if less_fen:
                number["fen"] = (case.proposed_fen or 0) - less_fen
            wanted = Wanted(reason=reason, document=document, page=1, **number)
            return override.propose(case, wanted, actor(self.caseworker))

        self.step(propose)

    def agree(self, login: str) -> None:
        """The reviewer, or for an amount the supervisor, confirms."""

        def confirm(case: Case) -> None:
            waiting = select(Override).where(Override.case_id == case.id, Override.state == OPEN)
            override.confirm(case, db.session.scalars(waiting).one(), actor(login))

        self.step(confirm)
