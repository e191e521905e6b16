"""The two papers of a case that the bureau started, as data for `slip.typ`: what the list says, what the enterprise confirmed."""

from datetime import datetime
from typing import Any

from rules import catalogue, money
from states.say import Say
from workflow.clock import business_date
from workflow.models.call import Call
from workflow.models.enterprise import Enterprise
from workflow.models.entitlement import AwardOffer, EntitlementList, EntitlementRow
from workflow.papers.letter import spoken
from workflow.papers.words import BUREAU, dated, sum_of


def extract(source: EntitlementList, row: EntitlementRow, call: Call) -> dict[str, Any]:
    """One row of the statistics list with who read it in and who confirmed it."""
    facts: list[tuple[Say, Any]] = [
        (Say("企业名称", "Enterprise"), row.name),
        (Say("统一社会信用代码", "Unified social credit code"), row.uscc),
        (Say("名单", "List"), Say(f"{source.name}　第{row.number}行", f"{source.name}, row {row.number}")),
        (Say("文件校验值", "SHA-256 of the file"), " ".join(source.sha256[at : at + 16] for at in range(0, 64, 16))),
        *_figures(source.item, row),
    ]
    if source.confirmed_at is not None:
        facts.append((Say("名单确认", "List confirmed"), dated(business_date(source.confirmed_at))))
    foot = Say(
        "名称、代码和数据以统计部门提供的名单为准，由两人核对确认；按免申即享办理，代替企业交的证明材料。",
        "Name, code and figures are those of the statistics bureau's list, confirmed by two people; they stand for the proofs.",
    )
    return _slip(
        Say("统计部门名单摘录", "Extract of the statistics bureau's list"), call.title_zh, source.read_at, facts, foot
    )


def confirmation(firm: Enterprise, row: AwardOffer, name: str, at: datetime) -> dict[str, Any]:
    """What the enterprise confirmed and declared instead of a form."""
    item = catalogue.item(row.item)
    facts: list[tuple[Say, Any]] = [
        (Say("企业名称", "Enterprise"), firm.name),
        (Say("统一社会信用代码", "Unified social credit code"), firm.uscc),
        (Say("申报事项", "Item"), Say(f"{item.article.zh}　{item.title.zh}", f"{item.article.en}, {item.title.en}")),
        (Say("邀请金额", "Amount offered"), sum_of(row.fen)),
        (Say("收款户名", "Account holder"), firm.account_holder),
        (Say("开户银行", "Bank"), firm.bank_name),
        (Say("收款账号", "Account"), firm.bank_account),
        (
            Say("承诺", "Statement"),
            Say(
                "数据和账户真实；没有被列入严重失信主体名单；同一事项没有重复申报；没有委托中介代办。",
                "Figures and account are true; not on the list of dishonest entities; no second claim; no agent was paid.",
            ),
        ),
        (Say("确认人", "Confirmed by"), name),
        (Say("确认日期", "Confirmed on"), dated(business_date(at))),
        (Say("受理单位", "To"), BUREAU),
    ]
    foot = Say(
        "由确认人登录后在线签署，金额以审定为准。", "Signed on line by the person named; the decision fixes the amount."
    )
    return _slip(Say("免申即享确认书", "Confirmation of a bureau-started award"), f"{row.year}", at, facts, foot)


def _figures(item: str, row: EntitlementRow) -> list[tuple[Say, Any]]:
    asked = catalogue.item(item).facts
    return [(Say(fact.label.zh, fact.label.en), _value(row.facts.get(fact.name))) for fact in asked]


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return Say("是", "yes") if value else Say("否", "no")
    if isinstance(value, str):
        return sum_of(money.parse_yuan(value))
    return str(value)


def _slip(title: Say, number: str, at: datetime, facts: list[tuple[Say, Any]], foot: Say) -> dict[str, Any]:
    words = {"title": title, "facts": [list(pair) for pair in facts], "signs": [Say("", "")], "foot": foot}
    day = business_date(at).isoformat()
    return {"number": number, "on": day, "zh": spoken(words, "zh"), "en": spoken(words, "en"), "lang": "zh"}
