"""The whole queue page over HTTP beside Django's changelist, on the same rows in the same run.

python -m benchmarks.queue_http PYTHON [few] [many]

PYTHON is that of an environment with benchmarks/peers/requirements-django.txt. Both sides are served by gunicorn with one
worker each, both are signed in, and their pages are asked for turn by turn by the same client, which waits for all of it.
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import quote

from flask import Flask
from sqlalchemy import select

from benchmarks import queue_ground
from benchmarks.queue import filled
from tests.ground import postgres
from tests.ground.memory import roomy
from tests.visitor import Visitor
from workflow.db import db
from workflow.models.user import User

ROUNDS = 7
ROOT = Path(__file__).resolve().parent.parent
#: What is looked at → our address, Django's.
PAGES = {
    "running cases": ("/cases?tab=all", "?"),
    "one state and item": (
        f"/cases?tab=all&q={quote('条款:14 状态:已评估')}",
        "?state__exact=evaluated&item__exact=14",
    ),
    "one owner": (f"/cases?tab=all&q={quote('负责人:@我')}", "?owner__id__exact={me}"),
    "text in every name": (f"/cases?q={quote('技术')}", f"?q={quote('技术')}"),
}


@contextmanager
def gunicorn(python: str, target: str, folder: Path, env: dict[str, str]) -> Iterator[int]:
    """A server with one worker; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [python, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--log-level", "error", target]
    running = subprocess.Popen(command, cwd=folder, env=os.environ | env)  # noqa: S603 - our own words
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        running.terminate()
        running.wait()


def asked(port: int, path: str, cookie: str) -> float:
    """Milliseconds until all of a page was read."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    took = 1000 * (time.perf_counter() - began)
    assert answer.status == 200, (path, answer.status)
    assert b"<tr" in body
    return took


def compared(app: Flask, cases: int, python: str, folder: Path) -> None:
    """Print a line for each page at so many cases."""
    shen = Visitor(app, "shen")
    with app.app_context():
        url = db.engine.url
        me = db.session.scalars(select(User.id).where(User.login == "shen")).one()
    cookie = f"zhigan={shen.client.get_cookie('zhigan').value}"
    ours = {"ZHIGAN_INSTANCE": str(folder), "ZHIGAN_SECRET_KEY": str(app.config["SECRET_KEY"])}
    ours["ZHIGAN_DATABASE_URL"] = url.render_as_string(hide_password=False)
    where = str(url.database) if url.drivername == "sqlite" else f"host={url.query['host']};name={url.database}"
    peers = ROOT / "benchmarks" / "peers"
    theirs = {"CASES": where, "OWN": str(folder / "own.sqlite3")}
    made = subprocess.run(  # noqa: S603 - our own words
        [python, "django_list.py"], cwd=peers, env=os.environ | theirs, check=True, capture_output=True, text=True
    )
    session = f"sessionid={made.stdout}"
    with (
        gunicorn(sys.executable, "wsgi:app", ROOT, ours) as own,
        gunicorn(python, "django_list:application", peers, theirs) as django,
    ):
        for name, (path, query) in PAGES.items():
            address = query.format(me=me)
            ways = [
                (own, path, cookie),
                (django, f"/admin/auth/case/{address}", session),
                (django, f"/admin/auth/lean/{address}", session),
            ]
            times: list[list[float]] = [[], [], []]
            for at in range(ROUNDS + 3):
                for way, kept in zip(ways, times, strict=True):
                    took = asked(*way)
                    if at >= 3:
                        kept.append(took)
            mine, full, lean = (median(kept) for kept in times)
            print(
                f"| {db_name(app)}, {cases:,} | {name} | {mine:.0f} | {full:.0f} | {full / mine:.1f} | {lean:.0f} | {lean / mine:.1f} |",
                flush=True,
            )


def db_name(app: Flask) -> str:
    """As the table says it."""
    return "SQLite" if str(app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite") else "PostgreSQL"


def main() -> None:
    """Measure both databases at both sizes."""
    python, sizes = sys.argv[1], [int(text) for text in (*sys.argv[2:], "1000", "100000")[:2]]
    print(
        "| stored cases | page | queue, ms | changelist | × | without the full count | × |\n|---|---|---|---|---|---|---|"
    )
    with ExitStack() as stack:
        server = postgres.start(postgres.installations()[-1])
        stack.callback(server.stop)
        for cases in sizes:
            for make_url in (lambda: "", lambda: server.url(server.create_database())):
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=roomy())))
                compared(filled(queue_ground.make(folder, make_url()), cases), cases, python, folder)


if __name__ == "__main__":
    main()
