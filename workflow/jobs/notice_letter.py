"""Words of the letters about messages: Chinese first, then English, and where to read more."""

from collections.abc import Sequence

from workflow.links import absolute
from workflow.models.notice import Notice
from workflow.models.user import User

#: So many messages stand in one daily letter; more are counted.
LISTED = 50


def about(notice: Notice, user: User) -> tuple[str, str]:
    """Subject and text of a letter about one message."""
    text = [f"{user.name}：", "", notice.title_zh, notice.body_zh, "", notice.title_en, notice.body_en]
    return notice.title_zh, "\n".join([*text, *_foot()])


def daily(notices: Sequence[Notice], user: User) -> tuple[str, str]:
    """Subject and text of the daily letter about these messages, oldest first."""
    count = len(notices)
    zh, en = f"智感惠企　{count}条新消息", f"{count} new message{'' if count == 1 else 's'}"
    text = [f"{user.name}：", ""]
    for notice in notices[:LISTED]:
        text += [f"· {notice.title_zh}", f"  {notice.body_zh}", f"  {notice.title_en}", f"  {notice.body_en}", ""]
    if count > LISTED:
        text.append(f"还有{count - LISTED}条，请登录查看。 {count - LISTED} more in the application.")
    return f"{zh} {en}", "\n".join([*text, *_foot()])


def _foot() -> list[str]:
    """Where to read on, and where to choose how to be told."""
    read, choose = absolute("notices.index"), absolute("notice_choices.form")
    return ["", f"登录查看 Read on: {read}", f"修改接收方式 Choose what is mailed: {choose}"]
