"""An article that pays by the month: what its author writes, for one area over all months or for leases that differ."""

from typing import Any

from rules.asked import Asked
from rules.asking import Month, Months, Yuan
from rules.days import DAYS
from rules.held import MonthsUsed
from rules.rows import Rows
from rules.rulebook import Article, Law, Step, least, left
from rules.say import Say

RENT = {"unit": "yuan/month", "optional": True}


class MonthlyArticle(Article):
    """Months are granted from the first claimed one on, within a total; the amount is capped by the year.

    A subclass says what a `month` is worth for an area, and what a `year` pays of the sum of its months.
    """

    rounds = frozenset({"award", "lease_year"})

    months = Months("申请月数", "months claimed")
    start = Month("从哪个月开始", "first month claimed", name="from")
    monthly_rent = Yuan("每月实付租金", "rent paid a month", **RENT)
    leases = Rows(
        "租赁合同",
        "leases",
        hint=("每份合同填一行", "one row for each lease"),
        more={"optional": True, "instead_of": ("area", "monthly_rent")},
        unit=Asked("text", "房号", "unit"),
        area=Asked("area", "自用面积", "area in own use"),
        **{"from": Asked("date", "起租日", "first day"), "to": Asked("date", "到期日", "last day")},
        rent_free=Asked("month_list", "免租月份", "months free of rent", optional=True),
        rent=Yuan("每月实付租金", "rent paid a month", like="monthly_rent", **RENT),
    )
    area: Asked
    used = MonthsUsed("累计已资助月数", "months supported so far")

    def month(self, law: Law, area: Step) -> Step:
        """What one month is worth before any cap, in yuan a month."""
        raise NotImplementedError

    def year(self, law: Law, total: Step) -> Step:
        """What a year pays of the sum of its months, in yuan."""
        raise NotImplementedError

    def granted(self, law: Law) -> Step:
        """The months of this year that are still within the total."""
        rest = left(law.max_months, self.used).named("剩余可资助月数", "months still open")
        return least(self.months, rest).named("核定月数", "months granted")

    def award(self, law: Law) -> Step:
        """One year of a claim with the same area in every month."""
        total = self.month(law, self.area) * self.granted(law)
        return self.year(law, total.named("本年度合计", "total of the year"))

    def lease_month(self, law: Law) -> Step:
        """One month of a claim from leases; days are counted in parts that every month's length divides."""
        finer = DAYS if law.reading("partial_month") == "by_days" else 1
        area = self.input("area", "area", Say("当月面积", "area of the month"), {"from": "walk"}, finer=finer)
        return self.month(law, area)

    def lease_year(self, law: Law) -> Step:
        """One year of a claim from leases: its months have been added up one by one."""
        month = type(self)().lease_month(law)
        months = self.granted(law)
        self.shown.append(months)
        total = Step(
            "in",
            den=month.den,
            bounds=(0, month.high * 12),
            unit=(month * months).unit,
            data={"name": "total", "from": "walk"},
        )
        return self.year(law, total.named("本年度合计（逐月相加）", "total of the year, month by month"))

    @classmethod
    def tapes(cls) -> tuple[str, ...]:
        """The claim with one area; a month of leases; a year of leases."""
        return ("award", "lease_month", "lease_year")

    @classmethod
    def always(cls) -> tuple[str, ...]:
        """The first month is needed to know the years."""
        return ("from",)

    @classmethod
    def limits(cls, law: Law) -> dict[str, Any]:
        """The total of months and the readings that decide which months count, and for which year."""
        support_year = law.reading("cap_year") == "support"
        return {
            "max_months": law.max_months.high,
            "support_year": support_year,
            "partial_month": law.reading("partial_month"),
            "clipped_consume": law.reading("clipped_months_consume") == "yes",
            "summed_by": ["start"] if support_year else [],
        }
