"""`flask ledger`: proves that decisions, notices, batches and the bank's answers are one sum, with caps and budget."""

import sys

import click
from flask.cli import with_appcontext


@click.group()
def ledger() -> None:
    """Check the way of the money from the decision to the bank."""


@ledger.command()
@click.option("--most", default=100, show_default=True, type=click.IntRange(1, 100_000), help="Differences to print.")
@with_appcontext
def check(most: int) -> None:
    """Add everything up from the rows; names the first differences and ends with status 1 when there is one."""
    from itertools import chain, islice

    from rules import money
    from workflow.cli.reading import reading
    from workflow.jobs import budget_work
    from workflow.papers import letter_check
    from workflow.queries import budget_check, ledger_caps, ledger_check
    from workflow.queries.ledger_sums import sums

    budget_work.count_new()
    with reading():
        for name, fen in sums():
            click.echo(f"{name:42} {money.grouped(fen):>20}")
        rooms = (ledger_check, letter_check, ledger_caps, budget_check)
        bad = list(islice(chain.from_iterable(room.findings() for room in rooms), most))
    for where, said, should in bad:
        click.echo(f"BAD  {where}: it says {said}, should be {should}")
    click.echo(f"{len(bad)} differences")
    sys.exit(1 if bad else 0)
