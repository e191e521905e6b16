"""What an enterprise is told of an offer, in both languages."""

from rules import catalogue, money
from workflow.actions.account_letters import SIGN
from workflow.actions.mail import post
from workflow.actions.notify import Message
from workflow.links import absolute
from workflow.models.entitlement import AwardOffer


def invited(offer: AwardOffer) -> Message:
    """The invitation."""
    item, sum_, last = catalogue.item(offer.item), money.grouped(offer.fen), offer.answer_by.isoformat()
    return Message(
        kind="award_offer",
        title_zh=f"贵单位可领约{sum_}元：{item.title.zh}，确认账户即可",
        title_en=f"About {sum_} yuan for you under {item.article.en}: just confirm your account",
        body_zh=f"按统计部门的名单，贵单位符合{item.article.zh}的条件，不用填表、不用交材料。"
        f"请在{last}前到“我的申报”确认收款账户并签署承诺。金额以审定为准。",
        body_en="By the statistics bureau's list you meet the conditions: no form, no documents. Please confirm the account "
        f"and sign the statement under My applications by {last}. The decision fixes the amount.",
    )


def reminded(offer: AwardOffer) -> Message:
    """The reminder, some days before the end."""
    item, sum_ = catalogue.item(offer.item), money.grouped(offer.fen)
    return Message(
        kind="award_offer",
        title_zh=f"还没有答复：{item.title.zh}，约{sum_}元，{offer.answer_by.isoformat()}截止",
        title_en=f"Not answered yet: about {sum_} yuan under {item.article.en}, until {offer.answer_by.isoformat()}",
        body_zh="请到“我的申报”确认收款账户；不需要的，也请答复。过期后仍可在批次开放期内自己申报。",
        body_en="Please confirm the account under My applications, or say no. Later you may still apply yourself while the call is open.",
    )


def letter(offer: AwardOffer, to: str, name: str) -> None:
    """To an enterprise that has no account here: it registers, and finds the offer by its credit code."""
    item, sum_, url = catalogue.item(offer.item), money.grouped(offer.fen), absolute("registration.form")
    last = offer.answer_by.isoformat()
    post(
        to,
        f"{name}可领约{sum_}元扶持资金 Support for your company",
        f"{name}：\n\n按统计部门的名单，贵单位符合{item.article.zh}“{item.title.zh}”的条件，约{sum_}元。"
        f"请在{last}前打开下面的地址，用统一社会信用代码{offer.uscc}注册；注册后在“我的申报”里确认收款账户即可，不用填表、不用交材料：\n\n{url}\n\n"
        f"By the statistics bureau's list your company meets the conditions of {item.article.en}, about {sum_} yuan. Please register at "
        f"the address above with your credit code by {last}, and confirm your account under My applications.\n\n--\n{SIGN.zh}\n{SIGN.en}\n",
        f"award-offer-{offer.id}",
    )
