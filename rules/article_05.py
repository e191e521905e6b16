"""第五条 支持企业首轮流片 · A share of the cost of an engineering product's first tape-out."""

from rules.asking import Year, Yes, Yuan
from rules.held import AwardedThisYear
from rules.rows import Rows
from rules.rulebook import Article, Law, Step, left


class Article05(Article):
    """30 % of IP, mask and wafer cost of first runs, at most 5,000,000 yuan a calendar year over all of them."""

    code = "5"

    year = Year("费用支付年度", "year in which the cost was paid")
    runs = Rows(
        "流片",
        "tape-outs",
        hint=("每次流片填一行，金额不含税", "one row for each tape-out, net of VAT"),
        ip_fee=Yuan("IP授权或购置费", "IP licence or purchase"),
        mask_fee=Yuan("掩模版制作费", "masks"),
        wafer_fee=Yuan("流片费", "fabrication"),
        first_run=Yes("首轮流片", "first tape-out of the product"),
    )
    awarded = AwardedThisYear("本年度已获补贴", "granted for this year so far")

    def award(self, law: Law) -> Step:
        """The share of the cost of first runs, up to what is left of the year's cap."""
        self.needs(self.runs.any(where="first_run"), "not_first_run", "有首轮流片", "at least one first tape-out")

        ip_fee = self.runs.total("ip_fee", where="first_run")
        mask_fee = self.runs.total("mask_fee", where="first_run")
        wafer_fee = self.runs.total("wafer_fee", where="first_run")
        cost = (ip_fee + mask_fee + wafer_fee).named("首轮流片费用合计", "cost of first tape-outs")
        share = (cost * law.rate).named("按比例补贴", "share of the cost")
        return share.up_to(
            left(law.year_cap, self.awarded).named("本年度剩余额度", "left of this year's cap"), "capped_year"
        )
