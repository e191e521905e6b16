"""Column kinds that several tables share: money, moments, words from a fixed list."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Dialect, String
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import JSON, TypeDecorator

from workflow.db import db

#: Highest single award or payment: 10 million yuan, in fen.
MAX_AWARD_FEN = 1_000_000_000


class Moment(TypeDecorator[datetime]):
    """A point in time, kept in UTC; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC; SQLite keeps it as text without zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = Annotated[int, mapped_column(BigInteger, primary_key=True)]
Ref = Annotated[int, mapped_column(BigInteger)]
Fen = Annotated[int, mapped_column(BigInteger)]
Word = Annotated[str, mapped_column(String(40))]
Line = Annotated[str, mapped_column(String(200))]
Prose = Annotated[str, mapped_column(String(4000))]
Digest = Annotated[str, mapped_column(String(64))]
At = Annotated[datetime, mapped_column(Moment)]
Json = Annotated[dict[str, Any], mapped_column(JSON)]
JsonList = Annotated[list[Any], mapped_column(JSON)]


def one_of(column: str, words: Iterable[str], name: str | None = None) -> CheckConstraint:
    """A check that `column` holds one of `words`."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=name or f"{column}_known")


def award_fen(column: str) -> CheckConstraint:
    """A check that a sum of money is above zero and at most 10 million yuan."""
    return CheckConstraint(f"{column} > 0 AND {column} <= {MAX_AWARD_FEN}", name=f"{column}_in_range")


def table(*constraints: Any) -> tuple[Any, ...]:
    """Table arguments: the constraints plus STRICT on SQLite."""
    return (*constraints, {"sqlite_strict": True})


__all__ = ["At", "Digest", "Fen", "Id", "Json", "JsonList", "Line", "Moment", "Prose", "Ref", "Word", "db"]
