"""`flask demo` as somebody starts it: from nothing to serving, once more with the data kept, and over again."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from states.names import State
from tests.conftest import settings
from workflow.actions.chain import chain_hash
from workflow.app import create_app
from workflow.cli.demo import MADE
from workflow.db import db
from workflow.demo import stories, telling
from workflow.models.case import Case, Transition
from workflow.models.notice import Notice
from workflow.queries.rent_check import findings

HOUSE = Path(__file__).parents[3]
#: Promised are 20 seconds on an idle machine with two cores; here other tests run beside it.
PATIENCE = 40


@contextmanager
def demo(folder: Path, *options: str) -> Iterator[tuple[str, str]]:
    """`flask demo` on a free port; gives its address and what it said until it served, and ends it by Ctrl-C."""
    program = [str(Path(sys.executable).parent / "flask"), "demo", "--port", "0", *options]
    environment = os.environ | {"ZHIGAN_INSTANCE": str(folder), "PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(
        program, cwd=HOUSE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert running.stdout is not None
    said = ""
    try:
        for line in iter(running.stdout.readline, ""):
            said += line
            if "Ctrl-C" in line:
                break
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert address, said
        yield address[0], said
    finally:
        running.send_signal(signal.SIGINT)
        rest = running.stdout.read()
        running.stdout.close()
        running.wait(timeout=20)
    assert (running.returncode, "Traceback" in rest) == (0, False), rest
    assert "Stopping." in rest


def seconds_for(address: str) -> float:
    started = time.monotonic()
    with urllib.request.urlopen(address + "sign-in") as answer:
        page = answer.read().decode()
    assert "longhua-2026" in page, "the people of the demo are listed where they sign in"
    return time.monotonic() - started


def cases(folder: Path) -> int:
    import sqlite3

    connection = sqlite3.connect(folder / "zhigan.sqlite3")
    try:
        return int(connection.execute("SELECT count(*) FROM support_case").fetchone()[0])
    finally:
        connection.close()


def test_from_nothing_to_serving_and_again(tmp_path: Path) -> None:
    mine = tmp_path / "notes.txt"
    mine.write_text("not of the demo")
    for half in ("demo-unfinished", "zhigan.sqlite3"):  # an earlier run was cut off while it played
        (tmp_path / half).touch()
    started = time.monotonic()
    with demo(tmp_path) as (address, said):
        assert time.monotonic() - started < PATIENCE
        assert seconds_for(address) < 1
        assert "Removing" in said
        assert "shen" in said
        assert "longhua-2026" in said
    played = cases(tmp_path)
    assert played > 20
    assert list((tmp_path / "mail").glob("*.eml")), "the worker has sent messages"
    with demo(tmp_path) as (address, said):
        assert "kept" in said
        assert seconds_for(address) < 1
    assert (cases(tmp_path), mine.read_text()) == (played, "not of the demo")
    assert "demo-unfinished" in MADE


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
