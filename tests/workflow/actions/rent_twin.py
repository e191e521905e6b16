"""The naive twin of the rent ledger: read what is there, think, write what still fits. It must go wrong in every scene."""

import threading
from collections import Counter

from flask import Flask
from sqlalchemy import text

from rules import catalogue
from rules.policy import Policy
from tests.workflow.actions.rent_race import MOST, Scene, Want, faults, together
from workflow.db import db
from workflow.queries.rulebook import policy

TABLE = "CREATE TABLE twin (firm INTEGER, month TEXT, number INTEGER, fen INTEGER)"
READ = text("SELECT month, number, fen FROM twin WHERE firm = :firm")
WRITE = text("INSERT INTO twin VALUES (:firm, :month, :number, :fen)")


def make(app: Flask) -> None:
    """The twin's table, without a single constraint."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text(TABLE))


def play(app: Flask, scene: Scene, firm: int) -> Counter[str]:
    """One round; gives what the measures forbid and the twin did."""
    with app.app_context():
        rules = policy("consultation-draft")
        db.session.rollback()  # the twin writes by connections of its own
        for want in scene.before:
            _write(firm, _choose(firm, want, rules))
        thought = threading.Barrier(len(scene.at_once))

        def grant(want: Want) -> None:
            chosen = _choose(firm, want, rules)
            thought.wait(10)
            _write(firm, chosen)

        together(app, [lambda want=want: grant(want) for want in scene.at_once])  # type: ignore[misc]
        with db.engine.begin() as connection:
            rows = connection.execute(READ, {"firm": firm}).all()
    found: Counter[str] = Counter()
    of_year = sum(row.fen for row in rows if row.month.startswith("2026"))
    faults(found, [row.month for row in rows], [row.number for row in rows], of_year)
    return +found


def _choose(firm: int, want: Want, rules: Policy) -> list[tuple[str, int, int]]:
    """What fits, by what is there now."""
    with db.engine.begin() as connection:
        rows = connection.execute(READ, {"firm": firm}).all()
    taken, used = {row.month for row in rows}, {row.number for row in rows}
    years: Counter[int] = Counter()
    for row in rows:
        years[int(row.month[:4])] += row.fen
    months = Counter(int(row.month[:4]) for row in rows)
    context = [
        {"article": "14", "year": year, "yuan": f"{fen // 100}.{fen % 100:02d}", "months": months[year]}
        for year, fen in years.items()
    ]
    outcome = catalogue.evaluate("14", want.facts, context, rules, explain=False)
    free = [number for number in range(1, MOST + 1) if number not in used]
    given = [one for one in outcome.months if one.state in {"granted", "clipped"} and one.month not in taken]
    return [(one.month, number, one.granted_fen) for one, number in zip(given, free, strict=False)]


def _write(firm: int, chosen: list[tuple[str, int, int]]) -> None:
    with db.engine.begin() as connection:
        for month, number, fen in chosen:
            connection.execute(WRITE, {"firm": firm, "month": month, "number": number, "fen": fen})
