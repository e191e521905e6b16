"""One fixed form of plain data and its digest, with and without words."""

import hashlib
import json
from typing import Any

ENGINE = "1"
"""Changes when the meaning of a frozen version would change."""


def digest(plain: Any) -> str:
    """SHA-256 of plain data in one fixed form."""
    text = json.dumps([ENGINE, plain], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def without_words(plain: Any) -> Any:
    """The same data without the pairs of words, which decide nothing."""
    if isinstance(plain, dict):
        return {key: without_words(value) for key, value in plain.items() if not _is_words(value)}
    return [without_words(value) for value in plain] if isinstance(plain, list) else plain


def _is_words(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"zh", "en"}
