"""What is said about absences: why one cannot be announced, and the messages to those concerned."""

from collections.abc import Sequence

from states.guard import Blocker
from workflow.actions.notify import Message
from workflow.models.absence import LONGEST, Absence

NOT_YOURS = Blocker(
    "not_your_absence", "请假由本人或科室负责人登记", "An absence is entered by the person or the supervisor"
)
ANOTHER = Blocker("deputy_is_another", "代理人要另选一位同事", "The deputy must be a colleague")
DAYS = Blocker(
    "absence_days",
    f"请假从今天或以后开始，开始不晚于结束，一次最多{LONGEST}天",
    f"An absence begins today or later, ends no earlier than it begins and lasts {LONGEST} days at most",
)
AWAY_ALREADY = Blocker(
    "away_already",
    "这几天里已登记过请假，请先结束那一次",
    "There is an absence on one of these days; end that one first",
)
DEPUTY_AWAY = Blocker(
    "deputy_away", "代理人这几天里也请假，请另选一位", "The deputy is away on one of these days; choose somebody else"
)
STANDS_IN = Blocker(
    "stands_in",
    "这几天里要替同事代理，请科室负责人先换代理人",
    "This person stands in for a colleague on one of these days; ask the supervisor to change the deputy first",
)
OVER = Blocker("absence_over", "这次请假已经结束", "This absence is over already")


def took_part(numbers: Sequence[str]) -> Blocker:
    """The deputy did another control step on running cases of the owner; names some."""
    listed = "、".join(numbers)
    return Blocker(
        "deputy_took_part",
        f"代理人办过这些申请的复核等环节，不能再经办：{listed}。请另选一位，或先把它们转给别人",
        f"The deputy did another control step on these cases: {', '.join(numbers)}. Choose somebody else, or hand them over first",
    )


def _span(row: Absence) -> tuple[str, str]:
    first, last = row.since, row.until
    zh = f"{first.month}月{first.day}日至{last.month}月{last.day}日"
    return zh, f"{first.isoformat()} to {last.isoformat()}"


def begins(name: str, row: Absence) -> Message:
    """To the deputy: for whom, and when."""
    zh, en = _span(row)
    return Message(
        "absence",
        f"{name}请假，由您代理",
        f"You stand in for {name}",
        f"{zh}。{name}经办的申请，您可以办；记录里两个人的名字都有。",
        f"{en}. You may act on {name}'s cases; the record shows both names.",
    )


def entered(deputy: str, row: Absence) -> Message:
    """To the person who is away, when the supervisor entered it."""
    zh, en = _span(row)
    return Message("absence", f"已登记您请假，由{deputy}代理", f"{deputy} stands in for you", f"{zh}。", f"{en}.")


def ended(name: str, row: Absence) -> Message:
    """To the deputy: it is over."""
    _zh, en = _span(row)
    return Message(
        "absence", f"{name}回来了，不用再代理", f"{name} is back", "代理到今天为止。", f"It was announced for {en}."
    )
