"""The road that other tests take leads where it says."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.road import BESIDE, WAY, Road
from workflow.db import db
from workflow.models.case import Case

STATE = {
    "filled": "draft",
    "accepted": "submitted",
    "reviewed": "evaluated",
    "cleared": "publicity",
    "prepared": "publicity",
    "released": "publicity",
    "declined": "rejected",
    "failed": "publicity",
}


@pytest.mark.parametrize(
    ("place", "engine_name"),
    [
        *((place, "sqlite") for place in (*WAY, *BESIDE)),
        pytest.param("paid", "postgresql", marks=pytest.mark.postgres),
        pytest.param("correction", "postgresql", marks=pytest.mark.postgres),
    ],
)
def test_every_place_can_be_reached(app: Flask, place: str) -> None:
    number = Road(app).to(place, item="12" if place == "referred" else "10")
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        assert case.state == STATE.get(place, place)
