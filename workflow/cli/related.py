"""`flask related`: the keys that tie enterprises together, written anew or compared with what they should be."""

import sys

import click
from flask.cli import with_appcontext


@click.group("related")
def related() -> None:
    """Related enterprises: the same account, address, telephone, representative, unit or file."""


@related.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Write the keys of every enterprise as they should be; needed once after the upgrade that brought them."""
    from workflow.actions.relation import enterprises, keep
    from workflow.db import db

    wrong = 0
    for firm in enterprises():
        wrong += keep(firm.id)
        db.session.commit()
    click.echo(f"{wrong} 家企业的关联已重写 · enterprises were written anew")


@related.command("check")
@with_appcontext
def check() -> None:
    """Name every enterprise whose keys are not what they should be; ends with status 1 then."""
    from workflow.actions.relation import enterprises
    from workflow.cli.reading import reading
    from workflow.queries.relation_keys import kept, wanted

    with reading():
        wrong = [firm.uscc for firm in enterprises() if kept(firm.id) != wanted(firm)]
    for uscc in wrong:
        click.echo(f"BAD  {uscc}")
    click.echo(f"{len(wrong)} 家企业的关联不对 · enterprises are wrong" if wrong else "全部一致 · all are right")
    sys.exit(1 if wrong else 0)
