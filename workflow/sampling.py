"""How a case is drawn for the random sample: pure, so that anybody can do it again.

The seed of a day comes from the installation's secret; its hash is written down before the day, the seed itself after it.
A draw mixes the seed with the hash of the record that approves the case. That hash holds the very moment of the approval,
so nobody knows the draw before, not even who knows the seed; and afterwards nobody can change it.
"""

import hashlib
import hmac
from datetime import date

PER_MILLE = 1000
#: A draw is a number from 0 to one below this.
DRAWS = 1_000_000


def seed_of(secret: str, day: date) -> str:
    """The seed of a day, 64 hexadecimal digits."""
    return hmac.new(secret.encode(), f"random sample {day.isoformat()}".encode(), hashlib.sha256).hexdigest()


def commitment(seed: str) -> str:
    """What may be known of a seed beforehand."""
    return hashlib.sha256(seed.encode()).hexdigest()


def draw(seed: str, number: str, round_: int, approval: str) -> int:
    """The draw for a case: `number` and `round_` are the case's, `approval` is the hash of the record that approved it."""
    text = f"{seed}|{number}|{round_}|{approval}"
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % DRAWS


def is_chosen(drawn: int, per_mille: int) -> bool:
    """Whether a draw falls within the rate."""
    return drawn < per_mille * (DRAWS // PER_MILLE)
