"""The inputs of a tape from the answers of a form and the entries of the ledger."""

from typing import Any

from rules.ledger import Entry
from rules.ledger_sums import add_up
from rules.tape import Tape


def fill(tape: Tape, given: dict[str, Any], entries: list[Entry]) -> dict[str, int]:
    """The inputs of a tape from facts and ledger entries; what a walk over months supplies is left out."""
    filled: dict[str, int] = {}
    for record in tape.records[: len(tape.inputs)]:
        source = record.data
        if source["from"] == "fact":
            filled[source["name"]] = given[source["name"]]
        elif source["from"] == "rows":
            filled[source["name"]] = _rows(given[source["rows"]], source["sum"], source["where"])
        elif source["from"] == "ledger":
            filled[source["name"]] = add_up(
                entries, source["what"], source["scope"], year=given.get("year"), project=given.get("project")
            )
    return filled


def _rows(rows: list[dict[str, Any]], column: str, where: str) -> int:
    return sum(row[column] for row in rows if row[where]) if column else any(row[where] for row in rows)
