"""`flask lists`: what other authorities say of enterprises, taken from tables."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from workflow.cli.taking import APPLY, FILE, take


@click.group("lists")
def lists() -> None:
    """Lists of other authorities: dishonest entities, names and representatives of enterprises."""


@lists.command("import-dishonest")
@FILE
@APPLY
@with_appcontext
def import_dishonest(file: Path, *, sure: bool) -> None:
    """Take seriously dishonest entities from FILE (Excel or CSV: 统一社会信用代码 列入日期 移出日期 来源)."""
    from workflow.actions import dishonest_list as table
    from workflow.actions.registers import merge_rows

    take(file, table.COLUMNS, table.compare, merge_rows, sure=sure)


@lists.command("import-enterprises")
@FILE
@APPLY
@with_appcontext
def import_enterprises(file: Path, *, sure: bool) -> None:
    """Take names and representatives from FILE (Excel or CSV: 统一社会信用代码 企业名称 法定代表人)."""
    from workflow.actions import enterprise_names as table

    take(file, table.COLUMNS, table.compare, table.apply, sure=sure)
