"""追回资金通知书: the bureau claims back what was paid; by when, in which parts, and the ways of appeal."""

from collections.abc import Sequence
from datetime import date

from rules import money
from states.say import Say
from workflow.models.recovery import Recovery
from workflow.papers.letter import Letter, facts, p
from workflow.papers.subject import subject
from workflow.papers.words import appeal, dated, sum_of
from workflow.queries.casefile import CaseFile

TITLE = Say("追回资金通知书", "Notice of recovery")
COLUMNS = [
    {"label": Say("期", "Part"), "align": "center", "width": 0.5},
    {"label": Say("最迟退回日期", "Due by"), "align": "left", "width": 2},
    {"label": Say("金额（元）", "Amount (yuan)"), "align": "right", "width": 1.5},
]


def number(year: int, sequence: int) -> str:
    """The number of a notice (文号)."""
    return f"××扶追〔{year}〕{sequence:03d}号"


def letter(file: CaseFile, recovery: Recovery, plan: Sequence[tuple[date, int]]) -> Letter:
    """What was paid, what is claimed back and why. `plan`: day and fen of each part."""
    what = subject(file)
    ground = what.ground()
    last = dated(plan[-1][0])
    rows = [[str(no), dated(day), money.grouped(fen)] for no, (day, fen) in enumerate(plan, 1)]
    return Letter(
        title=TITLE,
        to=file.case.enterprise.name,
        blocks=[
            what.opening(
                Say(
                    f"已获得支持资金。经核实并经两人决定，依据{ground.zh}，本局追回下列资金：",
                    f"was paid. After an examination decided on by two people, the bureau claims back under {ground.en}:",
                )
            ),
            facts(
                (Say("已拨付金额", "Paid"), sum_of(recovery.paid_fen)),
                (Say("追回金额", "Claimed back"), sum_of(recovery.fen)),
                (Say("最迟退清日期", "All of it by"), last),
            ),
            p(f"理由：{recovery.reason}", f"Reason (as given in Chinese): {recovery.reason}"),
            p(
                "请按下表的日期把资金退回本局账户，汇款时注明申请编号。收到以后本局逐笔登记，退清后本件了结。",
                "Please return the money to the bureau by the days below and name the case number. "
                "Each receipt is booked; the matter ends when all has come back.",
            ),
            {"is": "table", "columns": COLUMNS, "rows": rows, "strong": []},
            *({"is": "p", "text": way} for way in appeal(Say("本通知", "this notice"))),
        ],
    )
