"""What is said about acts on many cases."""

from flask_babel import gettext as _

from states.lifecycle import step
from workflow.actions.bulk import UNDOES
from workflow.models.bulk import DONE, FAILED, REFUSED, UNDO, WAITING
from workflow.views.filters import say

#: At which stages an act can do anything at all, and whether somebody has to hold the case ("held") or nobody ("free").
#: Wider than the guards on purpose: the bar greys out what fits no chosen case, the preview says the rest row by row.
FITS = {
    "claim": "free",
    "accept": "to_accept",
    "check_credit": "to_accept submitted to_follow",
    "send_to_committee": "to_committee",
    "hand_over": "held",
    "allocate": "held free",
    "remind_correction": "correction",
}


def label(act: str) -> str:
    """The words on the button."""
    if act == "allocate":
        return _("分给经办人")
    return _("整批撤销") if act == UNDO else say(step(act).label)


def title(act: str, undone: str | None = None) -> str:
    """What a run did, or takes back."""
    if undone is not None:
        return _("撤销：%(what)s", what=label(undone))
    return _("批量办理：%(what)s", what=label(act))


def hint(act: str) -> str:
    """What follows when it is done."""
    words = {
        "claim": _("案件归您经办，10分钟内可以整批撤销。"),
        "accept": _("承诺时限从今天开始算，企业会收到受理通知书。办了不能撤销。"),
        "check_credit": _("现在查严重失信名单，结果写进每件的记录。"),
        "send_to_committee": _("企业会收到消息。办了不能撤销，只能由会议退回。"),
        "hand_over": _("案件归对方经办，时限不变，企业看不到。10分钟内可以整批撤销。"),
        "allocate": _("按手头的活分：活少的先得，请假的不参加。10分钟内可以整批撤销。"),
        "remind_correction": _("企业会收到提醒，一件一天最多一次。"),
    }
    return words[act]


def undo_step(act: str) -> str:
    """The button that takes a run back."""
    return _("整批撤销（%(what)s）", what=say(step(UNDOES[act]).label))


def result(state: str) -> tuple[str, str]:
    """A row's result: word and tone."""
    words = {
        DONE: (_("已办"), "yes"),
        REFUSED: (_("没办"), "warn"),
        FAILED: (_("出错"), "no"),
        WAITING: (_("在等"), ""),
    }
    return words[state]
