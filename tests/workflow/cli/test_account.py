"""What the operator does for somebody who lost telephone and codes."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.workflow.filing import actor
from workflow.actions import second_factor
from workflow.db import db
from workflow.models.account import AccountEvent
from workflow.models.second_factor import SecondFactor

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def test_a_lost_second_factor_is_taken_off_and_recorded(app: Flask) -> None:
    with app.app_context():
        user_id = actor("shen").user_id
        assert user_id is not None
        second_factor.start(user_id)
        db.session.commit()
    result = app.test_cli_runner().invoke(args=["account", "forget-second-factor", "Shen"])
    assert result.exit_code == 0, result.output
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(SecondFactor)) == 0
        assert "second_factor_off" in db.session.scalars(select(AccountEvent.kind)).all()


def test_nobody_of_that_name(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["account", "forget-second-factor", "nobody"])
    assert result.exit_code == 1
    assert "没有这个登录名" in result.output
