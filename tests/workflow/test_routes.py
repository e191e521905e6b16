"""Every door of the house: declared, closed to whom it is not for, silent about others' cases, shut without its tokens."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from states.names import Role
from tests.ground.queries import Statements, counted
from tests.visitor import Visitor
from tests.workflow.base import Ground, ground_of
from tests.workflow.route_samples import KEYLESS, NOTE, ONE_CLICK, PERSON, Places, allowed, places, rules
from workflow.db import db
from workflow.routes.table import PARTS, ROUTES

Visit = Callable[[str | None], Visitor]
OUTSIDERS = (*PERSON.values(), None)
#: Notes made apart from the page's own work: the first printing of a paper, that the applicant opened it, how far messages
#: were read, which file somebody of the bureau got, and, a minute after the last note, that a session is in use.
NOTED = (
    "INSERT INTO paper_print", "INSERT INTO paper_delivery", "INSERT INTO message_read", "INSERT INTO download ",
    "UPDATE user_session SET last_seen",
)  # fmt: skip


def changed(statements: Statements) -> list[str]:
    """What was written beside these notes."""
    return [one for one in statements.writes if not one.startswith(NOTED)]


@pytest.fixture(scope="module", params=["sqlite"])
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ground_of(request, tmp_path_factory.mktemp("routes")) as made:
        yield made


@pytest.fixture(scope="module")
def samples(ground: Ground) -> Places:
    return places(ground.app)


@pytest.fixture(scope="module")
def people(ground: Ground) -> dict[str | None, Visitor]:
    """Everybody, signed in once; and a visitor."""
    return {login: Visitor(ground.app, login) for login in (*PERSON.values(), "yanbei", None)}


def undeclared(app: Flask) -> tuple[set[str], set[str]]:
    """Endpoints without a line in the table, and lines without an endpoint."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    return endpoints - ROUTES.keys(), ROUTES.keys() - endpoints


@cache
def csrf(visitor: Visitor) -> str:
    """A token of the visitor's browser."""
    page = visitor.client.get("/sign-in", follow_redirects=True).text
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, page[:300]
    return found[1]


def shown(visitor: Visitor, rule: Rule, url: str) -> TestResponse:
    """The page at `url`, or the part of a page that a script asks for."""
    by_script = {"X-Requested-With": "estimate"} if rule.endpoint == "estimates.fragment" else {}
    return visitor.client.get(url, headers=by_script, buffered=True)


def test_every_route_is_declared_once(ground: Ground) -> None:
    assert undeclared(ground.app) == (set(), set())
    assert sum(map(len, PARTS)) == len(ROUTES)


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.alone
def test_broken_twin_an_undeclared_route_does_not_open(app: Flask, visit: Visit) -> None:
    app.add_url_rule("/back-door", "back_door", lambda: "open")
    assert undeclared(app) == ({"back_door"}, set())
    for login in (None, "cheng", "han"):
        visit(login).open("/back-door", expect=404)


def test_who_is_not_meant_does_not_get_in(ground: Ground, samples: Places, people: dict[str | None, Visitor]) -> None:
    """Each role × each route: outsiders get 403, visitors are sent to sign in; nothing else happens."""
    wrong = []
    for unsafe in (False, True):
        for rule in rules(ground.app, unsafe=unsafe):
            access = ROUTES[rule.endpoint]
            if access.roles is None:
                continue
            inside = set(allowed(rule.endpoint))
            for login in [one for one in OUTSIDERS if one not in inside]:
                visitor = people[login]
                url = samples.url(rule)
                answer = (
                    visitor.client.post(url, data={"csrf_token": csrf(visitor), "submission_key": "k" * 24})
                    if unsafe
                    else visitor.client.get(url, buffered=True)
                )
                expected = 403 if login else 303
                if answer.status_code != expected or (not login and "/sign-in" not in answer.location):
                    wrong.append((rule.rule, login, answer.status_code))
    assert wrong == []


def test_who_is_meant_gets_in_and_showing_writes_nothing(
    ground: Ground, samples: Places, people: dict[str | None, Visitor]
) -> None:
    """Every page that shows something opens for every role in its audience; forms of a step that is over lead back.

    None of them does an INSERT, UPDATE or DELETE beside what is noted of papers and messages.
    """
    wrong = []
    for rule in rules(ground.app, unsafe=False):
        for login in allowed(rule.endpoint):
            with counted(ground.engine) as statements:
                answer = shown(people[login], rule, samples.url(rule))
            if answer.status_code not in {200, 301, 303} or changed(statements):
                wrong.append((rule.rule, login, answer.status_code, changed(statements)))
    assert wrong == []


def test_what_colleagues_note_leaves_the_bureau_by_no_route(
    ground: Ground, samples: Places, people: dict[str | None, Visitor]
) -> None:
    """No page, file or calendar that the applicant, a rival or the public can open holds the note or speaks of it."""
    leaks, opened = [], 0
    for rule in rules(ground.app, unsafe=False):
        for login in ("lanxi", "yanbei", None):
            answer = shown(people[login], rule, samples.url(rule))
            opened += answer.status_code == 200
            leaks += [(rule.rule, login) for words in (NOTE, "内部备注") if words.encode() in answer.data]
    assert (leaks, opened > 60) == ([], True)
    page = next(ground.app.url_map.iter_rules("notes.index"))
    assert NOTE in shown(people["shen"], page, samples.url(page)).text


def test_anothers_case_does_not_exist(ground: Ground, samples: Places, people: dict[str | None, Visitor]) -> None:
    """A rival reaches no page and no step of a case, and the answer is the one for a number that was never given."""
    rival = people["yanbei"]
    wrong = []
    for unsafe in (False, True):
        for rule in rules(ground.app, unsafe=unsafe):
            access = ROUTES[rule.endpoint]
            if access.roles is None or Role.APPLICANT not in access.roles or access.relation == "none":
                continue
            for url in {
                samples.url(rule),
                samples.url(rule, number=samples.draft),
                samples.url(rule, number="2026-10-9999", ref="x" * 22),
            }:
                data = {"csrf_token": csrf(rival), "submission_key": "k" * 24, "version": "1"}
                answer = rival.client.post(url, data=data) if unsafe else rival.client.get(url, buffered=True)
                if answer.status_code != 404:
                    wrong.append((rule.rule, url, answer.status_code))
    assert wrong == []


def test_a_draft_belongs_to_its_enterprise_alone(
    ground: Ground, samples: Places, people: dict[str | None, Visitor]
) -> None:
    wrong = []
    for rule in rules(ground.app, unsafe=False):
        if ROUTES[rule.endpoint].relation == "any" and "number" in rule.arguments:
            for login in allowed(rule.endpoint):
                answer = people[login].client.get(samples.url(rule, number=samples.draft))
                if answer.status_code != 404:
                    wrong.append((rule.rule, login, answer.status_code))
    assert wrong == []


def test_nothing_changes_without_the_pages_own_token(
    ground: Ground, samples: Places, people: dict[str | None, Visitor]
) -> None:
    """A form from another site is refused on every changing route (CSRF)."""
    wrong = []
    with counted(ground.engine) as statements:
        for rule in [one for one in rules(ground.app, unsafe=True) if one.endpoint not in ONE_CLICK]:
            login = next(allowed(rule.endpoint))
            for data in ({}, {"csrf_token": "forged"}):
                answer = people[login].client.post(samples.url(rule), data=data | {"submission_key": "k" * 24})
                if answer.status_code != 400:
                    wrong.append((rule.rule, answer.status_code))
    assert (wrong, changed(statements)) == ([], [])


def test_nothing_changes_without_a_key_of_its_own(
    ground: Ground, samples: Places, people: dict[str | None, Visitor]
) -> None:
    """Every step refuses a form that could not be told from its own repetition."""
    wrong = []
    with counted(ground.engine) as statements:
        for rule in rules(ground.app, unsafe=True):
            if rule.endpoint not in KEYLESS:
                visitor = people[next(allowed(rule.endpoint))]
                answer = visitor.client.post(samples.url(rule), data={"csrf_token": csrf(visitor), "version": "1"})
                if answer.status_code != 400 or "标识" not in answer.text:
                    wrong.append((rule.rule, answer.status_code))
    assert (wrong, changed(statements)) == ([], [])


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.alone
def test_broken_twin_a_page_that_writes_falls(app: Flask, visit: Visit) -> None:
    """A page that changes a row while it shows something ends in an error and changes nothing."""
    from workflow.models.enterprise import Enterprise

    def sneaky() -> str:  # the page would be sound, the write is what must not be
        db.session.query(Enterprise).first().name = "changed"  # type: ignore[union-attr]
        db.session.commit()
        return "shown"

    app.add_url_rule("/sneaky", "home.index_twin", sneaky)
    ROUTES["home.index_twin"] = ROUTES["home.index"]
    try:
        visit(None).open("/sneaky", expect=500)
    finally:
        del ROUTES["home.index_twin"]
    with app.app_context():
        assert db.session.query(Enterprise).filter_by(name="changed").count() == 0
