"""`flask search rebuild`: what the search of the queue finds, made anew from names, messages and documents."""

import click
from flask.cli import with_appcontext


@click.group()
def search() -> None:
    """The search of the queue."""


@search.command()
@with_appcontext
def rebuild() -> None:
    """Write every piece again. The search finds less until it has ended; nothing else is touched."""
    from workflow.actions.search_rebuild import rebuild as again

    for what, count in again().items():
        click.echo(f"{what}: {count}")
