"""申请表: the filing as a form to sign. Not a notice: it has no number, and a draft's carries a watermark."""

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any

from rules.facts import Fact
from states.names import State
from states.say import Say
from workflow.clock import business_date
from workflow.papers.letter import LAYOUT, digest, spoken
from workflow.papers.subject import subject
from workflow.papers.words import dated
from workflow.queries.casefile import CaseFile

DECLARED = Say(
    "我单位承诺：所填内容和所交材料真实、完整；同一事项没有重复申报；没有委托中介弄虚作假；愿意接受核查，"
    "如有虚假，退回资金并承担法律责任。",
    "We declare that what is stated and handed in is true and complete, that the same matter is not filed twice, and that "
    "we accept checks, return money obtained by false statements and bear the consequences in law.",
)
YES, NO, NONE = Say("是", "yes"), Say("否", "no"), Say("无", "none")


def form(file: CaseFile) -> dict[str, Any]:
    """The form as data for form.typ, in both languages."""
    what, case, firm, filing = subject(file), file.case, file.case.enterprise, file.filing
    on = business_date(filing.filed_at or filing.saved_at)
    body = {
        "title": Say("产业扶持资金申请表", "Application for industrial support"),
        "item": Say(f"{what.article.zh}　{what.title.zh}", f"{what.article.en}, {what.title.en}"),
        "rules": Say(f"《{what.rules.zh}》", what.rules.en),
        "sections": [
            (Say("申报单位", "Enterprise"), [
                (Say("名称", "Name"), firm.name),
                (Say("统一社会信用代码", "Credit code"), firm.uscc),
                (Say("法定代表人", "Legal representative"), firm.legal_representative),
                (Say("地址", "Address"), firm.address),
                (Say("联系人", "Contact"), f"{firm.contact_name}　{firm.contact_phone}"),
                (Say("收款账户", "Account"), f"{firm.account_holder}　{firm.bank_name}　{firm.bank_account}"),
            ]),
            (Say("申报内容", "Facts"), [row for fact in file.item.facts for row in _answers(fact, filing.facts)]),
            (Say("同一事项的其他财政资金", "Other public money for the same matter"), _other(filing.other_money)),
            (Say("附件材料", "Documents"), _documents(file)),
        ],
        "declared": DECLARED,
        "date": dated(on),
    }  # fmt: skip
    data: dict[str, Any] = {"layout": LAYOUT, "number": case.number if case.submitted_at else "", "on": on.isoformat()}
    data |= {"draft": case.state == State.DRAFT, "zh": spoken(body, "zh"), "en": spoken(body, "en")}
    return data | {"mark": digest(data)[:16]}


def _answers(fact: Fact, given: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    answer = given.get(fact.name)
    if not fact.rows:
        return [] if answer is None and fact.optional else [(fact.label, _text(fact, answer))]
    rows = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
    return [
        (Say(f"{fact.label.zh}（{place}）", f"{fact.label.en} ({place})"), _joined(fact, row))
        for place, row in enumerate(rows, 1)
    ]


def _joined(fact: Fact, row: Mapping[str, Any]) -> Say:
    said = [(one.label, _text(one, row[one.name])) for one in fact.rows if row.get(one.name) is not None]
    return Say("；".join(f"{a.zh}：{b.zh}" for a, b in said), "; ".join(f"{a.en}: {b.en}" for a, b in said))


def _text(fact: Fact, answer: Any) -> Say:
    if answer is None or answer == "":
        return Say("—", "—")
    if isinstance(answer, bool):
        return YES if answer else NO
    text = str(answer)
    if fact.kind in {"yuan", "area"}:
        with suppress(InvalidOperation):  # shown as it was typed
            text = f"{Decimal(text):,.2f}"
    zh, en = (fact.unit.zh, fact.unit.en) if fact.unit and fact.kind != "month" else ("", "")
    return Say(f"{text}{zh}", f"{text} {en}".strip())


def _other(rows: list[Any]) -> list[tuple[Any, Any]]:
    return [(row.get("source", ""), Say(f"{row.get('yuan')}元", f"{row.get('yuan')} yuan")) for row in rows] or [
        ("", NONE)
    ]


def _documents(file: CaseFile) -> list[tuple[Any, Any]]:
    return [
        (kind.title, "\n".join(document.name for document, _blob, _verdict in file.handed_in[kind.code]))
        for kind in file.item.documents
        if kind.code in file.handed_in
    ] or [("", NONE)]
