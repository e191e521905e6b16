"""Views run on the embedded database; where SQL decides what is seen, a test says `both_engines`.

The actions behind the pages are tested on both databases in `../actions`, and every page is opened on PostgreSQL once in
`../test_pages_on_postgres.py`.
"""

import pytest


@pytest.fixture(params=["sqlite"])
def engine_name(request: pytest.FixtureRequest) -> str:
    """The database of a view test."""
    return str(request.param)
