"""The lifecycle as the shell runs it: at each place a case can be, who may do what. The full matrix is in tests/states.

Every step of the table is tried by one person of every role on a case at the place; the literal lists say which succeed.
"""

from contextlib import suppress

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from states.lifecycle import STEPS, Refused, blockers
from tests.road import Road
from tests.workflow.route_samples import PERSON
from workflow.actions.advance import Entry, advance
from workflow.db import db
from workflow.demo.play import actor, locked
from workflow.models.case import Case
from workflow.queries.casefile import open_file

#: While the public notice stands: what may be said against the award.
LATE = {("raise_objection", "shen"), ("raise_objection", "cheng"), ("file_appeal", "lanxi")}
#: While the bureau works on it: its clock may be stopped, and its stage extended.
CLOCK = {("stop_clock", "shen"), ("extend_clock", "cheng")}
#: Whose the case is: given to a colleague by its owner or the supervisor, with helpers.
HANDS = {(step, login) for step in ("hand_over", "add_helper", "remove_helper") for login in ("shen", "cheng")}
#: What proves a claim beside documents; which item needs it, and whether it is there, the step's own action says.
PROOFS = {
    *((step, "shen") for step in ("plan_visit", "record_visit", "sign_visit", "cancel_visit")),
    *((step, "shen") for step in ("enter_audit", "check_audit", "adopt_assessment")),
    ("check_audit", "xu"),
    ("assess", "bai"),
}
CHANGE = {("propose_override", "shen")}
#: Before the committee: who keeps out, what is cut or put off; which meeting allows it, the step's own action says.
MEETING = {
    *((step, login) for step in ("cut_pro_rata", "undo_cut") for login in ("bai", "cheng")),
    ("recuse", "bai"),
    ("end_recusal", "bai"),
    ("defer", "cheng"),
}
#: place on the road → what can be done there, by whom (Lanxi applies, Shen handles the case, Xu has reviewed).
POSSIBLE = {
    "draft": {("withdraw", "lanxi")},
    "filled": {("submit", "lanxi"), ("withdraw", "lanxi")},
    "submitted": {
        ("hand_over", "cheng"),
        ("remove_helper", "cheng"),
        ("withdraw", "lanxi"),
        ("claim", "shen"),
        ("check_credit", "shen"),
        ("accept", "shen"),
        ("decline", "shen"),
        ("request_correction", "shen"),
    },
    "accepted": {
        *HANDS,
        *PROOFS,
        *CHANGE,
        *CLOCK,
        ("withdraw", "lanxi"),
        ("request_correction", "shen"),
        ("check_credit", "shen"),
        ("release", "shen"),
    },
    "correction": {
        *HANDS,
        *PROOFS,
        ("remind_correction", "shen"),
        ("withdraw", "lanxi"),
        ("cancel_correction", "shen"),
        ("extend_correction", "shen"),
        ("extend_correction", "cheng"),
        ("release", "shen"),
    },
    "documents_checked": {
        *HANDS,
        *PROOFS,
        *CHANGE,
        *CLOCK,
        ("withdraw", "lanxi"),
        ("request_correction", "shen"),
        ("evaluate", "shen"),
        ("release", "shen"),
    },
    "evaluated": {
        *HANDS,
        *PROOFS,
        *CHANGE,
        *CLOCK,
        ("release", "shen"),
        ("withdraw", "lanxi"),
        ("request_correction", "shen"),
        ("evaluate_again", "shen"),
        ("second_review", "xu"),
        ("return_evaluation", "xu"),
    },
    "reviewed": {
        *HANDS,
        *PROOFS,
        *CHANGE,
        *CLOCK,
        ("release", "shen"),
        ("withdraw", "lanxi"),
        ("request_correction", "shen"),
        ("evaluate_again", "shen"),
        ("return_evaluation", "xu"),
        ("send_to_committee", "shen"),
    },
    "committee": {
        *CLOCK,
        *MEETING,
        ("record_vote", "bai"),
        ("approve", "cheng"),
        ("reject", "cheng"),
        ("send_back", "cheng"),
    },
    "publicity": {*LATE},
    "cleared": {("prepare_payment", "fang"), *LATE},
    "prepared": {("return_payment", "fang"), *LATE},
    "paid": {("file_appeal", "lanxi")},
    "withdrawn": set(),
    "rejected": {("file_appeal", "lanxi")},
}


def tried(case_id: int) -> set[tuple[str, str]]:
    """Every step by everybody, each on the case as it is: what goes through the door. It is taken back at once."""
    people = {login: actor(login) for login in PERSON.values()}
    case = locked(case_id)
    dossier, before = open_file(case).dossier, (case.state, case.version)
    done = set()
    for step in STEPS:
        for login, who in people.items():
            spoken = blockers(dossier, step.action, who)
            if spoken:
                with pytest.raises(Refused) as refused:
                    advance(case, step.action, dossier, who, Entry(reason="because", detail={"days": 1}))
                assert refused.value.blockers == spoken, "the button said the same before"
                assert (case.state, case.version) == before
                continue
            # Where the schema misses a date or amount, it is the step's own action that writes it.
            with suppress(IntegrityError):
                advance(case, step.action, dossier, who, Entry(reason="because", detail={"days": 1}))
            done.add((step.action, login))
            db.session.rollback()
            case = locked(case_id)
    db.session.rollback()
    return done


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("place", POSSIBLE)
def test_who_may_do_what(app: Flask, place: str) -> None:
    road = Road(app)
    road.to(place)
    with app.app_context():
        assert tried(road.case_id) == POSSIBLE[place]


def test_five_people_for_five_control_steps(app: Flask) -> None:
    """Who did one control step is refused another on the same case, whatever the role says."""
    road = Road(app)
    road.to("cleared")
    with app.app_context():
        case: Case = locked(road.case_id)
        dossier = open_file(case).dossier
        done = {control.value: user for control, user in dossier.controls}
        assert set(done) == {"evaluate", "second_review", "approve"}
        assert len(set(done.values())) == 3
        road.play.prepare()
        case = locked(road.case_id)
        with pytest.raises(Refused, match="另一个人"):
            advance(case, "release_payment", open_file(case).dossier, actor("fang"))
        db.session.rollback()
        road.play.release()
        road.play.confirm()
        assert locked(road.case_id).state == "paid"
        db.session.rollback()
