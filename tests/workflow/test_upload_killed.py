"""The server is killed in the middle of uploads: no document without its bytes, and nothing that was confirmed is lost."""

import hashlib
import http.client
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.conftest import settings
from tests.people import PASSWORD
from tests.visitor import Form, forms_of
from tests.workflow.filing import draft, pdf
from workflow.app import create_app
from workflow.db import db

HOUSE = Path(__file__).parents[2]
KILLS = 5
SERVE = """
import sys
from pathlib import Path
from werkzeug.serving import make_server
from tests.conftest import settings
from workflow.app import create_app
server = make_server("127.0.0.1", 0, create_app(settings(Path(sys.argv[1]))), threaded=True)
print(server.server_port, flush=True)
server.serve_forever()
"""
pytestmark = pytest.mark.faults


class Server:
    """The application in a process of its own."""

    def __init__(self, folder: Path) -> None:
        environment = os.environ | {"PYTHONPATH": str(HOUSE)}
        command = [sys.executable, "-c", SERVE, str(folder)]
        self.process = subprocess.Popen(
            command, cwd=HOUSE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())

    def kill(self) -> None:
        """Without any warning."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


class Person:
    """Lanxi's clerk at one server: signs in and uploads."""

    def __init__(self, port: int, number: str) -> None:
        self.port, self.path, self.cookie = port, f"/applications/{number}/documents", ""
        form = next(form for form in self.forms("/sign-in") if "password" in form.fields)
        fields = {name: values[0] for name, values in form.fields.items()} | {"login": "lanxi", "password": PASSWORD}
        self.send("/sign-in", urlencode(fields).encode(), "application/x-www-form-urlencoded")
        self.fields = next(
            form.fields for form in self.forms(self.path) if form.action.endswith("/documents/statistics")
        )

    def forms(self, path: str) -> list[Form]:
        """The forms of a page."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        line.request("GET", path, headers={"Cookie": self.cookie})
        answer = line.getresponse()
        self._keep(answer)
        page = answer.read().decode()
        line.close()
        return forms_of(page)

    def send(self, path: str, body: bytes, kind: str, part: float = 1.0) -> int:
        """Post; with `part` below 1 the body breaks off there and 0 is given."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.putrequest("POST", path)
            for name, value in {"Cookie": self.cookie, "Content-Type": kind, "Content-Length": str(len(body))}.items():
                line.putheader(name, value)
            line.endheaders()
            line.send(body[: int(len(body) * part)])
            if part < 1:
                time.sleep(0.05)
                return 0
            answer = line.getresponse()
            self._keep(answer)
            return answer.status
        finally:
            line.close()

    def upload(self, data: bytes, part: float = 1.0) -> int:
        """Upload a file as annual report."""
        fields = {name: values[0] for name, values in self.fields.items()}
        fields["submission_key"] = f"killed{random.getrandbits(80):024d}"[:40]
        edge = "----edge"
        body = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ).encode()
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="r.pdf"\r\n\r\n'
        body += head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        return self.send(f"{self.path}/statistics", body, f"multipart/form-data; boundary={edge}", part)

    def _keep(self, answer: http.client.HTTPResponse) -> None:
        given = [value.split(";")[0] for value in answer.headers.get_all("Set-Cookie") or []]
        jar = dict(pair.split("=", 1) for pair in [*self.cookie.split("; "), *given] if "=" in pair)
        self.cookie = "; ".join(f"{name}={value}" for name, value in jar.items())


def test_killed_while_uploading(sqlite_model: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_model, tmp_path / "zhigan.sqlite3")
    app = create_app(settings(tmp_path))
    with app.app_context():
        number = draft().number
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    confirmed: set[str] = set()
    pages = iter(range(1, 1000))
    for kill in range(KILLS):
        server = Server(tmp_path)
        person = Person(server.port, number)
        person.upload(pdf(40), part=0.6)  # the line breaks in the middle of a file

        def work(person: Person = person) -> None:
            for count in pages:
                data = pdf(count)
                try:
                    status = person.upload(data)
                except (OSError, http.client.HTTPException):
                    return  # killed meanwhile: the clerk was told nothing
                assert status == 303
                confirmed.add(hashlib.sha256(data).hexdigest())

        clerk = threading.Thread(target=work)
        clerk.start()
        before = len(confirmed)
        while len(confirmed) == before and clerk.is_alive():
            time.sleep(0.005)
        time.sleep(0.013 * (kill + 1))
        server.kill()
        clerk.join()
    assert len(confirmed) >= KILLS
    rows = sqlite3.connect(tmp_path / "zhigan.sqlite3")
    kept = {row[0] for row in rows.execute("SELECT sha256 FROM document")}
    rows.close()
    assert confirmed <= kept, "what was confirmed is there"
    for sha256 in kept:
        file = tmp_path / "documents" / sha256[:2] / sha256[2:4] / sha256
        assert hashlib.sha256(file.read_bytes()).hexdigest() == sha256, "no document without its bytes"
    assert hashlib.sha256(pdf(40)).hexdigest() not in kept - confirmed
