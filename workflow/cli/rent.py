"""`flask rent`: the registers behind rent support, and the proof that its ledger keeps its promises."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from rules.months import NotAMonth, parse_month
from workflow.cli.taking import APPLY, FILE, take


@click.group("rent")
def rent() -> None:
    """Rent support: units of the zone, above-scale list, reminders, check of the ledger."""


@rent.command("import-units")
@FILE
@APPLY
@with_appcontext
def import_units(file: Path, *, sure: bool) -> None:
    """Take the zone's units from FILE (Excel or CSV: 房号 地址 面积 入园日期 退出日期 来源)."""
    from workflow.actions import registers

    take(file, registers.UNIT_COLUMNS, registers.compare_units, registers.merge_rows, sure=sure)


@rent.command("import-above-scale")
@FILE
@APPLY
@with_appcontext
def import_above_scale(file: Path, *, sure: bool) -> None:
    """Take the above-scale list from FILE (Excel or CSV: 统一社会信用代码 年度 来源); for its years it is the whole list."""
    from workflow.actions import registers

    take(file, registers.SCALE_COLUMNS, registers.compare_scale, registers.apply_scale, sure=sure)


@rent.command("validity")
@click.argument("version")
@click.argument("month")
@click.option("--source", required=True, help="Where it is written.")
@with_appcontext
def validity(version: str, month: str, source: str) -> None:
    """Say that the policy VERSION gives support up to MONTH (2027-06), so that forecasts end there."""
    from workflow.actions.rent_validity import set_last_month
    from workflow.db import db

    try:
        parse_month(month)
        set_last_month(version, month, source)
    except (NotAMonth, LookupError):
        raise click.ClickException("没有这个版本，或月份不像2027-06 · no such version, or no such month") from None
    db.session.commit()
    click.echo(f"{version}: {month}")


@rent.command("check")
@with_appcontext
def check() -> None:
    """Prove the ledger's promises; prints every row that breaks one and ends with status 1 then."""
    from workflow.queries.rent_check import PROMISES, findings

    broken = list(findings())
    for promise in PROMISES:
        rows = [row for row in broken if row.promise == promise]
        click.echo(f"{'ok  ' if not rows else 'BAD '} {promise}")
        for row in rows:
            click.echo(f"     {row.enterprise}: {row.found}")
    click.echo(f"{len(broken)} 行有错 · rows are wrong" if broken else "全部成立 · every promise holds")
    sys.exit(1 if broken else 0)


@rent.command("remind")
@with_appcontext
def remind() -> None:
    """Write the reminders that are due (the worker does it by itself, once a day)."""
    from workflow.jobs.rent import remind_all

    click.echo(remind_all())
