"""Saving while somebody types: what is answered, two pages at once, a page whose answer was lost, forms that are closed."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from tests.visitor import Visitor
from tests.workflow.filing import ask, draft, reload, submitted
from workflow.db import db
from workflow.queries.filings import current_filing

Visit = Callable[[str | None], Visitor]


def begun(app: Flask, item: str = "10") -> str:
    with app.app_context():
        case = draft("lanxi", item)
        db.session.commit()
        return case.number


def kept(app: Flask, number: str) -> dict[str, Any]:
    with app.app_context():
        return dict(current_filing(reload(number).id).facts)


class Tab:
    """One page of the form, as a script holds it."""

    def __init__(self, visitor: Visitor, number: str, page: str = "facts") -> None:
        self.visitor, self.number = visitor, number
        visitor.open(f"/applications/{number}/{page}")
        found = visitor.form(f"/{page}").fields
        self.fields: dict[str, Any] = {name: values[0] for name, values in found.items()}

    def save(self, **typed: Any) -> Any:
        """Send it; gives the answer."""
        self.fields |= typed
        return self.visitor.client.post(f"/applications/{self.number}/autosave", data=self.fields)


def test_a_save_says_when_and_what_the_next_one_rests_on(app: Flask, visit: Visit) -> None:
    number = begun(app)
    tab = Tab(visit("lanxi"), number)
    answer = tab.save(revenue="60,000,000")
    assert answer.status_code == 200
    assert answer.json.keys() == {"saved_at", "revision", "digest", "version", "sources"}
    assert answer.json["digest"] != tab.fields["base"]
    assert kept(app, number)["revenue"] == "60000000.00"
    with app.app_context():
        assert current_filing(reload(number).id).digest == answer.json["digest"]


def test_the_second_page_loses_nothing_and_chooses(app: Flask, visit: Visit) -> None:
    number = begun(app)
    lanxi = visit("lanxi")
    one, two = Tab(lanxi, number), Tab(lanxi, number)
    assert one.save(revenue="100").status_code == 200
    stale = two.save(revenue="200", peak="5")
    assert stale.status_code == 409
    assert [(row["saved"], row["typed"]) for row in stale.json["differs"]] == [
        ("100.00元", "200.00元"),
        ("—", "5.00元"),
    ]
    assert kept(app, number)["revenue"] == "100.00"
    assert two.save(base=stale.json["digest"]).status_code == 200
    assert kept(app, number) | {"year": 0} == {"revenue": "200.00", "peak": "5.00", "year": 0}


def test_a_page_whose_answer_was_lost_saves_on(app: Flask, visit: Visit) -> None:
    number = begun(app)
    tab = Tab(visit("lanxi"), number)
    tab.save(revenue="100")  # the connection broke before the answer: `base` stays the old one
    assert tab.save(revenue="1000").status_code == 200
    assert kept(app, number)["revenue"] == "1000.00"


def test_the_same_content_twice_is_no_conflict(app: Flask, visit: Visit) -> None:
    number = begun(app)
    lanxi = visit("lanxi")
    one, two = Tab(lanxi, number), Tab(lanxi, number)
    assert [one.save(revenue="7").status_code, two.save(revenue="7.00").status_code] == [200, 200]


def test_without_script_the_second_page_keeps_what_was_typed(app: Flask, visit: Visit) -> None:
    number = begun(app)
    one, two = visit("lanxi"), visit("lanxi")
    one.open(f"/applications/{number}/facts")
    two.open(f"/applications/{number}/facts")
    one.send("/facts", act="save", revenue="100", expect=200)
    two.send("/facts", act="save", revenue="200", expect=409)
    assert "另一个页面刚改过这份草稿" in two.text
    assert "100.00元" in two.text
    assert two.form("/facts").fields["revenue"] == ["200"]
    two.send("/facts", act="save", expect=200)
    assert kept(app, number)["revenue"] == "200.00"


def test_what_was_changed_elsewhere_is_not_submitted_unseen(app: Flask, visit: Visit) -> None:
    number = begun(app)
    lanxi = visit("lanxi")
    tab = Tab(lanxi, number)
    lanxi.open(f"/applications/{number}/review")
    page = lanxi.page
    tab.save(revenue="9")
    lanxi.page = page
    lanxi.send("/submission", declared=["truth", "credit", "single", "direct"], expect=409)
    assert "请再看一遍" in lanxi.text


def test_a_closed_form_takes_nothing_and_says_why(app: Flask, visit: Visit) -> None:
    number = begun(app)
    lanxi = visit("lanxi")
    tab = Tab(lanxi, number)
    lanxi.open(f"/applications/{number}/withdrawal")
    lanxi.send("/withdrawal", expect=200)
    answer = tab.save(revenue="1")
    assert answer.status_code == 409
    assert answer.json["sentence"]
    assert "revenue" not in kept(app, number)


def test_a_correction_is_saved_as_a_revision_of_its_own_once_it_differs(app: Flask, visit: Visit) -> None:
    with app.app_context():
        case = submitted()
        number = case.number
        ask(case, ("fact", "revenue"))
        db.session.commit()
    lanxi = visit("lanxi")
    tab = Tab(lanxi, number, "correction")
    assert tab.save().json["revision"] == 0
    assert tab.save(revenue="61,000,000").json["revision"] == 1
    lanxi.open(f"/applications/{number}/correction")
    assert '<s class="was">60,000,000.00元</s><br>61,000,000.00元' in lanxi.text


def test_nobody_else_saves(app: Flask, visit: Visit) -> None:
    number = begun(app)
    tab = Tab(visit("lanxi"), number)
    tab.visitor = visit("yanbei")
    assert tab.save(revenue="1").status_code in {400, 404}
    assert "revenue" not in kept(app, number)
