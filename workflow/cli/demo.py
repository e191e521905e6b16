"""`flask demo`: from nothing to a running system with invented people and cases, in one command."""

import logging
import shutil
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import Flask
from flask.cli import ScriptInfo

if TYPE_CHECKING:
    from workflow.demo.telling import Act

#: What the demo makes in the instance folder, and what `--fresh` removes. Nothing else is touched.
MADE = (
    "zhigan.sqlite3",
    "zhigan.sqlite3-wal",
    "zhigan.sqlite3-shm",
    "documents",
    "previews",
    "mail",
    "demo-unfinished",
)

#: One line of progress for so many steps.
SAY_EVERY = 25


@click.command()
@click.option("--fresh", is_flag=True, help="Start over: remove the data of the demo first.")
@click.option("--port", default=5000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.pass_obj
def demo(info: ScriptInfo, *, fresh: bool, port: int, host: str) -> None:
    """Start the application with demo data, worker included. A second run keeps the data."""
    app = info.load_app()
    folder = Path(app.config["INSTANCE"])
    if not str(app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite"):
        raise click.UsageError("The demo uses its own SQLite database; unset ZHIGAN_DATABASE_URL.")
    folder.mkdir(parents=True, exist_ok=True)
    if fresh or (folder / "demo-unfinished").exists():
        _remove(folder)
    app.config["PUBLIC_URL"] = app.config["PUBLIC_URL"] or f"http://{host}:{port}/"
    with app.app_context():
        _fill(folder)
    _serve(app, host, port)


def _remove(folder: Path) -> None:
    click.echo(f"Removing the earlier data in {folder}")
    for name in MADE:
        thing = folder / name
        shutil.rmtree(thing) if thing.is_dir() else thing.unlink(missing_ok=True)


def _fill(folder: Path) -> None:
    """Bring the schema up to date, and plant people and stories when there are none."""
    from flask_migrate import upgrade

    from workflow.db import db
    from workflow.demo import whole, world

    started = time.monotonic()
    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade()
    if world.is_planted():
        db.session.remove()
        click.echo("The data of the last run is kept; --fresh starts over.")
        return
    unfinished = folder / "demo-unfinished"
    unfinished.touch()
    click.echo("Planting people, calls and budgets, then playing the stories:")
    whole.tell(_progress)
    db.session.remove()
    unfinished.unlink()
    click.echo(f"Ready in {time.monotonic() - started:.1f} s")


def _progress(done: int, of: int, act: "Act") -> None:
    if done % SAY_EVERY == 0 or done == of:
        click.echo(f"  {done:3}/{of}  {act.moment:%Y-%m-%d}  {act.story.title}")


def _serve(app: Flask, host: str, port: int) -> None:
    from werkzeug.serving import make_server

    from workflow.demo.people import HUMANS, PASSWORD
    from workflow.jobs.worker import start

    app.config["DEMO_PEOPLE"], app.config["DEMO_PASSWORD"] = HUMANS, PASSWORD
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    try:
        server = make_server(host, port, app, threaded=True)
    except OSError as error:
        raise click.ClickException(f"Port {port} cannot be used ({error.strerror}); try --port 0.") from None
    end_worker = start(app)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside as by Ctrl-C
    try:
        _introduce(f"http://{host}:{server.server_port}/")
        server.serve_forever()  # comes back when it is interrupted
    except KeyboardInterrupt:
        pass  # interrupted in the moment before
    server.server_close()
    click.echo("\nStopping.")
    end_worker()


def _introduce(address: str) -> None:
    from workflow.demo.people import HUMANS, PASSWORD

    click.echo(f"\n  {address}\n\n  Everybody's password: {PASSWORD}")
    for human in HUMANS:
        click.echo(f"  {human.login:<9}{human.name}  {human.zh} · {human.en}")
    click.echo("\n  Ctrl-C ends it. 按Ctrl-C结束。", nl=True)
