"""Tables that the operator hands in: shown first, every bad row with its sentence, written only when asked."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from rules.say import Say

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
APPLY = click.option("--apply", "sure", is_flag=True, help="Write the changes; without it they are only shown.")
SHOWN = 20


def take(
    file: Path,
    columns: Mapping[str, tuple[str, ...]],
    compare: Callable[..., object],
    apply: Callable[..., None],
    *,
    sure: bool,
) -> None:
    """Show what the table in `file` would change, and write it if `sure`. Raises ClickException for a bad table."""
    from workflow.actions.registers import Difference
    from workflow.db import db
    from workflow.sheets import SheetError, read

    try:
        found = compare(read(file, columns))
    except SheetError as error:
        raise click.ClickException(str(error)) from None
    assert isinstance(found, Difference)
    _show(found)
    if found.bad:
        raise click.ClickException(f"{len(found.bad)}行有错，什么都没有写入 · rows are wrong, nothing was written")
    if sure:
        apply(found)
        db.session.commit()
        click.echo("已写入 · written")
    else:
        click.echo("这是预览，加--apply写入 · this is a preview, --apply writes it")


def _show(found: object) -> None:
    for name, title in (
        ("added", "新增 · added"),
        ("changed", "变更 · changed"),
        ("removed", "移出 · removed"),
        ("unknown", "系统里没有这家企业，跳过 · no such enterprise here, left out"),
    ):
        _list(title, getattr(found, name))
    click.echo(f"没有变化 · the same: {getattr(found, 'same', 0)}")
    for number, sentence in getattr(found, "bad", ()):
        click.echo(f"第{number}行 · row {number}: {sentence.zh} · {sentence.en}", err=True)


def _list(title: str, rows: Iterable[Say]) -> None:
    listed = list(rows)
    if listed:
        click.echo(f"{title}: {len(listed)}")
    for row in listed[:SHOWN]:
        click.echo(f"  {row.zh}")
    if len(listed) > SHOWN:
        click.echo(f"  … {len(listed) - SHOWN}")
