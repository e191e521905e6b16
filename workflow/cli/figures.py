"""`flask figures`: the summaries that pages read instead of counting cases."""

import sys

import click
from flask.cli import with_appcontext


@click.group()
def figures() -> None:
    """Keep and check the counts of how long stages take."""


@figures.command()
@with_appcontext
def rebuild() -> None:
    """Count everything anew, for instance after the calendar was changed."""
    from workflow.jobs import stage_recount

    click.echo(f"{stage_recount.rebuild()} finished stages counted")


@figures.command()
@with_appcontext
def check() -> None:
    """Count what is new, then compare the table with a live count of all cases; exit status 1 when they differ."""
    from workflow.jobs import stage_recount, stage_times

    click.echo(f"{stage_times.count_new()} finished stages counted since last time")
    found = stage_recount.differences()
    for (item, stage, days), kept, live in found:
        click.echo(f"item {item}, {stage}, {days} working days: the table says {kept}, the cases say {live}")
    click.echo(f"{len(found)} differences")
    if found:
        sys.exit(1)
