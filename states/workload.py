"""What a case still asks of its caseworker, in minutes: the figures behind the load of an officer. They are estimates."""

from states.names import State

#: Minutes of work that an application of an item asks for altogether, from acceptance to the committee.
MINUTES = {"4": 240, "5": 300, "7a": 360, "7b": 240, "9": 60, "10": 90, "11": 240, "14": 120}
#: Every other item is passed on to somebody else.
REFERRED = 30
#: Tenths of it that are still to do in each state; one that waits for somebody else asks for least.
LEFT = {State.SUBMITTED: 10, State.DOCUMENTS_CHECKED: 6, State.EVALUATED: 2, State.CORRECTION: 3}
LEAST = 1


def minutes(item: str, state: str) -> int:
    """Minutes that a running case still asks of its owner."""
    tenths = next((left for known, left in LEFT.items() if known.value == state), LEAST)
    return MINUTES.get(item, REFERRED) * tenths // 10
