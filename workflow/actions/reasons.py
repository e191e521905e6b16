"""Reasons that people write with a step."""

from states.guard import Blocker
from states.lifecycle import Refused

NEEDED = Blocker("reason", "这一步要写理由，请写清楚再办", "This step needs a reason; please write it down")


def reasoned(text: str) -> str:
    """The text without blanks around it. Raises Refused when nothing is left: the step needs its reason."""
    text = text.strip()
    if not text:
        raise Refused((NEEDED,))
    return text
