"""第十条 支持企业扩大规模 · A reward when the yearly revenue first reaches a step, less what lower steps have paid."""

from rules.asking import Year, Yuan
from rules.held import AwardedEver
from rules.rulebook import Article, Law, Step, positive, reached


class Article10(Article):
    """Revenue steps: 50 M, 100 M, 300 M, 500 M and 1,000 M yuan in the consultation draft."""

    code = "10"

    year = Year("申报年度", "year of the claim")
    revenue = Yuan(
        "上年度营业收入",
        "revenue last year",
        hint=(
            "以年度审计报告或统计部门确认的数为准",
            "as in the annual audit report or confirmed by the statistics bureau",
        ),
    )
    peak = Yuan(
        "此前历年最高营业收入",
        "highest revenue in any earlier year",
        hint=(
            "用来判断是否首次突破；此前没有收入的填0",
            "shows whether a step is reached for the first time; 0 if there was none",
        ),
    )
    rewarded = AwardedEver("本条此前累计奖励", "rewarded under this article so far")

    def award(self, law: Law) -> Step:
        """The step's reward minus the rewards already granted."""
        tiers = law.table("tiers")
        step = reached(tiers, self.revenue).named("本次台阶的奖励", "reward of the step reached")
        passed = reached(tiers, self.peak).named("此前台阶的奖励", "reward of the step reached before")

        self.needs(positive(step), "below_first_tier", "营业收入突破首个台阶", "revenue reaches the first step")
        if law.reading("peak_baseline") == "history":
            self.needs(step > passed, "tier_not_first", "首次突破该台阶", "this step is reached for the first time")
        self.needs(
            step > self.rewarded, "tier_already_rewarded", "该台阶尚未奖励", "this step has not been rewarded yet"
        )

        if law.reading("difference") == "passed":
            return (step - passed).named("补发差额", "difference still due")
        return (step - self.rewarded).named("补发差额", "difference still due")
