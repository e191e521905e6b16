"""第七条（二） 自建封测线对外开放 · A share of the service contracts of a line opened to the district platform."""

from rules.asking import Year, Yes, Yuan
from rules.held import AwardedThisYear
from rules.rulebook import Article, Law, Step, left


class Article07b(Article):
    """10 % of the value of service contracts, at most 2,000,000 yuan a calendar year."""

    code = "7b"

    year = Year("服务年度", "year of the services")
    opened = Yes("自建封测线对外开放并承接区级平台服务", "the own line is open and serves the district platform")
    contracts = Yuan(
        "服务合同额",
        "value of service contracts",
        hint=(
            "合同额与当年结算并收到的金额取低，不含关联方",
            "the lower of the contract value and what was settled and received in the year, without related parties",
        ),
    )
    awarded = AwardedThisYear("本年度已获补贴", "granted for this year so far")

    def award(self, law: Law) -> Step:
        """The share of the contracts, up to what is left of the year's cap."""
        self.needs(self.opened, "line_not_open", "自建封测线对外开放", "the own line is open to the platform")

        share = (self.contracts * law.rate).named("按比例补贴", "share of the contracts")
        return share.up_to(
            left(law.year_cap, self.awarded).named("本年度剩余额度", "left of this year's cap"), "capped_year"
        )
