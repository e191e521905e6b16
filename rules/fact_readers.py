"""How each kind of answer is read."""

from typing import Any

from rules import money
from rules.days import parse_day
from rules.facts import Fact, Refused
from rules.months import NotAMonth, parse_month


def read(fact: Fact, answers: dict[str, Any]) -> Any:
    """The answer to one fact as the tape wants it: fen, hundredths of m², whole months, month number, text or rows.

    Raises `Refused`. An answer that is absent or null is missing, never zero or no.
    """
    answer = answers.get(fact.name)
    if answer is None:
        raise Refused("missing", fact.name)
    return READERS[fact.kind](fact, answer)


def _hundredths(fact: Fact, answer: Any) -> int:
    try:
        number = money.hundredths(answer)
    except money.NotMoney:
        raise Refused("invalid", fact.name) from None
    if number > fact.high * 100 or (fact.kind == "area" and number == 0):
        raise Refused("invalid", fact.name)
    return number


def _whole(fact: Fact, answer: Any) -> int:
    if type(answer) is not int or not fact.low <= answer <= fact.high:
        raise Refused("invalid", fact.name)
    return answer


def _yes(fact: Fact, answer: Any) -> bool:
    if type(answer) is not bool:
        raise Refused("invalid", fact.name)
    return answer


def _month(fact: Fact, answer: Any) -> int:
    try:
        return parse_month(answer)
    except NotAMonth:
        raise Refused("invalid", fact.name) from None


def _text(fact: Fact, answer: Any) -> str:
    if not isinstance(answer, str) or not 1 <= len(answer) <= fact.high or not answer.isprintable() or answer.isspace():
        raise Refused("invalid", fact.name)
    return answer


def _rows(fact: Fact, answer: Any) -> list[dict[str, Any]]:
    if answer == []:
        raise Refused("missing", fact.name)
    if not isinstance(answer, list) or len(answer) > fact.high or not all(isinstance(row, dict) for row in answer):
        raise Refused("invalid", fact.name)
    return answer


def _date(fact: Fact, answer: Any) -> str:
    try:
        parse_day(answer, last=False)
    except ValueError:
        raise Refused("invalid", fact.name) from None
    return str(answer)


def _month_list(fact: Fact, answer: Any) -> list[int]:
    if not isinstance(answer, list) or len(answer) > fact.high:
        raise Refused("invalid", fact.name)
    return [_month(fact, one) for one in answer]


READERS = {
    "yuan": _hundredths,
    "area": _hundredths,
    "months": _whole,
    "int": _whole,
    "yes": _yes,
    "month": _month,
    "text": _text,
    "date": _date,
    "month_list": _month_list,
    "rows": _rows,
}
