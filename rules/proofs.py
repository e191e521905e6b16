"""What some items rest on besides documents: a visit to the place, a special audit, experts. One table for each.

A call says which of them must be there before an evaluation; the others are advised.
"""

from typing import NamedTuple

from rules.say import Say

VISIT, AUDIT, EXPERTS = "site_visit", "special_audit", "assessment"
WORDS = {
    VISIT: Say("现场核查", "site visit"),
    AUDIT: Say("专项审计", "special audit"),
    EXPERTS: Say("专家评审", "expert assessment"),
}
#: Item → what it may rest on.
PROOFS: dict[str, tuple[str, ...]] = {
    "4": (EXPERTS,),
    "5": (AUDIT,),
    "7a": (AUDIT, VISIT, EXPERTS),
    "7b": (VISIT,),
    "11": (AUDIT,),
    "14": (VISIT,),
}
#: Item → the fact that a visit sees to hold or not, and how the visitors are asked.
SEEN: dict[str, tuple[str, Say]] = {
    "7a": ("platform", Say("先进封测平台已建成、在用", "the packaging and test platform is built and in use")),
    "7b": ("opened", Say("产线对外开放、在提供服务", "the line is open to others and serving them")),
    "14": ("in_zone", Say("在智造城范围内自用厂房", "premises in the zone, in own use")),
}
#: Items whose leased area is measured, unit by unit.
MEASURED = frozenset({"14"})
#: Item → the facts that a special audit states.
AUDITED: dict[str, tuple[str, ...]] = {"5": ("runs",), "7a": ("investment",), "11": ("sales_this", "sales_last")}
#: Item → the fact that holds when experts give the pass mark.
JUDGED = {"4": "in_district", "7a": "platform"}


class Criterion(NamedTuple):
    """What an expert gives 0 to 100 points for; the weights of an item make up 100."""

    code: str
    weight: int
    title: Say


CRITERIA: dict[str, tuple[Criterion, ...]] = {
    "4": (
        Criterion("technology", 40, Say("技术先进性和攻关难度", "level and difficulty of the technology")),
        Criterion("landing", 30, Say("在龙华区落地建设的情况", "what is built in the district")),
        Criterion("team", 15, Say("研发团队和投入", "team and spending")),
        Criterion("effect", 15, Say("对产业链的带动", "effect on the supply chain")),
    ),
    "7a": (
        Criterion("capability", 40, Say("平台的封测能力和先进性", "what the platform can do, and how advanced it is")),
        Criterion("service", 30, Say("开放服务的条件和制度", "conditions and rules of the open service")),
        Criterion("investment", 20, Say("投资真实、必要", "investment is real and needed")),
        Criterion("effect", 10, Say("对区内企业的带动", "effect on enterprises in the district")),
    ),
}
