"""Words of the letters about calls, in the language the reader chose."""

from rules import catalogue
from workflow.clock import SHANGHAI
from workflow.links import absolute
from workflow.models.call import Call
from workflow.models.subscription import Subscription


def name_of(item: str, lang: str) -> str:
    """第十条　支持企业扩大规模; Article 10: Growth."""
    found = catalogue.item(item)
    return f"{found.article.en}: {found.title.en}" if lang == "en" else f"{found.article.zh}　{found.title.zh}"


def confirmation(row: Subscription, token: str) -> tuple[str, str]:
    """Subject and text of the letter that asks for consent."""
    name, link = name_of(row.item, row.lang), absolute("subscriptions.show", link=token)
    return _asked_en(name, link) if row.lang == "en" else _asked_zh(name, link)


def _asked_zh(name: str, link: str) -> tuple[str, str]:
    text = (
        f"有人请我们在“{name}”开放申报和快截止时写信到这个邮箱。",
        f"如果是您，请在7天内打开链接确认：\n{link}",
        "如果不是，不用理会，我们不会再写信来。",
    )
    return f"请确认：订阅“{name}”的申报批次", "\n\n".join(text)


def _asked_en(name: str, link: str) -> tuple[str, str]:
    text = (
        f"Somebody asked us to write to this address when calls for “{name}” open and close.",
        f"If it was you, confirm within 7 days:\n{link}",
        "If not, do nothing: we will not write again.",
    )
    return f"Confirm: news of calls for {name}", "\n\n".join(text)


def _at(call: Call) -> str:
    return f"{call.new_until.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def said(call: Call, kind: str, left: int) -> tuple[str, str, str, str]:
    """Title and sentence of a reminder, Chinese and English each; `left` is in working days."""
    if kind == "opens":
        return (
            f"{call.title_zh}　开始申报",
            f"{call.title_en}: now open",
            f"现在可以申报，首次提交{_at(call)}截止。",
            f"Applications are taken now; first submissions until {_at(call)}.",
        )
    days = "今天" if left == 0 else f"还有{left}个工作日"
    english = "today" if left == 0 else f"in {left} working day{'' if left == 1 else 's'}"
    return (
        f"{call.title_zh}　{days}截止",
        f"{call.title_en}: closes {english}",
        f"首次提交{_at(call)}截止，{days}。材料没备齐也可以先存草稿。",
        f"First submissions close {english}, at {_at(call)}. A draft can be saved before the documents are complete.",
    )


def reminder(row: Subscription, call: Call, kind: str, left: int, stop: str) -> tuple[str, str]:
    """Subject and text of a reminder to an address; `stop` is the address that ends them."""
    title_zh, title_en, body_zh, body_en = said(call, kind, left)
    page = absolute("calls.show", call=call.id)
    if row.lang == "en":
        return title_en, f"{body_en}\n\nGuide and application: {page}\n\nNo more of these letters: {stop}"
    return title_zh, f"{body_zh}\n\n申报指南和入口：{page}\n\n不再接收：{stop}"
