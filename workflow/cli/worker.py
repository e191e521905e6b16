"""`flask worker`: does what the system does by itself, beside the web processes of an installation."""

import signal
import threading

import click
from flask.cli import ScriptInfo


@click.command()
@click.pass_obj
def worker(info: ScriptInfo) -> None:
    """Send messages, end publicity and lapse corrections until stopped (SIGTERM or Ctrl-C)."""
    from workflow.jobs.worker import work

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    click.echo("The worker is running.", err=True)
    work(info.load_app(), stop)
