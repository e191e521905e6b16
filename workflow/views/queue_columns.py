"""The columns that a list of the queue can have, in the order in which they stand."""

from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import gettext as _


class Column(NamedTuple):
    """A column: the class of its heading and of its cells."""

    head: str
    cell: str


COLUMNS: Mapping[str, Column] = {
    "due": Column("", "o1"),
    "number": Column("lg", "hide no muted lg"),
    "firm": Column("", "o3"),
    "uscc": Column("", "hide no muted"),
    "item": Column("", "nowrap o4"),
    "amount": Column("num", "num end o2"),
    "state": Column("", "end o5"),
    "next": Column("", "nowrap next"),
    "waiting": Column("", "nowrap hide"),
    "message": Column("", "nowrap hide"),
    "corrections": Column("num", "num hide"),
    "review": Column("", "nowrap hide"),
    "override": Column("", "nowrap hide"),
    "sample": Column("", "nowrap hide"),
    "condition": Column("", "nowrap hide"),
    "clock": Column("", "nowrap hide"),
    "note": Column("", "nowrap hide"),
    "applied": Column("", "nowrap hide"),
    "moved": Column("", "nowrap hide"),
    "owner": Column("lg", "hide lg"),
    "helper": Column("", "nowrap hide"),
}
STANDARD = ("due", "number", "firm", "item", "amount", "state", "next", "owner")


def titles() -> dict[str, str]:
    """What each column is called."""
    return {
        "due": _("时限"),
        "number": _("案号"),
        "firm": _("企业"),
        "uscc": _("信用代码"),
        "item": _("条款"),
        "amount": _("金额（元）"),
        "state": _("状态"),
        "next": _("下一步"),
        "waiting": _("等谁"),
        "message": _("留言"),
        "corrections": _("补正次数"),
        "review": _("复核"),
        "override": _("调整"),
        "sample": _("抽查"),
        "condition": _("容缺"),
        "clock": _("计时"),
        "note": _("备注"),
        "applied": _("提交"),
        "moved": _("最近办理"),
        "owner": _("经办"),
        "helper": _("协办"),
    }
