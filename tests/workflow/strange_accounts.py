"""Rows about accounts: an open invitation, a way back, a second factor, a change of the bank account."""

from datetime import timedelta

from tests.workflow.bad_rows import AT
from workflow.db import db
from workflow.models.account import AccountEvent, Invitation, PasswordReset
from workflow.models.bank_change import BankChange
from workflow.models.second_factor import RecoveryCode, SecondFactor

LATER = AT + timedelta(hours=1)


def accounts(firm: int) -> None:
    """Add one of each, of user 1, who belongs to the enterprise."""
    db.session.add_all(
        [
            Invitation(
                enterprise_id=firm,
                email="a@b.example",
                token_hash="d" * 64,
                invited_by=1,
                created_at=AT,
                expires_at=LATER,
            ),
            PasswordReset(user_id=1, token_hash="d" * 64, created_at=AT, expires_at=LATER),
            AccountEvent(user_id=1, actor_id=1, kind="password_changed", detail={}, at=AT),
            SecondFactor(user_id=1, secret="A" * 32, started_at=AT, last_step=0),
            RecoveryCode(user_id=1, code_hash="d" * 64),
            BankChange(
                enterprise_id=firm,
                state="open",
                bank_name="中国示例银行深圳坂田支行",
                bank_account="4000020100200123499",
                old_bank_name="中国示例银行深圳龙华支行",
                old_bank_account="4000020100200123401",
                requested_by=1,
                requested_at=AT,
                call_note="",
                reason="",
            ),
        ]
    )
