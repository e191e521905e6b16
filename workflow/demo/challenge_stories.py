"""Stories of objections, an appeal and an extended correction. All firms, people and sentences are invented."""

from workflow.demo.telling import Step, Story

FILE = ("draft", "fill", "attach", "submit")
CHECK = ("claim", "accept", "check")

OBJECTED = {
    "name": "周念",
    "contact": "13900000021",
    "text": "公示的产品里有一款是代工贴牌，不是自主设计，请核对产品目录。",
}
OBJECTED_LINES = {"name": "何川", "contact": "hechuan@example.com", "text": "开放产线的服务合同里有关联企业，请核对。"}
MISSING = [{"kind": "document", "name": "service_contracts", "wrong": "少了第三份合同的盖章页，请补传完整合同。"}]
GROUNDS = "我们是由小微企业首次上规，不是转专业纳入。统计部门的入库通知已附在材料里，请重新核对。"
MORE = {"days": 10, "reason": "合同原件在外地盖章，企业来信说明，予以延期。"}


def _steps(ago: int, *names: str) -> tuple[Step, ...]:
    return tuple(Step(ago, name) for name in names)


def _on_notice(ago: int) -> tuple[Step, ...]:
    """A case whose public notice went up `ago` working days ago."""
    decided = (*_steps(ago + 9, *FILE), *_steps(ago + 7, *CHECK), *_steps(ago + 3, "evaluate", "review", "send"))
    return (*decided, *_steps(ago, "approve"))


def stories(year: int) -> tuple[Story, ...]:
    """Cases of `year` that somebody disagrees with, or that need more time."""
    sales = {"year": year - 1, "own_design": True, "sales_this": "13600000.00", "sales_last": "9100000.00"}
    lines = {"year": year - 1, "opened": True, "contracts": "1980000.00"}
    moved = {"year": year - 1, "first_listed": True, "transferred": True}
    return (
        Story(
            "星湾 产品推广 公示中 有异议",
            "xingwan",
            "11",
            sales,
            (*_on_notice(3), Step(1, "object_to", OBJECTED), Step(0, "name_handler", {"login": "jiang"})),
        ),
        Story(
            "星湾 开放产线 公示中 异议已答复",
            "xingwan",
            "7b",
            lines,
            (
                *_on_notice(4),
                Step(3, "object_to", OBJECTED_LINES),
                Step(3, "name_handler", {"login": "jiang"}),
                Step(1, "dismiss", {"answer": "已核对三份合同的双方和受益所有人，没有关联关系，金额不变。"}),
            ),
        ),
        Story(
            "星湾 上规 已驳回 申请复核",
            "xingwan",
            "9",
            moved,
            (
                *_steps(26, *FILE),
                *_steps(24, *CHECK),
                *_steps(20, "evaluate", "review", "send"),
                Step(16, "reject", {"reason": "属于转专业纳入，不符合第九条。"}),
                Step(6, "appeal", {"grounds": GROUNDS}),
                Step(5, "name_handler", {"login": "jiang"}),
                Step(1, "propose_reopening", {"reason": "入库通知显示为首次纳入，原审核看错了年度，应重新办理。"}),
            ),
        ),
        Story(
            "砚北 开放产线 补正已延期",
            "yanbei",
            "7b",
            lines,
            (*_steps(14, *FILE), *_steps(12, *CHECK[:2]), Step(11, "ask", {"items": MISSING}), Step(2, "extend", MORE)),
        ),
    )
