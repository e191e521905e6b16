"""资金拨付通知书: the bank has confirmed the payment."""

from states.say import Say
from workflow.clock import business_date
from workflow.models.payment import Payment
from workflow.papers.letter import Letter, facts, p
from workflow.papers.subject import subject
from workflow.papers.words import KINDS, dated, sum_of
from workflow.queries.casefile import CaseFile


def letter(file: CaseFile, payment: Payment) -> Letter:
    """How much was paid, when and to which account; the account number is covered but for its last four digits."""
    what = subject(file)
    return Letter(
        title=KINDS["payment"][1],
        to=file.case.enterprise.name,
        blocks=[
            what.opening(
                Say(
                    "获得的支持资金已经拨付，银行已确认到账。现通知如下：",
                    "was granted support; the bank has confirmed the payment:",
                )
            ),
            facts(
                (Say("拨付金额", "Amount"), sum_of(payment.fen)),
                (Say("到账日期", "Received on"), dated(business_date(payment.confirmed_at))),
                (Say("收款户名", "Account holder"), payment.account_holder),
                (Say("开户银行", "Bank"), payment.bank_name),
                (Say("收款账号", "Account"), "**** " + payment.bank_account[-4:]),
                (Say("银行回单号", "Bank reference"), payment.bank_ref or ""),
                (Say("第几笔", "Instalment"), str(payment.instalment)),
            ),
            p(
                "请核对到账情况。金额或账户不符的，请在收到本通知之日起10个工作日内告知本局。",
                "Please check your account, and tell the bureau within 10 working days if amount or account is not right.",
            ),
            p(
                "请按规定管理和使用资金，并保存有关凭证备查。",
                "Please use the money as the measures ask, and keep the vouchers for checks.",
            ),
        ],
    )
