"""A further article is one rule file, one section of a policy file and one table of cases; nothing else is touched."""

from pathlib import Path

from rules import catalogue, policy
from rules.policy import HERE
from tests.rules.worked import read

RULE = '''"""第十九条 试点示范 · Half of the cost of a pilot, up to 1,000 yuan a year."""

from rules.asking import Year, Yes, Yuan
from rules.held import AwardedThisYear
from rules.rulebook import Article, Law, Step, left


class Article19(Article):
    code = "19"
    year = Year("年度", "year")
    pilot = Yes("属于试点", "a pilot")
    cost = Yuan("费用", "cost")
    awarded = AwardedThisYear("本年度已获支持", "granted this year")

    def award(self, law: Law) -> Step:
        self.needs(self.pilot, "no_pilot", "属于试点", "a pilot")
        share = (self.cost * law.rate).named("按比例支持", "share of the cost")
        return share.up_to(left(law.year_cap, self.awarded).named("剩余额度", "left of the cap"), "capped_year")
'''
SECTION = """
[item.19]
clause = { zh = "第十九条", en = "Article 19" }
title = { zh = "试点示范", en = "Pilots" }
quote = "按费用的50%支持，每年最高1000元。"
rate = { value = "50 %", zh = "比例", en = "rate", source = "按费用的50%支持", checked = "2026-11-24" }
year_cap = { value = "1_000 yuan", zh = "每年最高", en = "most", source = "每年最高1000元", checked = "2026-11-24" }
"""
CASES = """id,article,inputs,context,expected_yuan,eligible,reason,note
N-1,19,"{""year"": 2026, ""pilot"": true, ""cost"": ""300.01""}",[],150.01,yes,ok,150.005 rounds up
N-2,19,"{""year"": 2026, ""pilot"": true, ""cost"": ""3000.00""}",[],1000.00,yes,capped_year,
N-3,19,"{""year"": 2026, ""pilot"": false, ""cost"": ""3000.00""}",[],0.00,no,no_pilot,
N-4,19,"{""year"": 2026, ""pilot"": true}",[],0.00,no,missing:cost,
N-5,19,"{""year"": 2026, ""pilot"": true, ""cost"": ""1""}","[{""article"":""19"",""year"":2026,""yuan"":""1000""}]",0.00,no,cap_used_up,
"""


def test_three_files_add_an_article(tmp_path: Path) -> None:
    (tmp_path / "article_19.py").write_text(RULE, encoding="utf-8")
    draft = (HERE / "policies" / "consultation-draft.toml").read_text(encoding="utf-8")
    (tmp_path / "next.toml").write_text(draft + SECTION, encoding="utf-8")
    (tmp_path / "article_19.csv").write_text(CASES, encoding="utf-8")
    version = policy.read(tmp_path / "next.toml", [HERE, tmp_path])
    for case in read(tmp_path / "article_19.csv"):
        outcome = catalogue.evaluate(case.item, case.inputs, case.context, version)
        assert (str(outcome.amount), outcome.reason) == (case.yuan, case.reason)
        assert outcome.lines
    assert catalogue.item("19", version).title.zh == "试点示范"
    assert "50%" in "".join(line.text.zh for line in catalogue.explain("19", version))
    assert "19" in [one.code for one in catalogue.items(version)]
    assert version.digest != policy.draft().digest
    assert catalogue.evaluate("19", {}, []).reason == "invalid:article"
