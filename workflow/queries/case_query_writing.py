"""Writes the conditions of the query box as a person would, in Chinese or English; read again they are the same."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from states.say import Say
from workflow.queries.case_query import Term
from workflow.queries.case_query_values import WORDS, Day, Days, Range
from workflow.queries.case_query_words import ALONE, FIELDS, ME, NOBODY, OVERDUE, choices

BARE = re.compile(r'[^\s:"<>=-][^\s:"<>=]*')


def write(terms: Iterable[Term], *, english: bool = False) -> str:
    """The query that says these conditions."""
    return " ".join(written(term, english=english) for term in terms)


def written(term: Term, *, english: bool = False) -> str:
    """One condition."""
    sign = "-" if term.not_ else ""
    if term.key == "overdue":
        return sign + _say(OVERDUE, english=english)
    if term.key == "text":
        return sign + _quoted(term.value)
    return f"{sign}{_say(FIELDS[term.key].say, english=english)}:{value_of(term, english=english)}"


def value_of(term: Term, *, english: bool = False) -> str:
    """The value of a condition."""
    kind, value = FIELDS[term.key].kind, term.value
    if kind == "words":
        said = choices(term.key)
        return ",".join(_say(said[code], english=english).replace(" ", "_").lower() for code in value)
    if kind == "person" and value in {"me", ""}:
        return _say(ME if value else NOBODY, english=english)
    if kind in {"text", "person"}:
        return _quoted(value)
    if kind == "days":
        return _days(value, ahead=term.key == "due", english=english)
    return (
        _money(value, english=english)
        if kind == "yuan"
        else _range(*(None if end is None else str(end) for end in value))
    )


def _quoted(text: str) -> str:
    clean = text.replace('"', " ").strip()
    return clean if BARE.fullmatch(clean) and clean.lower() not in ALONE else f'"{clean}"'


def _say(pair: Say, *, english: bool) -> str:
    return pair.en if english else pair.zh


def _range(low: str | None, high: str | None) -> str:
    if low is None:
        return f"<={high}"
    return f">={low}" if high is None else low if low == high else f"{low}..{high}"


def _fen(value: int, *, english: bool) -> str:
    if value and value % 1_000_000 == 0 and not english:
        return f"{value // 1_000_000}万"
    return f"{value // 100}" + (f".{value % 100:02d}" if value % 100 else "")


def _money(found: Range, *, english: bool) -> str:
    low, high = found
    if high is None and low is not None and low % 100 == 1:  # above a whole amount
        return f">{_fen(low - 1, english=english)}"
    if low is None and high is not None and high % 100 == 99:
        return f"<{_fen(high + 1, english=english)}"
    return _range(*(None if end is None else _fen(end, english=english) for end in found))


def _days(found: Days, *, ahead: bool, english: bool) -> str:
    low, high = found
    if isinstance(low, date) and isinstance(high, date) and low.day == 1:
        if (low.month, high) == (1, date(low.year, 12, 31)):
            return f"{low.year:04d}"
        if (high.year, high.month) == (low.year, low.month) and (high + timedelta(days=1)).day == 1:
            return f"{low.year:04d}-{low.month:02d}"
    if low is None and isinstance(high, int) and high < 0:
        return f"{-high}d_ago" if english else f"{-high}天前"
    if isinstance(low, int) and isinstance(high, int) and low < high and (low if ahead else high) == 0:
        return f"{high - low}d" if english else f"{high - low}天内"
    return _range(*(None if end is None else _day(end, english=english) for end in found))


def _day(day: Day, *, english: bool) -> str:
    if isinstance(day, date):
        return day.isoformat()
    names = [word for word, value in WORDS.items() if value == day]
    return names[1 if english else 0] if names else f"{day:+d}"
