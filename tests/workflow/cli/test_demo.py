"""`flask demo` as somebody starts it: from nothing to serving, once more with the data kept, and over again."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy import func, select

from states.names import State
from tests.conftest import settings
from tests.ground.demo import HALF, HOUSE, RECORD, demo, lists_people
from workflow.actions.chain import chain_hash
from workflow.app import create_app
from workflow.cli.demo import MADE
from workflow.db import db
from workflow.demo import stories, telling
from workflow.models.case import Case, Transition
from workflow.models.notice import Notice
from workflow.queries.rent_check import findings


def cases(folder: Path) -> int:
    import sqlite3

    connection = sqlite3.connect(folder / "zhigan.sqlite3")
    try:
        return int(connection.execute("SELECT count(*) FROM support_case").fetchone()[0])
    finally:
        connection.close()


def test_from_nothing_to_serving_and_again(demo_model: Path, tmp_path: Path) -> None:
    """The model of the demo was made by its command: how that went is written in it."""
    first = json.loads((demo_model / RECORD).read_text())
    assert first["people"]
    assert first["letters"], "the worker has sent messages"
    for word in ("Removing", "shen", "longhua-2026"):
        assert word in first["said"]
    folder = shutil.copytree(demo_model, tmp_path / "instance")
    mine = folder / "notes.txt"
    mine.write_text("not of the demo")
    played = cases(folder)
    assert played > 20
    with demo(folder) as (address, said):
        assert "kept" in said
        assert lists_people(address)
    assert (cases(folder), mine.read_text()) == (played, "not of the demo")
    assert HALF[0] in MADE


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    program = [str(Path(sys.executable).parent / "flask"), "demo", "--fresh"]
    environment = os.environ | {
        "ZHIGAN_INSTANCE": str(tmp_path),
        "ZHIGAN_DATABASE_URL": "postgresql+psycopg://nobody@localhost/nothing",
    }
    answer = subprocess.run(program, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "unset ZHIGAN_DATABASE_URL" in answer.stderr


def test_somebody_waits_at_every_place_and_the_books_are_right(demo_model: Path, tmp_path: Path) -> None:
    app = create_app(settings(shutil.copytree(demo_model, tmp_path / "instance")))
    with app.app_context():
        moments = [act.moment for act in telling.timeline(stories.stories())]
        assert moments == sorted(moments)
        found = Counter(db.session.scalars(select(Case.state)))
        assert set(found) == set(State)
        assert list(findings()) == []
        previous: dict[int, str] = {}
        for row in db.session.scalars(select(Transition).order_by(Transition.case_id, Transition.seq)):
            assert row.hash == chain_hash(previous.get(row.case_id, ""), row)
            previous[row.case_id] = row.hash
        unread = db.session.scalar(select(func.count()).where(Notice.read_at.is_(None))) or 0
        assert 0 < unread < (db.session.scalar(select(func.count(Notice.id))) or 0) / 2
