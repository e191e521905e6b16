"""The facts a rule asks for: what kind of value each is, and how an answer is read or refused by name."""

from dataclasses import dataclass
from typing import Any

from rules.say import Say, say

NOTHING = Say("", "")

MUST_BE = {
    "yuan": Say(
        "请填写不为负的金额（元），只用数字，最多两位小数，不超过1000亿元，例如1234.50",
        "give an amount in yuan, not negative, digits only, at most two decimals, at most 100 billion, such as 1234.50",
    ),
    "area": Say(
        "请填写大于0的面积（平方米），只用数字，最多两位小数，不超过1000万平方米，例如1234.56",
        "give an area in m² above 0, digits only, at most two decimals, at most 10 million, such as 1234.56",
    ),
    "months": Say("请填写1到1200之间的整数月数", "give a whole number of months from 1 to 1200"),
    "month": Say("请按“年-月”填写，例如2024-07", "give year and month, such as 2024-07"),
    "yes": Say("请选择“是”或“否”", "answer yes or no"),
    "int": Say("请填写四位数的年度，例如2024", "give a year of four digits, such as 2024"),
    "text": Say("请填写不超过100个字的名称或编号", "give a name or number of at most 100 characters"),
    "date": Say("请按“年-月-日”填写，例如2024-07-01", "give a day, such as 2024-07-01"),
    "month_list": Say("请逐个按“年-月”填写，例如2024-07", "give each month, such as 2024-07"),
    "rows": Say("请至少填写一行，并逐行填写完整", "fill in at least one row, each of them completely"),
}


class Refused(ValueError):
    """A fact is missing or invalid: `code` is `missing:<fact>` or `invalid:<fact>`."""

    def __init__(self, how: str, name: str) -> None:
        super().__init__(f"{how}:{name}")
        self.code = f"{how}:{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A question of a form and a rule. Bounds are whole yuan, m², months or years.

    `scope` facts (year, project) only say which cap an award belongs to and are judged last; `instead_of` names the
    facts that this one replaces when it is answered; a column of rows is needed whenever the fact it is `like` is.
    """

    name: str
    kind: str
    label: Say
    hint: Say = NOTHING
    unit: Say = NOTHING
    low: int = 0
    high: int = 0
    rows: tuple["Fact", ...] = ()
    scope: bool = False
    optional: bool = False
    instead_of: tuple[str, ...] = ()
    like: str = ""
    choices: tuple[tuple[str, Say], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data, kept with a published policy version."""
        plain = {name: getattr(self, name) for name in ("name", "kind", "low", "high", "scope", "optional", "like")}
        words = {name: getattr(self, name).as_json() for name in ("label", "hint", "unit")}
        return plain | words | {"instead_of": list(self.instead_of), "rows": [row.as_json() for row in self.rows]}

    def must_be(self) -> Say:
        """What a right answer looks like, with the label in front."""
        how = MUST_BE[self.kind]
        return Say(f"{self.label.zh}：{how.zh}。", f"{self.label.en}: {how.en}.")


def from_json(stored: dict[str, Any]) -> Fact:
    """The fact that `Fact.as_json` wrote."""
    words = {name: say(stored[name]) for name in ("label", "hint", "unit")}
    rows = tuple(from_json(row) for row in stored["rows"])
    return Fact(**(stored | words | {"rows": rows, "instead_of": tuple(stored["instead_of"])}))
