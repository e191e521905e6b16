"""The worked cases: one table for each computing item, `article_<number>.csv` beside this file."""

import csv
import json
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent


class Worked(NamedTuple):
    """One worked case: what is stated, what the ledger holds, and what comes of it."""

    id: str
    item: str
    inputs: dict[str, Any]
    context: list[dict[str, Any]]
    yuan: str
    eligible: str
    reason: str


def read(file: Path) -> list[Worked]:
    """The rows of one table."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [
            Worked(
                r["id"],
                r["article"],
                json.loads(r["inputs"]),
                json.loads(r["context"]),
                r["expected_yuan"],
                r["eligible"],
                r["reason"],
            )
            for r in csv.DictReader(rows)
        ]


WORKED = [case for file in sorted(HERE.glob("article_*.csv")) for case in read(file)]
