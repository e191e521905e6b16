"""Working days allowed for each stage of a case."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Working days allowed for each stage; the defaults, a call may set others."""

    acceptance: int = 5
    formal_check: int = 5
    evaluation: int = 15
    committee: int = 15
    publicity: int = 5
    payment: int = 15
    correction: int = 15
    condition: int = 10
    """For the documents that follow a conditional acceptance."""
    credit: int = 30
    """Days, not working days, that a credit check holds; a case that was corrected later is looked up again."""
    objection: int = 5
    appeal_answer: int = 15
    promised: int = 60
    appeal: int = 60
    """Days, not working days, in which a decision may be appealed against."""

    def within_promise(self) -> int:
        """The days of all stages the bureau answers for; the promise must cover them.

        Correction and documents to follow are the applicant's.
        """
        return self.acceptance + self.formal_check + self.evaluation + self.committee + self.publicity + self.payment
