"""`flask board`: the counts behind the supervisor's board."""

import sys

import click
from flask.cli import with_appcontext


@click.group()
def board() -> None:
    """Keep and check the counts that the supervisor's board shows."""


@board.command()
@with_appcontext
def rebuild() -> None:
    """Count everything anew, for instance after the calendar was changed."""
    from workflow.jobs import board_recount

    click.echo(f"{board_recount.rebuild()} cases counted")


@board.command()
@with_appcontext
def check() -> None:
    """Count what is new, then compare the table with a live count of all cases; exit status 1 when they differ."""
    from workflow.jobs import board as job
    from workflow.jobs import board_recount

    click.echo(f"{job.count_new()} cases moved since last time")
    found = board_recount.differences()
    for key, kept, live in found:
        click.echo(f"{' '.join(str(part) for part in key if part)}: the table says {kept}, the cases say {live}")
    click.echo(f"{len(found)} differences")
    if found:
        sys.exit(1)
