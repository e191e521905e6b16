"""`flask proofs`: what a call asks for before an evaluation, besides documents."""

import click
from flask.cli import with_appcontext

from rules.proofs import PROOFS
from rules.proofs import WORDS as SOURCES


@click.command("proofs")
@click.argument("item", type=click.Choice(sorted(PROOFS)))
@click.argument("year", type=click.IntRange(2000, 2100))
@click.argument("asked", nargs=-1, type=click.Choice(sorted(SOURCES)))
@click.option("--round", "batch", default=1, show_default=True, type=click.IntRange(1, 99), help="Round of that year.")
@click.option("--none", "nothing", is_flag=True, help="Ask for nothing any more; what is there goes on counting.")
@with_appcontext
def proofs(item: str, year: int, asked: tuple[str, ...], batch: int, *, nothing: bool) -> None:
    """Show or set what the call of ITEM in YEAR ASKS for: a site visit, a special audit, an assessment."""
    from sqlalchemy import select

    from workflow.db import db
    from workflow.models.call import Call

    call = db.session.scalar(select(Call).where(Call.item == item, Call.year == year, Call.round == batch))
    if call is None:
        raise click.ClickException(f"There is no call for item {item} in {year}, round {batch}.")
    if strange := set(asked) - set(PROOFS[item]):
        raise click.ClickException(
            f"Item {item} has no {', '.join(sorted(strange))}; it has {', '.join(PROOFS[item])}."
        )
    if asked or nothing:
        call.requires = [source for source in PROOFS[item] if source in asked]
        db.session.commit()
    click.echo(f"{call.title_zh}: {', '.join(SOURCES[one].zh for one in call.requires or []) or 'nothing asked for'}")
