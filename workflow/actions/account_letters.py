"""What letters about accounts say, in both languages: nobody knows yet which one the receiver reads."""

from states.say import Say
from workflow.actions.mail import post

SIGN = Say(
    "智感惠企　这封信由系统发出，请不要回复。", "Smart-sensor incentives. Sent by the system, please do not answer."
)


def _send(to: str, key: str, subject: Say, body: Say) -> None:
    post(to, f"{subject.zh} {subject.en}", f"{body.zh}\n\n{body.en}\n\n--\n{SIGN.zh}\n{SIGN.en}\n", key)


def invitation(to: str, key: str, firm: str, inviter: str, url: str) -> None:
    """Asks a future colleague in; `url` works for seven days, once."""
    _send(
        to,
        key,
        Say(f"{inviter}邀请您为{firm}办理申报", "You are invited to apply for your company"),
        Say(
            f"{firm}的{inviter}邀请您一起办理扶持申报。请在7天内打开下面的地址，填姓名、设密码：\n\n{url}\n\n"
            "地址只能用一次。如果您不认识这家企业，不用理会这封信。",
            f"{inviter} of {firm} invites you to work on its applications. Open the address above within 7 days; it works once.",
        ),
    )


def password_reset(to: str, key: str, url: str) -> None:
    """The way back for who forgot the password; `url` works for an hour, once."""
    _send(
        to,
        key,
        Say("重设密码", "Set a new password"),
        Say(
            f"有人（应该是您）要重设密码。请在1小时内打开下面的地址：\n\n{url}\n\n地址只能用一次。如果不是您要的，不用理会，密码没有变。",
            "Somebody, probably you, asked for a new password. Open the address above within one hour; it works once. "
            "If it was not you, nothing has changed.",
        ),
    )


def changed(to: str, key: str, what: Say) -> None:
    """Tells that something about the account changed, so that a thief does not stay unnoticed."""
    _send(
        to,
        key,
        Say("您的账号有变动", "Your account changed"),
        Say(
            f"{what.zh}。如果不是您办的，请马上重设密码，并联系主管部门。",
            f"{what.en}. If it was not you, set a new password now.",
        ),
    )
