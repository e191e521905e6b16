"""The steps of a story after a decision, and more time for a correction."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import select

from workflow.actions import appeal, assignment, correction_time, countersign, objection
from workflow.actions.countersign import Ground
from workflow.actions.objection import Statement
from workflow.db import db
from workflow.demo.cast import actor
from workflow.models.appeal import Appeal
from workflow.models.case import Case
from workflow.models.countersign import REOPEN
from workflow.models.objection import Objection

T = TypeVar("T")


class ChallengePlay:
    """What `Play` does with objections, appeals and extensions."""

    firm: str
    caseworker: str
    case_id: int
    step: Callable[[Callable[[Case], T]], T]

    def object_to(self, name: str, contact: str, text: str) -> None:
        """Somebody who is not signed in objects to the public notice."""
        said, key = Statement(name, contact, text), f"demo-objection-{self.case_id:06d}"
        self.step(lambda case: objection.raise_objection(case, said, form_key=key, source="0" * 64))

    def name_handler(self, login: str) -> None:
        """The supervisor names who handles the open objection or appeal."""
        handler = actor(login).user_id or 0
        self.step(lambda case: assignment.assign(case, self._open(), handler, actor("cheng")))

    def dismiss(self, answer: str, by: str = "jiang") -> None:
        """The handler answers the objection."""

        def answered(case: Case) -> None:
            found = self._open()
            assert isinstance(found, Objection)
            objection.dismiss(case, found, actor(by), answer)

        self.step(answered)

    def appeal(self, grounds: str) -> None:
        """The enterprise asks for a review."""
        self.step(lambda case: appeal.file_appeal(case, grounds, actor(self.firm)))

    def propose_reopening(self, reason: str) -> None:
        """The supervisor proposes to take a refused case up again."""

        def proposed(case: Case) -> None:
            found = self._open()
            assert isinstance(found, Appeal)
            countersign.propose(case, REOPEN, reason, actor("cheng"), Ground(appeal=found))

        self.step(proposed)

    def extend(self, days: int, reason: str) -> None:
        """The caseworker gives more time for the correction."""
        self.step(lambda case: correction_time.extend(case, days, reason, actor(self.caseworker)))

    def _open(self) -> Objection | Appeal:
        raised = select(Objection).where(Objection.case_id == self.case_id, Objection.state == "open")
        asked = select(Appeal).where(Appeal.case_id == self.case_id, Appeal.state == "open")
        return db.session.scalar(raised) or db.session.scalars(asked).one()
