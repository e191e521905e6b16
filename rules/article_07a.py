"""第七条（一） 建设MEMS先进封测公共服务平台 · A share of the actual investment in the shared platform."""

from rules.asking import Project, Year, Yes, Yuan
from rules.held import AwardedEver, AwardedToProject
from rules.rulebook import Article, Law, Step, left


class Article07a(Article):
    """40 % of the audited investment, at most 10,000,000 yuan for a platform over all its instalments."""

    code = "7a"

    year = Year("申报年度", "year of the claim")
    project = Project("平台项目编号或名称", "number or name of the platform project")
    platform = Yes("建设先进封测公共服务平台", "builds the packaging and test platform")
    investment = Yuan(
        "经审计的项目实际投资",
        "audited actual investment",
        hint=(
            "不含土地、房产、利息和关联方采购",
            "without land, buildings, interest and purchases from related parties",
        ),
    )
    of_project = AwardedToProject("本平台已获补贴", "granted to this platform so far")
    of_enterprise = AwardedEver("本企业已获补贴", "granted to this enterprise so far")

    def award(self, law: Law) -> Step:
        """The share of the investment, up to what is left of the platform's cap."""
        self.needs(
            self.platform, "not_platform", "先进封测服务平台项目", "a project for the packaging and test platform"
        )

        share = (self.investment * law.rate).named("按比例补贴", "share of the investment")
        if law.reading("cap_per") == "enterprise":
            room = left(law.cap, self.of_enterprise).named("本企业剩余额度", "left of the enterprise's cap")
            return share.up_to(room, "capped_ever")
        room = left(law.cap, self.of_project).named("本平台剩余额度", "left of the platform's cap")
        return share.up_to(room, "capped_project")
