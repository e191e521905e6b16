"""The cases of the demo: in every state somebody who waits. All firms, figures and sentences are invented."""

from collections.abc import Mapping
from typing import Any

from workflow.actions.referral import Answer
from workflow.clock import business_date
from workflow.demo import challenge_stories, clock_stories, override_stories, rent_story, sample_stories
from workflow.demo.telling import Step, Story

FILE = ("draft", "fill", "attach", "submit")
CHECK = ("claim", "accept", "check")


def days(plan: Mapping[int, tuple[str | tuple[str, dict[str, Any]], ...]]) -> tuple[Step, ...]:
    """Steps from working days before today → what happened on that day, the oldest first."""
    return tuple(
        Step(ago, step) if isinstance(step, str) else Step(ago, *step)
        for ago in sorted(plan, reverse=True)
        for step in plan[ago]
    )


def paid(first: int) -> tuple[Step, ...]:
    """A case that began `first` working days ago and went all the way without a hitch."""
    return days(
        {
            first: FILE,
            first - 2: CHECK,
            first - 6: ("evaluate", "review", "send"),
            first - 9: ("approve",),
            first - 16: ("clear", "prepare", "release"),
            first - 17: ("confirm",),
        }
    )


def announced(ago: int) -> tuple[Step, ...]:
    """A case whose public notice went up `ago` working days ago."""
    return days({ago + 9: FILE, ago + 7: CHECK, ago + 3: ("evaluate", "review", "send"), ago: ("approve",)})


def rent(area: str, start: str, months: int) -> dict[str, Any]:
    """Facts of article 14 (area in m²)."""
    return {"in_zone": True, "above_scale": True, "area": area, "from": start, "months": months}


def point(kind: str, name: str, wrong: str) -> dict[str, str]:
    """One point of a correction notice."""
    return {"kind": kind, "name": name, "wrong": wrong}


def stories() -> tuple[Story, ...]:
    """Every story, in the order in which they are played."""
    year = business_date().year
    return (
        *_rents(year),
        *_finished(year),
        *_decisions(year),
        *_finance(year),
        *_desk(year),
        *_checks(year),
        *_applicants(year),
        *challenge_stories.stories(year),
        *sample_stories.stories(year),
        *clock_stories.stories(year),
        *override_stories.stories(year),
    )


def _rents(year: int) -> tuple[Story, ...]:
    """One firm with 35 of the 36 months behind it and under way (see rent_story); another that has just applied."""
    of_yanbei = rent_story.stories(
        (paid(609), paid(395), paid(205), paid(100)), announced(2), days({3: FILE, 1: CHECK})
    )
    return (
        *of_yanbei,
        Story("青榄 租金 等受理", "qinglan", "14", rent("1860.50", f"{year}-01", 9), days({7: FILE})),
    )


def _finished(year: int) -> tuple[Story, ...]:
    revenue = {"year": year - 1, "revenue": "126000000.00", "peak": "84500000.00"}
    declined = {"year": year, "event": "CIOE", "subject": "参展补贴", "cost": "86000.00", "detail": "光博会展位"}
    return (
        Story("岚汐 扩大规模 已到账", "lanxi", "10", revenue, paid(95)),
        Story(
            "青榄 上规 已驳回",
            "qinglan",
            "9",
            {"year": year - 1, "first_listed": True, "transferred": True},
            days(
                {
                    24: FILE,
                    22: CHECK,
                    18: ("evaluate", "review", "send"),
                    14: (("reject", {"reason": "属于转专业纳入，不是首次纳入，不符合第九条。"}),),
                }
            ),
        ),
        Story(
            "岚汐 市场开拓 已转办",
            "lanxi",
            "12",
            declined,
            days({20: FILE, 18: CHECK, 16: (("refer", {"note": "按市级展会补贴办法办理，材料已一并转去。"}),)}),
        ),
        Story(
            "星湾 设备更新 转办有结果",
            "xingwan",
            "6",
            {"subject": "贴片线技术改造", "investment": "3860000.00", "detail": "两条贴片线更新为国产设备"},
            days(
                {
                    38: FILE,
                    36: CHECK,
                    34: (("refer", {"note": "按市级技术改造办法办理。"}),),
                    3: (("outcome", {"answer": Answer("granted", "市级技改资助已下达。", 38_600_000)}),),
                }
            ),
        ),
        Story(
            "星湾 产品推广 已撤回",
            "xingwan",
            "11",
            {"year": year - 1, "own_design": True, "sales_this": "9200000.00", "sales_last": "6100000.00"},
            days({12: FILE, 10: ("withdraw",)}),
        ),
    )


def _decisions(year: int) -> tuple[Story, ...]:
    """At the committee and in publicity."""
    run = {"ip_fee": "420000.00", "mask_fee": "1350000.00", "wafer_fee": "2480000.00", "first_run": True}
    to_committee = days({11: FILE, 9: CHECK, 5: ("evaluate", "review"), 3: ("send",)})
    return (
        Story("青榄 封测平台 等表决", "qinglan", "7a", _platform(year, "36800000.00"), to_committee),
        Story(
            "星湾 关键技术攻关 已表决",
            "xingwan",
            "4",
            {
                "year": year,
                "project": "重2026攻关018",
                "listed": True,
                "in_district": True,
                "municipal_support": "6400000.00",
            },
            (*to_committee, Step(1, "vote", {"amount_fen": 300_000_000, "reason": "预算安排，先支持300万元。"})),
            "jiang",
        ),
        Story("岚汐 首轮流片 公示中", "lanxi", "5", {"year": year - 1, "runs": [run]}, announced(3), "jiang"),
    )


def _finance(year: int) -> tuple[Story, ...]:
    """Cleared, and at finance."""
    to_cleared = days({20: FILE, 18: CHECK, 14: ("evaluate", "review", "send"), 11: ("approve",), 4: ("clear",)})
    return (
        Story(
            "青榄 开放产线 退票",
            "qinglan",
            "7b",
            {"year": year - 1, "opened": True, "contracts": "3150000.00"},
            (*to_cleared, *days({3: ("prepare", "release"), 1: ("fail",)})),
        ),
        Story(
            "砚北 产品推广 等放行",
            "yanbei",
            "11",
            {"year": year - 1, "own_design": True, "sales_this": "21400000.00", "sales_last": "13200000.00"},
            (*to_cleared, *days({1: (("prepare", {"everything": True}),)})),
        ),
        Story(
            "星湾 扩大规模 等放行，同一批",
            "xingwan",
            "10",
            {"year": year - 1, "revenue": "318000000.00", "peak": "192000000.00"},
            to_cleared,
        ),
        Story(
            "青榄 产品推广 等制单",
            "qinglan",
            "11",
            {"year": year - 1, "own_design": True, "sales_this": "12750000.00", "sales_last": "9800000.00"},
            days({17: FILE, 15: CHECK, 12: ("evaluate", "review", "send"), 8: ("approve",), 0: ("clear",)}),
            "jiang",
        ),
    )


def _platform(year: int, investment: str) -> dict[str, Any]:
    return {"year": year, "project": "封测平台一期", "platform": True, "investment": investment}


def _desk(year: int) -> tuple[Story, ...]:
    """On the caseworkers' desks."""
    sales = {"year": year - 1, "own_design": True, "sales_this": "8600000.00", "sales_last": "4900000.00"}
    run = {"ip_fee": "0.00", "mask_fee": "680000.00", "wafer_fee": "910000.00", "first_run": True}
    return (
        Story(
            "青榄 首轮流片 复核退回后重算",
            "qinglan",
            "5",
            {"year": year - 1, "runs": [run]},
            days(
                {
                    10: FILE,
                    8: CHECK,
                    6: ("evaluate",),
                    5: (("turn_back", {"reason": "掩模版发票有一张在申报年度以外，请核对。"}),),
                    3: (("evaluate", {"opinion": "已核对，发票日期在申报年度内，金额不变。"}),),
                }
            ),
        ),
        Story("岚汐 产品推广 等认领", "lanxi", "11", sales, days({0: FILE})),
        Story(
            "岚汐 开放产线 待上会",
            "lanxi",
            "7b",
            {"year": year - 1, "opened": True, "contracts": "2640000.00"},
            days({9: FILE, 7: CHECK, 4: ("evaluate",), 2: ("review",)}),
        ),
        Story(
            "星湾 首轮流片 核验逾期", "xingwan", "5", {"year": year - 1, "runs": [run]}, days({12: FILE, 8: CHECK[:2]})
        ),
    )


def _checks(year: int) -> tuple[Story, ...]:
    """Accepted, their documents being checked."""
    return (
        Story(
            "砚北 关键技术攻关 今天到期",
            "yanbei",
            "4",
            {
                "year": year,
                "project": "重2026攻关031",
                "listed": True,
                "in_district": True,
                "municipal_support": "2850000.00",
            },
            days({7: FILE, 5: CHECK[:2]}),
        ),
        Story("星湾 租金 已受理", "xingwan", "14", rent("3320.00", f"{year}-01", 9), days({4: FILE, 2: CHECK[:2]})),
        Story(
            "砚北 封测平台 材料核验中",
            "yanbei",
            "7a",
            _platform(year, "12600000.00"),
            days({6: FILE, 4: (*CHECK[:2], ("judge", {"refused": {"equipment_list": "清单没有盖章，请补盖。"}}))}),
        ),
    )


def _applicants(year: int) -> tuple[Story, ...]:
    """Waiting for the enterprise."""
    asked = [
        point("fact", "area", "填的是合同面积，转租的300平方米不能算，请改成自用面积。"),
        point("document", "floor_plan", "平面图看不清自用区域，请标出后重传。"),
    ]
    return (
        Story(
            "岚汐 租金 等补正",
            "lanxi",
            "14",
            rent("2860.00", f"{year}-01", 9),
            days(
                {
                    8: FILE,
                    6: (*CHECK[:2], ("judge", {"refused": {"floor_plan": "看不清自用区域"}})),
                    5: (("ask", {"items": asked, "note": "其他材料都没问题。"}),),
                }
            ),
        ),
        Story("砚北 扩大规模 草稿", "yanbei", "10", {"year": year - 1, "revenue": "57300000.00"}, days({1: FILE[:2]})),
        Story(
            "青榄 扩大规模 草稿待提交",
            "qinglan",
            "10",
            {"year": year - 1, "revenue": "103000000.00", "peak": "66800000.00"},
            days({2: FILE[:3]}),
        ),
    )
