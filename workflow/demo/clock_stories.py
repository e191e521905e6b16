"""Stories about stopped clocks, documents that follow later, and cases that a department leaves waiting."""

from typing import Any

from workflow.demo.telling import Step, Story

CHECK = ("claim", "accept", "check")
PROMISED = ("draft", "fill", "attach_but_later", "submit_promising")
VISIT = {"ground": "site_visit", "text": "封测线设备还在安装，约好本月底到厂核查"}
MORE = {"days": 5, "reason": "两期发票合并开具，要逐张核对。"}


def _steps(ago: int, *names: str) -> tuple[Step, ...]:
    return tuple(Step(ago, name) for name in names)


def stories(year: int) -> tuple[Story, ...]:
    """Four cases: one that waits for a visit, one with documents to follow, one extended, two handed on long ago."""
    platform = {"year": year, "project": "封测平台三期", "platform": True, "investment": "21800000.00"}
    sales = {"year": year - 1, "own_design": True, "sales_this": "15200000.00", "sales_last": "11800000.00"}
    lines = {"year": year - 1, "opened": True, "contracts": "2650000.00"}
    fair: dict[str, Any] = {"subject": "慕尼黑电子展参展", "event": "electronica", "cost": "132000.00"}
    team: dict[str, Any] = {
        "subject": "高端人才团队引进",
        "team": "MEMS惯性器件团队",
        "detail": "负责人曾任海外研发总监",
    }
    filed = ("draft", "fill", "attach", "submit")
    return (
        Story("青榄 封测平台 停止计时", "qinglan", "7a", platform,
              (*_steps(12, *filed), *_steps(10, *CHECK), Step(6, "stop_clock", VISIT))),
        Story("青榄 产品推广 容缺受理", "qinglan", "11", sales,
              (*_steps(5, *PROMISED), *_steps(3, "claim", "accept_conditionally")), caseworker="jiang"),
        Story("岚汐 开放产线 延长期限", "lanxi", "7b", lines,
              (*_steps(9, *filed), *_steps(8, *CHECK), Step(2, "extend_clock", MORE))),
        Story("砚北 市场开拓 转办逾期", "yanbei", "12", fair,
              (*_steps(36, *filed), *_steps(34, *CHECK),
               Step(31, "refer", {"note": "按区展会补贴规定办理，材料一并转去。"}))),
        Story("青榄 高端人才 转办逾期", "qinglan", "17", team,
              (*_steps(52, *filed), *_steps(50, *CHECK),
               Step(48, "refer", {"note": "请人才工作部门核对团队资格。"}))),
    )  # fmt: skip
