"""The reason words of an outcome, each with a sentence for the people who read it."""

from rules.facts import Fact
from rules.say import Say

WORDS = {
    "ok": Say("符合条件，按计算金额支持。", "The conditions are met; the computed amount applies."),
    "capped_year": Say("超过年度上限，按剩余额度支持。", "Above the cap of the year; what is left of it applies."),
    "capped_project": Say(
        "超过项目上限，按剩余额度支持。", "Above the cap of the project; what is left of it applies."
    ),
    "capped_ever": Say("超过累计上限，按剩余额度支持。", "Above the total cap; what is left of it applies."),
    "cap_used_up": Say("上限额度已经用完。", "Nothing is left of the cap."),
    "months_limited": Say(
        "超过累计月数，只核定剩余的月数。", "More months than are left of the total; only those left are granted."
    ),
    "months_used_up": Say("累计资助月数已经用完。", "All months of the total have been used."),
    "no_month_covered": Say(
        "申请的月份没有一个月有整月有效的租约。", "No claimed month is covered by a lease that pays rent."
    ),
    "zero_amount": Say("按规则计算金额为零。", "The rule gives nothing for these facts."),
    "refers": Say(
        "本条按其他专项规定办理，本系统不计算金额。",
        "This article is granted under other rules; no amount is computed here.",
    ),
    "invalid:article": Say(
        "没有这个条款，请从目录中选择。", "There is no such item; please choose one of the catalogue."
    ),
    "invalid:inputs": Say("申报数据无法读取，请重新填写。", "The facts cannot be read; please fill them in again."),
    "invalid:lease": Say("租约的到期日不能早于起租日。", "A lease cannot end before it begins."),
    "invalid:context": Say(
        "台账数据无法读取，请联系经办人核对。",
        "The ledger entries cannot be read; please ask the caseworker to check them.",
    ),
}


def not_met(condition: Say) -> Say:
    """The sentence of a condition that does not hold."""
    return Say(f"不符合：{condition.zh}。", f"Not met: {condition.en}.")


def refusal(code: str, fact: Fact, row: int) -> Say:
    """The sentence for a fact that is missing or invalid; `row` counts from 1, 0 outside of rows."""
    zh, en = (f"第{row}行", f"row {row}, ") if row else ("", "")
    if code.startswith("missing:"):
        return Say(
            f"{zh}缺少“{fact.label.zh}”，请补充；没有填写不等于0或“否”。",
            f"Missing: {en}{fact.label.en}. An empty answer is neither 0 nor no.",
        )
    how = fact.must_be()
    return Say(zh + how.zh, en + how.en)
