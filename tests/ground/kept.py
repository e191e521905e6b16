"""Databases kept after a long way, so that another test that starts with the same way need not walk it again.

What was walked on the embedded database is kept for all workers, on PostgreSQL for the worker that has the server.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from flask import Flask
from sqlalchemy import Engine, QueuePool, event

from workflow.clock import _told, business_date
from workflow.db import db


class Databases(Protocol):
    """A server that copies databases."""

    def copy_database(self, template: str, name: str) -> None:
        """Put a copy of `template` in the place of `name`."""


@dataclass
class Kept:
    """The ways of one engine, each in a folder of `ways`: the files, what was found, and the embedded database."""

    #: The file, or the server's name, of the database that the application uses.
    database: str
    ways: Path
    server: Databases | None
    #: Whether nothing was written since the test began, and the test changes nothing but through the application.
    fresh: bool = False

    def listen(self, engine: Engine) -> None:
        """Hear of the first thing that is written."""

        @event.listens_for(engine, "before_cursor_execute")
        def heard(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if self.fresh and not statement.startswith(("SELECT", "PRAGMA", "BEGIN")):
                self.fresh = False

    def at_start(self, app: Flask) -> bool:
        """Whether a test is still where it began: nothing was written, nobody is connected, the clock is the real one."""
        with app.app_context():
            pool = db.engine.pool
        assert isinstance(pool, QueuePool)
        return self.fresh and not pool.checkedout() and _told.get() is None

    def walk(self, app: Flask, way: str, go: Callable[[], Any]) -> Any:
        """Walk a way from the start, or copy what it led to before; gives what `go` found, as JSON knows it."""
        with app.app_context():
            engine = db.engine
        name = "w" + hashlib.sha256(f"{way} {business_date()}".encode()).hexdigest()[:20]
        instance = Path(app.config["INSTANCE"])
        if not (self.ways / name).exists():
            found = go()
            engine.dispose()
            self._keep(name, instance, found)
            return found
        engine.dispose()
        self._put(name)
        shutil.copytree(self.ways / name / "instance", instance, copy_function=os.link, dirs_exist_ok=True)
        self.fresh = False
        return json.loads((self.ways / name / "found").read_text())

    def _keep(self, name: str, instance: Path, found: object) -> None:
        made = Path(tempfile.mkdtemp(dir=self.ways))
        shutil.copytree(instance, made / "instance", copy_function=os.link)
        (made / "found").write_text(json.dumps(found))
        if self.server is None:
            shutil.copy(self.database, made / "database")
        else:
            self.server.copy_database(self.database, name)
        try:
            made.rename(self.ways / name)
        except OSError:  # another worker walked the same way and was faster
            shutil.rmtree(made)

    def _put(self, name: str) -> None:
        """In the place of the database in use; nobody is connected to it."""
        if self.server is not None:
            self.server.copy_database(name, self.database)
            return
        for leftover in ("-wal", "-shm"):
            Path(self.database + leftover).unlink(missing_ok=True)
        shutil.copy(self.ways / name / "database", self.database)
