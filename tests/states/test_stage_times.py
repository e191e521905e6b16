"""How long stages took: corrections stand still, stages begun again go on, what was broken off does not count."""

from datetime import date

import pytest

from states.moment import Moment
from states.stage_times import Took, finished
from tests.states.test_calendar import CALENDAR

#: Monday 2 March 2026 and the working days of two weeks.
DAY = [date(2026, 3, day) for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)]


def history(*steps: tuple[str, int]) -> list[Moment]:
    return [Moment(action, DAY[place]) for action, place in steps]


STORIES = {
    "straight": (
        history(("create", 0), ("submit", 0), ("accept", 1), ("check_documents", 3), ("evaluate", 4)),
        [Took("acceptance", 1, 3), Took("formal_check", 2, 4)],
    ),
    "corrected while checked": (
        history(("submit", 0), ("accept", 0), ("request_correction", 2), ("resubmit", 6), ("check_documents", 7)),
        [Took("acceptance", 0, 2), Took("correction", 4, 4), Took("formal_check", 3, 5)],
    ),
    "corrected while evaluated": (
        history(("accept", 0), ("check_documents", 1), ("request_correction", 3), ("resubmit", 4), ("check_documents", 6)),
        [Took("formal_check", 1, 2), Took("correction", 1, 4), Took("formal_check", 2, 5)],
    ),
    "evaluated twice": (
        history(("check_documents", 0), ("evaluate", 1), ("return_evaluation", 3), ("evaluate", 4), ("send_to_committee", 5)),
        [Took("evaluation", 5, 5)],
    ),
    "stopped for a visit": (
        history(("check_documents", 0), ("stop_clock", 2), ("restart_clock", 6), ("send_to_committee", 7)),
        [Took("evaluation", 3, 4)],
    ),
    "moved on while it stood still": (
        history(("check_documents", 0), ("stop_clock", 2), ("send_to_committee", 6), ("approve", 7)),
        [Took("evaluation", 2, 3), Took("committee", 1, 4)],
    ),
    "with documents to follow": (
        history(("submit", 0), ("accept_conditionally", 1), ("supply_documents", 5), ("check_documents", 7)),
        [Took("acceptance", 1, 2), Took("formal_check", 2, 4)],
    ),
    "documents never came": (
        history(("submit", 0), ("accept_conditionally", 1), ("fail_condition", 5), ("resubmit", 7), ("check_documents", 8)),
        [Took("acceptance", 1, 2), Took("correction", 2, 4), Took("formal_check", 1, 5)],
    ),
    "withdrawn": (history(("submit", 0), ("accept", 1), ("withdraw", 5)), [Took("acceptance", 1, 2)]),
    "lapsed": (history(("submit", 0), ("request_correction", 1), ("lapse", 9)), []),
    "to the end": (
        history(("send_to_committee", 0), ("approve", 2), ("clear_publicity", 7), ("prepare_payment", 8), ("confirm_payment", 9)),
        [Took("committee", 2, 2), Took("publicity", 5, 3), Took("payment", 2, 5)],
    ),
    "refused": (history(("send_to_committee", 0), ("reject", 4)), [Took("committee", 4, 2)]),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_finished_stages(story: str) -> None:
    steps, took = STORIES[story]
    assert finished(steps, CALENDAR) == took
