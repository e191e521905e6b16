"""The figures of a year for the report, all from maintained counters: nothing here counts cases. Money in fen."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from workflow.db import db
from workflow.models.case import CaseCounter
from workflow.queries import board_flow, budget
from workflow.queries.budget import MOST_ACCOUNTS, Standing


class ArticleYear(NamedTuple):
    """One article in a year: applications handed in, and what became of its budget."""

    article: int
    handed_in: int
    planned_fen: int
    reserved_fen: int
    decided_fen: int
    paid_fen: int
    recovered_fen: int


#: What happened in a year, by the words of the board's counts; `part` is up to the same day, to compare with.
HAPPENED = ("accepted", "paid", "rejected", "withdrawn", "referred")


class YearFigures(NamedTuple):
    """Everything the report says of a year. `happened` and `before`: the same days of the year and of the one before."""

    year: int
    until: date
    articles: list[ArticleYear]
    happened: dict[str, int]
    before: dict[str, int]


def figures(year: int, today: date) -> YearFigures:
    """The year's figures; of a running year up to today, and the year before up to the same day. Four statements."""
    until = min(date(year, 12, 31), today)
    same = until.replace(year=year - 1, day=min(until.day, 28) if until.month == 2 else until.day)
    return YearFigures(
        year, until, articles(year), _happened(date(year, 1, 1), until), _happened(date(year - 1, 1, 1), same)
    )


def _happened(first: date, last: date) -> dict[str, int]:
    total = board_flow.between(board_flow.flow(first, last), first, last)
    return {name: total[name] for name in HAPPENED}


def articles(year: int) -> list[ArticleYear]:
    """Every article with a budget or applications in the year, by number. Two statements."""
    counter = select(CaseCounter.article, CaseCounter.last).where(CaseCounter.year == year, CaseCounter.article > 0)
    handed_in = {
        row[0]: row[1] for row in db.session.execute(counter.order_by(CaseCounter.article).limit(MOST_ACCOUNTS))
    }
    standing = {row.article: row for row in budget.standing(year)}
    found = []
    for article in sorted(handed_in.keys() | standing.keys()):
        row = standing.get(article, Standing(article, 0, 0, 0, 0, 0, 0))
        money = (row.planned_fen, row.reserved_fen, row.decided_fen, row.paid_fen, row.recovered_fen)
        found.append(ArticleYear(article, handed_in.get(article, 0), *money))
    return found
