"""Which clock runs when: the histories of real cases, day by day in March 2026 (2 March is a Monday)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from states.calendar import official_calendar
from states.clock import Clock, Level
from states.lifecycle import STEPS, Role
from states.limits import Limits
from states.moment import ENDS, RESUMES, Moment
from states.stage import OPENS, STAGES
from states.stages import Standing, standing

CALENDAR = official_calendar()


def at(today: int, *moments: tuple[str, int] | tuple[str, int, int]) -> Standing:
    history = [Moment(action, date(2026, 3, day), *rest) for action, day, *rest in moments]
    return standing(history, CALENDAR, date(2026, 3, today))


def names(today: int, *moments: tuple[str, int]) -> str | None:
    stage = at(today, *moments).stage
    return stage.name if stage else None


def stage_clock(now: Standing) -> Clock:
    assert now.clock is not None
    return now.clock


def promise(now: Standing) -> Clock:
    assert now.promise is not None
    return now.promise


def test_every_stage_has_its_limit_and_every_action_exists() -> None:
    assert all(getattr(Limits(), name) > 0 for name in STAGES)
    known = {row.action for row in STEPS} | {"publish"}
    assert (set(OPENS) | ENDS | RESUMES) <= known


def test_a_draft_has_no_clock() -> None:
    assert at(2) == Standing(None, None, None)


def test_the_promise_starts_with_acceptance() -> None:
    before = at(3, ("submit", 2))
    assert (before.stage, before.promise) == (STAGES["acceptance"], None)
    after = at(4, ("submit", 2), ("accept", 3))
    assert after.stage == STAGES["formal_check"]
    assert stage_clock(after).due == date(2026, 3, 10)
    assert promise(after).limit == 60
    assert promise(after).due == CALENDAR.due(date(2026, 3, 3), 60)


def test_correction_stops_the_promise_and_gives_the_applicant_a_clock() -> None:
    now = at(12, ("submit", 2), ("accept", 3), ("request_correction", 5))
    assert now.stage == STAGES["correction"]
    assert stage_clock(now).waits_for is Role.APPLICANT
    assert stage_clock(now).due == date(2026, 3, 26)
    assert (promise(now).used, promise(now).level) == (2, Level.STOPPED)
    assert promise(now).waits_for is Role.APPLICANT


@pytest.mark.parametrize("back", ["resubmit", "cancel_correction"])
def test_after_a_correction_the_check_has_what_was_left(back: str) -> None:
    now = at(13, ("submit", 2), ("accept", 3), ("request_correction", 5), (back, 12))
    assert now.stage == STAGES["formal_check"]
    assert (stage_clock(now).used, stage_clock(now).left, stage_clock(now).due) == (3, 2, date(2026, 3, 17))
    assert (promise(now).used, promise(now).left) == (3, 57)
    assert promise(now).waits_for is Role.CASEWORKER


def test_corrected_before_acceptance() -> None:
    now = at(13, ("submit", 2), ("request_correction", 4), ("resubmit", 12))
    assert now.stage == STAGES["acceptance"]
    assert stage_clock(now).left == 2
    assert now.promise is None


def test_corrected_during_evaluation_begins_with_the_documents_again() -> None:
    checked = [("submit", 2), ("accept", 3), ("check_documents", 4)]
    now = at(13, *checked, ("request_correction", 5), ("resubmit", 12))
    assert now.stage == STAGES["formal_check"]
    assert stage_clock(now).used == 1


def test_the_way_to_payment() -> None:
    way = [("submit", 2), ("accept", 3), ("check_documents", 5), ("evaluate", 6), ("second_review", 9)]
    assert names(9, *way) == "evaluation"
    way.append(("send_to_committee", 10))
    assert names(10, *way) == "committee"
    assert names(12, *way, ("send_back", 11)) == "evaluation"
    way.append(("approve", 12))
    shown = at(12, *way)
    assert (stage_clock(shown).used, stage_clock(shown).due) == (1, date(2026, 3, 18))
    later = at(16, *way, ("publish", 16))
    assert stage_clock(later).due == date(2026, 3, 20)
    assert names(20, *way, ("uphold_objection", 19)) == "committee"
    way += [("clear_publicity", 19)]
    paying = at(23, *way, ("payment_failed", 23))
    assert paying.stage == STAGES["payment"]
    assert stage_clock(paying).waits_for is Role.FINANCE
    parts = at(30, *way, ("confirm_instalment", 24), ("confirm_payment", 29))
    assert parts == at(30, *way, ("confirm_payment", 24)), "the first instalment ends the clocks"
    done = at(30, *way, ("confirm_payment", 24))
    assert (stage_clock(done).level, stage_clock(done).used) == (Level.FINISHED, 3)
    assert (promise(done).level, promise(done).used) == (Level.FINISHED, 15)


def test_an_extension_counts_for_stage_and_promise_but_not_while_the_applicant_corrects() -> None:
    now = at(5, ("submit", 2), ("accept", 3), ("extend_clock", 4, 10))
    assert (stage_clock(now).limit, promise(now).limit) == (15, 70)
    now = at(12, ("submit", 2), ("accept", 3), ("request_correction", 4), ("extend_correction", 5, 10))
    assert (stage_clock(now).limit, promise(now).limit) == (25, 60)


def test_a_legal_stop_halts_both_clocks() -> None:
    stopped = [("submit", 2), ("accept", 3), ("stop_clock", 4)]
    now = at(20, *stopped)
    assert (stage_clock(now).level, promise(now).level) == (Level.STOPPED, Level.STOPPED)
    now = at(20, *stopped, ("restart_clock", 19))
    assert (stage_clock(now).used, promise(now).used) == (2, 2)


def test_carrying_the_case_on_or_a_correction_ends_a_legal_stop() -> None:
    stopped = [("submit", 2), ("accept", 3), ("check_documents", 4), ("stop_clock", 5)]
    onward = at(20, *stopped, ("evaluate", 16), ("send_to_committee", 19))
    assert (onward.stage, stage_clock(onward).used, promise(onward).used) == (STAGES["committee"], 1, 3)
    asked = at(20, *stopped, ("request_correction", 16))
    assert (stage_clock(asked).waits_for, promise(asked).level) == (Role.APPLICANT, Level.STOPPED)
    back = at(23, *stopped, ("request_correction", 16), ("cancel_correction", 20))
    assert (back.stage, stage_clock(back).used, promise(back).used) == (STAGES["formal_check"], 1, 3)


def test_documents_to_follow_have_a_clock_of_the_applicant() -> None:
    begun = [("submit", 2), ("accept_conditionally", 3)]
    waiting = at(9, *begun)
    assert (waiting.stage, stage_clock(waiting).due) == (STAGES["condition"], date(2026, 3, 17))
    assert (stage_clock(waiting).waits_for, promise(waiting).level, promise(waiting).used) == (
        Role.APPLICANT, Level.STOPPED, 0,
    )  # fmt: skip
    supplied = at(11, *begun, ("supply_documents", 10))
    assert (supplied.stage, stage_clock(supplied).used, promise(supplied).used) == (STAGES["formal_check"], 1, 1)
    for left in ("request_correction", "fail_condition"):
        corrected = at(24, *begun, (left, 18), ("resubmit", 23))
        assert (corrected.stage, stage_clock(corrected).used) == (STAGES["formal_check"], 1)
        assert promise(corrected).used == 1
    ended = at(24, *begun, ("decline_condition", 18))
    assert (stage_clock(ended).level, promise(ended).level) == (Level.FINISHED, Level.FINISHED)


def test_reopening_promises_anew() -> None:
    first = [("submit", 2), ("accept", 3), ("reject", 9), ("reopen", 16)]
    assert at(17, *first).promise is None
    assert names(17, *first) == "acceptance"
    again = at(18, *first, ("accept", 17))
    assert promise(again).used == 1


#: Where a case stands in time → what may happen there, and where it stands afterwards.
MOVES = {
    "runs": {"stop_clock": "stands", "extend_clock": "runs", "onward": "runs", "request_correction": "corrects"},
    "stands": {"restart_clock": "runs", "onward": "runs", "request_correction": "corrects"},
    "corrects": {"resubmit": "runs", "cancel_correction": "runs", "extend_correction": "corrects"},
    "follows": {"supply_documents": "runs", "request_correction": "corrects", "fail_condition": "corrects"},
}
WAITS = {"corrects": Role.APPLICANT, "follows": Role.APPLICANT, "stands": None}
ONWARD = ("check_documents", "send_to_committee", "send_back")


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Moment], list[str]]:
    """Any order of events that the steps allow after acceptance, and where the case stands after each."""
    day = draw(st.dates(date(2025, 1, 1), date(2026, 3, 31)))
    first = draw(st.sampled_from([("accept", "runs"), ("accept_conditionally", "follows")]))
    taken, places, place = [Moment("submit", day), Moment(first[0], day)], ["", first[1]], first[1]
    for _ in range(draw(st.integers(0, 9))):
        day += timedelta(draw(st.integers(0, 9)))
        move = draw(st.sampled_from(sorted(MOVES[place])))
        place = MOVES[place][move]
        action = draw(st.sampled_from(ONWARD)) if move == "onward" else move
        taken.append(Moment(action, day, draw(st.integers(1, 10)) if move.startswith("extend") else 0))
        places.append(place)
    return taken, places


@settings(max_examples=80)
@given(life=histories(), later=st.integers(0, 20))
def test_in_any_order_the_promise_counts_the_days_that_the_bureau_had(
    life: tuple[list[Moment], list[str]], later: int
) -> None:
    taken, places = life
    today = taken[-1].on + timedelta(later)
    now = standing(taken, CALENDAR, today)
    until = [*(moment.on for moment in taken[1:]), today]
    spans = zip(taken, until, places, strict=True)
    assert promise(now).used == sum(CALENDAR.count(one.on, end) for one, end, place in spans if place == "runs")
    assert promise(now).limit == 60 + sum(one.days for one in taken if one.action == "extend_clock")
    assert (promise(now).level is Level.STOPPED) is (places[-1] != "runs")
    clock = stage_clock(now)
    if places[-1] == "runs":
        assert clock.waits_for in {Role.CASEWORKER, Role.SUPERVISOR}
    else:
        assert clock.waits_for is WAITS[places[-1]]
