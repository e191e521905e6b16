"""The closed vocabularies of the procedure; values are what the database stores."""

from enum import StrEnum


class State(StrEnum):
    """Where a case stands: its last finished milestone, except COMMITTEE (on an agenda, awaiting decision)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CORRECTION = "correction"
    DOCUMENTS_CHECKED = "documents_checked"
    EVALUATED = "evaluated"
    COMMITTEE = "committee"
    PUBLICITY = "publicity"
    PAID = "paid"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"


class Role(StrEnum):
    """Who may act. AUDITOR reads everything and ADMINISTRATOR keeps accounts: neither moves a case."""

    APPLICANT = "applicant"
    CASEWORKER = "caseworker"
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    SECRETARY = "secretary"
    FINANCE = "finance"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Control(StrEnum):
    """The five control steps; on one case each is done by a different person."""

    EVALUATE = "evaluate"
    SECOND_REVIEW = "second_review"
    APPROVE = "approve"
    PAY_PREPARE = "pay_prepare"
    PAY_RELEASE = "pay_release"


class PaymentState(StrEnum):
    """Where the instalment in hand stands; a case whose payment failed stays in publicity."""

    PREPARED = "prepared"
    RELEASED = "released"
    FAILED = "failed"
    CONFIRMED = "confirmed"
