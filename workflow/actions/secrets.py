"""Random secrets that people carry: the database holds only what is made of them."""

import hashlib
import secrets


def digest(secret: str) -> str:
    """SHA-256 of a secret that is random itself, so that a stolen database opens nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token() -> str:
    """A fresh secret for an address in a letter: 256 bits."""
    return secrets.token_urlsafe(32)
