"""The second factor: codes of half a minute from a telephone (RFC 6238), each taken once, and ten codes on paper."""

import hmac
import secrets

from sqlalchemy import delete, select, update

from workflow.actions.account_log import note
from workflow.actions.caps import changed
from workflow.actions.identity import failed, locked
from workflow.actions.secrets import digest
from workflow.clock import now
from workflow.db import db
from workflow.models.second_factor import RecoveryCode, SecondFactor
from workflow.models.user import User

STEP_SECONDS = 30
#: A telephone's clock may be half a minute off, either way.
DRIFTS = (0, -1, 1)
CODES = 10
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def start(user_id: int) -> None:
    """Make a secret to be confirmed; an unconfirmed one is replaced, a confirmed one stays."""
    import pyotp

    row = _row(user_id)
    if row is None:
        row = SecondFactor(user_id=user_id, last_step=0)
        db.session.add(row)
    if row.confirmed_at is None:
        row.secret, row.started_at = pyotp.random_base32(), now()


def confirm(user_id: int, code: str) -> list[str]:
    """The first code fits: the second factor counts from now on. Gives the recovery codes, [] when the code is wrong."""
    row = _row(user_id)
    if row is None or row.confirmed_at is not None or not _takes(row, code):
        return []
    row.confirmed_at = now()
    note(user_id, "second_factor_on", user_id)
    return fresh_codes(user_id)


def fresh_codes(user_id: int) -> list[str]:
    """Ten new recovery codes of 50 bits; earlier ones stop working. They can be shown only now."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    codes = ["".join(secrets.choice(LETTERS) for _ in range(10)) for _ in range(CODES)]
    db.session.add_all(RecoveryCode(user_id=user_id, code_hash=_hash(user_id, code)) for code in codes)
    note(user_id, "recovery_codes_made", user_id)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def fits(user: User, code: str) -> bool:
    """Whether the code lets the person (locked row) in. A wrong one counts as a failure, a right one is used up."""
    row = _row(user.id)
    plain = "".join(code.split()).replace("-", "").upper()
    right = row is not None and row.confirmed_at is not None and not locked(user)
    if right and row is not None and (_takes(row, plain) if plain.isdigit() else _uses(user.id, plain)):
        return True
    failed(user)
    return False


def remove(user_id: int) -> None:
    """No second factor any more, and no codes."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    db.session.execute(delete(SecondFactor).where(SecondFactor.user_id == user_id))
    note(user_id, "second_factor_off", user_id)


def _row(user_id: int) -> SecondFactor | None:
    return db.session.scalar(select(SecondFactor).where(SecondFactor.user_id == user_id).with_for_update())


def _takes(row: SecondFactor, code: str) -> bool:
    """Whether the code is of a half minute later than the last one that was taken; takes it."""
    import pyotp

    made, current = pyotp.TOTP(row.secret), int(now().timestamp()) // STEP_SECONDS
    for drift in DRIFTS:
        step = current + drift
        if step > row.last_step and hmac.compare_digest(made.generate_otp(step).encode(), code.encode()):
            row.last_step = step
            return True
    return False


def _hash(user_id: int, code: str) -> str:
    return digest(f"{user_id}:{code}")


def _uses(user_id: int, code: str) -> bool:
    mine = (RecoveryCode.user_id == user_id) & (RecoveryCode.code_hash == _hash(user_id, code))
    return changed(update(RecoveryCode).where(mine, RecoveryCode.used_at.is_(None)).values(used_at=now()))
