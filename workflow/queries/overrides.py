"""Changed facts and amounts of a case: all of them, those in force, and what they are to the rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from rules.adjusting import NONE, Change
from rules.fact_words import answer_words
from rules.item import Item
from workflow.models.evaluation import Evaluation
from workflow.models.override import AMOUNT, CONFIRMED, FACT, OPEN, Override


def in_force(rows: Iterable[Override], facts: Mapping[str, Any]) -> list[Override]:
    """The confirmed ones that count: of a fact only while the applicant claims what it was made for."""
    return [
        row
        for row in rows
        if row.state == CONFIRMED
        and row.lifts is None
        and (row.kind == AMOUNT or facts.get(row.fact) == row.claimed["value"])
    ]


def verified(rows: Iterable[Override], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as rules take them: the filed ones, with the verified values in their place."""
    return dict(facts) | {row.fact: row.verified["value"] for row in in_force(rows, facts) if row.kind == FACT}


def open_ones(rows: Iterable[Override]) -> list[Override]:
    """Those that wait for their second person."""
    return [row for row in rows if row.state == OPEN]


def change_of(row: Override, item: Item) -> Change:
    """An override as the explanation tells it."""
    if row.kind == AMOUNT:
        return Change(None, NONE, NONE, row.reason, row.from_fen, row.to_fen)
    fact = next(one for one in item.facts if one.name == row.fact)
    was, now = (answer_words(fact, stored["value"]) for stored in (row.claimed, row.verified))
    return Change(fact.label, was, now, row.reason)


def sealed(row: Override, item: Item) -> dict[str, Any]:
    """What an evaluation keeps of an override it stood on: the change, and who made it on what evidence."""
    assert row.decided_at is not None, "only confirmed ones count"
    by = {"override": row.id, "kind": row.kind, "fact": row.fact, "by": row.proposed_by, "confirmed_by": row.decided_by}
    evidence = {"document": row.document_id, "page": row.page, "source": row.source, "source_id": row.source_id}
    return change_of(row, item).as_json() | by | evidence | {"at": row.decided_at.isoformat()}


def ruled_fen(run: Evaluation) -> int | None:
    """What the rules gave where the run's amount was set by hand (fen); None where it was not."""
    amounts = (one["from_fen"] for one in run.sources.get("changes", []) if one["to_fen"] is not None)
    return next(amounts, None)
