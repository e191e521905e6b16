"""`flask budget`: proves the budget's ledger, and keeps the sums of what is in work."""

import sys

import click
from flask.cli import with_appcontext


@click.group()
def budget() -> None:
    """Check the budget's counters against what they stand for."""


@budget.command()
@with_appcontext
def check() -> None:
    """Take up what moved, then add everything up from the rows; prints each difference and ends with status 1 then."""
    from workflow.cli.reading import reading
    from workflow.jobs import budget_work
    from workflow.queries.budget_check import findings

    budget_work.count_new()
    with reading():
        bad = list(findings())
    for found in bad:
        click.echo(f"BAD  {found.where}: it says {found.kept} fen, the rows say {found.summed}")
    click.echo(f"{len(bad)} differences")
    sys.exit(1 if bad else 0)


@budget.command()
@with_appcontext
def rebuild() -> None:
    """Sum anew what accepted, undecided applications ask for."""
    from workflow.jobs import budget_work

    click.echo(f"{budget_work.rebuild()} applications in work")
