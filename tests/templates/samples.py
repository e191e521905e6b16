"""What the specimens show: made-up companies and numbers, the same as in the drawings of the design."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from rules.findings import Condition
from rules.outcome import Outcome
from rules.outcome_parts import Line, Part
from rules.say import Say
from tests.templates.sample_form import facts

ACCOUNTS = {
    "applicant": {
        "name": "岚汐传感", "initial": "岚", "role": "", "notices_url": "/show/components", "unread": 3,
        "logout_url": "/act/leave",
        "entries": [{"label": "企业信息", "icon": "building", "url": "/show/components"}],
    },
    "staff": {
        "name": "沈砚", "initial": "沈", "role": "经办人", "notices_url": "/show/desk", "unread": 4,
        "logout_url": "/act/leave",
        "entries": [],
    },
}  # fmt: skip
TOPNAV = [
    {"label": "扶持措施", "icon": "file", "url": "/show/components", "count": None, "current": False},
    {"label": "资格与金额试算", "icon": "yuan", "url": "/show/estimate", "count": None, "current": False},
    {"label": "我的申报", "icon": "inbox", "url": "/show/tracking", "count": 2, "tone": "hot", "current": True},
]
NAVIGATION = [
    {
        "label": "办理",
        "entries": [
            {"label": "待办队列", "icon": "inbox", "url": "/show/queue", "count": 12, "tone": "hot", "current": True},
            {"label": "租金跟踪", "icon": "calendar", "url": "/show/rent", "count": None, "current": False},
        ],
    },
    {
        "label": "决定与拨付",
        "entries": [
            {"label": "会议审定", "icon": "people", "url": "/show/desk", "count": 9, "current": False},
            {"label": "公示", "icon": "notice", "url": "/show/desk", "count": None, "current": False},
            {"label": "拨付批次", "icon": "yuan", "url": "/show/desk", "count": 1, "current": False},
        ],
    },
]

CLAUSE = Say("第五条", "Article 5")
SIGN = {name: Say(name, name) for name in ("", "＋", "−", "×", "≤")}


def part(value: str, zh: str, en: str, operator: str = "") -> Part:
    """A number of a formula."""
    return Part(Say(value, value), Say(zh, en), SIGN[operator])


def outcome() -> dict[str, Any]:
    """A first tape-out whose yearly limit decides, as stored."""
    lines = (
        Line("condition", Say("高端智能传感器", "high-end smart sensor"), flag="ok", clause=CLAUSE),
        Line("condition", Say("首轮流片", "first tape-out"), flag="ok", clause=CLAUSE),
        Line(
            "step", Say("可补贴费用合计", "Costs that count"), (
                part("1,860,000", "IP授权", "IP licence"), part("3,900,000", "掩模版制作", "photomasks", "＋"),
                part("7,940,000", "流片", "wafers", "＋"),
            ), Say("13,700,000.00", "13,700,000.00"), "adjusted", CLAUSE,
        ),
        Line(
            "step", Say("按30%计算", "At 30%"),
            (part("13,700,000", "可补贴费用", "costs"), part("30%", "补贴比例", "rate", "×")),
            Say("4,110,000.00", "4,110,000.00"), "", CLAUSE,
            (Say("比例按不含税费用计。", "The rate applies to costs net of VAT."),),
        ),
        Line(
            "cap", Say("本年度剩余额度", "Left of this year’s limit"),
            (part("5,000,000", "年度上限", "limit a year"), part("1,500,000", "2026年已享受", "granted in 2026", "−")),
            Say("3,500,000.00", "3,500,000.00"), "capped", CLAUSE, (),
            Say("两者取小。超出的610,000.00元不能结转到下一年度。", "The smaller counts; 610,000.00 yuan are lost."),
        ),
        Line("sum", Say("建议金额", "Proposed amount"), (), Say("3,500,000.00", "3,500,000.00")),
    )  # fmt: skip
    conditions = (Condition("first_run", True, Say("首轮流片", "first tape-out")),)
    return Outcome(
        item="5", amount_fen=350000000, reason="capped_year", reason_text=Say("触到年度上限", "yearly limit reached"),
        conditions=conditions, lines=lines,
    ).as_json()  # fmt: skip


def refusal() -> dict[str, Any]:
    """Sales that do not pass the threshold, and a condition that is not met."""
    lines = (
        Line("condition", Say("自主设计", "own design"), flag="failed", clause=Say("第十一条", "Article 11")),
        Line("condition", Say("在龙华区", "in Longhua"), flag="ok", clause=Say("第十一条", "Article 11")),
        Line(
            "condition", Say("年度销售额", "Sales of the year"),
            (part("486.2万元", "2025年度销售额", "sales of 2025"), part("500万元", "起点", "threshold", "≤")),
            None, "failed", Say("第十一条", "Article 11"),
        ),
        Line("block", Say("2026年", "2026")),
        Line("problem", Say("没有填上年度销售额", "Last year’s sales are missing")),
        Line("sum", Say("可以申请", "You may claim"), (), Say("0元", "0 yuan")),
    )  # fmt: skip
    return Outcome(item="11", reason="not_own_design", reason_text=Say("不符合", "no"), lines=lines).as_json()


def months() -> list[dict[str, Any]]:
    """36 months: 13 paid, 3 approved, 2 claimed, 16 open, 2 that will lapse; a gap before the ninth."""
    states = ["paid"] * 13 + ["approved"] * 3 + ["claimed"] * 2 + ["open"] * 16 + ["dead"] * 2
    first = 2024 * 12 + 6
    found = []
    for number, state in enumerate(states, start=1):
        year, month = divmod(first + number - 1 + (2 if number > 8 else 0), 12)
        found.append({
            "no": number, "month": f"{year % 100:02d}.{month + 1:02d}", "state": state,
            "note": "18,600" if state != "dead" else "—",
            "after_gap": number == 9, "area": "6,200", "fen": 1860000 if state != "dead" else None,
        })  # fmt: skip
    return found


def history() -> list[dict[str, Any]]:
    """What happened, newest first."""
    at = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
    return [
        {"title": "评估完成", "when": "预计3月23日", "tone": "todo"},
        {"title": "材料核验通过，开始评估", "at": at, "who": "经办人", "text": "6份材料全部通过。", "tone": "now"},
        {
            "title": "请您补正",
            "at": at - timedelta(days=6),
            "who": "经办人",
            "text": "流片合同缺补充协议。",
            "tone": "ask",
        },
        {"title": "提交成功", "at": at - timedelta(days=11), "who": "申报单位"},
    ]


def documents() -> list[dict[str, Any]]:
    """A list of documents, one in every state."""
    lease = {"name": "租赁合同-A3栋2层.pdf", "url": "/show/desk", "note": "3.1MB", "remove_url": "/act/remove"}
    invoice = {"name": "发票-2026-01.pdf", "note": "0.4MB　已上传"}
    return [
        {"title": "厂房租赁合同", "note": "全部页，含盖章页和面积附图。", "state": "passed", "said": "通过",
         "open_url": "/show/desk", "files": [lease]},
        {"title": "规模以上工业企业证明", "note": "已从统计名录查到。", "state": "waived", "tag": "免交"},
        {"title": "1至3月租金发票", "state": "uploaded", "files": [invoice]},
        {"id": "slips", "title": "银行付款回单", "note": "1至3月各1张。", "state": "failed", "url": "/act/upload",
         "many": True, "error": "“回单扫描.zip”没有上传：不支持压缩包。请解压后上传PDF或图片。"},
        {"id": "pledge", "title": "自用承诺书", "note": "写明自用面积，法定代表人签字并盖章。", "url": "/act/refuse"},
        {"title": "掩模版加工发票", "state": "again", "note": "评估时重看"},
    ]  # fmt: skip


def everything() -> dict[str, Any]:
    """All samples by name."""
    return {
        "outcome": outcome(), "refusal": refusal(), "form": facts(), "months": months(), "history": history(),
        "documents": documents(), "blocker": Say("资格全部符合，没有可用的理由", "No ground to refuse"),
        "soon": date(2026, 3, 20), "later": date(2026, 3, 26), "past": date(2026, 3, 16),
    }  # fmt: skip


def error(code: int) -> dict[str, Any]:
    """What the shell gives to an error page."""
    kept = [("reason", "材料基本齐备，\n<b>④</b>换票后恢复计入。")]
    context: dict[int, dict[str, Any]] = {
        400: {"sentences": ["页面放得太久，请刷新页面再办。"], "kept": kept},
        409: {
            "conflict": {"actor": "许岚", "action": "退回补正", "at": "3月18日 10:41"},
            "kept": kept,
            "sentences": [],
        },
        422: {"sentences": ["租期结束日期早于开始日期。"], "kept": kept},
        429: {"retry_after": 5},
        500: {"report": "E-7F3A-0918"},
    }
    return context.get(code, {"kept": []})
