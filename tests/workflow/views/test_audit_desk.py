"""The auditor reads every step and every download, by filters and page by page, and can change nothing."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from states.names import Role
from tests.ground.queries import expected
from tests.road import Road
from tests.visitor import Visitor
from workflow.clock import business_date
from workflow.db import db
from workflow.queries import audit_trail
from workflow.routes.table import ROUTES

#: What an auditor may send: own account, own views, what makes no difference to any case. Looking at accounts is itself noted.
OWN = re.compile(
    r"(account|second_factor|second_step|sign_in|preferences|password_reset|notice_choices|notices|saved_views|registration|"
    r"invitations|subscriptions|objections)\."
)
#: Statements of a page with session and notices.
INDEX, FILES = 4, 3


def test_the_auditor_changes_nothing(app: Flask) -> None:
    """From the table of routes: every route that changes something is closed to the auditor, but for the own account."""
    rules = [rule for rule in app.url_map.iter_rules() if (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}]
    opens = [rule for rule in rules if ROUTES[rule.endpoint].roles is None or not ROUTES[rule.endpoint].roles]
    opens += [rule for rule in rules if Role.AUDITOR in (ROUTES[rule.endpoint].roles or ())]
    assert sorted(rule.endpoint for rule in opens if not OWN.match(rule.endpoint)) == []
    assert len(rules) > 150


def test_the_timeline_is_filtered_and_paged(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    road = Road(app)
    first = road.to("evaluated", firm="lanxi")
    second = Road(app).to("publicity", firm="yanbei")
    lu = Visitor(app, "lu")
    page = lu.open("/audit")
    assert [first in page, second in page, "系统" in page] == [True] * 3
    assert second not in lu.open(f"/audit?case={first}")
    page = lu.open("/audit?who=cheng")
    assert [first in page, second in page] == [False, True]
    assert "没有符合条件的步骤" in lu.open("/audit?who=nobody")
    assert "没有符合条件的步骤" in lu.open("/audit?case=2026-10-9999")
    assert first not in lu.open("/audit?kind=approve")
    today = business_date()
    assert second in lu.open(f"/audit?since={today}&until={today}")
    assert second not in lu.open(f"/audit?until={today - timedelta(days=400)}")
    assert second not in lu.open("/audit?least=99000000")
    assert "不能早于" in lu.open(f"/audit?since={today}&until={today - timedelta(days=1)}", expect=422)
    lu.open("/audit?least=much", expect=422)
    for place in ("x", "1~2~3", "2026-01-01T00:00:00~1~1", f"2026-01-01T00:00:00+00:00~{2**70}~1"):
        assert lu.client.get("/audit", query_string={"after": place}).status_code == 404
    everything = len(re.findall(r"#step-\d+", lu.open("/audit")))
    monkeypatch.setattr(audit_trail, "PAGE", 4)
    seen: list[str] = []
    lu.open("/audit")
    while True:
        seen += re.findall(r"/record#step-\d+|cases/[\w-]+/record#step-\d+", lu.text)
        following = re.search(r'rel="next" href="([^"]+)"', lu.text)
        if following is None:
            break
        lu.open(following[1].replace("&amp;", "&"))
    assert (len(seen), len(set(seen))) == (everything, everything)
    monkeypatch.setattr(audit_trail, "LOOK", 3)
    assert "往下找" in lu.open("/audit?least=99000000")
    Visitor(app, "cheng").open("/audit", expect=403)


def test_downloads_are_listed(app: Flask) -> None:
    number = Road(app).to("accepted", firm="lanxi")
    Visitor(app, "shen").client.get(f"/cases/{number}/form")
    lu = Visitor(app, "lu")
    page = lu.open("/audit/downloads")
    assert ["申请表" in page, f"/cases/{number}/form" in page, "沈砚" in page] == [True] * 3
    assert "申请表" in lu.open(f"/audit/downloads?who=shen&case={number}")
    assert "没有下载记录" in lu.open("/audit/downloads?who=fang")
    assert "没有下载记录" in lu.open("/audit/downloads?case=none")
    Visitor(app, "shen").open("/audit/downloads", expect=403)
    with app.app_context():
        engine = db.engine
    for path, most in (("/audit", INDEX), ("/audit?who=shen", INDEX + 1), ("/audit/downloads", FILES)):
        with expected(engine, most):
            lu.open(path)
