"""The demo, as `flask demo` makes it, for the tests that look at its pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import select

from tests.conftest import settings
from tests.people import FIRM
from tests.workflow.account_samples import secret_to
from tests.workflow.base import Ground, opened
from workflow.actions import invitation, password_reset, subscription
from workflow.app import create_app
from workflow.db import db
from workflow.demo.play import actor
from workflow.models.case import Case
from workflow.models.conditional import ConditionalAcceptance
from workflow.models.objection import Objection
from workflow.models.payment import PaymentBatch
from workflow.models.subscription import Subscription


@pytest.fixture(scope="module")
def demo(
    demo_model: Path, tmp_path_factory: pytest.TempPathFactory, compiled: FileSystemBytecodeCache
) -> Iterator[Ground]:
    """Its people, calls, cases, messages and documents: a copy of its own."""
    folder = shutil.copytree(demo_model, tmp_path_factory.mktemp("demo") / "instance")
    app = create_app(settings(folder))
    app.jinja_env.bytecode_cache = compiled
    with opened(app) as made:
        yield made


@pytest.fixture(scope="module")
def places(demo: Ground) -> dict[str, str]:
    """`firm-state` → the newest such case; the batch that waits for its release; what else an address names."""
    keys = {number: key for key, number in demo.firms.items()}
    with demo.app.app_context():
        rows = db.session.execute(select(Case.enterprise_id, Case.state, Case.number).order_by(Case.id)).all()
        found = {f"{keys[firm]}-{state}": number for firm, state, number in rows}
        waiting = select(PaymentBatch.number).where(PaymentBatch.released_at.is_(None))
        found["batch"] = db.session.scalars(waiting).one()
        terms = select(Case.number).join(ConditionalAcceptance, ConditionalAcceptance.case_id == Case.id)
        found["conditional"] = db.session.scalars(terms.order_by(Case.id.desc()).limit(1)).one()
        found["receipt"] = db.session.scalars(select(Objection.receipt).order_by(Objection.id).limit(1)).one()
        db.session.rollback()
    return found | {"uscc": FIRM["yanbei"].uscc}


@pytest.fixture(scope="module")
def secrets(demo: Ground) -> dict[str, str]:
    """The addresses that only a letter knows: an invitation, a way back to a password, a subscription."""
    with demo.app.app_context(), demo.app.test_request_context():
        invitation.invite(actor("lanxi"), "new@lanxi.example")
        password_reset.ask("qinglan@qinglan.example")
        subscription.ask("5", "reader@firm.example", "zh")
        db.session.commit()
        row = db.session.scalars(select(Subscription).order_by(Subscription.id.desc()).limit(1)).one()
        found = {
            "invitation": secret_to("new@lanxi.example"),
            "reset": secret_to("qinglan@qinglan.example"),
            "link": subscription.token(row),
        }
        db.session.rollback()
    return found
