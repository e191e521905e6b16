"""Every page that shows something, opened once on PostgreSQL: what the view tests see on the embedded database holds there."""

from collections.abc import Iterator

import pytest

from tests.visitor import Visitor
from tests.workflow.base import Ground, ground_of
from tests.workflow.route_samples import PERSON, allowed, places, rules


@pytest.fixture(scope="module", params=[pytest.param("postgresql", marks=pytest.mark.postgres)])
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ground_of(request, tmp_path_factory.mktemp("pages")) as made:
        yield made


def test_every_page_opens(ground: Ground) -> None:
    """For the first of those it is meant for; forms of a step that is over lead back."""
    samples = places(ground.app)
    people = {login: Visitor(ground.app, login) for login in (*PERSON.values(), "yanbei", None)}
    wrong = []
    for rule in rules(ground.app, unsafe=False):
        login = next(iter(allowed(rule.endpoint)))
        answer = people[login].client.get(samples.url(rule), follow_redirects=True, buffered=True)
        if answer.status_code != 200:
            wrong.append((rule.rule, login, answer.status_code))
    assert wrong == []
