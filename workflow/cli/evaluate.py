"""`flask evaluate FILE.csv`: what the rules answer for each row of a table of cases. Needs no database."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from rules import catalogue
from rules.outcome import Outcome

READ = ("id", "article", "inputs", "context")
LONGEST_CELL = 64 * 1024 * 1024


class Broken(ValueError):
    """A cell does not hold usable JSON."""


@click.command("evaluate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--trace", type=click.Choice(["zh", "en", "json"]), help="Add the explanation as a further column.")
def evaluate(file: Path, trace: str | None) -> None:
    """Answer every row of FILE (columns id, article, inputs, context; others are ignored) as CSV on standard output."""
    csv.field_size_limit(LONGEST_CELL)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["id", "amount", "eligible", "reason", *(["trace"] if trace else [])])
    if str(file) == "-":
        _answer_all(sys.stdin, out, trace)
        return
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as rows:
        _answer_all(rows, out, trace)


def _answer_all(rows: TextIO, out: Any, trace: str | None) -> None:
    count = 0
    for count, row in enumerate(_read(rows), 1):  # the count is told after the last row
        outcome = answer(row, explain=trace is not None)
        out.writerow(_columns(row, outcome, trace))
        if count % 1000 == 0:
            click.echo(f"{count} rows", err=True)
    click.echo(f"{count} rows answered", err=True)


def _read(rows: TextIO) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(rows)
    missing = [name for name in READ if name not in (reader.fieldnames or [])]
    if missing:
        raise click.ClickException(f"The table lacks the column {', '.join(missing)}; it needs {', '.join(READ)}.")
    for row in reader:
        yield {name: row[name] or "" for name in READ}


def answer(row: dict[str, str], *, explain: bool) -> Outcome:
    """The outcome of one row; what cannot be read is answered by a reason, like everything else."""
    code = row["article"]
    try:
        inputs = _json(row["inputs"])
    except Broken:
        inputs = None  # the catalogue answers invalid:inputs, unless the article needs none
    try:
        context = _json(row["context"]) if row["context"].strip() else []
    except Broken:
        context = None
    return catalogue.evaluate(code, inputs, context, explain=explain)


def _json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise Broken(text[:40]) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object that says a thing twice says nothing."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Broken("a key is given twice")
    return found


def _columns(row: dict[str, str], outcome: Outcome, trace: str | None) -> list[str]:
    columns = [row["id"], str(outcome.amount), "yes" if outcome.eligible else "no", outcome.reason]
    if trace == "json":
        columns.append(json.dumps(outcome.as_json(), ensure_ascii=True))
    elif trace:
        columns.append("\n".join(getattr(line.text, trace) for line in outcome.lines))
    return [column.encode("utf-8", "backslashreplace").decode() for column in columns]
