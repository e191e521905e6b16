"""Fixtures of the template tests."""

import pytest
from flask import Flask

from tests.ground.strict_html import StrictClient
from tests.templates.site import make_site


@pytest.fixture
def site() -> Flask:
    """The bare application around the templates."""
    return make_site()


@pytest.fixture
def client(site: Flask) -> StrictClient:
    """A client that accepts no unsound page."""
    return StrictClient(site)
