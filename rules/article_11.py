"""第十一条 加快智能传感器产品推广 · A share of the growth in sales of chips and modules of the enterprise's own design."""

from rules.asking import Year, Yes, Yuan
from rules.held import AwardedEver, AwardedThisYear
from rules.rulebook import Article, Law, Step, left, positive


class Article11(Article):
    """20 % of the increment over last year when sales exceed 5,000,000 yuan, at most 5,000,000 yuan a calendar year."""

    code = "11"

    year = Year("销售年度", "year of the sales")
    own_design = Yes("产品为自主研发设计的智能传感器芯片或模组", "chips or modules of the enterprise's own design")
    sales_this = Yuan(
        "本年度合格产品销售额",
        "sales of qualifying products this year",
        hint=("经专项审计，不含税、关联方和贸易销售", "audited, without VAT, related parties and trading"),
    )
    sales_last = Yuan(
        "上年度同口径销售额",
        "sales of the same products last year",
        hint=("上年度没有销售的填0", "0 if there were none"),
    )
    of_year = AwardedThisYear("本年度已获奖励", "granted for this year so far")
    of_ever = AwardedEver("累计已获奖励", "granted so far")

    def award(self, law: Law) -> Step:
        """The share of the increment, up to what is left of the cap."""
        enough = (
            self.sales_this > law.threshold if law.reading("over") == "exceed" else self.sales_this >= law.threshold
        )
        self.needs(self.own_design, "not_own_design", "自主研发设计的产品", "products of the enterprise's own design")
        self.needs(enough, "sales_not_over_threshold", "年度销售额超过门槛", "sales of the year exceed the threshold")
        if law.reading("no_prior_year") == "needs_prior":
            self.needs(positive(self.sales_last), "no_prior_year", "上年度有销售", "there were sales last year")
        self.needs(
            self.sales_this > self.sales_last, "no_growth", "销售额比上年增长", "sales have grown over last year"
        )

        increment = (self.sales_this - self.sales_last).named("销售额增量", "increment of sales")
        share = (increment * law.rate).named("按比例奖励", "share of the increment")
        if law.reading("cap_per") == "ever":
            return share.up_to(left(law.cap, self.of_ever).named("累计剩余额度", "left of the cap"), "capped_ever")
        return share.up_to(
            left(law.cap, self.of_year).named("本年度剩余额度", "left of this year's cap"), "capped_year"
        )
