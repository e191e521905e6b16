"""Reasons that people write with a step."""

from states.lifecycle import Refused
from states.refusals import REASON_NEEDED


def reasoned(text: str) -> str:
    """The text without blanks around it. Raises Refused when nothing is left: the step needs its reason."""
    text = text.strip()
    if not text:
        raise Refused((REASON_NEEDED,))
    return text
