"""The eight articles that grant under other rules: data only. No amount is computed for them; their outcome is reported."""

from typing import Any, NamedTuple

from rules.facts import Fact
from rules.outcome import Outcome
from rules.outcome_parts import Line
from rules.reasons import WORDS
from rules.say import Say


class Referral(NamedTuple):
    """An article that is handled elsewhere: who is responsible, under which rules, and what may come back.

    `kind`: refers (to another scheme) · recognises (a register and a nomination) · serves (a request with an answer).
    """

    code: str
    article: Say
    title: Say
    quote: str
    kind: str
    scheme: Say
    department: Say
    outcomes: tuple[str, ...]
    facts: tuple[Fact, ...]


OUTCOMES = {
    "accepted": Say("对方已受理", "accepted by the other scheme"),
    "refused": Say("对方不予支持", "refused by the other scheme"),
    "granted": Say(
        "对方已给予资助（金额计入重复资助核查）", "granted elsewhere; the amount enters the duplicate check"
    ),
    "recognised": Say("已认定入库", "entered in the register"),
    "nominated": Say("已推荐申报市级目录", "nominated for the municipal catalogue"),
    "not_recognised": Say("未予认定", "not recognised"),
    "answered": Say("已答复办结", "answered and closed"),
    "declined": Say("不属于服务范围", "outside of this service"),
}
SENT_ON = ("accepted", "refused", "granted")
RECOGNISED = ("recognised", "nominated", "not_recognised")
SERVED = ("answered", "declined")
AREAS = (
    ("legal", Say("公共法律", "legal")),
    ("ip", Say("知识产权", "intellectual property")),
    ("market", Say("市场开拓", "market")),
    ("digital", Say("数字化转型", "digital transformation")),
    ("government", Say("政务办理", "government matters")),
    ("appeal", Say("诉求协调", "appeals")),
)


def _text(name: str, zh: str, en: str, **more: Any) -> Fact:
    return Fact(name=name, kind="text", label=Say(zh, en), low=1, high=500, **more)


def _money(name: str, zh: str, en: str) -> Fact:
    return Fact(name=name, kind="yuan", label=Say(zh, en), unit=Say("元", "yuan"), high=100_000_000_000, optional=True)


SUBJECT = _text("subject", "申请事项", "what is applied for")
DETAIL = _text("detail", "情况说明", "description", optional=True)


def _refers(number: int, numeral: str, title: Say, quote: str, scheme: Say, department: Say, *facts: Fact) -> Referral:
    article = Say(f"第{numeral}条", f"Article {number}")
    return Referral(
        str(number), article, title, quote, "refers", scheme, department, SENT_ON, (SUBJECT, *facts, DETAIL)
    )


REFERRALS = (
    _refers(
        6,
        "六",
        Say("鼓励企业加速设备更新", "Equipment renewal"),
        "对智能传感器企业纳入“工业企业技术改造”统计类别的，按照龙华区鼓励企业加大工业投资力度推动大规模设备更新相关规定予以支持。",
        Say(
            "龙华区鼓励企业加大工业投资力度推动大规模设备更新相关规定",
            "district rules on industrial investment and equipment renewal",
        ),
        Say("工业投资和技术改造主管部门", "department for industrial investment and technical transformation"),
        _money("investment", "技术改造投资额", "investment in technical transformation"),
    ),
    Referral(
        "8",
        Say("第八条", "Article 8"),
        Say("打造特色应用示范场景", "Demonstration scenarios"),
        "支持企业以“揭榜挂帅”方式在消费电子、汽车电子、智能制造、物联网……等领域开展应用场景开发和示范项目建设。鼓励智能传感器企业自主创新产品申报深圳市创新产品推广应用目录。",
        "recognises",
        Say(
            "应用示范场景认定；深圳市创新产品推广应用目录",
            "register of demonstration scenarios; municipal catalogue of innovative products",
        ),
        Say("智能传感器产业集群主管部门", "department for the smart-sensor cluster"),
        RECOGNISED,
        (
            SUBJECT,
            _text("field", "应用领域", "field of use"),
            _text("product", "自主创新产品", "innovative product", optional=True),
            DETAIL,
        ),
    ),
    _refers(
        12,
        "十二",
        Say("鼓励企业开拓境内外市场", "Markets at home and abroad"),
        "对符合海外参展、出口信用保费申请条件的智能传感器企业，按照龙华区展会补贴、出口信保等相关规定予以支持。",
        Say("龙华区展会补贴、出口信保等相关规定", "district rules on exhibition subsidies and export credit insurance"),
        Say("商务主管部门", "department for commerce"),
        _text("event", "展会或保单", "exhibition or policy"),
        _money("cost", "费用金额", "cost"),
    ),
    _refers(
        13,
        "十三",
        Say("开展精准靶向招商", "Targeted investment attraction"),
        "对新落户的配套企业，按照龙华区招商引资相关规定予以支持。",
        Say("龙华区招商引资相关规定", "district rules on investment attraction"),
        Say("招商引资主管部门", "department for investment attraction"),
        Fact(name="settled", kind="month", label=Say("落户月份", "month of settling"), optional=True),
    ),
    _refers(
        15,
        "十五",
        Say("完善金融服务支撑", "Financial services"),
        "对符合条件的企业，按照龙华区金融业及产融结合等有关规定予以支持。",
        Say("龙华区金融业及产融结合等有关规定", "district rules on finance and industry finance"),
        Say("金融主管部门", "department for finance"),
        _money("financing", "融资金额", "amount financed"),
    ),
    _refers(
        16,
        "十六",
        Say("进一步共建协同创新平台", "Shared innovation platforms"),
        "支持……加快发展MEMS研发中试平台、智能传感器检测检验等公共服务平台……按照龙华区科技创新相关规定予以支持。",
        Say("龙华区科技创新相关规定", "district rules on science and technology innovation"),
        Say("科技创新主管部门", "department for science and technology"),
        _text("partners", "共建单位", "partners", optional=True),
    ),
    _refers(
        17,
        "十七",
        Say("鼓励企业引进高端人才", "Top talent and teams"),
        "对经评估具有国际领先水平……的顶尖创新创业人才队伍，按照人才引进相关规定予以支持。",
        Say("人才引进相关规定", "rules on bringing in talent"),
        Say("人才工作主管部门", "department for talent"),
        _text("team", "人才或团队名称", "person or team"),
    ),
    Referral(
        "18",
        Say("第十八条", "Article 18"),
        Say("加强企业公共服务保障", "Public services for enterprises"),
        "围绕区内智能传感器企业，提供公共法律、知识产权、市场开拓、数字化转型、政务办理、诉求协调等服务，具体按照企业服务相关规定予以支持。",
        "serves",
        Say("企业服务相关规定", "rules on services for enterprises"),
        Say("企业服务部门", "enterprise services"),
        SERVED,
        (_text("service", "服务类别", "kind of service", choices=AREAS), SUBJECT, DETAIL),
    ),
)
BY_CODE = {one.code: one for one in REFERRALS}


def evaluate(code: str, inputs: Any, context: Any) -> Outcome:
    """The outcome of a referring article: nothing is computed, and the line says where the case goes."""
    referral = BY_CODE[code]
    goes = Say(f"按{referral.scheme.zh}办理", f"granted under {referral.scheme.en}")
    line = Line("step", goes, result=referral.department, clause=referral.article)
    return Outcome(
        item=code, reason="refers", reason_text=WORDS["refers"], lines=(line,), inputs=inputs, context=context
    )
