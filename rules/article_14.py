"""第十四条 鼓励专业园区建设 · Rent support by the month in the zone, capped by the year, for 36 months in all."""

from rules.asking import Area, Yes
from rules.held import AwardedThisYear
from rules.monthly import MonthlyArticle
from rules.rulebook import Law, Step, least, left


class Article14(MonthlyArticle):
    """Each month: leased self-use area × 30 % × 10 yuan; each calendar year at most 200,000 yuan; 36 months ever."""

    code = "14"
    order = ("in_zone", "above_scale", "area", "leases", "months", "from", "monthly_rent")

    in_zone = Yes("厂房在“龙华区智能传感器智造城”范围内", "the premises lie in the district's smart-sensor zone")
    above_scale = Yes("规模以上智能传感器工业企业", "an above-scale industrial enterprise for smart sensors")
    area = Area(
        "租赁自用面积",
        "leased area in own use",
        hint=("转租、分租给别人的面积不算", "area sub-let to others does not count"),
    )
    awarded = AwardedThisYear("本年度已获资助", "granted for this year so far")

    def month(self, law: Law, area: Step) -> Step:
        """The area times its share times the support per m²; other readings of the sentence beside it."""
        formula = law.reading("formula")
        if formula == "A":
            counted = (area * law.share).named("计补面积", "area that counts")
            support = (counted * law.price).named("每月支持", "support a month")
        else:
            support = (area * law.price).named("每平方米支持", "support by area")
        if formula == "B":
            share = (self.monthly_rent * law.share).named("租金的一定比例", "share of the rent")
            support = least(support, share).named("每月支持", "support a month")
        if law.reading("cap_at_paid_rent") == "yes":
            support = least(support, self.monthly_rent).named("不超过实付租金", "at most the rent paid")
        return support

    def year(self, law: Law, total: Step) -> Step:
        """The year's months together, up to what is left of the year's cap."""
        self.needs(self.in_zone, "not_in_zone", "厂房在智造城范围内", "the premises lie in the zone")
        self.needs(self.above_scale, "not_above_scale", "规模以上工业企业", "an above-scale industrial enterprise")
        room = left(law.year_cap, self.awarded).named("本年度剩余额度", "left of this year's cap")
        return total.up_to(room, "capped_year")
