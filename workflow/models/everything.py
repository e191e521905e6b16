"""Imports every table, so that metadata, migrations and mappers see the whole schema."""

from workflow.models import call, case, enterprise, evaluation, filing, matter, money, notice, policy, referral, register, rent, user

__all__ = [
    "call",
    "case",
    "enterprise",
    "evaluation",
    "filing",
    "matter",
    "money",
    "notice",
    "policy",
    "referral",
    "register",
    "rent",
    "user",
]
