"""第四条 积极开展关键核心技术攻关 · Half of the municipal support for a listed project built in the district."""

from rules.asking import Project, Year, Yes, Yuan
from rules.held import AwardedEver, AwardedToProject
from rules.rulebook import Article, Law, Step, left


class Article04(Article):
    """50 % of the municipal support received, at most 10,000,000 yuan for a project over all its instalments."""

    code = "4"

    year = Year("申报年度", "year of the claim")
    project = Project("项目编号或名称", "number or name of the project")
    listed = Yes(
        "国家、省、市立项的攻关项目或技术研发机构",
        "a project or R&D body approved at national, provincial or city level",
    )
    in_district = Yes("在龙华区建设落地", "built in the district")
    municipal_support = Yuan(
        "已到账的市级支持金额",
        "municipal support received",
        hint=("以银行到账凭证为准；没有市级资金的填0", "as in the bank vouchers; 0 if there was none"),
    )
    of_project = AwardedToProject("本项目已获资助", "granted to this project so far")
    of_enterprise = AwardedEver("本企业已获资助", "granted to this enterprise so far")

    def award(self, law: Law) -> Step:
        """The share of the municipal money, up to what is left of the project's cap."""
        self.needs(self.listed, "not_listed", "国家、省、市立项", "approved at national, provincial or city level")
        self.needs(self.in_district, "not_in_district", "在我区建设落地", "built in the district")

        matched = (self.municipal_support * law.rate).named("按比例配套", "matched share")
        if law.reading("cap_per") == "enterprise":
            room = left(law.cap, self.of_enterprise).named("本企业剩余额度", "left of the enterprise's cap")
            return matched.up_to(room, "capped_ever")
        room = left(law.cap, self.of_project).named("本项目剩余额度", "left of the project's cap")
        return matched.up_to(room, "capped_project")
