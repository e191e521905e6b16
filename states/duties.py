"""Duties after payment, by item: what the enterprise owes for the time after it was paid, and when it is due.

The measures do not name them; these are the bureau's settings, and a change here holds for payments from then on.
"""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from states.say import Say


class DutyKind(NamedTuple):
    """One kind: due `months` after the payment. `by_bureau`: an officer does it, else the enterprise reports."""

    code: str
    months: int
    title: Say
    text: Say
    by_bureau: bool = False


USE = DutyKind(
    "use_report",
    12,
    Say("资金使用情况报告", "Report on how the money was used"),
    Say(
        "写明资金用在哪里、还剩多少，附凭证目录",
        "Say what the money was spent on and what is left; attach a list of vouchers",
    ),
)
SITE = DutyKind(
    "site_check",
    6,
    Say("付后现场核查", "On-site check after payment"),
    Say("看项目是否在运行，和申请时是否一致", "See whether the project runs and is what was applied for"),
    by_bureau=True,
)
ROOMS = DutyKind(
    "rooms_report",
    6,
    Say("房屋使用情况报告", "Report on the use of the rooms"),
    Say("写明是否仍自用，有没有转租、分租", "Say whether you still use the rooms yourself and have not sublet them"),
)


def _stays(years: int) -> DutyKind:
    return DutyKind(
        f"stays_{years}",
        12 * years,
        Say(f"{years}年内不迁出承诺", f"Promise to stay for {years} years"),
        Say(
            f"到期时说明注册地、纳税关系和主要经营地在{years}年内没有迁出",
            f"When it ends, state that registration, taxes and main place of business have stayed for {years} years",
        ),
    )


#: item → its duties in the order of their days. Items that are referred are paid elsewhere and have none.
DUTIES: dict[str, tuple[DutyKind, ...]] = {
    "4": (USE, _stays(3)),
    "5": (USE,),
    "7a": (SITE, USE, _stays(3)),
    "7b": (SITE, USE, _stays(3)),
    "9": (_stays(3),),
    "10": (_stays(3),),
    "11": (USE,),
    "14": (ROOMS,),
}
BY_CODE = {kind.code: kind for kinds in DUTIES.values() for kind in kinds}


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month.

    >>> months_later(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
