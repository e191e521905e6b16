"""What the catalogue of measures says in its own words: who each item is for, what it gives, and the self-check.

Words only. Every figure is a place in braces and comes from the policy version that is in force.
"""

from typing import NamedTuple

from rules.say import Say


class Words(NamedTuple):
    """An item in the catalogue: a short name for tabs, who it is for, what it gives."""

    short: Say
    who: Say
    gives: Say


class Chapter(NamedTuple):
    """A chapter of the measures with its items in order."""

    number: Say
    title: Say
    items: tuple[str, ...]


class Question(NamedTuple):
    """A box of the self-check."""

    code: str
    text: Say


CHAPTERS = (
    Chapter(
        Say("第二章", "Chapter 2"),
        Say("加强产业链关键环节韧性", "Resilience of key links of the chain"),
        ("4", "5", "6", "7a", "7b", "8"),
    ),
    Chapter(
        Say("第三章", "Chapter 3"),
        Say("培育高质量发展新动能", "New drivers of growth"),
        ("9", "10", "11", "12", "13"),
    ),
    Chapter(
        Say("第四章", "Chapter 4"),
        Say("构建完善产业生态体系", "A complete industrial ecosystem"),
        ("14", "15", "16", "17", "18"),
    ),
)

QUESTIONS = (
    Question("scale", Say("规模以上工业企业", "An above-scale industrial enterprise")),
    Question("zone", Say("租用“智能传感器智造城”的厂房", "Rents premises in the smart-sensor zone")),
    Question("step", Say("上年度营业收入首次突破台阶", "Last year's revenue reached a new step")),
    Question("tapeout", Say("有首轮流片支出", "Paid for a first tape-out")),
    Question("project", Say("承担国家、省、市立项攻关项目", "Carries an approved key-technology project")),
    Question("listed", Say("首次纳入规模以上统计", "Entered the above-scale statistics for the first time")),
    Question("platform", Say("建设先进封测公共服务平台", "Builds the shared packaging and test platform")),
    Question("line", Say("自建封测线对外开放", "Opens its own packaging and test line")),
    Question("sales", Say("自研芯片或模组年销售额较大", "Sells sensor chips or modules of its own design")),
)

NEEDED = {
    "4": {"project"},
    "5": {"tapeout"},
    "7a": {"platform"},
    "7b": {"line"},
    "9": {"listed"},
    "10": {"step"},
    "11": {"sales"},
    "14": {"scale", "zone"},
}
"""Which boxes must be ticked before an item is worth an estimate; the item's own conditions decide afterwards."""

WORDS = {
    "4": Words(
        Say("技术攻关", "R&D"),
        Say(
            "承担国家、省、市立项攻关项目，或建有国家、省、市级研发机构，并在龙华落地的企业、机构",
            "Enterprises and bodies with a project or R&D body approved at national, provincial or city level and"
            " built in Longhua",
        ),
        Say("按市级支持金额配套，比例最高{rate}", "Matches municipal support, up to {rate} of it"),
    ),
    "5": Words(
        Say("首轮流片", "Tape-out"),
        Say("开展高端智能传感器首轮流片的企业", "Enterprises with a first tape-out of a high-end sensor"),
        Say(
            "首轮流片费用的{rate}，含IP授权或购置、掩模版制作、流片",
            "{rate} of the cost of first tape-outs: IP, masks, fabrication",
        ),
    ),
    "6": Words(
        Say("设备更新", "Equipment"),
        Say(
            "纳入“工业企业技术改造”统计的智能传感器企业",
            "Sensor enterprises counted in the statistics of technical transformation",
        ),
        Say("技术改造与设备更新投入", "Investment in transformation and renewal"),
    ),
    "7a": Words(
        Say("封测平台", "Platform"),
        Say("建设MEMS先进封测公共服务平台的企业", "Enterprises that build the MEMS packaging and test platform"),
        Say("项目实际投资的{rate}", "{rate} of the actual investment"),
    ),
    "7b": Words(
        Say("开放产线", "Open line"),
        Say(
            "把自建封测线对外开放，配合区级平台承接服务的企业",
            "Enterprises that open their own line and serve through the district platform",
        ),
        Say("服务合同额的{rate}", "{rate} of the value of service contracts"),
    ),
    "8": Words(
        Say("示范场景", "Scenarios"),
        Say(
            "参与“揭榜挂帅”，或申报市创新产品推广应用目录的企业",
            "Enterprises in open challenges, or applying for the municipal catalogue of innovative products",
        ),
        Say("组织场景对接，指导目录申报", "Matches scenarios and guides the application for the catalogue"),
    ),
    "9": Words(
        Say("升规", "Scale-up"),
        Say(
            "首次纳入统计联网直报平台的规模以上工业企业（非转专业）",
            "Above-scale enterprises first listed in the statistics platform (not by a change of profession)",
        ),
        Say("一次性奖励", "A reward, once"),
    ),
    "10": Words(
        Say("扩大规模", "Revenue"),
        Say("上年度营业收入首次突破{edges}的企业", "Enterprises whose revenue last year first reached {edges}"),
        Say(
            "分{steps}档一次性奖励；再上一个台阶，补发差额",
            "A reward in {steps} steps, each once; a higher step pays the difference",
        ),
    ),
    "11": Words(
        Say("产品推广", "Sales"),
        Say(
            "自研芯片或模组年度销售额累计超过{threshold}的企业",
            "Enterprises selling more than {threshold} a year of chips or modules of their own design",
        ),
        Say("年度销售金额增量的{rate}", "{rate} of the increase in yearly sales"),
    ),
    "12": Words(
        Say("开拓市场", "Markets"),
        Say("参加海外展会、投保出口信用保险的企业", "Enterprises at fairs abroad or with export credit insurance"),
        Say("海外参展、出口信保费用", "Cost of fairs abroad and of export credit insurance"),
    ),
    "13": Words(
        Say("精准招商", "Settling"),
        Say("新落户龙华的产业链配套企业", "Supporting firms newly settled in Longhua"),
        Say("落户支持", "Support for settling"),
    ),
    "14": Words(
        Say("园区租金", "Rent"),
        Say(
            "“龙华区智能传感器智造城”范围内的规模以上工业企业",
            "Above-scale industrial enterprises inside the smart-sensor zone",
        ),
        Say(
            "租赁自用面积的{share}，{price}，累计不超过{max_months}",
            "{share} of the leased area in own use, {price}, for {max_months} at most",
        ),
    ),
    "15": Words(
        Say("金融服务", "Finance"),
        Say("有贷款、担保、发债、上市等融资需求的企业", "Enterprises that need loans, guarantees, bonds or a listing"),
        Say("贷款贴息、融资担保等", "Interest subsidies, guarantees and more"),
    ),
    "16": Words(
        Say("协同创新", "Innovation"),
        Say(
            "联合高校、科研院所建设中试、检测等平台的骨干企业",
            "Leading enterprises that build pilot lines or test platforms with universities and institutes",
        ),
        Say("平台建设支持", "Support for building platforms"),
    ),
    "17": Words(
        Say("高端人才", "Talent"),
        Say("具有国际领先水平的顶尖创新创业团队", "Top teams at the international forefront"),
        Say("团队引进支持", "Support for bringing in teams"),
    ),
    "18": Words(
        Say("公共服务", "Services"),
        Say("全区智能传感器企业", "All smart-sensor enterprises of the district"),
        Say(
            "法律、知识产权、市场开拓、数字化转型、政务办理等服务",
            "Legal, intellectual property, market, digital and government services",
        ),
    ),
}
