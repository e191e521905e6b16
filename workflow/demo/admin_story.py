"""Administration in the demo: a new colleague, a supervisor's account that waits, next year's call, and a longer window."""

from datetime import datetime, time, timedelta

from workflow.actions import admin_decision, call_change, parameters, staff
from workflow.clock import SHANGHAI, told
from workflow.db import db
from workflow.demo.cast import actor
from workflow.demo.telling import workday
from workflow.models.admin_change import AdminChange
from workflow.queries.call_desk import last_of, next_year, values_of
from workflow.queries.rulebook import newest_version, policy


def tell() -> None:
    """What was done long ago, and what waits today. Commits."""
    with told(_at(60, 10)):
        staff.create("liang", "梁溪", "liang@longhua.example", "casework", ["caseworker"], "新到岗。", actor("han"))
        db.session.commit()
    with told(_at(58, 15)):
        staff.change_roles("liang", ["caseworker", "reviewer"], "兼任复核，不复核自己评估的案件。", actor("han"))
        db.session.commit()
    with told(_at(20, 9)):
        staff.close("liang", "借调到别的科室。", actor("han"))
        db.session.commit()
    _longer("10", 15)
    _answered("10.reach", "reach", 12)
    with told(_at(2, 11)):
        staff.create(
            "zhou", "周洲", "zhou@longhua.example", "finance", ["finance"], "秦越休产假期间代班。", actor("han")
        )
        db.session.commit()
    with told(_at(1, 16)):
        last = last_of("4")
        assert last is not None
        call_change.propose_new("4", next_year(last), "按年度安排，时间和今年一样。", actor("xu"))
        db.session.commit()


def _answered(key: str, value: str, ago: int) -> None:
    """The bureau's answer to a question about the text: recorded by the reviewer, approved by the supervisor."""
    with told(_at(ago, 10)):
        version = policy(newest_version())
        row = parameters.propose_answer(version, key, value, "区工信局来函，法规科会签。", actor("xu"))
        change_id = row.id
        db.session.commit()
    with told(_at(ago, 16)):
        admin_decision.decide(db.session.get_one(AdminChange, change_id), actor("tang"), approved=True)
        db.session.commit()


def _at(ago: int, hour: int) -> datetime:
    return datetime.combine(workday(ago), time(hour), SHANGHAI)


def _longer(item: str, days: int) -> None:
    """The window of a call that is open is made longer: proposed by the reviewer, approved by the supervisor, long ago."""
    call = last_of(item)
    assert call is not None
    until = (call.new_until + timedelta(days=days)).astimezone(SHANGHAI)
    after = {
        "new_until": until.isoformat(timespec="minutes"),
        "resubmit_until": (until + timedelta(days=60)).isoformat(timespec="minutes"),
    }
    with told(_at(3, 10)):
        row = call_change.propose_change(call, values_of(call) | after, "企业反映准备材料时间紧。", actor("xu"))
        change_id = row.id
        db.session.commit()
    with told(_at(3, 14)):
        admin_decision.decide(db.session.get_one(AdminChange, change_id), actor("cheng"), approved=True)
        db.session.commit()
