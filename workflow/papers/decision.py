"""资金支持决定书: what is granted, on which ground, with the stored calculation as its annex."""

from states.limits import Limits
from states.say import Say
from workflow.papers.annex import calculation, months
from workflow.papers.cut_words import cut_words
from workflow.papers.letter import Letter
from workflow.papers.subject import Subject, subject
from workflow.papers.words import appeal, sum_of
from workflow.queries.casefile import CaseFile
from workflow.queries.prorations import cut_of


def letter(file: CaseFile) -> Letter:
    """The decision on a case whose public notice has run without objection."""
    what, case, run = subject(file), file.case, file.evaluation
    assert run is not None, "a decided case was evaluated"
    assert case.award_fen is not None, "and has its award"
    ground, days = what.ground(), Limits(**case.call.days).payment
    account = case.enterprise.bank_account[-4:]
    return Letter(
        title=_title(what),
        to=case.enterprise.name,
        blocks=[
            what.opening(
                Say(
                    f"收悉。依据{ground.zh}，经材料核验、金额评估、会议审定和公示，现决定如下：",
                    f"was checked, evaluated, decided on and announced. Under {ground.en} the bureau decides:",
                )
            ),
            *_clauses(what, case.award_fen, account, days),
            *_cut(case.id),
            {"is": "p", "text": appeal(Say("本决定", "this decision"))[1]},
        ],
        annexes=[calculation(what, run, case.award_fen), *months(what, run)],
    )


def _title(what: Subject) -> Say:
    firm, year = what.case.enterprise.name, what.case.call.year
    return Say(
        f"关于给予{firm}\n{year}年度“{what.title.zh}”\n资金支持的决定",
        f"Decision to support {firm}\nfor “{what.title.en}”, {year}",
    )


def _cut(case_id: int) -> list[dict[str, object]]:
    """Why it is less than what the calculation in the annex gave, where all were cut alike."""
    cut = cut_words(cut_of(case_id))
    return [{"is": "p", "text": Say(f"五、{cut.zh}", f"5. {cut.en}")}] if cut.zh else []


def _clauses(what: Subject, fen: int, account: str, days: int) -> list[dict[str, object]]:
    amount, year = sum_of(fen), what.case.call.year
    said = (
        Say(
            f"一、给予你单位“{what.title.zh}”资金{amount.zh}，列入{year}年度。",
            f"1. Your enterprise is granted {amount.en} for “{what.title.en}”, entered for {year}.",
        ),
        Say(
            "二、金额按附表计算。各项数据以核验后的原件为准。",
            "2. The amount is computed in the annex, from the figures of the checked originals.",
        ),
        Say(
            f"三、资金自本决定送达之日起{days}个工作日内，拨付至你单位登记的银行账户（尾号{account}）。",
            f"3. The money is paid within {days} working days of delivery to your registered account (ending in {account}).",
        ),
        Say(
            "四、你单位应当对申报材料的真实性负责，配合资金使用情况核查。有虚假申报情形的，依法追回资金。",
            "4. Your enterprise answers for the truth of what it filed and assists in checks of the use of the money. "
            "Money obtained by false statements is recovered.",
        ),
    )
    return [{"is": "p", "text": one} for one in said]
