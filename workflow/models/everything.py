"""Imports every table, so that metadata, migrations and mappers see the whole schema."""

from workflow.models import (
    call,
    case,
    enterprise,
    evaluation,
    filing,
    lease,
    matter,
    money,
    notice,
    policy,
    recovery,
    referral,
    register,
    reminder,
    rent,
    user,
)

__all__ = [
    "call",
    "case",
    "enterprise",
    "evaluation",
    "filing",
    "lease",
    "matter",
    "money",
    "notice",
    "policy",
    "recovery",
    "referral",
    "register",
    "reminder",
    "rent",
    "user",
]
