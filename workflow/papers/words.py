"""Words that several papers share: the bureau, the names of the papers, days, sums, and the way of appeal.

Bureau, number and seal are placeholders until an installation has its own.
"""

from datetime import date

from rules import money
from states.say import Say
from workflow.capital import capital

BUREAU = Say("××区××局", "×× Bureau of ×× District")
#: kind → the character of its document numbers and its name.
KINDS = {
    "receipt": ("收", Say("申请材料收件回执", "Receipt for an application")),
    "acceptance": ("受", Say("受理通知书", "Notice of acceptance")),
    "correction": ("补", Say("补正材料一次性告知书", "Notice of corrections needed")),
    "refusal": ("不", Say("不予支持决定书", "Decision not to support")),
    "decision": ("决", Say("资金支持决定书", "Decision on support")),
    "payment": ("拨", Say("资金拨付通知书", "Notice of payment")),
    "referral": ("转", Say("转办单", "Referral slip")),
}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def document_number(kind: str, year: int, sequence: int) -> str:
    """The number of a paper (文号), e.g. ××扶受〔2026〕021号."""
    return f"××扶{KINDS[kind][0]}〔{year}〕{sequence:03d}号"


def dated(day: date) -> Say:
    """A day in words."""
    return Say(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def sum_of(fen: int) -> Say:
    """A sum (fen) in figures and, in Chinese, in capital numerals."""
    figures = money.grouped(fen)
    return Say(f"{figures}元（大写：人民币{capital(fen)}）", f"{figures} yuan (RMB {capital(fen)})")


def appeal(what: Say) -> tuple[Say, ...]:
    """What one may do against `what`: ask the bureau to look again, administrative review, the court."""
    return (
        Say(
            f"对{what.zh}有异议的，可以向本局提出复核申请，写明事实和理由，并附证明材料。",
            f"If you do not agree with {what.en}, you may ask this bureau to look again, with your facts, reasons and evidence.",
        ),
        Say(
            f"不服{what.zh}的，也可以自收到之日起60日内依法申请行政复议，或者自收到之日起6个月内依法提起行政诉讼。",
            "You may also apply for administrative review within 60 days of receiving it, or bring an action before "
            "the court within 6 months of receiving it.",
        ),
    )
