"""Guides of the demo's calls: invented, in the manner of the real ones. A line is a paragraph."""

OPEN_ZH = "申报对象：龙华区内登记、独立核算的智能传感器企业，没有列入严重失信主体名单。"
OPEN_EN = "Who: independent smart-sensor enterprises registered in Longhua that are on no list of serious dishonesty."
ONLINE_ZH = "办理方式：全程网上办，不收纸质材料，不收任何费用，也不需要委托中介。"
ONLINE_EN = "How: everything online, no paper, no fee, no agent needed."

#: Item → what is special about it, Chinese and English; the two lines above and below are the same for all.
OWN = {
    "4": (
        "支持内容：国家、省、市立项的攻关项目，按市级支持金额的一定比例配套。立项文件要在项目年度内。",
        (
            "What: projects approved by the state, province or city are matched by a share of the municipal support. "
            "The approval must date from the project years."
        ),
    ),
    "5": (
        (
            "支持内容：高端智能传感器首轮流片的IP授权或购置、掩模版制作、流片费用。发票和付款都要在项目年度内，同一款产品只支持首轮。\n"
            "常见退回原因：发票抬头不是申报企业；掩模版合同没有写产品型号；量产流片混在首轮里。"
        ),
        (
            "What: IP licences, mask sets and wafer runs of a first tape-out. Invoices and payments must fall into the project "
            "years; only the first run of a product counts.\nUsual reasons for corrections: invoices made out to another "
            "company; mask contracts without the product's model; volume runs among the first one."
        ),
    ),
    "7a": (
        "支持内容：先进封测公共服务平台的建设投资。平台要对外服务，设备清单逐台写明购置时间和发票号。",
        (
            "What: investment in a public packaging and test platform. It must serve others; the list of equipment names date "
            "and invoice of every machine."
        ),
    ),
    "9": (
        "支持内容：首次纳入统计联网直报平台的小微工业企业，一次性奖励。转专业纳入的不算首次。",
        (
            "What: a one-off reward for small industrial firms that enter the statistics for the first time. Moving from "
            "another sector is not a first entry."
        ),
    ),
    "10": (
        (
            "支持内容：上一年度营业收入首次突破台阶的企业，一次性奖励；再上一个台阶，补发差额。\n"
            "以审计报告的营业收入为准，报告还没有出的，先存草稿，截止前补上。"
        ),
        (
            "What: a one-off reward when last year's revenue first reached a step; the difference for each further step.\n"
            "The audited revenue counts. If the report is not out yet, save a draft and add it before the call closes."
        ),
    ),
    "14": (
        "支持内容：租用“龙华区智能传感器智造城”自用厂房的规模以上企业，按月支持租金，累计不超过36个月。转租的面积不算。",
        (
            "What: monthly rent support for above-scale firms that use leased floor space of the park themselves, 36 months "
            "at most. Sublet space does not count."
        ),
    ),
}


def guide(item: str) -> tuple[str, str]:
    """The whole guide of an item, Chinese and English."""
    zh, en = OWN.get(item, ("", ""))
    lines = ((OPEN_ZH, zh, ONLINE_ZH), (OPEN_EN, en, ONLINE_EN))
    first, second = ("\n".join(line for line in one if line) for one in lines)
    return first, second
