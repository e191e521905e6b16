"""Choosing calendar months: twelve boxes a year, which mean a first month and a number of months."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from forms.fields import said
from rules import money
from rules.months import NotAMonth, month_text, parse_month
from rules.say import Say

LONGEST_RUN = 120
NEEDED = Say("请选择要申请的月份。", "Please choose the months you claim.")
GAP = Say(
    "选的月份要连着，中间不能断。断开的月份请另外申请一件。",
    "The months must follow one another. Please claim months after a gap in another application.",
)
TAKEN = Say("已经支持过", "supported already")
AHEAD = Say("还没到", "still to come")


class Box(NamedTuple):
    """One month to tick; `why` says why it cannot be ticked, `note` what it is worth."""

    value: str
    label: str
    chosen: bool
    why: str
    note: str = ""


def run_of(facts: Mapping[str, Any]) -> list[str]:
    """The months that stored facts mean, as `2026-01`; a list with a gap is stored as typed, in `months`."""
    start, count = facts.get("from"), facts.get("months")
    if isinstance(count, str):
        return [month for month in count.split(",") if _is_month(month)]
    if not _is_month(start) or type(count) is not int or not 1 <= count <= LONGEST_RUN:
        return []
    first = parse_month(start)
    return [month_text(first + step) for step in range(count)]


def meaning_of(run: Sequence[str]) -> dict[str, Any]:
    """The facts `from` and `months` for chosen months; with a gap `months` keeps the list, which no rule accepts."""
    if not run:
        return {"from": None, "months": None}
    return {"from": run[0], "months": len(run) if _unbroken(run) else ",".join(run)}


def _is_month(text: object) -> bool:
    try:
        parse_month(text)
    except NotAMonth:
        return False
    return True


def _unbroken(run: Sequence[str]) -> bool:
    return parse_month(run[-1]) - parse_month(run[0]) == len(run) - 1


class MonthsField(Field):
    """Boxes for the year of the call and the year before, and for earlier years that are already chosen."""

    data: list[str]

    def __init__(self, *, required: bool = True, **more: Any) -> None:
        super().__init__(said(Say("申请月份", "Months claimed")), **more)
        self.required = required
        self.taken: Collection[str] = ()
        #: From the leases: month → why it cannot be had, and month → what it is worth (fen).
        self.barred: Mapping[str, Say] = {}
        self.worth: Mapping[str, int] = {}
        self.today = date.min
        self.year = 0

    def process_data(self, value: Any) -> None:
        """Take the stored months."""
        self.data = sorted(value or [])

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the boxes that were ticked."""
        self.data = sorted({month for month in valuelist if _is_month(month)})[:LONGEST_RUN]

    def pre_validate(self, form: BaseForm) -> None:
        """One unbroken run of at least one month."""
        if not self.data and self.required:
            raise ValidationError(said(NEEDED))
        if self.data and not self._goes_on():
            raise ValidationError(said(GAP))

    def _goes_on(self) -> bool:
        """Whether only months are left out between the first and the last that cannot be had."""
        first, last = parse_month(self.data[0]), parse_month(self.data[-1])
        return {month_text(month) for month in range(first, last + 1)} - set(self.data) <= set(self.barred)

    def boxes(self) -> list[tuple[int, list[Box]]]:
        """Year by year, the months to tick."""
        chosen = set(self.data)
        first = min([self.year - 1, *(int(month[:4]) for month in chosen)])
        last = max([self.year, *(int(month[:4]) for month in chosen)])
        return [(year, [self._box(year, month, chosen) for month in range(1, 13)]) for year in range(first, last + 1)]

    def _box(self, year: int, month: int, chosen: set[str]) -> Box:
        value = f"{year:04d}-{month:02d}"
        why = self.barred.get(value) or (TAKEN if value in self.taken else None)
        why = AHEAD if value > f"{self.today:%Y-%m}" else why
        label = said(Say(f"{month}月", date(2000, month, 1).strftime("%b")))
        note = money.grouped(self.worth[value]).removesuffix(".00") if value in self.worth and not why else ""
        return Box(value, label, value in chosen, said(why) if why and value not in chosen else "", note)

    def _value(self) -> str:
        return ",".join(self.data)

    @property
    def read_back(self) -> str:
        """The choice in words."""
        if not self.data or not self._goes_on():
            return ""
        first, last, count = self.data[0], self.data[-1], len(self.data)
        zh = f"已选{count}个月：{_month_zh(first)}" + (f"至{_month_zh(last)}" if count > 1 else "")
        return said(Say(zh, f"{count} month(s) chosen: {first}" + (f" to {last}" if count > 1 else "")))


def _month_zh(month: str) -> str:
    return f"{month[:4]}年{int(month[5:])}月"
