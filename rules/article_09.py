"""第九条 支持小微企业升规 · A reward for the first entry in the statistics direct-reporting platform, once for ever."""

from rules.asking import Year, Yes
from rules.held import AwardedBefore
from rules.rulebook import Article, Law, Step, no


class Article09(Article):
    """100,000 yuan, once per enterprise; a change of statistical profession is no first entry."""

    code = "9"

    year = Year("纳入统计的年度", "year of entry")
    first_listed = Yes("首次纳入国家统计局统计联网直报平台", "first ever entry in the direct-reporting platform")
    transferred = Yes(
        "属于转专业纳入",
        "entered by a change of statistical profession",
        hint=("由其他统计专业转入的不算首次", "coming from another profession is no first entry"),
    )
    rewarded = AwardedBefore("本条此前已奖励", "rewarded under this article before")

    def award(self, law: Law) -> Step:
        """The reward of the article."""
        self.needs(self.first_listed, "not_first_listed", "首次纳入统计联网直报平台", "first entry in the platform")
        self.needs(no(self.transferred), "transfer", "不是转专业纳入", "not entered by a change of profession")
        self.needs(no(self.rewarded), "rewarded_before", "此前没有拿过本条奖励", "never rewarded under this article")
        return law.reward
