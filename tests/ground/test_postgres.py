"""The throw-away PostgreSQL keeps its promises."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from tests.ground import postgres

pytestmark = pytest.mark.postgres


def test_each_test_gets_an_empty_database(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        assert connection.scalar(text("select count(*) from pg_tables where schemaname = 'public'")) == 0
        assert connection.scalar(text("show server_encoding")) == "UTF8"
        connection.execute(text("create table enterprise (name text unique)"))
        connection.execute(text("insert into enterprise values ('智感')"))
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("insert into enterprise values ('智感')"))
    engine.dispose()


def test_a_database_is_copied_from_another(postgres_server: postgres.Server) -> None:
    model = postgres_server.create_database()
    engine = create_engine(postgres_server.url(model))
    with engine.begin() as connection:
        connection.execute(text("create table kept as select 7 as figure"))
    engine.dispose()
    copy = postgres_server.create_database(template=model)
    engine = create_engine(postgres_server.url(copy))
    with engine.connect() as connection:
        assert connection.scalar(text("select figure from kept")) == 7
    engine.dispose()
    postgres_server.drop_database(copy)
    postgres_server.drop_database(model)


@pytest.mark.parametrize("programs", postgres.installations(), ids=str)
def test_every_installation_here_starts_and_stops(programs: Path) -> None:
    server = postgres.start(programs)
    with server.connect() as connection:
        row = connection.execute("select name from (values ('智感')) as enterprise (name)").fetchone()
    server.stop()
    assert row == ("智感",)
    assert not server.folder.exists()


def test_a_killed_test_process_leaves_nothing() -> None:
    programs = postgres.installations()[-1]
    story = (
        "import sys, time, pathlib; from tests.ground import postgres;"
        "server = postgres.start(pathlib.Path(sys.argv[1])); print(server.folder, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", story, programs], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        folder = Path(process.stdout.readline().strip())
        leader = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(leader, 0)


def test_programs_behind_a_closed_door_are_copied(tmp_path: Path) -> None:
    if postgres.account() is None:
        pytest.skip("only root steps down to another account")
    programs = postgres.installations()[-1]
    closed = tmp_path / "closed"
    (closed / "bin").mkdir(parents=True)
    (closed / "bin" / "initdb").symlink_to(programs / "initdb")
    closed.chmod(0o700)
    folder = tmp_path / "folder"
    folder.mkdir()
    assert postgres.reachable(closed / "bin", folder, postgres.account()) == folder / "install" / "bin"


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, body in (("initdb", "exit 0"), ("postgres", "echo the disk is full; exit 1")):
        (programs / name).write_text(f"#!/bin/sh\n{body}\n")
        (programs / name).chmod(0o755)
    with pytest.raises(RuntimeError, match="the disk is full"):
        postgres.start(programs)
