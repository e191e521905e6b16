"""Stories of changed numbers: three runs, a verified fact before the committee, a proposal that waits. All invented."""

from typing import Any

from workflow.demo.telling import Step, Story

FILE = ("draft", "fill", "attach", "submit")
CHECK = ("claim", "accept", "check")
NOT_YET = "任务书第二期经费还没有到账，先按已拨付的市级资金计算，到账后恢复。"
EQUIPMENT = "其中两台设备的发票抬头不是申报企业，不计入建设投资。"
BY_AGREEMENT = "企业书面同意扣除与另一课题共用的设备费30,000元。"
UNCLEAR = "拨款凭证上的金额少于填报数，请复核人对照核对。"


def stories(year: int) -> tuple[Story, ...]:
    """One of each."""
    return (
        Story("岚汐 关键技术攻关 算了三次", "lanxi", "4", _project(year, "压力传感芯片攻关", "3200000.00"), _thrice()),
        Story("岚汐 封测平台 有人工调整 等表决", "lanxi", "7a", _platform(year), _to_committee()),
        Story("青榄 关键技术攻关 调整等确认", "qinglan", "4", _project(year, "惯性器件攻关", "1800000.00"), _waiting()),
    )


def _thrice() -> tuple[Step, ...]:
    fact = {"fact": "municipal_support", "value": "2800000.00", "reason": NOT_YET, "on": "municipal_voucher"}
    return (
        *(Step(15, name) for name in FILE),
        *(Step(13, name) for name in CHECK),
        Step(9, "evaluate"),
        Step(8, "change", fact),
        Step(7, "agree", {"login": "xu"}),
        Step(7, "evaluate"),
        Step(5, "change", {"less_fen": 3_000_000, "reason": BY_AGREEMENT, "on": "approval"}),
        Step(4, "agree", {"login": "cheng"}),
        Step(4, "evaluate"),
        Step(1, "review"),
    )


def _to_committee() -> tuple[Step, ...]:
    fact = {"fact": "investment", "value": "11840000.00", "reason": EQUIPMENT, "on": "invoices"}
    return (
        *(Step(13, name) for name in FILE),
        *(Step(11, name) for name in CHECK),
        Step(9, "change", fact),
        Step(8, "agree", {"login": "xu"}),
        Step(8, "evaluate"),
        Step(6, "review"),
        Step(3, "send"),
    )


def _waiting() -> tuple[Step, ...]:
    fact = {"fact": "municipal_support", "value": "1500000.00", "reason": UNCLEAR, "on": "municipal_voucher"}
    steps = (*(Step(8, name) for name in FILE), *(Step(6, name) for name in CHECK))
    return (*steps, Step(2, "evaluate"), Step(1, "change", fact))


def _project(year: int, project: str, support: str) -> dict[str, Any]:
    return {"year": year, "project": project, "listed": True, "in_district": True, "municipal_support": support}


def _platform(year: int) -> dict[str, Any]:
    return {"year": year, "project": "封测公共平台", "platform": True, "investment": "12600000.00"}
