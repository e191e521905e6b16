"""Stories of random checks before payment. All firms, people and sentences are invented."""

from typing import Any

from workflow.demo.telling import Step, Story

FILE = ("draft", "fill", "attach", "submit")
CHECK = ("claim", "accept", "check", "evaluate", "review", "send")
#: Working days before today on which the first rates came into force.
SINCE = 6
FIRST_YEAR = "新条款执行第一年，每件都查。"
LOOKED_AT = "对照统计部门的入库通知和名录核对，确为首次上规；与公示金额一致。"
FOUND = "入库通知的月份和申报年度对不上，请判断能不能计入。"


def stories(year: int) -> tuple[Story, ...]:
    """The rates, and approvals of `year` that were drawn: one cleared, one with a problem.

    One more that still waits is the case on notice whose objection was answered (challenge_stories).
    """
    rates = [
        Step(SINCE, "rate", {"item": item, "per_mille": 1000, "reason": FIRST_YEAR, "approved_by": "cheng"})
        for item in ("7b", "9")
    ]
    proposed = Step(1, "rate", {"item": "10", "per_mille": 50, "reason": "规模奖励金额大，建议抽5%。"})
    return (
        Story("抽查比例", "", "", {}, (*rates, proposed)),
        _drawn("岚汐 上规 抽查已过", "lanxi", year, Step(2, "clear_sample", {"login": "tang", "note": LOOKED_AT})),
        _drawn("砚北 上规 抽查有问题", "yanbei", year, Step(1, "object_sample", {"login": "tang", "note": FOUND})),
    )


def _drawn(title: str, firm: str, year: int, *after: Step) -> Story:
    facts: dict[str, Any] = {"year": year - 1, "first_listed": True, "transferred": False}
    before = [Step(12, name) for name in FILE] + [Step(10, name) for name in CHECK]
    return Story(title, firm, "9", facts, (*before, Step(4, "approve"), *after), "jiang")
